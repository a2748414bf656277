// SPDX-License-Identifier: MIT
#include <array>
#include <cstdlib>
#include <vector>

#include "core/error.h"
#include "gl_fixture.h"
#include "viewer/gl/buffer.h"
#include "viewer/gl/context_info.h"
#include "viewer/gl/framebuffer.h"
#include "viewer/gl/program.h"
#include "viewer/gl/texture.h"
#include "viewer/layers/frame.h"
#include "viewer/layers/particle_buffers.h"
#include "viewer/platform/window.h"

namespace thalweg::viewer {
namespace {

using Gl = test::GlTest;

TEST_F(Gl, context_says_what_it_can_do) {
  const gl::ContextInfo info = gl::context_info();
  EXPECT_EQ(info.renderer, renderer_name());
  EXPECT_GE(info.max_samples, 4) << "OpenGL 4.5 guarantees 4";
  EXPECT_GE(info.max_texture_size, 16384) << "OpenGL 4.5 guarantees 16384";
  EXPECT_GE(info.max_storage_block, 1 << 27) << "OpenGL 4.5 guarantees 128 MiB";
}

TEST_F(Gl, errors_name_what_was_wrong) {
  auto message = [](auto&& f) -> std::string {
    try {
      f();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message([] { gl::Program("missing.vert", "surface.frag"); }).find("missing.vert"),
            std::string::npos);
  // It stands in front of every shader, so it cannot be one: the second #version is an error.
  EXPECT_NE(message([] { gl::Program("common.glsl", "post.frag"); }).find("common.glsl does not compile"),
            std::string::npos);
  EXPECT_NE(message([] { gl::Texture(gl::TextureFormat::kRgba8, 0, 5); }).find("0x5"), std::string::npos);
  EXPECT_NE(message([] {
              gl::Texture(gl::TextureFormat::kR8, 2, 2).upload(std::array<float, 4>{});
            }).find("format"),
            std::string::npos);
  EXPECT_NE(message([] { gl::Buffer(8).upload_bytes(4, "12345678", 8); }).find("beyond its end"),
            std::string::npos);
  EXPECT_NE(message([] {
              gl::Framebuffer(gl::Texture(gl::TextureFormat::kRgba8, 4, 4),
                              gl::Texture(gl::TextureFormat::kRgba8, 4, 4));
            }),
            "");
  gl::check("cleaning up");  // nothing is left behind
}

TEST_F(Gl, a_second_context_may_come_and_go) {
  {
    const platform::EglContext other;
    EXPECT_EQ(other.renderer(), renderer_name());
  }
  make_current();
  const gl::Framebuffer target(gl::Texture(gl::TextureFormat::kRgba8, 1, 1));
  target.clear(0, 1, 0, 1);
  EXPECT_EQ(target.read_rgba8()[1], 255);
}

TEST_F(Gl, a_framebuffer_keeps_what_was_cleared_into_it) {
  const gl::Framebuffer target(gl::Texture(gl::TextureFormat::kRgba8, 3, 2));
  target.clear(1, 0, 0.2f, 1);
  const std::vector<std::uint8_t> pixels = target.read_rgba8();
  ASSERT_EQ(pixels.size(), 24u);
  for (std::size_t i = 0; i < pixels.size(); i += 4)
    EXPECT_EQ((std::vector<std::uint8_t>(pixels.begin() + long(i), pixels.begin() + long(i) + 4)),
              (std::vector<std::uint8_t>{255, 0, 51, 255}));
}

TEST_F(Gl, a_buffer_grows_once) {
  gl::Buffer buffer;
  EXPECT_TRUE(buffer.reserve(100));
  EXPECT_FALSE(buffer.reserve(50));
  EXPECT_EQ(buffer.bytes(), 100u);
  const unsigned id = buffer.id();
  gl::Buffer moved = std::move(buffer);
  EXPECT_EQ(moved.id(), id);
}

TEST(Budget, chosen_particles_are_even_distinct_and_within_the_budget) {
  EXPECT_EQ(chosen_particles(5, 10), (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
  EXPECT_TRUE(chosen_particles(5, 0).empty());
  EXPECT_TRUE(chosen_particles(0, 5).empty());
  const std::vector<std::uint32_t> chosen = chosen_particles(100000, 3000);
  ASSERT_EQ(chosen.size(), 3000u);
  std::array<int, 4> quarter{}, residue{};
  for (std::size_t i = 0; i < chosen.size(); i++) {
    if (i > 0) {
      EXPECT_GT(chosen[i], chosen[i - 1]);
    }
    EXPECT_LT(chosen[i], 100000u);
    quarter[chosen[i] / 25000]++;
    residue[chosen[i] % 4]++;
  }
  for (const int count : quarter) EXPECT_NEAR(count, 750, 1);
  // A stride would leave residues empty; a fair choice has a standard deviation of 24 here.
  for (const int count : residue) EXPECT_NEAR(count, 750, 5 * 24);
}

TEST(Contours, intervals_join_and_majors_are_marked) {
  const HeightTransform t{HeightScale::kLog, 0, 2000, 5};
  const std::vector<glm::vec4> intervals = contour_intervals(t);
  ASSERT_GE(intervals.size(), 5u);
  EXPECT_EQ(intervals[0].x, 0);
  EXPECT_EQ(intervals[0].z, 0) << "no line around the bottom";
  for (std::size_t i = 1; i < intervals.size(); i++) {
    EXPECT_EQ(intervals[i].z, 1);
    // A whole number of minor steps leads from one major line to the next.
    const double steps = double(intervals[i - 1].y) * double(intervals[i].x - intervals[i - 1].x);
    EXPECT_NEAR(steps, std::round(steps), 1e-4);
  }
}

TEST(Window, without_a_display_says_so) {
  if (std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY")) GTEST_SKIP() << "there is a display";
  try {
    platform::Window window;
    FAIL() << "a window opened without a display";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("no display"), std::string::npos);
  }
}

}  // namespace
}  // namespace thalweg::viewer

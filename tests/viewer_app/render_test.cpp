// SPDX-License-Identifier: MIT
// `thalweg render` from the inside: what is refused, and that a picture is a picture.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "io/png.h"
#include "tests/io/temporary_folder.h"
#include "viewer/app.h"
#include "viewer/platform/egl_context.h"

namespace thalweg::viewer {
namespace {

class Render : public ::testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  thalweg::testing::TemporaryFolder folder_;

  RenderOptions small() const {
    RenderOptions o;
    o.spec.particles = 200;
    o.output = folder_ / "picture.png";
    o.width = 160;
    o.height = 90;
    return o;
  }
  void expect_refusal(const std::function<void(RenderOptions&)>& spoil, const std::string& word) {
    RenderOptions o = small();
    spoil(o);
    try {
      render_picture(o, *backend_);
      FAIL() << word << " was accepted";
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  }
};

TEST_F(Render, RefusesWhatItCannotDrawAndSaysWhy) {
  expect_refusal([](RenderOptions& o) { o.width = 15; }, "16..65536");
  expect_refusal([](RenderOptions& o) { o.height = 70000; }, "16..65536");
  expect_refusal([](RenderOptions& o) { o.camera = CameraPose{0, 91, 1}; }, "elevation");
  expect_refusal([](RenderOptions& o) { o.camera = CameraPose{0, 40, 0}; }, "zoom");
  expect_refusal([](RenderOptions& o) { o.camera = CameraPose{1.0 / 0.0, 40, 1}; }, "azimuth");
  expect_refusal([](RenderOptions& o) { o.step = 1001; }, "0..1000");
  expect_refusal([](RenderOptions& o) { o.output = "picture.jpg"; }, ".png");
  expect_refusal([](RenderOptions& o) { o.frames = 10; }, ".png");
  expect_refusal([&](RenderOptions& o) { o.output = folder_ / "film.mp4"; }, "frames");
  expect_refusal([](RenderOptions& o) { o.looks.follow = 200; }, "particle 200");
  expect_refusal([](RenderOptions& o) { o.looks.trails = 0; }, "trails");
  expect_refusal([](RenderOptions& o) { o.spec.surface.name = "himmelbla"; }, "himmelblau");
}

class RenderGl : public Render {
 protected:
  void SetUp() override {
    try {
      const platform::EglContext context;
    } catch (const Error& error) {
      GTEST_SKIP() << error.what();
    }
  }
};

TEST_F(RenderGl, WritesAPictureOfManyColoursThatSaysWhereItComesFrom) {
  const RunResult result = render_picture(small(), *backend_);
  EXPECT_EQ(result.minima.size(), 4u);
  const Image image = read_png(folder_ / "picture.png");
  EXPECT_EQ(image.width, 160);
  EXPECT_EQ(image.height, 90);
  std::set<int> colors;
  for (std::size_t i = 0; i < image.rgba.size(); i += 4)
    colors.insert(image.rgba[i] >> 3 << 10 | image.rgba[i + 1] >> 3 << 5 | image.rgba[i + 2] >> 3);
  EXPECT_GT(colors.size(), 200u);  // viridis, basins, background
  bool spec = false;
  for (const auto& [key, text] : read_png_texts(folder_ / "picture.png"))
    spec = spec || (key == "thalweg:spec" && text.find("himmelblau") != std::string::npos);
  EXPECT_TRUE(spec);
}

TEST_F(RenderGl, AnotherMomentIsAnotherPicture) {
  RenderOptions o = small();
  o.step = 0;
  render_picture(o, *backend_);
  const Image first = read_png(o.output);
  o.step = 200;
  render_picture(o, *backend_);
  EXPECT_NE(read_png(o.output).rgba, first.rgba);
}

// As the window shows it once its camera has come to rest.
TEST_F(RenderGl, TheCameraIsAtTheParticleThatIsFollowed) {
  RenderOptions o = small();
  o.hide = {"particles", "trails", "contours"};
  o.step = 0;
  const auto picture = [&] {
    render_picture(o, *backend_);
    return read_png(o.output);
  };
  const auto plain = picture();
  o.looks.follow = 3;
  const auto followed = picture();
  EXPECT_NE(followed.rgba, plain.rgba);  // the ring
  o.show = {"follow-camera"};
  const auto there = picture();
  EXPECT_NE(there.rgba, followed.rgba);
  o.looks.follow = 4;
  EXPECT_NE(picture().rgba, there.rgba);  // another place
}

TEST_F(RenderGl, AFilmHasItsFramesAndCanBeStopped) {
  if (std::system("ffmpeg -version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "ffmpeg is not installed";  // NOLINT
  RenderOptions o = small();
  o.output = folder_ / "film.gif";
  o.frames = 4;
  o.step = 90;
  i64 calls = 0;
  o.context = &calls;
  o.progress = [](void* context, i64 done, i64 total) {
    EXPECT_EQ(total, 4);
    EXPECT_EQ(done, ++*static_cast<i64*>(context));
    return true;
  };
  render_picture(o, *backend_);
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(testing::bytes_of(o.output).substr(0, 4), "GIF8");
  std::filesystem::remove(o.output);
  o.progress = [](void*, i64 done, i64) { return done < 2; };
  render_picture(o, *backend_);
  EXPECT_EQ(folder_.files(), 0u);
}

}  // namespace
}  // namespace thalweg::viewer

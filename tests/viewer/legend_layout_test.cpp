// SPDX-License-Identifier: MIT
#include "viewer/scene/legend_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <string>

#include "core/error.h"
#include "sample_scene.h"
#include "viewer/scene/quality.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

/// The characters of a list from left to right at one height, put together again from their place in the
/// atlas.
std::size_t glyphs(const OverlayList& list) {
  return std::size_t(std::count_if(list.begin(), list.end(),
                                   [](const OverlayItem& i) { return i.kind == OverlayKind::kGlyph; }));
}
std::size_t shapes(const OverlayList& list, OverlayKind kind) {
  return std::size_t(
      std::count_if(list.begin(), list.end(), [&](const OverlayItem& i) { return i.kind == kind; }));
}

TEST(Font, utf8_is_decoded_and_broken_bytes_do_not_swallow_their_neighbours) {
  std::string_view text = "a\u00b7\u2212\U0001d6fb";
  EXPECT_EQ(next_character(text), U'a');
  EXPECT_EQ(next_character(text), char32_t(0xb7));
  EXPECT_EQ(next_character(text), char32_t(0x2212));
  EXPECT_EQ(next_character(text), char32_t(0x1d6fb));
  EXPECT_TRUE(text.empty());
  std::string_view broken = "\xe2\x88z\xff";
  EXPECT_EQ(next_character(broken), char32_t(0xfffd));
  EXPECT_EQ(next_character(broken), char32_t(0xfffd));
  EXPECT_EQ(next_character(broken), U'z');
  EXPECT_EQ(next_character(broken), char32_t(0xfffd));
  EXPECT_TRUE(broken.empty());
}

TEST(Font, digits_have_one_width_and_sizes_scale) {
  const FontAtlas one(1), two(2);
  for (char digit = '1'; digit <= '9'; digit++)
    EXPECT_EQ(one.measure(TextStyle::kNumber, std::string(1, digit)), one.measure(TextStyle::kNumber, "0"));
  EXPECT_EQ(one.measure(TextStyle::kNumber, "\u2212"), one.measure(TextStyle::kNumber, "0"));
  EXPECT_NEAR(two.measure(TextStyle::kText, "Himmelblau"), 2 * one.measure(TextStyle::kText, "Himmelblau"),
              1e-3);
  // Inter's capitals are 0.727 em high (its published metrics); a pixel of rasterisation on either side.
  EXPECT_NEAR(one.cap_height(TextStyle::kTitle), 0.727 * 20, 1);
}

TEST(Font, every_character_that_labels_use_is_in_the_atlas) {
  const FontAtlas font(1);
  for (std::string_view text =
           "\u2212\u00d7\u00b7\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u00b9\u00b2\u00b3\u207b\u221e";
       !text.empty();) {
    const char32_t c = next_character(text);
    EXPECT_NE(font.glyph(TextStyle::kNumber, c).u0, font.glyph(TextStyle::kNumber, U'?').u0)
        << std::uint32_t(c);
  }
  EXPECT_EQ(font.glyph(TextStyle::kText, char32_t(0x4e00)).u0, font.glyph(TextStyle::kText, U'?').u0);
  EXPECT_THROW(embedded_font("Arial.ttf"), Error);
  EXPECT_THROW(FontAtlas(0), Error);
}

TEST(Font, the_atlas_holds_ink) {
  const FontAtlas font(1);
  const Glyph& g = font.glyph(TextStyle::kTitle, U'H');
  int darkest = 0;
  for (int y = int(g.v0); y < int(g.v1); y++)
    for (int x = int(g.u0); x < int(g.u1); x++)
      darkest = std::max(darkest, int(font.coverage()[std::size_t(y * font.width() + x)]));
  EXPECT_GT(darkest, 200);
}

TEST(Overlay, text_is_aligned_to_its_anchor) {
  const FontAtlas font(1);
  auto extent = [&](Align align) {
    OverlayList list;
    add_text(list, font, TextStyle::kText, {100, 50}, "HHHH", ~0u, align);
    return std::pair(list.front().rect.x, list.back().rect.z);
  };
  const double width = font.measure(TextStyle::kText, "HHHH");
  const auto [left, left_end] = extent(Align::kLeft);
  const auto [centre, centre_end] = extent(Align::kCenter);
  const auto [right, right_end] = extent(Align::kRight);
  EXPECT_NEAR(left - centre, width / 2, 1e-3);
  EXPECT_NEAR(left_end - right_end, width, 1e-3);
  EXPECT_GE(left, 99);
  EXPECT_LE(right_end, 101);
}

class LegendTest : public testing::Test {
 protected:
  test::SampleScene sample = test::himmelblau_descent(33, 40, 8);
  FontAtlas font{1};
  Viewport viewport{1280, 720, 0, 0, 0, 0};

  OverlayList layout() const { return layout_legend(sample.scene, home_camera(), viewport, font); }
  void only(bool Layers::*layer) {
    sample.scene.layers.title = sample.scene.layers.key = sample.scene.layers.color_bar =
        sample.scene.layers.axes = false;
    sample.scene.layers.*layer = true;
  }
};

TEST_F(LegendTest, stays_inside_the_picture_and_out_of_the_panels) {
  viewport = {1280, 720, 300, 40, 20, 160};
  sample.scene.layers.axes = false;
  for (const OverlayItem& item : layout()) {
    EXPECT_GE(item.rect.x, 300);
    EXPECT_LE(item.rect.z, 1240);
    EXPECT_GE(item.rect.y, 20);
    EXPECT_LE(item.rect.w, 560);
  }
}

TEST_F(LegendTest, key_has_a_row_per_basin_and_a_star_for_the_global_minimum) {
  only(&Layers::key);
  const OverlayList list = layout();
  EXPECT_EQ(shapes(list, OverlayKind::kDisc), 2 * 4u) << "a swatch and its edge";
  EXPECT_EQ(shapes(list, OverlayKind::kStar), 2 * 1u);
  sample.scene.legend.key.resize(30);
  EXPECT_EQ(shapes(layout(), OverlayKind::kDisc), 2 * std::size_t(kKeyRows))
      << "the rest is counted, not listed";
}

TEST_F(LegendTest, a_row_can_have_its_own_colour) {
  only(&Layers::key);
  sample.scene.legend.key = {{.text = "Adam", .fraction = 0.5, .color = 0x123456}};
  const OverlayList list = layout();
  EXPECT_EQ(std::count_if(list.begin(), list.end(),
                          [](const OverlayItem& i) { return i.color == with_alpha(0x123456, 1); }),
            2)
      << "swatch and bar";
}

TEST_F(LegendTest, colour_bar_has_a_mark_at_every_tick_where_the_colour_is) {
  only(&Layers::color_bar);
  const OverlayList list = layout();
  const auto bar = std::find_if(list.begin(), list.end(),
                                [](const OverlayItem& i) { return i.kind == OverlayKind::kColorBar; });
  ASSERT_NE(bar, list.end());
  const double length = bar->rect.w - bar->rect.y;
  const std::vector<Tick> ticks = loss_ticks(sample.scene.surface->transform, 26 / length);
  std::vector<double> marks;
  for (const OverlayItem& item : list)
    if (item.kind == OverlayKind::kSegment) marks.push_back(item.data.y);
  ASSERT_EQ(marks.size(), ticks.size());
  for (std::size_t i = 0; i < ticks.size(); i++)
    EXPECT_NEAR(marks[i], bar->rect.w - ticks[i].position * length, 1e-3);
}

TEST_F(LegendTest, axis_numbers_stand_outside_the_block_on_the_sides_that_face_the_viewer) {
  only(&Layers::axes);
  for (const double azimuth : {36.0, 120.0, 200.0, 300.0}) {
    Camera camera = home_camera();
    camera.azimuth = azimuth;
    const OverlayList list = layout_legend(sample.scene, camera, viewport, font);
    EXPECT_GT(shapes(list, OverlayKind::kSegment), 5u);
    for (const OverlayItem& item : list) {
      if (item.kind != OverlayKind::kSegment) continue;
      // The outer end of a tick mark lies on the floor beside the block, and nothing of the block's box hides
      // it.
      const Ray ray = ray_through(camera, viewport, {item.data.z, item.data.w});
      const glm::dvec3 floor = ray.origin + (kBlockBase - ray.origin.z) / ray.direction.z * ray.direction;
      EXPECT_GT(std::max(std::abs(floor.x), std::abs(floor.y)), 1.01);
      for (double t = 0; t < 1; t += 0.005) {
        const glm::dvec3 p = glm::mix(ray.origin, floor, t);
        EXPECT_FALSE(std::abs(p.x) < 1 && std::abs(p.y) < 1 && p.z < double(kBlockHeight)) << azimuth;
      }
    }
  }
}

TEST_F(LegendTest, layers_switch_their_parts_off) {
  only(&Layers::title);
  // Spaces have no ink.
  std::string text = sample.scene.legend.title + sample.scene.legend.subtitle;
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  std::size_t characters = 0;
  for (std::string_view rest = text; !rest.empty(); characters++) next_character(rest);
  EXPECT_EQ(glyphs(layout()), characters);
  sample.scene.layers.title = false;
  EXPECT_TRUE(layout().empty());
}

TEST(Units, sizes_follow_the_height_and_text_stays_readable) {
  EXPECT_EQ(picture_unit(1280, 720), 1);
  EXPECT_EQ(picture_unit(3840, 2160), 3);
  EXPECT_EQ(picture_unit(640, 360), 0.5);
  Scene scene;
  EXPECT_EQ(text_unit(scene, 640, 360), 0.8);
  EXPECT_EQ(text_unit(scene, 3840, 2160), 3);
  scene.text_scale = 1.25;
  EXPECT_EQ(text_unit(scene, 3840, 2160), 1.25);
}

TEST(Quality, software_gets_a_lower_rung) {
  EXPECT_TRUE(draws_in_software("llvmpipe (LLVM 15.0.6, 256 bits)"));
  EXPECT_TRUE(draws_in_software("softpipe"));
  EXPECT_FALSE(draws_in_software("NVIDIA H200/PCIe/SSE2"));
  EXPECT_LT(interactive_quality("llvmpipe").mesh, interactive_quality("NVIDIA RTX").mesh);
  EXPECT_LT(interactive_quality("llvmpipe").trail_budget, still_quality("llvmpipe").trail_budget);
}

}  // namespace
}  // namespace thalweg::viewer

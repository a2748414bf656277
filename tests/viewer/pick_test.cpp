// SPDX-License-Identifier: MIT
// Which points of the surface are seen, and which one a pixel means.
#include "viewer/scene/pick.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "sample_scene.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

const Viewport kView{640, 360};

/// A wall along y in the middle of a plain, as high as the block.
SurfaceModel ridge() {
  constexpr int n = 65;
  HeightField field{{-1, 1, -1, 1}, n, {}, 0, 1};
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) field.loss.push_back(std::abs(i - n / 2) <= 2 ? 1.f : 0.f);
  return make_surface_model(field, HeightScale::kLinear);
}

/// From the left, low over the plain.
Camera from_left() {
  Camera camera = home_camera();
  camera.azimuth = -90;
  camera.elevation = 8;
  return camera;
}

TEST(SeenAt, WhatStandsBehindARidgeIsHiddenAndShowsFromAbove) {
  const SurfaceModel surface = ridge();
  const Camera low = from_left();
  const glm::dvec3 eye = eye_position(low);
  ASSERT_LT(eye.x, -1);
  EXPECT_TRUE(seen_at(surface, low, kView, {-0.5, 0}));
  EXPECT_FALSE(seen_at(surface, low, kView, {0.5, 0}));
  EXPECT_TRUE(seen_at(surface, low, kView, {0.5, 0}, 0));  // a flat map hides nothing
  EXPECT_TRUE(seen_at(surface, flat_camera(), kView, {0.5, 0}));
}

TEST(SeenAt, IsWhereTheSurfacePointIsProjected) {
  const SurfaceModel surface = ridge();
  const auto pixel = seen_at(surface, home_camera(), kView, {-0.7, -0.6});
  const auto expected = project(home_camera(), kView, surface_point(surface, {-0.7, -0.6}));
  ASSERT_TRUE(pixel && expected);
  EXPECT_EQ(*pixel, *expected);
}

TEST(SeenAt, TheWholeRimOfAPlainIsSeen) {
  HeightField field{{-1, 1, -1, 1}, 9, std::vector<float>(81, 0.5f), 0, 1};
  const SurfaceModel plain = make_surface_model(field, HeightScale::kLinear);
  for (double azimuth = 0; azimuth < 360; azimuth += 30) {
    Camera camera = home_camera();
    camera.azimuth = azimuth;
    for (const Point p : {Point{-1, -1}, Point{1, -1}, Point{1, 1}, Point{-1, 1}, Point{0, 1}, Point{-1, 0}})
      EXPECT_TRUE(seen_at(plain, camera, kView, p)) << azimuth << ": " << p.x << ", " << p.y;
  }
}

TEST(PickPoint, TakesTheNearestVisibleOneWithinReach) {
  const SurfaceModel surface = ridge();
  const Camera camera = flat_camera();
  const Point points[] = {{-0.5, 0}, {-0.45, 0}, {0.5, 0.5}};
  const glm::dvec2 at = *seen_at(surface, camera, kView, points[1]);
  EXPECT_EQ(pick_point(surface, camera, kView, points, at, 20), 1u);
  EXPECT_EQ(pick_point(surface, camera, kView, points, at + glm::dvec2(0, 30), 20), std::nullopt);
  const Camera low = from_left();
  const glm::dvec2 hidden = *project(low, kView, surface_point(surface, points[2]));
  EXPECT_EQ(pick_point(surface, low, kView, points, hidden, 5), std::nullopt);
  EXPECT_EQ(pick_point(surface, low, kView, {}, hidden, 5), std::nullopt);
}

class Labels : public testing::Test {
 protected:
  test::SampleScene sample = test::himmelblau_surface(65);
  FontAtlas font{1};
  Viewport view{960, 720};

  OverlayList list(const Camera& camera = home_camera()) {
    OverlayList all;
    layout_labels(all, sample.scene, camera, view, font);
    return all;
  }
  static int boxes(const OverlayList& list) {
    int n = 0;
    for (const OverlayItem& item : list) n += item.kind == OverlayKind::kBox;
    return n;
  }
};

TEST_F(Labels, StandBesideTheirPointsAndDoNotOverlap) {
  for (int i = 0; i < 40; i++) sample.scene.labels.push_back({{-3 + 0.15 * i, 0.1 * i - 2}, "13.48"});
  const OverlayList all = list();
  std::vector<glm::vec4> rects;
  for (const OverlayItem& item : all)
    if (item.kind == OverlayKind::kBox) rects.push_back(item.rect);
  ASSERT_GT(rects.size(), 5u);
  for (std::size_t i = 0; i < rects.size(); i++)
    for (std::size_t j = 0; j < i; j++)
      EXPECT_FALSE(rects[i].x < rects[j].z && rects[j].x < rects[i].z && rects[i].y < rects[j].w &&
                   rects[j].y < rects[i].w);
  const glm::dvec2 first = *seen_at(*sample.scene.surface, home_camera(), view, sample.scene.labels[0].at);
  const glm::dvec2 centre(0.5 * double(rects[0].x + rects[0].z), 0.5 * double(rects[0].y + rects[0].w));
  EXPECT_LT(glm::distance(first, centre), 60);
}

TEST_F(Labels, TheSamePlaceHasRoomForFew) {
  for (int i = 0; i < 10; i++) sample.scene.labels.push_back({{3, 2}, "0"});
  EXPECT_EQ(boxes(list(flat_camera())), 4);  // above, below, right, left
}

TEST_F(Labels, HiddenPointsHaveNone) {
  sample.scene.labels.push_back({{-5.1, 5.1}, "1"});
  Camera low = home_camera();
  low.elevation = kLowestElevation;
  for (const double azimuth : {0.0, 90.0, 180.0, 270.0}) {
    low.azimuth = azimuth;
    const bool seen = seen_at(*sample.scene.surface, low, view, {-5.1, 5.1}).has_value();
    EXPECT_EQ(boxes(list(low)), seen ? 1 : 0);
  }
}

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// What analyses add to the picture: symbols, ways, hatching.
#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

TEST_F(RendererTest, small_markers_are_smaller_and_a_diamond_is_hollow) {
  plain();
  const Image bare = draw();
  scene.layers.markers = true;
  for (const MarkerKind kind : {MarkerKind::kSaddle, MarkerKind::kDegenerate, MarkerKind::kLocalMinimum}) {
    scene.markers = {{{0, 0}, kind, kNeutralLabel, false}};
    const Image large = draw();
    scene.markers[0].small = true;
    const Image small = draw();
    const Change all = changes(bare, large, {seen({0, 0})}, 14),
                 few = changes(bare, small, {seen({0, 0})}, 10);
    EXPECT_EQ(all.astray, 0);
    EXPECT_EQ(few.astray, 0);
    EXPECT_GT(few.changed, 20);
    EXPECT_LT(few.changed, all.changed);
    if (kind != MarkerKind::kDegenerate) continue;
    // Its half diagonal is 7 at 720 lines, and at least 0.7 of that.
    const glm::dvec2 at = seen({0, 0});
    EXPECT_LE(difference(pixel(large, at.x, at.y), pixel(bare, at.x, at.y)), 40);
    EXPECT_GT(difference(pixel(large, at.x + 4.9, at.y), pixel(bare, at.x + 4.9, at.y)), 40);
  }
}

TEST_F(RendererTest, ways_follow_their_lines_and_leave_gaps_between_them) {
  plain();
  const Image bare = draw();
  auto ways = std::make_shared<LineSet>();
  std::vector<glm::dvec2> places;
  for (const double y : {-2.0, 2.0}) {
    std::vector<Point> line;
    for (int i = 0; i <= 60; i++) line.push_back({-3 + 0.1 * i, y});
    for (const Point p : line) places.push_back(seen(p));
    ways->lines.push_back(std::move(line));
  }
  scene.ways = ways;
  const Image image = draw();
  const Change change = changes(bare, image, places, 9);
  EXPECT_GT(change.changed, 300);
  EXPECT_EQ(change.astray, 0);
  const glm::dvec2 on = seen({0, 2});
  EXPECT_GT(pixel(image, on.x, on.y)[0], 150);
  // Nothing is drawn for no lines, and for lines of one point.
  for (const auto& lines : {std::vector<std::vector<Point>>{}, {{}, {{1, 1}}}}) {
    scene.ways = std::make_shared<LineSet>(LineSet{lines});
    EXPECT_EQ(changes(bare, draw(), {}, 0).changed, 0);
  }
}

TEST_F(RendererTest, hatching_marks_what_is_above_the_limit_and_nothing_else) {
  plain();
  scene.layers.walls = scene.layers.contours = false;
  scene.relief = 0;
  camera = flat_camera();
  const Image bare = draw();
  SharpnessMap map{65, {}};  // grows from 0 at the left edge to 1 at the right one
  for (int j = 0; j < 65; j++)
    for (int i = 0; i < 65; i++) map.sharpness.push_back(float(i) / 64);
  scene.sharpness = std::make_shared<SharpnessMap>(map);
  for (const double limit : {0.25, 0.75}) {
    scene.unstable_above = limit;
    const Image image = draw();
    int marked = 0, astray = 0;
    for (int j = 1; j < 50; j++)
      for (int i = 1; i < 50; i++) {
        const double t = i / 50.0;
        const glm::dvec2 at = seen({-5.2 + 10.4 * t, -5.2 + 10.4 * j / 50.0}, 0);
        const bool changed = difference(pixel(image, at.x, at.y), pixel(bare, at.x, at.y)) > 1;
        if (std::abs(t - limit) < 0.04) continue;  // the border
        (t > limit ? marked : astray) += changed;
      }
    EXPECT_GT(marked, 0.95 * 49 * 49 * (0.96 - limit));
    EXPECT_EQ(astray, 0);
  }
  scene.unstable_above = 2;
  EXPECT_EQ(changes(bare, draw(), {}, 0).changed, 0);
  map.sharpness.pop_back();
  scene.sharpness = std::make_shared<SharpnessMap>(map);
  EXPECT_THROW(draw(), Error);
}

}  // namespace
}  // namespace thalweg::viewer

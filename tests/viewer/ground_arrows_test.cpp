// SPDX-License-Identifier: MIT
// The arrows of one particle's step, on the surface.
#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

std::vector<glm::dvec2> places_between(Point from, Point to, const std::function<glm::dvec2(Point)>& seen) {
  std::vector<glm::dvec2> places;
  for (int i = 0; i <= 80; i++) {
    const double t = i / 80.0;
    places.push_back(seen({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}));
  }
  return places;
}

TEST_F(RendererTest, step_arrows_lie_on_the_ground_between_their_ends_in_their_colour) {
  plain();
  const Image bare = draw();
  const Point from{-2, 0}, to{2, 0.5};
  scene.step_arrows = std::make_shared<ArrowSet>(ArrowSet{{{from, to, 0xff0000}}});
  const Image image = draw();
  const auto places = places_between(from, to, [&](Point p) { return seen(p); });
  const Change change = changes(bare, image, places, 12);
  EXPECT_GT(change.changed, 300);
  EXPECT_EQ(change.astray, 0);
  const glm::dvec2 on = seen({0, 0.25});
  const Rgb red = pixel(image, on.x, on.y);
  EXPECT_GT(red[0], 180);
  EXPECT_LT(red[1], 90);
  EXPECT_LT(red[2], 90);
  // The head is wider than the shaft: more is changed near the tip than near the tail.
  const auto near = [&](Point p) {
    int count = 0;
    const glm::dvec2 at = seen(p);
    for (int y = 0; y < image.height; y++)
      for (int x = 0; x < image.width; x++)
        count += glm::distance(at, glm::dvec2(x + 0.5, y + 0.5)) < 10 &&
                 difference(pixel(bare, x, y), pixel(image, x, y)) > 40;
    return count;
  };
  EXPECT_GT(near(to), near(from));
}

TEST_F(RendererTest, no_step_arrows_and_those_without_length_change_nothing) {
  plain();
  const Image bare = draw();
  scene.step_arrows = std::make_shared<ArrowSet>();
  EXPECT_EQ(changes(bare, draw(), {}, 0).changed, 0);
  scene.step_arrows = std::make_shared<ArrowSet>(ArrowSet{{{{1, 1}, {1, 1}, 0xff0000}}});
  EXPECT_EQ(changes(bare, draw(), {}, 0).changed, 0);
}

}  // namespace
}  // namespace thalweg::viewer

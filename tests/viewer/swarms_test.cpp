// SPDX-License-Identifier: MIT
// Several swarms in one picture.
#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

class SwarmsTest : public RendererTest {};

TEST_F(SwarmsTest, have_their_own_colours_and_share_the_budget) {
  plain();
  scene.layers.particles = true;
  scene.swarms.assign(2, {});
  const std::vector<float> left = {-2.f, 0.f}, right = {2.f, 0.f};
  const Srgb red = 0xff2020, blue = 0x2020ff;
  scene.swarms[0] = {.particles = {left, {}, 1}, .palette = std::span(&red, 1)};
  scene.swarms[1] = {.particles = {right, {}, 1}, .palette = std::span(&blue, 1)};
  const auto at = [&](const Image& image, Point p) {
    const glm::dvec2 place = seen(p);
    return pixel(image, place.x, place.y - 1);
  };
  camera.distance *= 0.5;
  const Image image = draw();
  const Rgb first = at(image, {-2, 0}), second = at(image, {2, 0});
  EXPECT_GT(first[0], first[2] + 60);
  EXPECT_GT(second[2], second[0] + 60);
  Quality few = kTestQuality;
  few.particle_budget = 2;
  const std::vector<float> both = {-2.f, 0.f, 2.f, 0.f}, elsewhere = {0.f, -3.f};
  scene.swarms[0].particles = {both, {}, 2};
  scene.swarms[1].particles = {elsewhere, {}, 2};
  const auto reds = [&] {
    const Image drawn = draw(few);
    return int(at(drawn, {-2, 0})[0] > at(drawn, {-2, 0})[2] + 60) +
           int(at(drawn, {2, 0})[0] > at(drawn, {2, 0})[2] + 60);
  };
  EXPECT_EQ(reds(), 1);
  scene.swarms.pop_back();
  EXPECT_EQ(reds(), 2);  // alone it has all of the budget
}

}  // namespace
}  // namespace thalweg::viewer

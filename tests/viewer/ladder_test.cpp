// SPDX-License-Identifier: MIT
// The ladder of motion, and what its rungs leave out.
#include <gtest/gtest.h>

#include <cmath>

#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

constexpr int kLast = int(kRungs.size()) - 1;

/// After so many pictures, each as slow as its rung makes it: `whole` seconds at the top.
Ladder after(int pictures, Ladder ladder, double whole) {
  for (int k = 0; k < pictures; k++) {
    const Rung& rung = kRungs[std::size_t(ladder.rung)];
    ladder = climbed(ladder, whole * rung.scale * rung.scale * (0.5 + 0.5 * rung.trails));
  }
  return ladder;
}

TEST(MotionLadder, RungsBecomeCheaperOneByOne) {
  for (std::size_t k = 1; k < kRungs.size(); k++) {
    EXPECT_LE(kRungs[k].scale, kRungs[k - 1].scale);
    EXPECT_LE(kRungs[k].trails, kRungs[k - 1].trails);
    EXPECT_GE(kRungs[k].stride, kRungs[k - 1].stride);
    EXPECT_LE(kRungs[k].mesh, kRungs[k - 1].mesh);
    Quality expected;
    expected.mesh = int(std::lround(kRungs[k].mesh * expected.mesh));
    expected.trail_share = kRungs[k].trails;
    expected.trail_stride = kRungs[k].stride;
    EXPECT_EQ(on_rung({}, int(k)), expected);
    // Going up never makes a picture slower than what sends it down again.
    const double pixels = kRungs[k - 1].scale / kRungs[k].scale;
    EXPECT_LT(kFastPicture * pixels * pixels, kSlowPicture);
  }
  EXPECT_EQ(on_rung({}, 0), Quality{});
  EXPECT_EQ(kRungs[0].scale, 1);
}

TEST(MotionLadder, SlowPicturesGoDownUntilTheyAreQuickEnoughAndNoFurther) {
  const Ladder settled = after(100, {}, 0.3);
  const Rung& rung = kRungs[std::size_t(settled.rung)];
  EXPECT_LE(0.3 * rung.scale * rung.scale * (0.5 + 0.5 * rung.trails), kSlowPicture);
  EXPECT_GT(settled.rung, 0);
  const Rung& above = kRungs[std::size_t(settled.rung - 1)];
  EXPECT_GT(0.3 * above.scale * above.scale * (0.5 + 0.5 * above.trails), kFastPicture);
  EXPECT_EQ(after(1000, settled, 0.3).rung, settled.rung);  // it stays there
  EXPECT_EQ(after(1000, {}, 100).rung, kLast);
}

TEST(MotionLadder, QuickPicturesGoUpToTheTop) {
  EXPECT_EQ(after(kCalm * kLast, {kLast, 0, 0}, 0.01).rung, 0);
  EXPECT_EQ(after(kCalm - 1, {kLast, 0, 0}, 0.01).rung, kLast);
  EXPECT_EQ(after(500, {}, 0.01).rung, 0);
}

TEST(MotionLadder, OneSlowPictureOrNoTimeAtAllChangesNothing) {
  const Ladder ladder = after(kCalm, {1, 0, 0}, 0.05);
  ASSERT_EQ(ladder.rung, 1);
  EXPECT_EQ(climbed(ladder, 5).rung, 1);
  EXPECT_EQ(climbed(ladder, std::nan("")), ladder);
  EXPECT_EQ(climbed(ladder, -1), ladder);
}

TEST(MotionLadder, SoftwareBeginsLower) {
  EXPECT_EQ(first_rung("NVIDIA H100/PCIe/SSE2").rung, 0);
  EXPECT_GT(first_rung("llvmpipe (LLVM 15.0.6, 256 bits)").rung, 0);
}

class LadderPictures : public RendererTest {};

TEST_F(LadderPictures, ShorterTrailsAreTheNewestPartOfTheWholeOnes) {
  plain();
  Quality quality = kTestQuality;
  const Image none = draw();
  scene.layers.trails = true;
  const Image whole = draw();
  quality.trail_share = 0.3;
  const Image part = draw(quality);
  int in_whole = 0, in_part = 0;
  for (int y = 0; y < whole.height; y++)
    for (int x = 0; x < whole.width; x++) {
      in_whole += difference(pixel(whole, x, y), pixel(none, x, y)) > 1;
      in_part += difference(pixel(part, x, y), pixel(none, x, y)) > 1;
    }
  EXPECT_GT(in_part, 100);
  EXPECT_LT(in_part, 0.8 * in_whole);
  // What is left reaches the particles: beside them the trails have not gone.
  std::vector<glm::dvec2> ends;
  for (std::size_t k = 0; k < swarm().particles.xy.size() / 2; k++) ends.push_back(seen(particle(k)));
  int ends_of_trails = 0, bare = 0;
  for (const glm::dvec2& end : ends)
    if (end.x >= 0 && difference(pixel(whole, end.x, end.y), pixel(none, end.x, end.y)) > 20) {
      ends_of_trails++;
      bare += difference(pixel(part, end.x, end.y), pixel(none, end.x, end.y)) <= 1;
    }
  // Some ends are hidden behind the landscape, with an old part of another trail in front of them.
  EXPECT_GT(ends_of_trails, 20);
  EXPECT_LT(bare, 0.15 * ends_of_trails);
}

TEST_F(LadderPictures, AnotherRungKeepsTheRendererUsable) {
  Renderer renderer(kTestQuality);
  renderer.draw(scene, camera, kWidth, kHeight);
  const Image before = renderer.read_pixels();
  for (int rung = 0; rung <= kLast; rung++) {
    renderer.set_quality(on_rung(kTestQuality, rung));
    const double scale = kRungs[std::size_t(rung)].scale;
    renderer.draw(scene, camera, int(scale * kWidth), int(scale * kHeight));
  }
  renderer.set_quality(kTestQuality);
  renderer.draw(scene, camera, kWidth, kHeight);
  EXPECT_EQ(renderer.read_pixels().rgba, before.rgba);
}

}  // namespace
}  // namespace thalweg::viewer

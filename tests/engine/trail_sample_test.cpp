// SPDX-License-Identifier: MIT
#include "engine/trail_sample.h"

#include <gtest/gtest.h>

#include <vector>

namespace thalweg {
namespace {

const TrailSample kSamples[] = {{1, 1}, {10, 10}, {10, 3}, {257, 256}, {1000, 1}, {100'003, 1'009}, {7, 0}};

TEST(TrailSample, HasOneParticleOfEveryGroupOfNeighbours) {
  for (const TrailSample& s : kSamples)
    for (u64 t = 0; t < s.trails; t++) {
      const u64 owner = trail_owner(s, t);
      EXPECT_GE(owner, t * s.particles / s.trails);
      EXPECT_LT(owner, (t + 1) * s.particles / s.trails);
      if (t > 0) {
        EXPECT_GT(owner, trail_owner(s, t - 1));
      }
    }
}

// The way back, counted one by one.
TEST(TrailSample, KnowsWhoLeavesOneAndHowManyCameBefore) {
  for (const TrailSample& s : kSamples) {
    std::vector<bool> owns(s.particles);
    for (u64 t = 0; t < s.trails; t++) owns[trail_owner(s, t)] = true;
    u64 before = 0;
    for (u64 p = 0; p < s.particles; p++) {
      ASSERT_EQ(trails_before(s, p), before) << p << " of " << s.particles;
      ASSERT_EQ(leaves_trail(s, p), owns[p]) << p << " of " << s.particles;
      before += owns[p];
    }
    EXPECT_EQ(trails_before(s, s.particles), s.trails);
    EXPECT_FALSE(leaves_trail(s, s.particles));
  }
}

TEST(TrailSample, OfVeryManyDoesNotOverflow) {
  const TrailSample s{u64(8) << 30, u64(1) << 30};
  const u64 last = s.trails - 1, owner = trail_owner(s, last);
  EXPECT_GE(owner, s.particles - 8);
  EXPECT_LT(owner, s.particles);
  EXPECT_EQ(trails_before(s, owner), last);
}

// By the definition, calculated elsewhere.
TEST(TrailSample, AreTheSameParticlesEverywhere) {
  const TrailSample s{1000, 5};
  const u64 owners[] = {0, 295, 472, 749, 945};
  for (u64 t = 0; t < s.trails; t++) EXPECT_EQ(trail_owner(s, t), owners[t]);
}

// A stride through a grid of 100 columns would stay in one of them.
TEST(TrailSample, HasNoStride) {
  const TrailSample s{10'000, 100};
  std::vector<int> column(100);
  for (u64 t = 0; t < s.trails; t++) column[trail_owner(s, t) % 100]++;
  int used = 0;
  for (const int n : column) used += n > 0;
  EXPECT_GT(used, 45);  // 63 of 100 expected by chance, with a deviation of 4
}

}  // namespace
}  // namespace thalweg

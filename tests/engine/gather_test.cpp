// SPDX-License-Identifier: MIT
#include "engine/gather.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace thalweg {
namespace {

TEST(Gather, MergedCellsKeepTheFirstParticle) {
  const std::vector<EndCell> a{{1, 0, 2, 20, 5, {.5, .5}}, {3, 1, 1, 7, 0, {1, 1}}},
      b{{1, 0, 3, 30, 2, {.25, .25}}, {2, 0, 1, 1, 9, {2, 2}}, {3, 2, 4, 4, 4, {3, 3}}};
  const std::vector<EndCell> merged = merge_cells(a, b);
  ASSERT_EQ(merged.size(), 4u);
  EXPECT_EQ(merged[0].cell, 1u);
  EXPECT_EQ(merged[0].count, 5);
  EXPECT_EQ(merged[0].steps, 50);
  EXPECT_EQ(merged[0].first, 2);
  EXPECT_EQ(merged[0].at.x, .25);
  EXPECT_EQ(merged[1].cell, 2u);
  EXPECT_EQ(merged[2].status, 1);
  EXPECT_EQ(merged[3].status, 2);
}

TEST(Gather, QuantilesByNearestRank) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  const LossQuantiles q = quantiles_of({5, inf, 1, 4, nan, 2, 3, -inf});
  EXPECT_EQ(q.min, 1);
  EXPECT_EQ(q.q25, 2);  // rank ceil(1.25)
  EXPECT_EQ(q.median, 3);
  EXPECT_EQ(q.q75, 4);
  EXPECT_EQ(q.max, 5);
  EXPECT_FALSE(std::signbit(quantiles_of({-0.0, -0.0, -0.0}).median));
  EXPECT_TRUE(std::isnan(quantiles_of({nan, inf}).median));
}

}  // namespace
}  // namespace thalweg

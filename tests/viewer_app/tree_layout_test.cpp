// SPDX-License-Identifier: MIT
#include "viewer/app/tree_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg::viewer {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Five minima at 0, 1, 2, 3, 4: 1 runs over into 0 at 9, 2 into 1 at 5, 3 into 0 at 6, 4 into 3 at 4.5.
PassGraph graph() {
  PassGraph g;
  for (int i = 0; i < 5; i++) {
    CriticalPoint p{};
    p.value = i;
    g.minima.push_back(p);
  }
  g.branches = {Branch{0, -1, -1, 0, kNever}, Branch{1, 0, 0, 1, 9}, Branch{2, 1, 1, 2, 5},
                Branch{3, 2, 0, 3, 6}, Branch{4, 3, 3, 4, 4.5}};
  return g;
}

constexpr HeightTransform kTenth{HeightScale::kLinear, 0, 10, 1};

TEST(Tree, EveryMinimumStandsAtItsHeightAndEndsWhereItJoins) {
  const std::vector<TreeBranch> tree = lay_out_tree(graph(), kTenth, 0);
  ASSERT_EQ(tree.size(), 5u);
  const auto of = [&](int minimum) {
    return *std::find_if(tree.begin(), tree.end(), [&](const TreeBranch& b) { return b.minimum == minimum; });
  };
  EXPECT_DOUBLE_EQ(of(2).foot, 0.2);
  EXPECT_DOUBLE_EQ(of(2).top, 0.5);
  EXPECT_EQ(of(2).joins, of(1).x);
  EXPECT_EQ(of(4).joins, of(3).x);
  EXPECT_FALSE(of(0).joins);
  EXPECT_EQ(of(0).top, 1);
}

TEST(Tree, NoLineCrossesAnother) {
  const std::vector<TreeBranch> tree = lay_out_tree(graph(), kTenth, 0);
  for (const TreeBranch& across : tree) {
    if (!across.joins) continue;
    const double low = std::min(across.x, *across.joins), high = std::max(across.x, *across.joins);
    for (const TreeBranch& up : tree)
      EXPECT_FALSE(up.x > low && up.x < high && up.foot < across.top && across.top < up.top)
          << across.minimum << " crosses " << up.minimum;
  }
}

TEST(Tree, TheSliderHidesWhatIsShallower) {
  EXPECT_EQ(lay_out_tree(graph(), kTenth, 0.6).size(), 4u);  // 4's is 0.5
  EXPECT_EQ(lay_out_tree(graph(), kTenth, 3).size(), 4u);    // 2's and 3's are exactly 3
  EXPECT_EQ(lay_out_tree(graph(), kTenth, 3.1).size(), 2u);
  EXPECT_EQ(lay_out_tree(graph(), kTenth, 1e9).size(), 1u);  // the deepest stays
  EXPECT_EQ(most_persistence(graph()), 8);
  EXPECT_TRUE(lay_out_tree({}, kTenth, 0).empty());
  EXPECT_EQ(most_persistence({}), 0);
}

}  // namespace
}  // namespace thalweg::viewer

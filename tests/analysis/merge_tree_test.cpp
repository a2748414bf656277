// SPDX-License-Identifier: MIT
// The merge tree against the definition of a pass, found the slow way, and grids whose tree is known.
#include "analysis/merge_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "analysis/gradient_grid.h"
#include "tests/analysis/subjects.h"

namespace thalweg::test {
namespace {

// The lowest height of a way from a to b: relaxed until nothing changes.
double lowest_way(const std::vector<double>& v, int columns, int rows, int a, int b) {
  std::vector<double> height(v.size(), std::numeric_limits<double>::infinity());
  height[std::size_t(a)] = v[std::size_t(a)];
  for (bool changed = true; changed;) {
    changed = false;
    for (int n = 0; n < columns * rows; n++)
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
          const int x = n % columns + dx, y = n / columns + dy;
          if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
          const std::size_t from = std::size_t(y) * std::size_t(columns) + std::size_t(x);
          const double over = std::max(height[from], v[std::size_t(n)]);
          if (over < height[std::size_t(n)]) {
            height[std::size_t(n)] = over;
            changed = true;
          }
        }
  }
  return height[std::size_t(b)];
}

TEST(MergeTree, BarriersAreTheLowestWays) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int trial = 0; trial < 20; trial++) {
    const int columns = 5 + trial % 4, rows = 6;
    std::vector<double> v(std::size_t(columns * rows));
    for (double& a : v) a = unit(random);
    const std::vector<Branch> tree = merge_tree(v, columns, rows);
    // Every node lower than its neighbours begins a branch, and no other.
    int minima = 0;
    for (int n = 0; n < columns * rows; n++) {
      bool lowest = true;
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
          const int x = n % columns + dx, y = n / columns + dy;
          if (x >= 0 && y >= 0 && x < columns && y < rows &&
              v[std::size_t(y * columns + x)] < v[std::size_t(n)])
            lowest = false;
        }
      minima += lowest;
    }
    ASSERT_EQ(int(tree.size()), minima);
    for (const Branch& a : tree)
      for (const Branch& b : tree)
        if (a.minimum != b.minimum) {
          EXPECT_EQ(barrier(tree, a.minimum, b.minimum), lowest_way(v, columns, rows, a.minimum, b.minimum));
        }
    EXPECT_EQ(tree[0].birth, *std::min_element(v.begin(), v.end()));
    EXPECT_TRUE(std::isinf(tree[0].persistence()));
    for (std::size_t k = 1; k < tree.size(); k++) EXPECT_LE(tree[k].persistence(), tree[k - 1].persistence());
  }
}

TEST(MergeTree, AProfileWithThreeMinima) {
  //                           0  1  2  3  4  5  6
  const std::vector<double> v{3, 1, 5, 0, 4, 2, 9};
  const std::vector<Branch> tree = merge_tree(v, 7, 1);
  ASSERT_EQ(tree.size(), 3u);
  EXPECT_EQ(tree[0].minimum, 3);
  EXPECT_EQ(tree[1].minimum, 1);
  EXPECT_EQ(tree[1].pass, 2);
  EXPECT_EQ(tree[1].into, 3);
  EXPECT_EQ(tree[1].persistence(), 4);
  EXPECT_EQ(tree[2].minimum, 5);
  EXPECT_EQ(tree[2].pass, 4);
  EXPECT_EQ(tree[2].persistence(), 2);
  EXPECT_EQ(barrier(tree, 1, 5), 5);
}

TEST(MergeTree, WhatIsNotFiniteSeparates) {
  const double nan = std::nan("");
  const std::vector<double> v{0, nan, 1, 5, 2};
  const std::vector<Branch> tree = merge_tree(v, 5, 1);
  ASSERT_EQ(tree.size(), 3u);
  EXPECT_TRUE(std::isinf(barrier(tree, 0, 2)));
  EXPECT_EQ(barrier(tree, 2, 4), 5);
  EXPECT_TRUE(merge_tree(std::vector<double>{nan, nan}, 2, 1).empty());
}

TEST(MergeTree, FlatGroundIsOneMinimum) {
  EXPECT_EQ(merge_tree(std::vector<double>(12, 7.0), 4, 3).size(), 1u);
}

// Grids of more nodes invent more minima along curved valleys; relative to a loss window, few of them matter.
TEST(MergeTree, PersistenceCuresWhatTheGridInvents) {
  const struct {
    const char* name;
    Box box;
    int minima;
  } known[] = {{"rosenbrock", {-2, 2, -1, 3}, 1},
               {"himmelblau", {-6, 6, -6, 6}, 4},
               {"rastrigin", {-5.12, 5.12, -5.12, 5.12}, 121}};
  for (const auto& k : known) {
    const GradientGrid grid = sample_values(surface(k.name, k.box), 511, one_by_one);
    const std::vector<Branch> tree = merge_tree(grid.value, 512, 512);
    const auto [low, high] = std::minmax_element(grid.value.begin(), grid.value.end());
    EXPECT_EQ(persistent_minima(tree, *high - *low), k.minima) << k.name << ", raw " << tree.size();
  }
  // Goldstein-Price reaches a million: its four minima, between 3 and 840, need a window of the losses that
  // matter.
  const GradientGrid grid = sample_values(surface("goldstein_price", {-2, 2, -2, 2}), 511, one_by_one);
  const std::vector<Branch> tree = merge_tree(grid.value, 512, 512);
  EXPECT_GT(tree.size(), 4u);
  EXPECT_EQ(persistent_minima(tree, 2000, 1e-3), 4);
}

}  // namespace
}  // namespace thalweg::test

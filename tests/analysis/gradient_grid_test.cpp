// SPDX-License-Identifier: MIT
#include "analysis/gradient_grid.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/analysis/subjects.h"

namespace thalweg::test {
namespace {

TEST(GradientGrid, PrimesFollowNumbers) {
  EXPECT_EQ(next_prime(2), 2);
  EXPECT_EQ(next_prime(126), 127);
  EXPECT_EQ(next_prime(127), 127);
  EXPECT_EQ(next_prime(254), 257);
}

TEST(GradientGrid, LastNodesAreTheEdges) {
  const GradientGrid grid = sample(surface("branin", {-5, 10, 0.1, 15.3}), 31, one_by_one);
  EXPECT_EQ(grid.node(0, 0), (Point{-5, 0.1}));
  EXPECT_EQ(grid.node(31, 31), (Point{10, 15.3}));
  for (int k = 0; k < 31; k++) {
    const Point a = grid.node(k, k), b = grid.node(k + 1, k + 1);
    EXPECT_EQ(grid.column(0.5 * (a.x + b.x)), k);
    EXPECT_EQ(grid.row(0.5 * (a.y + b.y)), k);
  }
  EXPECT_EQ(grid.column(-100), 0);
  EXPECT_EQ(grid.column(100), 30);
}

// Turns cancel along shared edges: any grid, however coarse, and any field.
TEST(GradientGrid, WindingsOfTheCellsAddUpToTheRims) {
  for (const SurfaceEntry& e : surfaces()) {
    const GradientGrid grid = sample(surface(e.info.name), 13, one_by_one);
    const CellWindings w = cell_windings(grid);
    if (w.undefined > 0) continue;
    bool ambiguous = false;
    int turns = 0;
    const auto g = [&](int i, int j) { return grid.gradient[grid.index(i, j)]; };
    for (int k = 0; k < 13; k++) {
      turns +=
          quarter_turns(g(k, 0), g(k + 1, 0), ambiguous) + quarter_turns(g(13, k), g(13, k + 1), ambiguous);
      turns +=
          quarter_turns(g(k + 1, 13), g(k, 13), ambiguous) + quarter_turns(g(0, k + 1), g(0, k), ambiguous);
    }
    EXPECT_EQ(w.sum * 4, turns) << e.info.name;
  }
}

// The gradient of r^n cos(n phi), n > 1, turns 1 - n times around 0, that of r^2 once.
TEST(GradientGrid, BoundaryWindingOfKnownFields) {
  const Box box{-1, 1.3, -0.9, 1};
  EXPECT_EQ(boundary_winding(formula("x^2 + y^2", box), 20), 1);
  EXPECT_EQ(boundary_winding(formula("x^2 - y^2", box), 20), -1);
  EXPECT_EQ(boundary_winding(formula("x^3 - 3*x*y^2", box), 20), -2);
  EXPECT_EQ(boundary_winding(formula("x^4 - 6*x^2*y^2 + y^4", box), 3), -3);
  EXPECT_EQ(boundary_winding(formula("x + 2*y", box), 20), 0);
  EXPECT_FALSE(boundary_winding(formula("x^2 + y^2", {0, 1, 0, 1}), 20));
  EXPECT_FALSE(boundary_winding(formula("3 + 0*x*y", box), 20));
  EXPECT_FALSE(boundary_winding(formula("sqrt(x) + y", box), 20));
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Saddles as passes: known barriers, ways that only rise to their pass and fall from it, and two methods that
// agree.
#include "analysis/passes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "analysis/descent.h"
#include "analysis/disconnectivity.h"
#include "analysis/graph_export.h"
#include "tests/analysis/subjects.h"

namespace thalweg::test {
namespace {

PassGraph graph_of(const Landscape& f) { return find_passes(f, find_critical_points(f)); }

std::vector<double> barriers(const PassGraph& g) {
  std::vector<double> heights;
  for (const Branch& b : g.branches)
    if (b.pass >= 0) heights.push_back(b.death);
  std::sort(heights.begin(), heights.end());
  return heights;
}

TEST(Passes, HimmelblausBarriers) {
  const PassGraph g = graph_of(surface("himmelblau", {-6, 6, -6, 6}));
  EXPECT_EQ(g.minima.size(), 4u);
  EXPECT_EQ(g.passes.size(), 4u);
  EXPECT_EQ(g.lost, 0);
  const std::vector<double> b = barriers(g);
  ASSERT_EQ(b.size(), 3u);
  EXPECT_NEAR(b[0], 13.31, 0.005);
  EXPECT_NEAR(b[1], 67.72, 0.005);
  EXPECT_NEAR(b[2], 104.02, 0.005);
}

// K. Müller, L. D. Brown 1979: saddles at -40.6648 and -72.2489; from the deepest minimum over the middle
// one.
TEST(Passes, MuellerBrownsBarriersAndWay) {
  const PassGraph g = graph_of(surface("mueller_brown"));
  ASSERT_EQ(g.minima.size(), 3u);
  const std::vector<double> b = barriers(g);
  ASSERT_EQ(b.size(), 2u);
  EXPECT_NEAR(b[0], -72.2489, 5e-5);
  EXPECT_NEAR(b[1], -40.6648, 5e-5);
  const std::vector<int> crossed = way(g, 0, 1);
  ASSERT_EQ(crossed.size(), 2u);
  EXPECT_NEAR(g.saddles[std::size_t(g.passes[std::size_t(crossed[0])].saddle)].value, -40.6648, 5e-5);
  EXPECT_NEAR(g.saddles[std::size_t(g.passes[std::size_t(crossed[1])].saddle)].value, -72.2489, 5e-5);
  EXPECT_NEAR(barrier(g.branches, 0, 1), -40.6648, 5e-5);
  EXPECT_TRUE(way(g, 1, 1).empty());
}

// x^4 - x^2 and y^2: the axis x = 0 parts the two basins, from rim to rim.
TEST(Passes, SeparatricesPartTheBasins) {
  const Landscape f = formula("x^4 - x^2 + y^2", {-2, 2, -1, 1});
  const PassGraph g = graph_of(f);
  ASSERT_EQ(g.saddles.size(), 1u);
  const std::vector<Point>& line = g.separatrices[0];
  ASSERT_GE(line.size(), 2u);
  EXPECT_EQ(std::abs(line.front().y), 1);
  EXPECT_EQ(line.back().y, -line.front().y);
  for (const Point& p : line) EXPECT_NEAR(p.x, 0, 1e-9);
}

// A flow that begins a little to either side of a separatrix ends in the two minima of its saddle.
TEST(Passes, FlowsBesideASeparatrixEndInTheMinimaOfItsSaddle) {
  const Landscape f = surface("himmelblau", {-6, 6, -6, 6});
  const PassGraph g = graph_of(f);
  for (const Pass& pass : g.passes) {
    const std::vector<Point>& line = g.separatrices[std::size_t(pass.saddle)];
    ASSERT_GE(line.size(), 3u);
    for (const std::size_t k : {line.size() / 4, line.size() * 3 / 4}) {
      const Point a = line[k - 1], b = line[k + 1], p = line[k];
      const double dx = b.x - a.x, dy = b.y - a.y, across = 0.02 / std::hypot(dx, dy);
      std::set<int> reached;
      for (const double side : {across, -across}) {
        const Point end = descend(f, {p.x - side * dy, p.y + side * dx}).path.back();
        for (std::size_t m = 0; m < g.minima.size(); m++)
          if (std::hypot(end.x - g.minima[m].at.x, end.y - g.minima[m].at.y) < 1e-3) reached.insert(int(m));
      }
      EXPECT_EQ(reached, (std::set<int>{pass.minima[0], pass.minima[1]})) << p.x << " " << p.y;
    }
  }
}

// The lowest way of a sum of two functions of one weight each: x^4 - x^2 and y^2.
TEST(Passes, ADoubleWellsPathIsStraight) {
  const PassGraph g = graph_of(formula("x^4 - x^2 + y^2", {-2, 2, -2, 2}));
  ASSERT_EQ(g.passes.size(), 1u);
  EXPECT_NEAR(g.branches[1].persistence(), 0.25, 1e-14);
  const auto& path = g.passes[0].path;
  EXPECT_NEAR(std::abs(path.front().x), std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(path.front().x, -path.back().x, 1e-12);
  for (const Point& p : path) EXPECT_NEAR(p.y, 0, 1e-12);
}

TEST(Passes, PathsRiseToTheirSaddleAndFallFromIt) {
  for (const char* name : {"himmelblau", "mueller_brown", "rastrigin", "goldstein_price", "bird", "peaks"}) {
    SCOPED_TRACE(name);
    const Landscape f = surface(name);
    const PassGraph g = graph_of(f);
    EXPECT_EQ(g.lost, 0);
    for (const Pass& pass : g.passes) {
      const CriticalPoint& s = g.saddles[std::size_t(pass.saddle)];
      const auto top = std::find(pass.path.begin(), pass.path.end(), s.at);
      ASSERT_NE(top, pass.path.end());
      EXPECT_EQ(pass.path.front(), g.minima[std::size_t(pass.minima[0])].at);
      EXPECT_EQ(pass.path.back(), g.minima[std::size_t(pass.minima[1])].at);
      // Up to rounding, and to the last step into the minimum's exact place.
      const double rounding = 1e-9 * std::max(1.0, std::abs(s.value));
      for (auto p = pass.path.begin(); p != top; ++p) EXPECT_LE(value(f, *p), value(f, *(p + 1)) + rounding);
      for (auto p = top; p + 1 != pass.path.end(); ++p)
        EXPECT_GE(value(f, *p) + rounding, value(f, *(p + 1)));
    }
  }
}

// A degenerate saddle with three ways down joins three minima.
TEST(Passes, AMonkeySaddleJoinsThree) {
  const PassGraph g = graph_of(surface("monkey_saddle"));
  EXPECT_EQ(g.minima.size(), 3u);
  EXPECT_EQ(g.passes.size(), 2u);
  EXPECT_EQ(barriers(g).size(), 2u);
}

// Two independent methods: the graph of saddles knows derivatives and no grid, the merge tree a grid and no
// derivatives. Between nodes at most half a diagonal d/2 away from the exact way, a barrier at a saddle of
// curvature l differs by l/2 (d/2)^2 to second order; twice that leaves room for the third.
TEST(Passes, TheMergeTreeAgreesOnEveryBarrier) {
  int compared = 0;
  for (const SurfaceEntry& e : surfaces()) {
    // COCO's functions are many more of the same kinds, and slow ones.
    if (e.info.smoothness == Smoothness::kinked || std::string(e.info.name).starts_with("bbob")) continue;
    const Landscape f = make_landscape({e.info.name});
    const CriticalPoints c = find_critical_points(f, {.finest = 300});
    const i64 minima =
        std::count_if(c.points.begin(), c.points.end(), [](const CriticalPoint& p) { return p.bottom; });
    if (!c.certain || minima < 2 || minima > 150) continue;
    SCOPED_TRACE(e.info.name);
    const PassGraph g = find_passes(f, c);
    EXPECT_EQ(g.lost, 0);
    EXPECT_EQ(i64(barriers(g).size()), minima - 1);
    double steepest = 0;
    for (const CriticalPoint& s : g.saddles) {
      const Jet<double, 2> j = jet(f, s.at);
      for (const double a : j.h.a) steepest = std::max(steepest, 2 * std::abs(a));
    }
    const CrossCheck check = cross_check(f, g, 521);
    const double dx = width(f.domain) / check.cells, dy = height(f.domain) / check.cells;
    EXPECT_LE(check.difference, 2 * steepest / 8 * (dx * dx + dy * dy));
    compared++;
  }
  EXPECT_GE(compared, 15);
}

// The error of the grid falls with the square of its cells: a quarter, give or take where the nodes happen to
// lie.
TEST(Passes, TheMergeTreeConverges) {
  const Landscape f = surface("himmelblau");
  const PassGraph g = graph_of(f);
  double coarse = 0, fine = 0;
  for (const int cells : {101, 103, 107, 109}) coarse = std::max(coarse, cross_check(f, g, cells).difference);
  for (const int cells : {401, 409, 419, 421}) fine = std::max(fine, cross_check(f, g, cells).difference);
  EXPECT_GT(coarse, 8 * fine);
  EXPECT_LT(coarse, 32 * fine);
}

TEST(Descent, EndsOnTheRimWhereItIsLowest) {
  const Descent d = descend(formula("cos(3*x) + y", {-2, 2, 0, 1}), {0.1, 0.9});
  EXPECT_TRUE(d.arrived);
  EXPECT_NEAR(d.path.back().x, kPi / 3, 1e-7);
  EXPECT_EQ(d.path.back().y, 0);
  const Descent corner = descend(formula("x - 2*y", {-1, 1, -1, 1}), {0.3, 0.2});
  EXPECT_TRUE(corner.arrived);
  EXPECT_EQ(corner.path.back(), (Point{-1, 1}));
}

// dx/dt = -x, dy/dt = -c y: y = y0 (x / x0)^c, along the way and not only at its end.
TEST(Descent, FollowsTheFlow) {
  const Descent d = descend(formula("x^2/2 + 3*y^2/2", {-2, 2, -2, 2}), {1, 1});
  EXPECT_TRUE(d.arrived);
  ASSERT_GT(d.path.size(), 10u);
  // Errors of 1e-6 of the box, 4e-6, per step; the flow contracts, so they do not grow.
  for (const Point& p : d.path)
    EXPECT_NEAR(p.y, std::pow(std::max(0.0, p.x), 3), 4e-6 * double(d.path.size()));
}

TEST(Descent, ThinningKeepsEndsAndShape) {
  const Box box{0, 1, 0, 1};
  std::vector<Point> arc;
  for (int k = 0; k <= 1000; k++) arc.push_back({std::cos(k * 1e-3), std::sin(k * 1e-3)});
  const std::vector<Point> thin = thinned(box, arc, 1e-3);
  EXPECT_EQ(thin.front(), arc.front());
  EXPECT_EQ(thin.back(), arc.back());
  EXPECT_LT(thin.size(), 30u);
  // Chords of a circle of radius 1 leave it by their sagitta.
  for (std::size_t k = 1; k < thin.size(); k++) {
    const double chord = std::hypot(thin[k].x - thin[k - 1].x, thin[k].y - thin[k - 1].y);
    EXPECT_LE(chord * chord / 8, 1.1e-3);
  }
}

TEST(Export, PathsampleFilesHoldTheGraph) {
  const Landscape f = surface("mueller_brown");
  const PassGraph g = graph_of(f);
  const PathsampleFiles files = pathsample_files(f, g);
  std::istringstream minima(files.min_data), passes(files.ts_data);
  double energy, curvatures, ix, iy, iz;
  int order, rows = 0;
  while (minima >> energy >> curvatures >> order >> ix >> iy >> iz) {
    const CriticalPoint& m = g.minima[std::size_t(rows++)];
    EXPECT_EQ(energy, m.value);
    EXPECT_NEAR(curvatures, std::log(m.eigenvalues[0] * m.eigenvalues[1]), 1e-12);
    EXPECT_EQ(order, 1);
    EXPECT_EQ(ix, m.at.x);
  }
  EXPECT_EQ(rows, 3);
  int a, b, count = 0;
  while (passes >> energy >> curvatures >> order >> a >> b >> ix >> iy >> iz) {
    const Pass& p = g.passes[std::size_t(count++)];
    const CriticalPoint& s = g.saddles[std::size_t(p.saddle)];
    EXPECT_EQ(energy, s.value);
    EXPECT_NEAR(curvatures, std::log(s.eigenvalues[1]), 1e-12);
    EXPECT_EQ(a, p.minima[0] + 1);
    EXPECT_EQ(b, p.minima[1] + 1);
  }
  EXPECT_EQ(count, 2);
  EXPECT_EQ(files.points_min.size(), 3 * 2 * sizeof(double));
  EXPECT_EQ(files.points_ts.size(), 2 * 2 * sizeof(double));
}

int occurrences(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) n++;
  return n;
}

TEST(Disconnectivity, DrawsEveryMinimumAndPass) {
  const PassGraph g = graph_of(surface("himmelblau"));
  const std::string svg = disconnectivity_svg(g, {.title = "a < b & c", .subtitle = ""});
  EXPECT_EQ(occurrences(svg, "<circle"), 4 + 3);
  EXPECT_EQ(occurrences(svg, "<path"), 4);
  EXPECT_EQ(occurrences(svg, "a &lt; b &amp; c"), 1);
  EXPECT_EQ(occurrences(svg, "nan"), 0);
  EXPECT_EQ(occurrences(svg, "inf"), 0);
  const std::string deep = disconnectivity_svg(g, {.title = "", .subtitle = "", .least_persistence = 50});
  EXPECT_EQ(occurrences(deep, "<path"), 3);
  EXPECT_EQ(occurrences(deep, "the 3 most persistent of 4 minima"), 1);
}

TEST(Disconnectivity, DrawsWhatHasNoPasses) {
  for (const char* name : {"booth", "plateau"}) {
    const std::string svg = disconnectivity_svg(graph_of(surface(name)), {.title = name, .subtitle = ""});
    EXPECT_EQ(occurrences(svg, "</svg>"), 1);
    EXPECT_EQ(occurrences(svg, "nan"), 0) << name;
  }
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// The search for critical points, against known counts, closed forms, and itself with something taken away.
#include "analysis/critical.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "tests/analysis/subjects.h"

namespace thalweg::test {
namespace {

i64 count(const CriticalPoints& c, PointKind kind) { return counts(c.points)[std::size_t(kind)]; }

std::vector<CriticalPoint> of_kind(const CriticalPoints& c, PointKind kind) {
  std::vector<CriticalPoint> some;
  for (const CriticalPoint& p : c.points)
    if (p.kind == kind) some.push_back(p);
  return some;
}

TEST(CriticalPoints, KnownCounts) {
  for (const KnownCounts& k : kKnown) {
    SCOPED_TRACE(k.name);
    const CriticalPoints c = find_critical_points(surface(k.name, k.box));
    EXPECT_EQ(count(c, PointKind::minimum), k.minima);
    EXPECT_EQ(count(c, PointKind::saddle), k.saddles);
    EXPECT_EQ(count(c, PointKind::maximum), k.maxima);
    EXPECT_EQ(count(c, PointKind::degenerate), 0);
    EXPECT_EQ(
        std::count_if(c.points.begin(), c.points.end(), [](const CriticalPoint& p) { return p.global; }),
        k.global);
    EXPECT_TRUE(c.checksum.ok);
    EXPECT_TRUE(c.certain) << c.reason;
    EXPECT_EQ(c.reason, "");
  }
}

// Roots of the gradient to 17 digits by Newton's method in 50 digits.
TEST(CriticalPoints, HimmelblausNinePointsTo1e12OfTheBox) {
  const CriticalPoints c = find_critical_points(surface("himmelblau", {-6, 6, -6, 6}));
  ASSERT_EQ(c.points.size(), 9u);
  const struct {
    PointKind kind;
    double x, y;
  } known[] = {{PointKind::minimum, 3, 2},
               {PointKind::minimum, -2.805118086952745, 3.131312518250573},
               {PointKind::minimum, -3.779310253377747, -3.283185991286169},
               {PointKind::minimum, 3.584428340330492, -1.848126526964404},
               {PointKind::saddle, 0.08667750455539636, 2.884254701174776},
               {PointKind::saddle, 3.385154183607021, 0.07385187983774928},
               {PointKind::saddle, -3.0730257507643897, -0.08135304428796751},
               {PointKind::saddle, -0.12796134673068008, -1.9537149802445763},
               {PointKind::maximum, -0.2708445906673476, -0.9230385564799815}};
  for (const auto& k : known)
    EXPECT_EQ(std::count_if(c.points.begin(), c.points.end(),
                            [&](const CriticalPoint& p) {
                              return p.kind == k.kind && std::abs(p.at.x - k.x) <= 12e-12 &&
                                     std::abs(p.at.y - k.y) <= 12e-12;
                            }),
              1)
        << k.x << ' ' << k.y;
}

// The minimum at (3, 2) is deepest by convention of order alone: the other three are as low.  Persistence is
// the height of the saddle where a minimum's lake meets another: the saddles' values, whichever grid found
// the passes.
TEST(CriticalPoints, PersistenceIsTheHeightOfTheSaddle) {
  const CriticalPoints c = find_critical_points(surface("himmelblau", {-6, 6, -6, 6}));
  std::vector<double> persistence, saddles;
  for (const CriticalPoint& p : of_kind(c, PointKind::minimum)) persistence.push_back(p.persistence);
  for (const CriticalPoint& p : of_kind(c, PointKind::saddle)) saddles.push_back(p.value);
  std::sort(persistence.begin(), persistence.end());
  std::sort(saddles.begin(), saddles.end());
  ASSERT_EQ(persistence.size(), 4u);
  for (std::size_t k = 0; k < 3; k++) EXPECT_NEAR(persistence[k], saddles[k], 1e-12 * saddles[k]);
  EXPECT_NEAR(persistence[0], 13.31, 0.005);
  EXPECT_NEAR(persistence[1], 67.72, 0.005);
  EXPECT_NEAR(persistence[2], 104.02, 0.005);
  EXPECT_TRUE(std::isinf(persistence[3]));
}

// cos(3x) + y on [-2, 2] x [0, 1]: along the lower edge minima at +-pi/3 and a maximum at 0; nothing inside.
TEST(CriticalPoints, TheRimHasItsOwn) {
  const CriticalPoints c = find_critical_points(formula("cos(3*x) + y", {-2, 2, 0, 1}));
  EXPECT_TRUE(c.certain) << c.reason;
  const auto minima = of_kind(c, PointKind::edge_minimum), passes = of_kind(c, PointKind::edge_pass);
  ASSERT_EQ(minima.size(), 2u);
  ASSERT_EQ(passes.size(), 1u);
  EXPECT_EQ(c.points.size(), 3u);
  for (const CriticalPoint& p : minima) {
    EXPECT_NEAR(std::abs(p.at.x), kPi / 3, 4e-15);
    EXPECT_EQ(p.at.y, 0);
    EXPECT_NEAR(p.value, -1, 1e-15);
    EXPECT_TRUE(p.global);
  }
  EXPECT_NEAR(passes[0].at.x, 0, 4e-15);
  EXPECT_NEAR(std::min(minima[0].persistence, minima[1].persistence), 2, 1e-14);
  EXPECT_EQ(c.checksum.boundary_winding, 0);
  EXPECT_EQ(c.checksum.closed_box_sum, 1);
}

TEST(CriticalPoints, ASlopeHasItsMinimumInACorner) {
  const CriticalPoints c = find_critical_points(formula("x - 2*y", {-1, 1, -1, 1}));
  EXPECT_TRUE(c.certain) << c.reason;
  ASSERT_EQ(c.points.size(), 1u);
  EXPECT_EQ(c.points[0].kind, PointKind::corner_minimum);
  EXPECT_EQ(c.points[0].at, (Point{-1, 1}));
  EXPECT_EQ(c.points[0].value, -3);
}

TEST(CriticalPoints, ARingOfMinimaIsOneValley) {
  const CriticalPoints c = find_critical_points(formula("(x^2 + y^2 - 1)^2", {-2, 2, -2, 2}));
  ASSERT_EQ(c.regions.size(), 1u);
  const Region& r = c.regions[0];
  EXPECT_EQ(r.kind, CriticalKind::valley);
  // The tree through one point per cell lacks one gap and cuts corners: at most two cells' diagonals, and per
  // cell of size h the sagitta's h^3 / 24 on a circle of radius 1.
  const double h = 4.0 / c.cells;
  EXPECT_LE(r.length, 2 * kPi);
  EXPECT_GE(r.length, 2 * kPi - 2 * std::sqrt(2.0) * h);
  EXPECT_LE(r.high, 1e-25);
  EXPECT_EQ(r.index, 0);
  ASSERT_EQ(c.points.size(), 1u);
  EXPECT_EQ(c.points[0].kind, PointKind::maximum);
  EXPECT_TRUE(c.checksum.ok);
  EXPECT_FALSE(c.certain);
  EXPECT_NE(c.reason.find("continuum"), std::string::npos) << c.reason;
}

TEST(CriticalPoints, APlateauHasAnArea) {
  const CriticalPoints c =
      find_critical_points(formula("max(x^2 + y^2 - 1, 0)^2", {-2, 2, -2, 2}), {.finest = 600});
  ASSERT_EQ(c.regions.size(), 1u);
  EXPECT_EQ(c.regions[0].kind, CriticalKind::plateau);
  EXPECT_NEAR(c.regions[0].area, kPi,
              2 * kPi * std::sqrt(2.0) * 4 / c.cells);  // cells cut by the rim are not in it
  EXPECT_EQ(c.regions[0].low, 0);
  EXPECT_EQ(c.regions[0].high, 0);
  EXPECT_FALSE(c.certain);
}

TEST(CriticalPoints, ConstantsAreOnePlateau) {
  for (const char* text : {"3 + 0*x*y", "sin(x + y)^2 + cos(x + y)^2"}) {
    SCOPED_TRACE(text);
    const CriticalPoints c = find_critical_points(formula(text, {-2, 2, -2, 2}), {.finest = 300});
    EXPECT_TRUE(c.points.empty());
    ASSERT_EQ(c.regions.size(), 1u);
    EXPECT_EQ(c.regions[0].kind, CriticalKind::plateau);
    EXPECT_NEAR(c.regions[0].area, 16, 1e-12);
    EXPECT_FALSE(c.certain);
  }
}

TEST(CriticalPoints, DegeneratePointsHaveAnIndex) {
  const struct {
    const char* text;
    i64 index;
    bool bottom;
  } known[] = {{"x^4 + y^4", 1, true},
               {"x^3 - 3*x*y^2", -2, false},
               {"-x^4 - y^4", 1, false},
               {"x^2 - y^4", -1, false}};
  for (const auto& k : known) {
    SCOPED_TRACE(k.text);
    const CriticalPoints c = find_critical_points(formula(k.text, {-1, 1.1, -1, 1.2}));
    const auto found = of_kind(c, PointKind::degenerate);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].index, k.index);
    EXPECT_EQ(found[0].bottom, k.bottom);
    EXPECT_NEAR(found[0].at.x, 0, 1e-4);
    EXPECT_NEAR(found[0].at.y, 0, 1e-2);
    EXPECT_EQ(count(c, PointKind::minimum) + count(c, PointKind::saddle) + count(c, PointKind::maximum), 0);
    EXPECT_TRUE(c.checksum.ok);
    EXPECT_FALSE(c.certain);
    EXPECT_NE(c.reason.find("degenerate"), std::string::npos) << c.reason;
  }
}

TEST(CriticalPoints, CriticalPointsOnTheRimAreReported) {
  const CriticalPoints c =
      find_critical_points(formula("10 + 9*cos(6*pi*x) + 10 + 9*cos(8*pi*y)", {0, 1, 0, 1}), {.finest = 600});
  // Inside: 3 x 4 minima, 2 x 3 maxima, and 3 x 3 + 2 x 4 saddles of the two factors.
  EXPECT_EQ(count(c, PointKind::minimum), 12);
  EXPECT_EQ(count(c, PointKind::saddle), 17);
  EXPECT_EQ(count(c, PointKind::maximum), 6);
  EXPECT_FALSE(c.certain);
  EXPECT_NE(c.reason.find("on the rim"), std::string::npos) << c.reason;
}

TEST(CriticalPoints, WhatIsNotFiniteIsReported) {
  for (const char* text : {"sqrt(x) + y^2", "1/(x^2 + y^2 - 1/3)", "log(x*y)"}) {
    const CriticalPoints c = find_critical_points(formula(text, {-1, 1, -1, 1}), {.finest = 300});
    EXPECT_FALSE(c.certain) << text;
    EXPECT_NE(c.reason, "") << text;
  }
  const CriticalPoints c = find_critical_points(formula("sqrt(x) + y^2", {-1, 1, -1, 1}), {.finest = 300});
  EXPECT_NE(c.reason.find("not finite"), std::string::npos) << c.reason;
}

TEST(CriticalPoints, KinksAreNeverCertain) {
  const CriticalPoints c = find_critical_points(surface("ackley"));
  EXPECT_FALSE(c.certain);
  EXPECT_NE(c.reason.find("kinks"), std::string::npos) << c.reason;
  const auto global =
      std::find_if(c.points.begin(), c.points.end(), [](const CriticalPoint& p) { return p.global; });
  ASSERT_NE(global, c.points.end());
  EXPECT_NEAR(global->at.x, 0, 1e-9);
  EXPECT_NEAR(global->at.y, 0, 1e-9);
}

// The tip of a cone: no derivative there, but the gradient turns once around it.
TEST(CriticalPoints, TipsOfConesAreBottoms) {
  const CriticalPoints c =
      find_critical_points(formula("abs(x - 1/3) + abs(y + 1/7)", {-1, 1, -1, 1}), {.finest = 300});
  const auto found = of_kind(c, PointKind::degenerate);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].bottom);
  EXPECT_NEAR(found[0].at.x, 1.0 / 3, 1e-9);
  EXPECT_NEAR(found[0].at.y, -1.0 / 7, 1e-9);
  EXPECT_TRUE(found[0].global);
}

TEST(Checksum, SeesEveryPointThatIsMissing) {
  const CriticalPoints c = find_critical_points(surface("himmelblau"));
  ASSERT_TRUE(checksum(c.points, c.regions, c.checksum.boundary_winding, c.checksum.cell_winding).ok);
  for (std::size_t k = 0; k < c.points.size(); k++) {
    std::vector<CriticalPoint> rest = c.points;
    rest.erase(rest.begin() + std::ptrdiff_t(k));
    EXPECT_FALSE(checksum(rest, c.regions, c.checksum.boundary_winding, c.checksum.cell_winding).ok);
  }
}

TEST(Checksum, SeesMissingPointsOfTheRim) {
  const CriticalPoints c = find_critical_points(formula("cos(3*x) + y", {-2, 2, 0, 1}));
  for (std::size_t k = 0; k < c.points.size(); k++) {
    std::vector<CriticalPoint> rest = c.points;
    rest.erase(rest.begin() + std::ptrdiff_t(k));
    EXPECT_FALSE(checksum(rest, c.regions, c.checksum.boundary_winding, c.checksum.cell_winding).ok);
  }
}

// Grids of 31 x 31 cells cannot tell neighbours of these landscapes apart: the sums say so, and refinement
// mends it. The counts inside are proved in certificate_test.cpp.
TEST(Refinement, MendsWhatACoarseGridGetsWrong) {
  const struct {
    const char* name;
    Box box;
    int minima;
  } hard[] = {{"levy13", {-10, 10, -10, 10}, 1179}, {"shubert", {-10, 10, -10, 10}, 722}};
  for (const auto& h : hard) {
    SCOPED_TRACE(h.name);
    const Landscape f = surface(h.name, h.box);
    const CriticalPoints coarse = find_on_grid(f, 31);
    EXPECT_NE(count(coarse, PointKind::minimum), h.minima);
    EXPECT_FALSE(coarse.checksum.ok);
    const CriticalPoints c = find_critical_points(f, {.cells = 31});
    EXPECT_EQ(count(c, PointKind::minimum), h.minima);
    EXPECT_TRUE(c.certain) << c.reason;
    EXPECT_GT(c.cells, 31);
  }
}

TEST(CriticalPoints, DoNotDependOnTheLoop) {
  const Landscape f = surface("bird");
  const CriticalPoints a = find_critical_points(f);
  CriticalSearch backwards;
  backwards.loop = [](i64 n, const std::function<void(i64)>& body) {
    for (i64 i = n; i-- > 0;) body(i);
  };
  const CriticalPoints b = find_critical_points(f, backwards);
  ASSERT_EQ(a.points.size(), b.points.size());
  for (std::size_t k = 0; k < a.points.size(); k++) {
    EXPECT_EQ(a.points[k].kind, b.points[k].kind);
    EXPECT_EQ(a.points[k].at, b.points[k].at);
    EXPECT_EQ(a.points[k].value, b.points[k].value);
    EXPECT_EQ(a.points[k].persistence, b.points[k].persistence);
  }
}

TEST(CriticalPoints, AreOfTwoWeights) {
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {"one_weight"};
  EXPECT_THROW(find_critical_points(make_landscape(spec)), InputError);
}

}  // namespace
}  // namespace thalweg::test

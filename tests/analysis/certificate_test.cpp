// SPDX-License-Identifier: MIT
// Proofs: the known counts, what must stay undecided, and enclosures that hold the truth.
#include "analysis/certificate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/analysis/subjects.h"

namespace thalweg::test {
namespace {

i64 count(const Certificate& c, CriticalKind kind) {
  return std::count_if(c.points.begin(), c.points.end(),
                       [kind](const ProvedPoint& p) { return p.kind == kind; });
}

void expect_proved(const Landscape& f, i64 minima, i64 saddles, i64 maxima) {
  const Certificate c = certify(f);
  EXPECT_TRUE(c.decided) << c.undecided << " boxes are left";
  EXPECT_EQ(count(c, CriticalKind::minimum), minima);
  EXPECT_EQ(count(c, CriticalKind::saddle), saddles);
  EXPECT_EQ(count(c, CriticalKind::maximum), maxima);
  EXPECT_EQ(c.undecided, 0);
  EXPECT_TRUE(c.where.empty());
  EXPECT_TRUE(agree(c, find_critical_points(f)));
}

TEST(Certificate, ProvesTheKnownCounts) {
  for (const KnownCounts& k : kKnown) {
    SCOPED_TRACE(k.name);
    expect_proved(surface(k.name, k.box), k.minima, k.saddles, k.maxima);
  }
}

// e^(sin 50x) + sin(60 e^y) + ...: 2720 critical points, as A. Townsend and L. N. Trefethen count them (An
// extension of Chebfun to two dimensions, 2013).
TEST(Certificate, ProvesTrefethens2720) {
  expect_proved(
      formula("exp(sin(50*x)) + sin(60*exp(y)) + sin(70*sin(x)) + sin(sin(80*y)) - sin(10*(x + y)) + "
              "(x^2 + y^2)/4",
              {-1, 1, -1, 1}),
      693, 1360, 667);
}

// Sums of functions of one weight each: minima are pairs of minima, maxima of maxima, saddles of one each.
// sin(10 ln x) on (0.25, 10): ln x runs from -1.386 to 2.303, so 10 ln x / pi from -4.41 to 7.33; its maxima
// are at 1/2 + 2k, k = -2 ... 3, and its minima at -1/2 + 2k, k = -1 ... 3 (of which -4.5 is outside): 6
// and 5.
TEST(Certificate, ProvesProductsOfOneWeight) {
  expect_proved(formula("-(sin(10*log(x)) + sin(10*log(y)))/2", {0.25, 10, 0.25, 10}), 6 * 6, 2 * 6 * 5,
                5 * 5);
}

// What coarse grids get wrong (critical_test.cpp).
TEST(Certificate, ProvesGriewank) {
  expect_proved(surface("griewank", {-28, 28, -28, 28}), 111, 216, 110);
  expect_proved(surface("griewank", {-5, 5, -5, 5}), 5, 8, 4);
}

TEST(Certificate, WorksForFormulasAndProblems) {
  expect_proved(formula("x^4 - x^2 + y^2", {-2, 2, -2, 2}), 2, 1, 0);
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {"line_fit"};
  expect_proved(make_landscape(spec), 1, 0, 0);  // least squares: a parabola
}

TEST(Certificate, EnclosuresHoldTheTruth) {
  const Certificate c = certify(surface("himmelblau"));
  const Point minima[] = {{3, 2},
                          {-2.805118086952745, 3.131312518250573},
                          {-3.779310253377747, -3.283185991286169},
                          {3.584428340330492, -1.848126526964404}};
  for (const Point& p : minima) {
    const auto holds = [&](const ProvedPoint& q) {
      // The roots above are rounded to 16 digits.
      return q.kind == CriticalKind::minimum && q.x.lo <= p.x + 1e-15 && p.x - 1e-15 <= q.x.hi &&
             q.y.lo <= p.y + 1e-15 && p.y - 1e-15 <= q.y.hi && width(q.x) < 1e-10 && width(q.y) < 1e-10;
    };
    EXPECT_EQ(std::count_if(c.points.begin(), c.points.end(), holds), 1) << p.x << ' ' << p.y;
  }
}

TEST(Certificate, LeavesDegeneratePointsUndecided) {
  for (const char* text : {"x^3 - 3*x*y^2", "x^4 + y^4", "(x^2 + y^2 - 1)^2", "3 + 0*x*y"}) {
    SCOPED_TRACE(text);
    const Certificate c = certify(formula(text, {-2, 2.1, -2, 2.2}), 20'000);
    EXPECT_FALSE(c.decided);
    EXPECT_GT(c.undecided, 0);
    ASSERT_FALSE(c.where.empty());
    EXPECT_FALSE(agree(c, find_critical_points(formula("x^2 + y^2", {-2, 2.1, -2, 2.2}))));
  }
  const Certificate point = certify(formula("x^4 + y^4", {-2, 2.1, -2, 2.2}));
  ASSERT_EQ(point.where.size(), 1u);
  const Box& b = point.where[0];
  EXPECT_TRUE(contains(b, {0, 0}));
  EXPECT_LT(width(b), 1e-8);
}

// A minimum on the edge between two of the first boxes: both prove it, and it counts once.
TEST(Certificate, CountsWhatTwoBoxesProveOnce) {
  const double cut = -1 + (1 - -1) * (4 + 0.13 * std::sin(4 * 1.7 + 0.3)) / 8;  // irregular_cuts, the fourth
  expect_proved(formula(fmt::format("(x - {})^2 + (y - 0.123)^2", cut), {-1, 1, -1, 1}), 1, 0, 0);
}

// Critical points on the rim are neither inside nor outside of the open box.
TEST(Certificate, LeavesTheRimUndecided) {
  const Certificate c = certify(formula("x^2 + (y - 1/3)^2", {0, 1, 0, 1}));
  EXPECT_FALSE(c.decided);
  EXPECT_TRUE(c.points.empty());
  expect_proved(formula("x^2 + (y - 1/3)^2", {-1e-6, 1, 0, 1}), 1, 0, 0);
  expect_proved(formula("x^2 + (y - 1/3)^2", {1e-6, 1, 0, 1}), 0, 0, 0);
}

// The derivative of log(x^2 - 4) vanishes at 0, where the formula is not defined.
TEST(Certificate, DoesNotCountWhereNothingIsDefined) {
  const Certificate c = certify(formula("log(x^2 - 4) + y^2", {-1, 1, -1, 1}), 20'000);
  EXPECT_TRUE(c.points.empty());
}

// The derivative of |x| jumps over 0: a minimum without a zero of the gradient, which nobody can prove this
// way.
TEST(Certificate, LeavesKinksUndecided) {
  const Certificate c = certify(formula("abs(x) + y^2", {-1, 1, -1, 1.1}), 20'000);
  EXPECT_FALSE(c.decided);
  EXPECT_TRUE(c.points.empty());
}

TEST(Certificate, KeepsItsBudgetAndStopsWhenTold) {
  const Landscape f = surface("rastrigin");
  const Certificate few = certify(f, 1000);
  EXPECT_EQ(few.boxes, 1000);
  EXPECT_FALSE(few.decided);
  int calls = 0;
  const Certificate told = certify(
      f, 100'000, [](void* n, i64 done, i64 total) { return done <= total && ++*static_cast<int*>(n) < 2; },
      &calls);
  EXPECT_EQ(told.boxes, 512);
  EXPECT_FALSE(told.decided);
}

// A search that missed a point, or took one for another, does not agree with the proof, which then replaces
// it.
TEST(Certificate, CorrectsASearch) {
  const Landscape f = surface("himmelblau");
  const Certificate c = certify(f);
  const CriticalPoints right = find_critical_points(f);
  ASSERT_TRUE(agree(c, right));
  CriticalPoints wrong = right;
  wrong.points.pop_back();
  EXPECT_FALSE(agree(c, wrong));
  wrong = right;
  wrong.points[0].kind = PointKind::saddle;
  EXPECT_FALSE(agree(c, wrong));
  wrong = right;
  wrong.points[1] = wrong.points[0];
  EXPECT_FALSE(agree(c, wrong));

  const CriticalPoints mended = with_proof(f, c, wrong);
  EXPECT_TRUE(mended.certain);
  ASSERT_EQ(mended.points.size(), right.points.size());
  EXPECT_EQ(counts(mended.points), counts(right.points));
  for (const CriticalPoint& p : mended.points)
    EXPECT_TRUE(std::any_of(right.points.begin(), right.points.end(), [&](const CriticalPoint& q) {
      return p.kind == q.kind && std::abs(p.at.x - q.at.x) < 1e-11 && std::abs(p.at.y - q.at.y) < 1e-11;
    }));
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// The published minima are where the formulas have them, and nothing in the domain lies below.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/sobol.h"
#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

using Subject = SurfaceSubject;

double value(const Subject& s, double x, double y) { return s.in_double.value({{x, y}}); }
Jet<double, 2> jet(const Subject& s, double x, double y) { return s.in_double.jet({{x, y}}); }
Bounded bounded_value(const Subject& s, double x, double y) { return s.bounded.value({{x, y}}); }

struct Eigenvalues {
  double low, high;
};
Eigenvalues eigenvalues(const Symmetric<double, 2>& h) {
  const double mean = 0.5 * (h.a[0] + h.a[2]), radius = std::hypot(0.5 * (h.a[0] - h.a[2]), h.a[1]);
  return {mean - radius, mean + radius};
}

// How far the stated coordinates, rounded to doubles, may be from the minimum.  Those of kinked surfaces may
// be part of their definition, with the eleven digits that COCO gives: half a unit of the last one.
std::array<double, 2> misplacement(const Subject& s, const KnownMinimum& m) {
  const double relative = s.info.smoothness == Smoothness::smooth ? 2 * 0x1p-52 : 5e-11;
  return {relative * std::abs(m.x), relative * std::abs(m.y)};
}
// What that changes in the slope along i.
double moved_slope(const Subject& s, const Symmetric<double, 2>& h, const KnownMinimum& m, int i) {
  const auto [dx, dy] = misplacement(s, m);
  return std::abs(h(i, 0)) * dx + std::abs(h(i, 1)) * dy;
}

// Whether derivatives exist around the minimum: then the enclosures of its Hessian are bounded.
bool smooth_at(const Subject& s, const KnownMinimum& m) {
  if (s.info.smoothness == Smoothness::smooth) return true;
  const double dx = 1e-9 * width(s.info.domain), dy = 1e-9 * height(s.info.domain);
  const Jet<Interval, 2> j = s.enclosed.jet({{Interval(m.x - dx, m.x + dx), Interval(m.y - dy, m.y + dy)}});
  const auto bounded = [](const Interval& a) { return std::isfinite(a.lo) && std::isfinite(a.hi); };
  return bounded(j.h(0, 0)) && bounded(j.h(0, 1)) && bounded(j.h(1, 1));
}

class Minima : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, Minima, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(Minima, LieInTheDomainAndTheGlobalOnesComeFirst) {
  const Subject& s = GetParam();
  if (s.minima.empty()) GTEST_SKIP() << "none is published";
  EXPECT_TRUE(s.minima.front().global);
  for (std::size_t i = 0; i < s.minima.size(); i++) {
    const KnownMinimum& m = s.minima[i];
    EXPECT_TRUE(contains(s.info.domain, {m.x, m.y})) << m.x << ' ' << m.y;
    EXPECT_TRUE(i == 0 || s.minima[i - 1].global || !m.global) << "global minima come first";
    const double apart = m.value - s.minima.front().value, rounding = 1e-12 * (1 + std::abs(m.value));
    if (m.global)
      EXPECT_LE(std::abs(apart), rounding);
    else
      EXPECT_GT(apart, rounding);
  }
}

TEST_P(Minima, HaveTheStatedValue) {
  const Subject& s = GetParam();
  for (const KnownMinimum& m : s.minima) {
    const double f = value(s, m.x, m.y);
    double tolerance = bounded_value(s, m.x, m.y).e + 0x1p-52 * std::abs(m.value);
    if (smooth_at(s, m)) {
      const Symmetric<double, 2> h = jet(s, m.x, m.y).h;
      const auto [dx, dy] = misplacement(s, m);
      tolerance += 0.5 * (moved_slope(s, h, m, 0) * dx + moved_slope(s, h, m, 1) * dy);
    }
    EXPECT_LE(std::abs(f - m.value), tolerance) << m.x << ' ' << m.y << ": " << f;
    // The bound itself must mean something.  A root with infinite slope at the minimum turns 1e-16 into 1e-8.
    const double useful = smooth_at(s, m) ? 1e-9 : 1e-5;
    EXPECT_LE(tolerance, useful * (1 + std::abs(m.value)));
  }
}

TEST_P(Minima, HaveNoSlopeWhereTheSurfaceIsSmooth) {
  const Subject& s = GetParam();
  for (const KnownMinimum& m : s.minima) {
    if (!smooth_at(s, m)) continue;  // judged by its neighbourhood
    const Jet<double, 2> j = jet(s, m.x, m.y);
    const Vec<Bounded, 2> g = s.bounded.gradient({{m.x, m.y}});
    for (int i = 0; i < 2; i++)
      EXPECT_LE(std::abs(g[i].v), g[i].e + moved_slope(s, j.h, m, i)) << m.x << ' ' << m.y;
  }
}

TEST_P(Minima, CurveUpwardsWhereTheSurfaceIsSmooth) {
  const Subject& s = GetParam();
  for (const KnownMinimum& m : s.minima) {
    if (!smooth_at(s, m)) continue;
    const Eigenvalues l = eigenvalues(jet(s, m.x, m.y).h);
    // Degenerate minima, with a curvature that vanishes, are allowed.
    EXPECT_GE(l.low, -1e-12 * std::abs(l.high)) << m.x << ' ' << m.y;
    EXPECT_GE(l.high, 0);
  }
}

TEST_P(Minima, AreLowerThanTheirNeighbourhood) {
  const Subject& s = GetParam();
  for (const KnownMinimum& m : s.minima) {
    const double f = value(s, m.x, m.y);
    for (const double radius : {1e-4, 1e-6}) {
      for (int k = 0; k < 32; k++) {
        const double angle = k * (2 * kPi / 32), reach = radius * width(s.info.domain);
        const Point p{m.x + reach * std::cos(angle), m.y + reach * std::sin(angle)};
        if (!contains(s.info.domain, p)) continue;
        const Bounded near = bounded_value(s, p.x, p.y);
        EXPECT_GE(near.v + near.e + bounded_value(s, m.x, m.y).e, f) << p.x << ' ' << p.y;
      }
    }
  }
}

TEST_P(Minima, NothingInTheDomainLiesLower) {
  const Subject& s = GetParam();
  const Box& b = s.info.domain;
  double lowest = INFINITY;
  bool all_finite = true;
  Point at{};
  const auto visit = [&](double u, double v) {
    const Point p{b.x0 + u * width(b), b.y0 + v * height(b)};
    const double f = value(s, p.x, p.y);
    all_finite = all_finite && std::isfinite(f);
    if (f < lowest) lowest = f, at = p;
  };
  constexpr int kGrid = 400;
  for (int j = 0; j <= kGrid; j++)
    for (int i = 0; i <= kGrid; i++) visit(double(i) / kGrid, double(j) / kGrid);
  for (u32 i = 0; i < 1u << 16; i++) {
    const SobolPoint p = sobol(i);
    visit(p.x * 0x1p-32, p.y * 0x1p-32);
  }
  EXPECT_TRUE(all_finite);
  if (s.minima.empty()) return;
  const KnownMinimum& best = s.minima.front();
  const double rounding = bounded_value(s, best.x, best.y).e + bounded_value(s, at.x, at.y).e;
  EXPECT_GE(lowest, best.value - rounding) << at.x << ' ' << at.y;
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Values and gradients in float stay within the error that their own operations allow, and are finite all
// over the domain; outside of it nothing crashes and NaN stays NaN.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<24>;

struct Slope {
  double v, x, y;
  bool has_nan_slope() const { return std::isnan(x) || std::isnan(y); }
};

using Subject = SurfaceSubject;

template <class T>
Slope slope(const Evaluations<T>& e, T x, T y) {
  const Vec<T, 2> p{{x, y}}, g = e.gradient(p);
  return {double(e.value(p)), double(g[0]), double(g[1])};
}
Slope single(const Subject& s, float x, float y) { return slope(s.in_float, x, y); }
Slope twofold(const Subject& s, double x, double y) { return slope(s.in_double, x, y); }

class Precision : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, Precision, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(Precision, FloatErrsNoMoreThanItsOperations) {
  const Subject& s = GetParam();
  for (const Point p : random_points(s.info.domain, 2000)) {
    const float x = float(p.x), y = float(p.y);
    const Slope f = single(s, x, y);
    const Bounded v = s.bounded_in_float.value({{x, y}});
    const Vec<Bounded, 2> g = s.bounded_in_float.gradient({{x, y}});
    EXPECT_TRUE(std::abs(f.v - v.v) <= v.e) << "f at " << x << ' ' << y << ": " << f.v << " is not " << v.v;
    EXPECT_TRUE(std::abs(f.x - g[0].v) <= g[0].e) << "df/dx at " << x << ' ' << y;
    EXPECT_TRUE(std::abs(f.y - g[1].v) <= g[1].e) << "df/dy at " << x << ' ' << y;
  }
}

TEST_P(Precision, IsFiniteAllOverTheDomain) {
  const Subject& s = GetParam();
  const Box& b = s.info.domain;
  constexpr int kGrid = 200;
  for (int j = 0; j <= kGrid; j++) {
    for (int i = 0; i <= kGrid; i++) {
      const double x = b.x0 + width(b) * i / kGrid, y = b.y0 + height(b) * j / kGrid;
      for (const Slope& f : {single(s, float(x), float(y)), twofold(s, x, y)})
        ASSERT_TRUE(std::isfinite(f.v) && std::isfinite(f.x) && std::isfinite(f.y)) << x << ' ' << y;
    }
  }
}

// A gradient that is the same everywhere does not need the point, and the slope that abs and comparisons have
// at a kink is a number, also where they cannot tell a side.
TEST_P(Precision, NanStaysNan) {
  const Subject& s = GetParam();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Slope middle = twofold(s, centre(s.info.domain).x, centre(s.info.domain).y);
  bool plane = true;
  for (const Point p : random_points(s.info.domain, 100)) {
    const Slope f = twofold(s, p.x, p.y);
    plane = plane && f.x == middle.x && f.y == middle.y;
  }
  const bool may_be_number = plane || s.info.smoothness == Smoothness::kinked;
  for (const Point p : random_points(s.info.domain, 20)) {
    for (const Slope& f : {twofold(s, nan, p.y), twofold(s, p.x, nan), single(s, float(nan), float(p.y)),
                           single(s, float(p.x), float(nan))}) {
      EXPECT_TRUE(std::isnan(f.v)) << p.x << ' ' << p.y;
      EXPECT_TRUE(may_be_number || f.has_nan_slope()) << p.x << ' ' << p.y;
    }
  }
}

// What comes out there is the surface's affair; sanitizers watch that it comes out by defined behaviour.
TEST_P(Precision, InfinityAndHugeArgumentsAreHarmless) {
  const Subject& s = GetParam();
  double sum = 0;
  for (const double far : {1e6, 1e30, 1e300, HUGE_VAL})
    for (const Point p : {Point{far, 0}, Point{-far, 0}, Point{0, far}, Point{far, far}, Point{-far, -far}})
      sum += twofold(s, p.x, p.y).v + single(s, float(p.x), float(p.y)).v;
  EXPECT_TRUE(sum == sum || std::isnan(sum));
}

}  // namespace
}  // namespace thalweg::test

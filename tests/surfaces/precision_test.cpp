// SPDX-License-Identifier: MIT
// Values and gradients in float stay within the error that their own operations allow, and are finite all
// over the domain; outside of it nothing crashes and NaN stays NaN.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "tests/support/surface_settings.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<24>;

struct Slope {
  double v, x, y;
  bool nan_value() const { return std::isnan(v); }
  bool nan_gradient() const { return std::isnan(x) || std::isnan(y); }
};

struct Subject : SurfaceSetting {
  std::function<Slope(float, float)> single;
  std::function<Slope(double, double)> twofold;
  std::function<Bounded(double, double)> value;
  std::function<Vec<Bounded, 2>(double, double)> gradient;

  template <class S>
  Subject(SurfaceSetting setting, const S& s)
      : SurfaceSetting(std::move(setting)),
        single([s](float x, float y) { return slope(s, x, y); }),
        twofold([s](double x, double y) { return slope(s, x, y); }),
        value([s](double x, double y) {
          return thalweg::value(s, Vec<Bounded, 2>{{x, y}});
        }),
        gradient([s](double x, double y) {
          return thalweg::gradient(s, Vec<Bounded, 2>{{x, y}});
        }) {}

  template <class S, class T>
  static Slope slope(const S& s, T x, T y) {
    const Vec<T, 2> p{{x, y}}, g = thalweg::gradient(s, p);
    return {double(thalweg::value(s, p)), double(g[0]), double(g[1])};
  }
};

class Precision : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, Precision, testing::ValuesIn(all_settings<Subject>()), SettingLabel());

TEST_P(Precision, FloatErrsNoMoreThanItsOperations) {
  const Subject& s = GetParam();
  for (const Point p : random_points(s.info.domain, 2000)) {
    const float x = float(p.x), y = float(p.y);
    const Slope f = s.single(x, y);
    const Bounded v = s.value(x, y);
    const Vec<Bounded, 2> g = s.gradient(x, y);
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
      for (const Slope& f : {s.single(float(x), float(y)), s.twofold(x, y)})
        ASSERT_TRUE(std::isfinite(f.v) && std::isfinite(f.x) && std::isfinite(f.y)) << x << ' ' << y;
    }
  }
}

// A gradient that is the same everywhere does not need the point.
TEST_P(Precision, NanStaysNan) {
  const Subject& s = GetParam();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Box& b = s.info.domain;
  const Slope centre = s.twofold(0.5 * b.x0 + 0.5 * b.x1, 0.5 * b.y0 + 0.5 * b.y1);
  bool plane = true;
  for (const Point p : random_points(b, 100)) {
    const Slope f = s.twofold(p.x, p.y);
    plane = plane && f.x == centre.x && f.y == centre.y;
  }
  for (const Point p : random_points(s.info.domain, 20)) {
    for (const Slope& f : {s.twofold(nan, p.y), s.twofold(p.x, nan), s.single(float(nan), float(p.y)),
                           s.single(float(p.x), float(nan))})
      EXPECT_TRUE(f.nan_value() && (plane || f.nan_gradient())) << p.x << ' ' << p.y;
  }
}

// What comes out there is the surface's affair; sanitizers watch that it comes out by defined behaviour.
TEST_P(Precision, InfinityAndHugeArgumentsAreHarmless) {
  const Subject& s = GetParam();
  double sum = 0;
  for (const double far : {1e6, 1e30, 1e300, HUGE_VAL})
    for (const Point p : {Point{far, 0}, Point{-far, 0}, Point{0, far}, Point{far, far}, Point{-far, -far}})
      sum += s.twofold(p.x, p.y).v + s.single(float(p.x), float(p.y)).v;
  EXPECT_TRUE(sum == sum || std::isnan(sum));
}

}  // namespace
}  // namespace thalweg::test

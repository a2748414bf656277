// SPDX-License-Identifier: MIT
#include "engine/landscape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "messages.h"

namespace thalweg::test {
namespace {

TEST(MakeLandscape, TakesTheSurfacesDomainUnlessToldOtherwise) {
  EXPECT_EQ(make_landscape({"rosenbrock"}).domain, (Box{-2, 2, -1, 3}));
  EXPECT_EQ(make_landscape({"rosenbrock"}, Box{0, 1, 2, 3}).domain, (Box{0, 1, 2, 3}));
}

TEST(MakeLandscape, KeepsTheMinimaInsideTheDomain) {
  EXPECT_EQ(make_landscape({"himmelblau"}).minima.size(), 4u);
  const Landscape f = make_landscape({"himmelblau"}, Box{0, 5, 0, 5});
  ASSERT_EQ(f.minima.size(), 1u);
  EXPECT_EQ(f.minima[0].x, 3);
  EXPECT_TRUE(make_landscape({"himmelblau"}, Box{10, 11, 10, 11}).minima.empty());
}

TEST(MakeLandscape, PassesParametersOn) {
  const Landscape f = make_landscape({"ellipse", {{"condition", 100}, {"rotation", 0}}});
  EXPECT_EQ(value(f, {1, 0}), 0.5);
  EXPECT_EQ(value(f, {0, 1}), 50);
  EXPECT_EQ(learning_rates(f).gradient, 2 / 101.0);
}

TEST(MakeLandscape, RefusesBadDomains) {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  for (const Box& b :
       {Box{1, 1, 0, 1}, Box{2, 1, 0, 1}, Box{0, 1, 3, 3}, Box{0, 1, 3, 2}, Box{nan, 1, 0, 1},
        Box{0, 1, 0, nan}, Box{-infinity, 1, 0, 1}, Box{0, infinity, 0, 1}, Box{0, 2e15, 0, 1}})
    expect_input_error([&] { make_landscape({"sphere"}, b); }, {"domain"});
  expect_input_error([] { make_landscape({"nowhere"}); }, {"unknown surface 'nowhere'"});
  expect_input_error(
      [] {
        make_landscape({"ellipse", {{"condition", 0.5}}});
      },
      {"surface ellipse", "'condition'"});
}

TEST(Landscape, JetAgreesWithValue) {
  for (const SurfaceEntry& e : surfaces()) {
    const Landscape f = make_landscape({e.info.name});
    const Point p{0.3 * f.domain.x0 + 0.7 * f.domain.x1, 0.6 * f.domain.y0 + 0.4 * f.domain.y1};
    EXPECT_NEAR(jet(f, p).v, value(f, p), 1e-12 * (1 + std::abs(value(f, p)))) << e.info.name;
  }
}

// On x^2 + y^2 the slope is 2 r: half of the square [-5, 5]^2 lies inside r = 10 / sqrt(2 pi) (a circle that
// fits), so the median slope is 20 / sqrt(2 pi).  A grid of 64 x 64 centres counts areas to about a part in a
// hundred.
TEST(MeasureScale, IsTheMedianSlope) {
  const LandscapeScale s = measure_scale(make_landscape({"sphere"}));
  EXPECT_NEAR(s.slope, 20 / std::sqrt(2 * kPi), 0.02 * 8);
  EXPECT_DOUBLE_EQ(s.curvature, s.slope / 10);
}

// Where most of a surface is plateaus, their slope is the median: 0, and nothing but 0 counts as flat.
TEST(MeasureScale, IsFiniteAndPositiveOnEverySurfaceButPlateaus) {
  for (const SurfaceEntry& e : surfaces()) {
    const Landscape f = make_landscape({e.info.name});
    const LandscapeScale s = measure_scale(f);
    const Jet<double, 2> j =
        jet(f, {0.3 * f.domain.x0 + 0.7 * f.domain.x1, 0.6 * f.domain.y0 + 0.4 * f.domain.y1});
    const bool plateau = j.g[0] == 0 && j.g[1] == 0;
    EXPECT_TRUE(std::isfinite(s.slope) && (plateau ? s.slope >= 0 : s.slope > 0)) << e.info.name;
  }
}

}  // namespace
}  // namespace thalweg::test

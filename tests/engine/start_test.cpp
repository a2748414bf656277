// SPDX-License-Identifier: MIT
#include "engine/start.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "engine/plan.h"

namespace thalweg::test {
namespace {

constexpr Box kBox{-3, 5, 10, 12};

StartPlan plan_of(Start start, i64 particles, std::uint64_t seed = 1) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.domain = kBox;
  spec.start = start;
  spec.particles = particles;
  spec.seed = seed;
  return make_plan(spec).start;
}

struct Moments {
  double mean_x = 0, mean_y = 0, var_x = 0, var_y = 0, covariance = 0;
};
Moments moments(const StartPlan& plan, int n) {
  Moments m;
  std::vector<Point> p;
  for (int i = 0; i < n; i++) p.push_back(start_point(plan, u64(i)));
  for (const Point& q : p) m.mean_x += q.x / n, m.mean_y += q.y / n;
  for (const Point& q : p) {
    m.var_x += (q.x - m.mean_x) * (q.x - m.mean_x) / n;
    m.var_y += (q.y - m.mean_y) * (q.y - m.mean_y) / n;
    m.covariance += (q.x - m.mean_x) * (q.y - m.mean_y) / n;
  }
  return m;
}

TEST(Start, KindsAreNumberedAsTheDeviceKnowsThem) {
  EXPECT_EQ(int(StartKind::uniform), detail::kUniform);
  EXPECT_EQ(int(StartKind::sobol), detail::kSobol);
  EXPECT_EQ(int(StartKind::grid), detail::kGrid);
  EXPECT_EQ(int(StartKind::normal), detail::kNormal);
}

TEST(Start, UniformFillsTheBoxEvenly) {
  constexpr int n = 200'000;
  const StartPlan plan = plan_of({StartKind::uniform}, n);
  for (int i = 0; i < n; i++) ASSERT_TRUE(contains(kBox, start_point(plan, u64(i))));
  // Five standard errors of mean, variance (of a uniform: the fourth moment is w^4 / 80) and covariance.
  const Moments m = moments(plan, n);
  const double w = width(kBox), h = height(kBox), root = std::sqrt(n);
  EXPECT_NEAR(m.mean_x, 1, 5 * w / std::sqrt(12) / root);
  EXPECT_NEAR(m.mean_y, 11, 5 * h / std::sqrt(12) / root);
  EXPECT_NEAR(m.var_x, w * w / 12, 5 * w * w * std::sqrt(1 / 80.0 - 1 / 144.0) / root);
  EXPECT_NEAR(m.var_y, h * h / 12, 5 * h * h * std::sqrt(1 / 80.0 - 1 / 144.0) / root);
  EXPECT_NEAR(m.covariance, 0, 5 * w * h / 12 / root);
}

TEST(Start, NormalHasItsMomentsAndDefaults) {
  constexpr int n = 200'000;
  const double root = std::sqrt(n);
  const Moments given = moments(plan_of({StartKind::normal, 2.0, -1.0, 0.5}, n), n);
  EXPECT_NEAR(given.mean_x, 2, 5 * 0.5 / root);
  EXPECT_NEAR(given.mean_y, -1, 5 * 0.5 / root);
  EXPECT_NEAR(given.var_x, 0.25, 5 * 0.25 * std::sqrt(2) / root);
  EXPECT_NEAR(given.var_y, 0.25, 5 * 0.25 * std::sqrt(2) / root);
  EXPECT_NEAR(given.covariance, 0, 5 * 0.25 / root);
  // Centred, with a sixth of width and height.
  const Moments usual = moments(plan_of({StartKind::normal}, n), n);
  EXPECT_NEAR(usual.mean_x, 1, 5 * 8 / 6.0 / root);
  EXPECT_NEAR(usual.mean_y, 11, 5 * 2 / 6.0 / root);
  EXPECT_NEAR(std::sqrt(usual.var_x), 8 / 6.0, 5 * 8 / 6.0 / root);
  EXPECT_NEAR(std::sqrt(usual.var_y), 2 / 6.0, 5 * 2 / 6.0 / root);
}

TEST(Start, GridIsAtTheCentresOfItsCells) {
  const StartPlan plan = plan_of({StartKind::grid}, 12);  // 4 columns, 3 rows
  EXPECT_EQ(plan.columns, 4u);
  EXPECT_EQ(plan.rows, 3u);
  for (u64 i = 0; i < 12; i++) {
    const Point p = start_point(plan, i);
    EXPECT_DOUBLE_EQ(p.x, -3 + (double(i % 4) + 0.5) * 2) << i;
    EXPECT_DOUBLE_EQ(p.y, 10 + (double(i / 4) + 0.5) * 2 / 3) << i;
  }
}

TEST(Start, GridCoversTheBoxForEveryNumberOfParticles) {
  for (const i64 n : {1, 2, 3, 5, 7, 10, 16, 17, 99, 100, 101, 10'000}) {
    const StartPlan plan = plan_of({StartKind::grid}, n);
    std::set<std::pair<double, double>> points;
    double top = kBox.y0, right = kBox.x0;
    for (i64 i = 0; i < n; i++) {
      const Point p = start_point(plan, u64(i));
      EXPECT_TRUE(contains(kBox, p));
      points.insert({p.x, p.y});
      top = std::max(top, p.y);
      right = std::max(right, p.x);
    }
    EXPECT_EQ(i64(points.size()), n) << "no two particles start together";
    // The last row and column are half a cell from the edge.
    EXPECT_NEAR(top, kBox.y1 - 0.5 * height(kBox) / double(plan.rows), 1e-12) << n;
    EXPECT_GE(n, i64(plan.columns));
    EXPECT_NEAR(right, kBox.x1 - 0.5 * width(kBox) / double(plan.columns), 1e-12) << n;
  }
}

TEST(Start, SobolIsANetAlsoWhenShiftedByTheSeed) {
  for (const std::uint64_t seed : {1u, 2u, 99u}) {
    const StartPlan plan = plan_of({StartKind::sobol}, 256, seed);
    for (int k = 0; k <= 8; k++) {
      std::set<std::pair<int, int>> boxes;
      for (u64 i = 0; i < 256; i++) {
        const Point p = start_point(plan, i);
        ASSERT_TRUE(contains(kBox, p));
        boxes.insert({int((p.x - kBox.x0) / width(kBox) * (1 << k)),
                      int((p.y - kBox.y0) / height(kBox) * (256 >> k))});
      }
      EXPECT_EQ(boxes.size(), 256u) << "seed " << seed << ": one point per box of 2^-" << k << " by 2^-"
                                    << 8 - k;
    }
  }
}

TEST(Start, PointIsThePoint) {
  const StartPlan plan = plan_of({StartKind::point, -1.5, 2.0}, 3);
  for (u64 i = 0; i < 3; i++) EXPECT_EQ(start_point(plan, i), (Point{-1.5, 2}));
}

TEST(Start, SeedsAndParticlesMatter) {
  for (const StartKind kind : {StartKind::uniform, StartKind::sobol, StartKind::normal}) {
    const StartPlan a = plan_of({kind}, 10, 1), b = plan_of({kind}, 10, 2);
    EXPECT_NE(start_point(a, 3), start_point(b, 3)) << int(kind);
    EXPECT_NE(start_point(a, 3), start_point(a, 4)) << int(kind);
    EXPECT_NE(start_point(a, 3), start_point(a, 3 + (u64(1) << 32))) << int(kind);
    EXPECT_EQ(start_point(a, 3), start_point(plan_of({kind}, 999, 1), 3))
        << "whatever the number of particles";
  }
}

}  // namespace
}  // namespace thalweg::test

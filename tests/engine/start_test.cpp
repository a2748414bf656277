// SPDX-License-Identifier: MIT
#include "engine/start.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "engine/plan.h"
#include "messages.h"

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

// One weight and three: the same kinds of starts in boxes of as many sides.

constexpr Box kCube{-3, 5, 10, 12, 0, 1};

StartPlan plan_in(int weights, Start start, i64 particles, std::uint64_t seed = 1) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = weights == 1 ? "w^2" : "x^2 + y^2 + z^2";
  spec.domain = Domain(kCube, weights);
  spec.start = start;
  spec.particles = particles;
  spec.seed = seed;
  return make_plan(spec).start;
}

/// Coordinate k as a share of the cube's side.
double share(Point p, int k) {
  return k == 0   ? (p.x - kCube.x0) / width(kCube)
         : k == 1 ? (p.y - kCube.y0) / height(kCube)
                  : (p.z - kCube.z0) / depth(kCube);
}

TEST(StartsOfOneWeight, HaveNoOtherCoordinate) {
  for (const StartKind kind : {StartKind::uniform, StartKind::sobol, StartKind::grid, StartKind::normal}) {
    const StartPlan plan = plan_in(1, {kind}, 100);
    for (u64 i = 0; i < 100; i++) {
      const Point p = start_point(plan, i);
      EXPECT_EQ(p.y, 0) << int(kind);
      EXPECT_EQ(p.z, 0) << int(kind);
      if (kind != StartKind::normal) {
        EXPECT_TRUE(p.x >= -3 && p.x <= 5) << int(kind);
      }
    }
  }
  EXPECT_EQ(start_point(plan_in(1, {StartKind::point, 2.5}, 3), 2), (Point{2.5}));
}

TEST(StartsOfOneWeight, GridIsEvenlySpaced) {
  for (const i64 n : {1, 2, 7, 1000}) {
    const StartPlan plan = plan_in(1, {StartKind::grid}, n);
    for (i64 i = 0; i < n; i++)
      EXPECT_NEAR(start_point(plan, u64(i)).x, -3 + 8 * (double(i) + 0.5) / double(n), 1e-14) << i;
  }
}

// The moments of each coordinate and between all of them, to five standard errors (see above).
void expect_moments(const StartPlan& plan, int n, const double (&mean)[3], const double (&sigma)[3],
                    double fourth) {
  double sum[3] = {}, product[3][3] = {};
  for (int i = 0; i < n; i++) {
    const Point p = start_point(plan, u64(i));
    const double z[3] = {(p.x - mean[0]) / sigma[0], (p.y - mean[1]) / sigma[1], (p.z - mean[2]) / sigma[2]};
    for (int k = 0; k < 3; k++) {
      sum[k] += z[k] / n;
      for (int l = 0; l < 3; l++) product[k][l] += z[k] * z[l] / n;
    }
  }
  for (int k = 0; k < 3; k++) {
    EXPECT_NEAR(sum[k], 0, 5 / std::sqrt(n)) << k;
    EXPECT_NEAR(product[k][k], 1, 5 * std::sqrt((fourth - 1) / n)) << k;
    for (int l = 0; l < k; l++) EXPECT_NEAR(product[k][l], 0, 5 / std::sqrt(n)) << k << l;
  }
}

TEST(StartsOfThreeWeights, HaveTheirMoments) {
  constexpr int n = 200'000;
  // A uniform's standard deviation is its width by sqrt 12 and its kurtosis 9/5; a normal's is 3.
  const double root = std::sqrt(12);
  expect_moments(plan_in(3, {StartKind::uniform}, n), n, {1, 11, 0.5}, {8 / root, 2 / root, 1 / root}, 1.8);
  expect_moments(plan_in(3, {StartKind::normal}, n), n, {1, 11, 0.5}, {8 / 6.0, 2 / 6.0, 1 / 6.0}, 3);
  expect_moments(plan_in(3, {StartKind::normal, 1.0, 2.0, 0.25, -7.0}, n), n, {1, 2, -7}, {0.25, 0.25, 0.25},
                 3);
}

TEST(StartsOfThreeWeights, GridIsAtTheCentresOfItsCells) {
  const StartPlan plan = plan_in(3, {StartKind::grid}, 27);
  for (u64 i = 0; i < 27; i++) {
    const Point p = start_point(plan, i);
    EXPECT_NEAR(share(p, 0), (double(i % 3) + 0.5) / 3, 1e-14) << i;
    EXPECT_NEAR(share(p, 1), (double(i / 3 % 3) + 0.5) / 3, 1e-14) << i;
    EXPECT_NEAR(share(p, 2), (double(i / 9) + 0.5) / 3, 1e-14) << i;
  }
}

TEST(StartsOfThreeWeights, GridCoversTheBoxForEveryNumberOfParticles) {
  for (const i64 n : {1, 2, 3, 7, 8, 9, 26, 27, 28, 99, 125, 1000, 1001, 4097}) {
    const StartPlan plan = plan_in(3, {StartKind::grid}, n);
    std::set<std::array<double, 3>> points;
    for (i64 i = 0; i < n; i++) {
      const Point p = start_point(plan, u64(i));
      for (int k = 0; k < 3; k++) EXPECT_TRUE(share(p, k) > 0 && share(p, k) < 1) << n;
      points.insert({p.x, p.y, p.z});
    }
    EXPECT_EQ(i64(points.size()), n) << "no two particles start together";
    // As cubic as it can be: one side fewer would not hold them.
    EXPECT_LT(i64((plan.columns - 1) * (plan.columns - 1) * (plan.columns - 1)), n);
    EXPECT_GE(i64(plan.columns * plan.rows * plan.layers), n);
  }
}

// Of any aligned 2^m indices, one in each of the 2^m parts of every coordinate, also of the third; in the
// first two also one per box.
TEST(StartsOfThreeWeights, SobolIsStratifiedInEveryCoordinate) {
  for (const std::uint64_t seed : {1u, 2u, 99u}) {
    const StartPlan plan = plan_in(3, {StartKind::sobol}, 4096, seed);
    for (int m = 0; m <= 10; m++)
      for (const u64 first : {u64(0), u64(1) << m, u64(3) << m})
        for (int k = 0; k < 3; k++) {
          std::set<int> parts;
          for (u64 i = first; i < first + (u64(1) << m); i++)
            parts.insert(int(share(start_point(plan, i), k) * (1 << m)));
          EXPECT_EQ(parts.size(), std::size_t(1) << m)
              << "coordinate " << k << ", m " << m << ", seed " << seed;
        }
  }
}

// The first points of the published sequence (S. Joe, F. Kuo 2008, new-joe-kuo-6.21201), in Gray code order
// 0, 1, 3, 2, 6, 7, 5, 4.
TEST(StartsOfThreeWeights, SobolIsThePublishedSequence) {
  const double expected[8][3] = {{0, 0, 0},
                                 {0.5, 0.5, 0.5},
                                 {0.75, 0.25, 0.25},
                                 {0.25, 0.75, 0.75},
                                 {0.375, 0.375, 0.625},
                                 {0.875, 0.875, 0.125},
                                 {0.625, 0.125, 0.875},
                                 {0.125, 0.625, 0.375}};
  const u32 order[] = {0, 1, 3, 2, 6, 7, 5, 4};
  for (int i = 0; i < 8; i++) {
    const SobolPoint p = sobol(order[i]);
    EXPECT_EQ(p.x * 0x1p-32, expected[i][0]) << i;
    EXPECT_EQ(p.y * 0x1p-32, expected[i][1]) << i;
    EXPECT_EQ(p.z * 0x1p-32, expected[i][2]) << i;
  }
}

TEST(Starts, HaveAsManyCoordinatesAsThereAreWeights) {
  const auto refused = [](int weights, const Start& start, std::initializer_list<const char*> parts) {
    expect_input_error([&] { plan_in(weights, start, 1); }, parts);
  };
  refused(1, {StartKind::point, 1.0, 2.0}, {"one coordinate"});
  refused(1, {StartKind::point}, {"one coordinate"});
  refused(3, {StartKind::point, 1.0, 2.0}, {"three coordinates"});
  refused(1, {StartKind::normal, 1.0, 2.0}, {"one coordinate"});
  refused(3, {StartKind::normal, {}, {}, {}, 1e16}, {"start z"});
  refused(3, {StartKind::point, 1.0, 2.0, {}, std::nan("")}, {"start z"});
  expect_input_error([] { plan_of({StartKind::point, 1.0, 2.0, {}, 3.0}, 1); }, {"two coordinates"});
  EXPECT_EQ(start_point(plan_in(3, {StartKind::point, 1.0, 2.0, {}, 3.0}, 1), 0), (Point{1, 2, 3}));
  EXPECT_EQ(plan_in(3, {StartKind::normal, {}, {}, {}, 0.25}, 1).middle, (Point{1, 11, 0.25}));
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include "lessons/lab.h"
#include "plane.h"

namespace thalweg::lessons::test {
namespace {

struct LocalAndGlobalLesson : Plane {
  LocalAndGlobalLesson() : Plane("local_and_global") {}

  /// The starts of the lesson's walks.
  std::vector<PointF> starts(const char* surface, i64 n) {
    RunSpec spec = one_particle(surface, {}, 0.01, 1);
    spec.start = {};
    spec.particles = n;
    std::vector<PointF> points(static_cast<std::size_t>(n));
    backend->start(make_plan(spec))->positions(0, points);
    return points;
  }
};

struct Slopes {
  double x, y;
};
Slopes two_valleys(double x, double y) {
  const double w = 1.4 * y, a = 2 * std::exp(-5 * ((x - 1) * (x - 1) + w * w)),
               b = 6 * std::exp(-5 * ((x + 1) * (x + 1) + w * w));
  return {2 * x + 10 * (x - 1) * a + 10 * (x + 1) * b, 1.4 * (2 * w + 10 * w * (a + b))};
}
Slopes four_valleys(double x, double y) {
  return {2 * x * x * x - 16 * x + 2.5, 2 * y * y * y - 16 * y + 2.5};
}

/// How many percent end near a point, by a loop over b = m b + g, p -= lr b.
template <class F>
double percent_near(const std::vector<PointF>& starts, F slopes, double rate, double momentum, double noise,
                    double x, double y, double near) {
  constexpr int kSteps = 1000;
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal(0, noise > 0 ? noise : 1);
  int count = 0;
  for (const PointF& start : starts) {
    double u = start.x, v = start.y, bu = 0, bv = 0;
    for (int k = 0; k < kSteps; k++) {
      const double lr = noise > 0 ? rate * (1 + std::cos(std::acos(-1.0) * k / kSteps)) / 2 : rate;
      Slopes g = slopes(u, v);
      if (noise > 0) g.x += normal(random), g.y += normal(random);
      bu = momentum * bu + g.x, bv = momentum * bv + g.y;
      u -= lr * bu, v -= lr * bv;
    }
    count += std::hypot(u - x, v - y) < near;
  }
  return 100.0 * count / double(starts.size());
}

// Starts are known to single precision here: of a thousand, one may lie so close to a ridge that it goes the
// other way.
constexpr double kOneOfAThousand = 0.1;
constexpr double kDeepX = -0.9675774464554597, kLowX = -2.903534027771177;

TEST_F(LocalAndGlobalLesson, SharesByHandWrittenLoops) {
  const std::vector<PointF> two = starts("local_minimum", 1000), four = starts("styblinski_tang", 1000);
  const double m = fact("momentum");
  expect_fact("plain_two", percent_near(two, two_valleys, 0.01, 0, 0, kDeepX, 0, 0.1), kOneOfAThousand);
  expect_fact("pushed_two", percent_near(two, two_valleys, 0.01, m, 0, kDeepX, 0, 0.1), kOneOfAThousand);
  expect_fact("plain_four", percent_near(four, four_valleys, 0.002, 0, 0, kLowX, kLowX, 0.1),
              kOneOfAThousand);
  expect_fact("pushed_four", percent_near(four, four_valleys, 0.002, m, 0, kLowX, kLowX, 0.1),
              kOneOfAThousand);
}

// Other random numbers: the same shares but for chance, 4.5 standard deviations of a difference.
TEST_F(LocalAndGlobalLesson, SharesWithNoiseByOtherRandomNumbers) {
  const std::vector<PointF> two = starts("local_minimum", 1000);
  for (const auto& [noise, share] :
       {std::pair{"noise", "shaken_two"}, std::pair{"more_noise", "shaken_badly"}}) {
    const double found = percent_near(two, two_valleys, 0.01, 0, fact(noise), kDeepX, 0, 0.6),
                 p = found / 100;
    expect_fact(share, found, 4.5 * 100 * std::sqrt(2 * p * (1 - p) / 1000));
  }
}

TEST_F(LocalAndGlobalLesson, ErrorsOfTheValleys) {
  const auto error = [](double x) {
    return x * x - 2 * std::exp(-5 * (x - 1) * (x - 1)) - 6 * std::exp(-5 * (x + 1) * (x + 1));
  };
  expect_fact("deep", error(kDeepX));
  expect_fact("shallow", error(0.9053178606008483));
}

TEST_F(LocalAndGlobalLesson, IntervalsByWilsonsFormula) {
  const auto check = [&](const std::string& name) {
    const i64 n = i64(fact(name));
    const double share =
        percent_near(starts("styblinski_tang", n), four_valleys, 0.002, 0, 0, kLowX, kLowX, 0.1);
    const double p = share / 100, z = 1.959963984540054, count = double(n);
    const double middle = (p + z * z / (2 * count)) / (1 + z * z / count);
    const double half =
        z / (1 + z * z / count) * std::sqrt(p * (1 - p) / count + z * z / (4 * count * count));
    expect_fact(name + "_low", 100 * (middle - half), kOneOfAThousand);
    expect_fact(name + "_high", 100 * (middle + half), kOneOfAThousand);
  };
  check("few");
  check("many");
}

TEST_F(LocalAndGlobalLesson, GroupsOfTriesByTheRuleOfProducts) {
  const double p =
      percent_near(starts("styblinski_tang", 2000), four_valleys, 0.002, 0, 0, kLowX, kLowX, 0.1) / 100;
  const double n = fact("ten"), expected = 1 - std::pow(1 - p, n), groups = 2000 / n;
  expect_fact("ten_tries", 100 * expected, 450 * std::sqrt(expected * (1 - expected) / groups));
}

TEST_F(LocalAndGlobalLesson, Feedback) {
  expect_aim(0, 0);
  EXPECT_TRUE(answer(1, 0, 1).right);
  EXPECT_FALSE(answer(1, 0, 2).right);
  EXPECT_TRUE(answer(2, 0, 0).right);
  EXPECT_FALSE(answer(2, 0, 1).right);
  expect_aim(3, 0);
  EXPECT_TRUE(reach(3, 0, {0, 0, 15}).right);    // noise does it too
  EXPECT_FALSE(reach(3, 0, {1, 0.9, 0}).right);  // the other landscape
  expect_aim(4, 0);
  EXPECT_FALSE(reach(4, 0, {20}).right);  // more than needed
  EXPECT_TRUE(answer(5, 2, 75).right);
  EXPECT_FALSE(answer(5, 2, 100).right);
}

}  // namespace
}  // namespace thalweg::lessons::test

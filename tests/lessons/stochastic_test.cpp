// SPDX-License-Identifier: MIT
#include <algorithm>
#include <numbers>
#include <random>

#include "problems/line_fit.h"
#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

constexpr int kRows = LineFit::rows;
constexpr double kRate = 0.1;
constexpr int kParticles = 2000, kOwnRuns = 20'000;

/// The built-in rows with standardised inputs.
struct Data {
  double x[kRows], y[kRows];
  double b = 0, w = 0;  // the least-squares line
  Data() {
    const LineFit problem({});
    double mean = 0, square = 0;
    for (int i = 0; i < kRows; i++) {
      double row[2];
      problem.row(i, row);
      x[i] = row[0];
      y[i] = row[1];
      mean += x[i] / kRows;
    }
    for (const double a : x) square += (a - mean) * (a - mean) / kRows;
    for (int i = 0; i < kRows; i++) {
      x[i] = (x[i] - mean) / std::sqrt(square);
      b += y[i] / kRows;
      w += x[i] * y[i] / kRows;
    }
  }
};

/// With standardised inputs the error above the best is the squared distance from the best weights.
struct Runner {
  const Data& data;
  double b, w;
  void step(const int* rows, int count, double rate) {
    double gb = 0, gw = 0;
    for (int j = 0; j < count; j++) {
      const double miss = b + w * data.x[rows[j]] - data.y[rows[j]];
      gb += 2 * miss / count;
      gw += 2 * miss * data.x[rows[j]] / count;
    }
    b -= rate * gb;
    w -= rate * gw;
  }
  double excess() const { return (b - data.b) * (b - data.b) + (w - data.w) * (w - data.w); }
};

/// Mean over many runs with another generator, and how far the lesson's mean may be from it: five standard
/// deviations of both.
struct Mean {
  double value, tolerance;
};
template <class Run>
Mean mean_of(Run run) {
  std::mt19937_64 random(7);
  double sum = 0, squares = 0;
  for (int k = 0; k < kOwnRuns; k++) {
    const double v = run(random);
    sum += v;
    squares += v * v;
  }
  const double mean = sum / kOwnRuns, deviation = std::sqrt(squares / kOwnRuns - mean * mean);
  return {mean, 5 * deviation * std::sqrt(1.0 / kParticles + 1.0 / kOwnRuns)};
}

TEST(Stochastic, SpreadIsThatOfTheRows) {
  FactBench bench("stochastic");
  const Data data;
  double sum = 0, fourths = 0, gb = 0, gw = 0;
  for (int i = 0; i < kRows; i++) {
    gb += -2 * data.y[i] / kRows;
    gw += -2 * data.y[i] * data.x[i] / kRows;
  }
  for (int i = 0; i < kRows; i++) {
    const double db = -2 * data.y[i] - gb, dw = -2 * data.y[i] * data.x[i] - gw, d = db * db + dw * dw;
    sum += d / kRows;
    fourths += d * d / kRows;
  }
  // The root of a mean of squares d: half its relative deviation.  Sums of rows tend to normal ones, whose
  // squares have a variance of at most twice the mean's square.
  const double relative = std::max(fourths / (sum * sum) - 1, 2.0) / kParticles;
  for (const auto& [name, rows] : {std::pair{"spread_one", 1}, std::pair{"spread_four", 4}}) {
    const double spread = std::sqrt(sum / rows);
    bench.expect(name, spread, 5 * 0.5 * std::sqrt(relative) * spread);
  }
  bench.expect("rows", kRows, 0);
}

TEST(Stochastic, FactsAreThoseOfRunsWithAnotherGenerator) {
  FactBench bench("stochastic");
  const Data data;
  const double start = data.b * data.b + data.w * data.w;
  bench.expect("epoch_full", start * (1 - 2 * kRate) * (1 - 2 * kRate), start * 1e-14);

  const Mean small = mean_of([&](auto& random) {
    int order[kRows];
    for (int i = 0; i < kRows; i++) order[i] = i;
    std::shuffle(order, order + kRows, random);
    Runner runner{data, 0, 0};
    for (int j = 0; j < kRows; j += 5) runner.step(order + j, 5, kRate);
    return runner.excess();
  });
  bench.expect("epoch_small", small.value, small.tolerance);

  std::uniform_int_distribution<int> any(0, kRows - 1);
  for (const auto& [name, rate, steps] :
       {std::tuple{"ball_slow", 0.05, 30}, std::tuple{"ball_fast", 0.1, 15}}) {
    const Mean ball = mean_of([&, r = rate, n = steps](auto& random) {
      Runner runner{data, data.b, data.w};
      for (int k = 0; k < n; k++) {
        const int row = any(random);
        runner.step(&row, 1, r);
      }
      return runner.excess();
    });
    bench.expect(name, ball.value, ball.tolerance);
  }
  for (const bool cosine : {false, true}) {
    const Mean end = mean_of([&](auto& random) {
      constexpr int kSteps = 300;
      Runner runner{data, 0, 0};
      for (int k = 0; k < kSteps; k++) {
        const int row = any(random);
        runner.step(&row, 1, cosine ? kRate * (1 + std::cos(std::numbers::pi * k / kSteps)) / 2 : kRate);
      }
      return runner.excess();
    });
    bench.expect(cosine ? "end_cosine" : "end_constant", end.value, end.tolerance);
  }
}

TEST(Stochastic, AnswersAreJudged) {
  FactBench bench("stochastic");
  bench.expect_questions_explained();
  EXPECT_TRUE(bench.answered(4, 0, 0, {3, 0.03}).right);
  for (const double rate : {0.005, 0.01, 0.05, 0.1, 0.4}) {
    const Feedback constant = bench.answered(4, 0, 0, {0, rate});
    EXPECT_FALSE(constant.right) << rate;
    EXPECT_NE(constant.text.find("constant rate"), std::string::npos);
  }
  EXPECT_TRUE(bench.answered(5, 0, 0, {4, 4}).right);
  EXPECT_FALSE(bench.answered(5, 0, 0, {4, 5}).right);
}

}  // namespace
}  // namespace thalweg::lessons

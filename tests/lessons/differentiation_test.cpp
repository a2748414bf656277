// SPDX-License-Identifier: MIT
#include <algorithm>

#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using Real = long double;
constexpr Real kWeight = 0.8L;

template <class T>
T loss(T w) {
  const T d = std::tanh(2 * w) - T(0.5);
  return d * d;
}
Real slope(Real w) {
  const Real p = std::tanh(2 * w);
  return 4 * (p - 0.5L) * (1 - p * p);
}

/// The library's quotients in T with the standard's tanh, against the slope in long double.
template <class T>
double typical(bool central, double step) {
  std::vector<double> misses;
  for (int k = -100; k <= 100; k++) {
    const T w = T(0.8 + 0.002 * k), h = T(step);
    const T q = central ? (loss(w + h) - loss(w - h)) / (h + h) : (loss(w + h) - loss(w)) / h;
    misses.push_back(double(std::abs(Real(q) - slope(Real(w)))));
  }
  std::nth_element(misses.begin(), misses.begin() + 100, misses.end());
  return misses[100];
}

TEST(Differentiation, FactsAreThoseOfClosedForms) {
  FactBench bench("differentiation");
  bench.expect("loss", double(loss(kWeight)), 1e-15);
  bench.expect("slope", double(slope(kWeight)), 1e-15);
  bench.expect("flat_at", double(std::atanh(0.5L) / 2), 1e-14);
  const Real h = 0.1L, f = (loss(kWeight + h) - loss(kWeight)) / h,
             c = (loss(kWeight + h) - loss(kWeight - h)) / (2 * h);
  bench.expect("off_forward", double(std::abs(f - slope(kWeight))), 1e-14);
  bench.expect("off_central", double(std::abs(c - slope(kWeight))), 1e-14);
}

TEST(Differentiation, BestStepsAreThoseWithAnotherTanh) {
  FactBench bench("differentiation");
  const auto check = [&]<class T>(T, bool central, const char* best, const char* least) {
    // On the same steps 1, 0.5, 0.2, ...: another tanh rounds otherwise, so that a neighbour may win.
    std::vector<double> steps;
    for (int decade = 0; decade >= -16; decade--)
      for (const double lead : {1.0, 0.5, 0.2}) steps.push_back(lead * std::pow(10.0, decade));
    const auto lowest = std::min_element(steps.begin(), steps.end(), [&](double a, double b) {
      return typical<T>(central, a) < typical<T>(central, b);
    });
    const double found = *lowest, miss = typical<T>(central, found);
    bench.expect(best, found, 1.5 * found);  // a neighbour is at most 2.5 times as large
    bench.expect(least, miss, 1.0 * miss);
  };
  check(double{}, false, "best_forward", "least_forward");
  check(double{}, true, "best_central", "least_central");
  check(float{}, true, "best_float", "least_float");
}

TEST(Differentiation, AnswersAreJudged) {
  FactBench bench("differentiation");
  bench.expect_questions_explained();
  EXPECT_TRUE(bench.answered(0, 0, 0, {0.2747, 4}).right);
  EXPECT_FALSE(bench.answered(0, 0, 0, {0.8, 4}).right);
  EXPECT_TRUE(bench.answered(2, 0, 0, {5e-6, 0}).right);
  EXPECT_NE(bench.answered(2, 0, 0, {1e-2, 0}).text.find("smaller"), std::string::npos);
  EXPECT_NE(bench.answered(2, 0, 0, {1e-12, 0}).text.find("larger"), std::string::npos);
  EXPECT_NE(bench.answered(2, 0, 0, {5e-3, 1}).text.find("Floats"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::lessons

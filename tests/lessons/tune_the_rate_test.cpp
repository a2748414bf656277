// SPDX-License-Identifier: MIT
#include "lessons/book/tune_the_rate_course.h"
#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using namespace book::tuning;

/// Steps until a hand-written descent is within a hundredth of its way to 0 and stays so; -1 if never.
template <class Slope>
int steps_by_hand(Slope slope, long double start, long double rate) {
  int since = -1;
  long double w = start;
  for (int k = 0; k <= kBudget + kStays; k++) {
    if (!(std::abs(w) < 0.01L * std::abs(start)))
      since = -1;
    else if (since < 0)
      since = k;
    w -= rate * slope(w);
  }
  return since > kBudget ? -1 : since;
}
template <class Slope>
int fewest_by_hand(Slope slope, long double start) {
  int fewest = kBudget;
  for (long double rate = 0.005L; rate < 20; rate *= 1.002L) {
    const int n = steps_by_hand(slope, start, rate);
    if (n >= 0) fewest = std::min(fewest, n);
  }
  return fewest;
}

long double wall(long double w) { return 1 - std::exp(-w); }
long double dent(long double w) {
  const long double u = w - 2.5L;
  return w / 4 + 0.6L * 16 * u * std::exp(-8 * u * u);
}

TEST(TuneTheRate, FactsByHand) {
  FactBench bench("tune_the_rate");
  // The bottom is found by a run, to within rounding of the bend there.
  constexpr double kRounding = 1e-9;
  const auto expect = [&](const char* name, long double value) {
    bench.expect(name, double(value), kRounding);
  };
  expect("bend_wide", 0.5L);
  expect("bend_narrow", 8);
  expect("best_wide", 1 / 0.5L);
  expect("best_narrow", 1 / 8.0L);
  expect("limit_wide", 2 / 0.5L);
  expect("limit_narrow", 2 / 8.0L);
  expect("task_best", 1 / 4.0L);
  expect("task_limit", 2 / 4.0L);
  expect("wall_best", fewest_by_hand(wall, 5));
  expect("dent_best", fewest_by_hand(dent, 5));
  bench.expect_all_checked();
}

TEST(TuneTheRate, QuestionsAreExplained) { FactBench("tune_the_rate").expect_questions_explained(); }

struct Machine {
  std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
};

TEST(TuneTheRate, StepsAreThoseOfAHandWrittenLoop) {
  Machine one;
  const Course bowl{"w^2/4", -5, {-6, 6}, {0, 9}, true};
  for (const double rate : {0.07, 0.3, 1.0, 1.9, 2.6, 3.7, 4.2}) {
    const auto slope = [](long double w) { return w / 2; };
    EXPECT_EQ(steps_of(bowl, 0, rate, one.lab), steps_by_hand(slope, -5, rate)) << rate;
  }
}

TEST(TuneTheRate, ScoresFallFromAHundredToZero) {
  EXPECT_EQ(score_of(1, 1), 100);
  EXPECT_EQ(score_of(kBudget, 1), 0);
  EXPECT_EQ(score_of(-1, 1), 0);
  for (int n = 1; n < kBudget; n++) EXPECT_GE(score_of(n, 1), score_of(n + 1, 1));
  // 100 (1 - log 8 / log 200) = 60.75
  EXPECT_EQ(score_of(8, 1), 61);
}

TEST(TuneTheRate, WhatWentWrongIsNamed) {
  FactBench bench("tune_the_rate");
  constexpr std::size_t kWidePage = 0, kDentPage = 3;
  const auto run = [&](std::size_t page, double rate) {
    return bench.answered(page, 0, 0, {rate, kShownSteps});
  };
  EXPECT_EQ(run(kWidePage, 2).score, 100);
  for (const auto& [rate, said] : {std::pair{0.005, "still on its way"},
                                   {4, "side to side"},
                                   {5, "explodes"},
                                   {0.3, "Longer steps"},
                                   {3.8, "overshoots"}}) {
    EXPECT_FALSE(run(kWidePage, rate).right) << rate;
    EXPECT_NE(run(kWidePage, rate).text.find(said), std::string::npos) << run(kWidePage, rate).text;
  }
  EXPECT_NE(run(kDentPage, 0.2).text.find("not at the lowest point"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::lessons

// SPDX-License-Identifier: MIT
#include <map>

#include "lessons/book/roll_the_ball_figures.h"
#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using namespace book::rolling;

// One example, 2 -> 10: the error is (2 w - 10)^2, or half of it.
long double squared(long double w) { return (2 * w - 10) * (2 * w - 10); }
// With the rate 0.01 and the slope 4 (w - 5) the distance to 5 shrinks to 0.96 of itself.
long double weight_after(int n) { return 5 - 4 * std::pow(0.96L, n); }

// Sums of a few hundred steps in double, each rounded to 2^-53 of at most 10.
constexpr double kRounding = 1e-12;

TEST(RollTheBall, FactsByHand) {
  FactBench bench("roll_the_ball");
  const auto expect = [&](const char* name, long double value, double tolerance = kRounding) {
    bench.expect(name, double(value), tolerance);
  };
  expect("input", 2);
  expect("answer", 10);
  expect("first_weight", 1);
  expect("rate", 0.01L);
  expect("prediction", 2 * 1);
  expect("difference", 10 - 2);
  expect("squared", squared(1));
  expect("half_squared", squared(1) / 2);
  expect("slope_half", 2 * (2 * 1 - 10));
  expect("slope_full", 2 * 2 * (2 * 1 - 10));
  expect("slope_best", 2 * (2 * 5 - 10));
  expect("w1", 1 - 0.01L * -16);
  expect("w10", weight_after(10));
  expect("w50", weight_after(50));
  expect("w100", weight_after(100));
  expect("w200", weight_after(200));
  expect("w300", weight_after(300));
  expect("best", weight_after(1000));
  // 4 * 0.96^n < 0.001
  expect("near_from", std::ceil(std::log(0.001L / 4) / std::log(0.96L)));
  expect("limit", 2 / 4.0L);
  expect("one_step", 1 / 4.0L);
  expect("bowl_w1", 3);
  expect("bowl_w2", 4);
  expect("bowl_w3", 4.5L);
  expect("bowl_e0", 16);
  expect("bowl_e1", 4);
  expect("bowl_e2", 1);
  expect("bowl_s0", -8);
  expect("bowl_s1", -4);
  expect("bowl_s2", -2);
  long double left = -2;  // Newton's method for the slope w^3 / 2 - 2 w + 0.4
  for (int k = 0; k < 50; k++) left -= (left * left * left / 2 - 2 * left + 0.4L) / (1.5L * left * left - 2);
  // The bend there is 1.5 left^2 - 2 = 4.57: at the rate 0.1 every step leaves 0.543 of the distance, 1.09 at
  // first, and the first steps, on flatter ground, cost no more than five of them: 0.543^35 = 5.3e-10.
  expect("hop_down", left, 6e-10);
  bench.expect_all_checked();
}

TEST(RollTheBall, QuestionsAreExplained) { FactBench("roll_the_ball").expect_questions_explained(); }

constexpr std::size_t kOneStepPage = 0, kAgainPage = 1;

TEST(RollTheBall, OneStepIsJudgedByWhereItLeads) {
  FactBench bench("roll_the_ball");
  const auto step = [&](double rate) { return bench.answered(kAgainPage, 0, 0, {0, rate}); };
  EXPECT_TRUE(step(0.25).right);
  for (const auto& [rate, said] :
       {std::pair{0.2, "too short"}, {0.4, "jumped over"}, {0.55, "never arrives"}}) {
    EXPECT_FALSE(step(rate).right);
    EXPECT_NE(step(rate).text.find(said), std::string::npos) << step(rate).text;
  }
}

TEST(RollTheBall, StoppingRulesByHand) {
  // Gains of 1 up to step 3, none afterwards; slopes are small from step 5 on.
  std::vector<Stand> walk;
  for (int k = 0; k < 12; k++) walk.push_back({{}, 10.0 - std::min(k, 3), {k < 5 ? 1.0 : 0.01, 0, 0}});
  EXPECT_EQ(stop_of(walk, Rule::no_gain, 1), 4);
  EXPECT_EQ(stop_of(walk, Rule::no_gain, 3), 6);
  EXPECT_EQ(stop_of(walk, Rule::small_slope, 1), 5);
  EXPECT_EQ(stop_of(walk, Rule::both, 2), 6);
  EXPECT_EQ(stop_of(walk, Rule::both, 20), -1);
}

TEST(RollTheBall, ReadoutOfTheFirstStep) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
  const Page& page = find_lesson("roll_the_ball").pages[kOneStepPage];
  constexpr double kMoving = 3;
  const Figure figure = page.figure({{kMoving, 0, 0.01}, false, lab});
  std::map<std::string, std::string> read;
  for (const Readout& r : figure.readout) read[r.name] = r.value;
  EXPECT_EQ(read["weight"], "1");
  EXPECT_EQ(read["error"], "32");
  EXPECT_EQ(read["slope"], "\u221216");
  EXPECT_EQ(read["next weight"], "1.16");
}

}  // namespace
}  // namespace thalweg::lessons

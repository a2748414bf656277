// SPDX-License-Identifier: MIT
#include "kernels/step_rows.h"

#include <gtest/gtest.h>

#include <cstring>

#include "kernels/layout.h"

namespace thalweg::kernels {
namespace {

Plan plan_of(const Choice& optimizer, const Choice& schedule, i64 steps = 1000) {
  RunSpec spec;
  spec.optimizer = optimizer;
  spec.schedule = schedule;
  spec.steps = steps;
  spec.lr = 0.125;
  return make_plan(spec);
}

float number(const StepRows& rows, i64 k, std::size_t i) {
  float a;
  std::memcpy(&a, rows.row(k).data() + i * sizeof a, sizeof a);
  return a;
}

TEST(StepRows, AreTheConstantsInTheRunsPrecision) {
  const Plan plan = plan_of({"adam"}, {"cosine"});
  const StepRows rows = step_rows(plan, 10, 5);
  const std::vector<double> expected = step_constants(plan, 10, 5);
  EXPECT_EQ(rows.row_bytes, 8 * sizeof(float));
  for (i64 k = 0; k < 5; k++)
    for (std::size_t i = 0; i < 8; i++)
      EXPECT_EQ(number(rows, 10 + k, i), float(expected[std::size_t(k) * 8 + i]));
}

// Numbers of a step: sgd has lr, weight_decay and with momentum also momentum, gain, nesterov; adam has rate,
// inverse_root, beta1, gain1, beta2, gain2, eps, weight_decay.
TEST(StepRows, ShapesOfRuns) {
  const Choice momentum{"sgd", {{"momentum", .9}}}, damped{"sgd", {{"momentum", .9}, {"dampening", .5}}};
  EXPECT_EQ(shape_of(plan_of({"sgd"}, {"constant"})), (StepShape{0, 0b10, 0}));
  EXPECT_EQ(shape_of(plan_of({"sgd"}, {"cosine"})), (StepShape{0b01, 0b10, 0}));
  EXPECT_EQ(shape_of(plan_of(momentum, {"constant"})), (StepShape{0, 0b10010, 0b01000}));
  EXPECT_EQ(shape_of(plan_of(damped, {"constant"})), (StepShape{0, 0b10010, 0}));
  EXPECT_EQ(shape_of(plan_of({"adam"}, {"constant"})), (StepShape{0b00000011, 0b10000000, 0}));
  EXPECT_EQ(shape_of(plan_of({"sgd"}, {"constant"}, 0)), (StepShape{0, 0b10, 0}));
}

TEST(StepRows, ALaunchTakesAsManyStepsAsItsTableHolds) {
  const auto first_cut = [](const Choice& optimizer, const Choice& schedule, i64 k) {
    const Plan plan = plan_of(optimizer, schedule, 5000);
    return next_cut(step_rows(plan, 0, 5000), k, shape_of(plan)).count;
  };
  EXPECT_EQ(first_cut({"sgd"}, {"constant"}, 0), 5000);
  EXPECT_EQ(first_cut({"sgd"}, {"cosine"}, 0), kTableBytes / 4);
  EXPECT_EQ(first_cut({"adam"}, {"constant"}, 0), kTableBytes / 8);
  EXPECT_EQ(first_cut({"adam"}, {"constant"}, 4990), 10);
}

// Dampening does not apply to the first step, whose gain of 1 stands alone.
TEST(StepRows, ASpecialFirstStepHasALaunchOfItsOwn) {
  const Plan plan = plan_of({"sgd", {{"momentum", .9}, {"dampening", .5}}}, {"constant"});
  const StepRows rows = step_rows(plan, 0, 1000);
  EXPECT_EQ(next_cut(rows, 0, shape_of(plan)).count, 1);
  EXPECT_EQ(next_cut(rows, 1, shape_of(plan)).count, 999);
}

// The constants of all steps of the launches of a run, as the kernels read them.
template <class Step, class R, u32 varying, u32 zero, u32 one>
void read(const StepRows& rows, i64 k, const Cut& cut, std::vector<Step>& steps) {
  using Table = StepTable<Step, R, varying, zero, one>;
  static_assert(sizeof(Table) <= kStepTableBytes);
  const auto bytes = step_table(rows, k, cut);
  Table table;
  std::memcpy(static_cast<void*>(&table), bytes.data(), sizeof table);
  for (int i = 0; i < cut.count; i++) steps.push_back(table.at(i));
}

// Whatever shape is guessed, rightly or wrongly, every step gets its constants.
template <class R, u32 varying, u32 zero, u32 one>
void expect_own_constants(const Plan& plan) {
  struct Step {
    R lr, weight_decay, momentum, gain, nesterov;
  };
  const StepRows rows = step_rows(plan, 0, plan.spec.steps);
  const StepShape guess{varying, zero, one};
  std::vector<Step> steps;
  for (i64 k = 0; k < plan.spec.steps;) {
    const Cut cut = next_cut(rows, k, guess);
    ASSERT_GT(cut.count, 0);
    if (cut.shape == guess)
      read<Step, R, varying, zero, one>(rows, k, cut, steps);
    else
      read<Step, R, ~u32(0), 0, 0>(rows, k, cut, steps);
    k += cut.count;
  }
  ASSERT_EQ(std::ssize(steps), plan.spec.steps);
  EXPECT_EQ(std::memcmp(steps.data(), rows.bytes.data(), rows.bytes.size()), 0);
}

TEST(StepRows, WrongGuessesAreHarmless) {
  for (const Precision precision : {Precision::float32, Precision::float64})
    for (const char* schedule : {"constant", "cosine", "step"}) {
      RunSpec spec;
      spec.optimizer = {"sgd", {{"momentum", .9}, {"dampening", .5}}};
      spec.schedule = {schedule};
      spec.steps = 700;
      spec.precision = precision;
      const Plan plan = make_plan(spec);
      const auto expect = [&]<u32 varying, u32 zero, u32 one>() {
        if (precision == Precision::float64)
          expect_own_constants<double, varying, zero, one>(plan);
        else
          expect_own_constants<float, varying, zero, one>(plan);
      };
      expect.template operator()<0, 0, 0>();
      expect.template operator()<0, 0b10010, 0>();
      expect.template operator()<0b1, 0b10010, 0b1000>();
      expect.template operator()<0b1001, 0b10010, 0>();
      expect.template operator()<0b11111, 0, 0>();
      expect.template operator()<0, 0b11111, 0>();
    }
}

// Which kernel a step gets decides about the last bit in the fast mode: slices must not.
TEST(StepRows, TheShapeOfAStepDoesNotDependOnWhereALaunchBegins) {
  const Plan plan = plan_of({"sgd", {{"momentum", .9}, {"dampening", .5}}}, {"constant"}, 300);
  const StepShape guess{0, 0b10010, 0b01000};  // right for the first step alone
  std::vector<StepShape> whole;
  const StepRows rows = step_rows(plan, 0, 300);
  for (i64 k = 0; k < 300;) {
    const Cut cut = next_cut(rows, k, guess);
    whole.insert(whole.end(), std::size_t(cut.count), cut.shape);
    k += cut.count;
  }
  for (i64 k = 0; k < 300; k++)
    EXPECT_EQ(next_cut(step_rows(plan, k, 1), k, guess).shape, whole[std::size_t(k)]) << k;
}

TEST(StepRows, TheWatchKeepsTheLastLearningRate) {
  const Plan plan = plan_of({"sgd"}, {"cosine"}, 100);
  const StepRows rows = watch_rows(plan, 100);
  for (i64 k = 0; k < kWatchSteps; k++) EXPECT_EQ(number(rows, 100 + k, 0), float(learning_rate(plan, 99)));
  EXPECT_EQ(number(watch_rows(plan, 50), 51, 0), float(learning_rate(plan, 51)));
}

}  // namespace
}  // namespace thalweg::kernels

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

TEST(StepRows, WhichRunsAreMostlyFixed) {
  EXPECT_TRUE(mostly_fixed(plan_of({"sgd"}, {"constant"})));
  EXPECT_TRUE(mostly_fixed(plan_of({"sgd", {{"momentum", .9}, {"dampening", .5}}}, {"constant"})));
  EXPECT_FALSE(mostly_fixed(plan_of({"sgd"}, {"cosine"})));
  EXPECT_FALSE(mostly_fixed(plan_of({"adam"}, {"constant"})));
  EXPECT_TRUE(mostly_fixed(plan_of({"sgd"}, {"constant"}, 0)));
}

// Dampening does not apply to the first step, so that one stands alone.
TEST(StepRows, AFixedRunWithASpecialFirstStep) {
  const Plan plan = plan_of({"sgd", {{"momentum", .9}, {"dampening", .5}}}, {"constant"});
  const StepRows rows = step_rows(plan, 0, 1000);
  const Cut first = next_cut(rows, 0, true), second = next_cut(rows, 1, true);
  EXPECT_EQ(first.count, 1);
  EXPECT_EQ(first.constants, StepConstants::fixed);
  EXPECT_EQ(second.count, 999);
  EXPECT_EQ(second.constants, StepConstants::fixed);
}

TEST(StepRows, AChangingRunFillsTables) {
  const StepRows rows = step_rows(plan_of({"adam"}, {"constant"}), 0, 1000);
  const Cut cut = next_cut(rows, 0, false);
  EXPECT_EQ(cut.count, kTableBytes / i64(8 * sizeof(float)));
  EXPECT_EQ(cut.constants, StepConstants::per_step);
  EXPECT_EQ(next_cut(rows, 990, false).count, 10);
}

// A guess that was wrong costs time, not correctness: rows that differ never share a launch.
TEST(StepRows, AWrongGuessIsHarmless) {
  const StepRows rows = step_rows(plan_of({"sgd"}, {"cosine"}), 0, 1000);
  for (i64 k = 0; k < 1000;) {
    const Cut cut = next_cut(rows, k, true);
    ASSERT_GT(cut.count, 0);
    if (cut.constants == StepConstants::fixed) {
      EXPECT_LE(cut.count, equal_rows(rows, k));
    }
    k += cut.count;
  }
}

TEST(StepRows, TheWatchKeepsTheLastLearningRate) {
  const Plan plan = plan_of({"sgd"}, {"cosine"}, 100);
  const StepRows rows = watch_rows(plan, 100);
  for (i64 k = 0; k < kWatchSteps; k++) EXPECT_EQ(number(rows, 100 + k, 0), float(learning_rate(plan, 99)));
  EXPECT_EQ(number(watch_rows(plan, 50), 51, 0), float(learning_rate(plan, 51)));
}

}  // namespace
}  // namespace thalweg::kernels

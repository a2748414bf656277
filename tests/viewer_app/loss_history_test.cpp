// SPDX-License-Identifier: MIT
#include "viewer/app/loss_history.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace thalweg::viewer {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(LossHistory, SamplesAreDenseFirstAndReachTheEnd) {
  for (const i64 steps : {1LL, 7LL, 1000LL, 1'000'000LL}) {
    i64 step = 0, count = 0, last = 0;
    while (step < steps) {
      const i64 next = next_sample_step(step, steps);
      ASSERT_GT(next, step);
      last = next - step;
      step = next;
      count++;
    }
    EXPECT_EQ(step, steps);
    EXPECT_LE(last, std::max<i64>(1, steps / 200));
    EXPECT_LE(count, 1000) << steps;
  }
  EXPECT_EQ(next_sample_step(0, 1000), 1);
  EXPECT_EQ(next_sample_step(49, 100'000), 50);
}

TEST(LossHistory, TheNearestSampleIsFound) {
  const LossHistory history = {{0, 1, 2, 3}, {10, 1, 2, 3}, {30, 1, 2, 3}};
  EXPECT_EQ(nearest_sample({}, 3), nullptr);
  EXPECT_EQ(nearest_sample(history, -5)->step, 0);
  EXPECT_EQ(nearest_sample(history, 4)->step, 0);
  EXPECT_EQ(nearest_sample(history, 6)->step, 10);
  EXPECT_EQ(nearest_sample(history, 10)->step, 10);
  EXPECT_EQ(nearest_sample(history, 21)->step, 30);
  EXPECT_EQ(nearest_sample(history, 1e9)->step, 30);
}

TEST(LossHistory, TheAxisHoldsAllSamplesInWholeDecades) {
  const Axis axis = excess_axis(LossHistory{{0, 30, 50, 70}, {1, 0.02, 0.3, 5}}, 0);
  EXPECT_TRUE(axis.log);
  EXPECT_DOUBLE_EQ(axis.low, 0.01);
  EXPECT_DOUBLE_EQ(axis.high, 100);
  const Axis shifted = excess_axis(LossHistory{{0, -0.9, 0, 9}}, -1);
  EXPECT_DOUBLE_EQ(shifted.low, 0.1);
  EXPECT_DOUBLE_EQ(shifted.high, 10);
}

TEST(LossHistory, TheAxisIgnoresWhatALogarithmCannotShow) {
  const Axis axis = excess_axis(LossHistory{{0, 1, 10, 100}, {1, kNan, kNan, kNan}, {2, 0, 0, 1}}, 0);
  EXPECT_DOUBLE_EQ(axis.low, 1);
  EXPECT_DOUBLE_EQ(axis.high, 100);
  for (const LossHistory& nothing :
       {LossHistory{}, LossHistory{{0, kNan, kNan, kNan}}, LossHistory{{0, 0, 0, 0}}}) {
    const Axis any = excess_axis(nothing, 0);
    EXPECT_LT(any.low, any.high);
    EXPECT_GT(any.low, 0);
  }
}

TEST(LossHistory, TheAxisHasABottom) {
  const Axis axis = excess_axis(LossHistory{{0, 1, 1, 1}, {1, 1e-40, 1e-30, 1e-20}}, 0);
  EXPECT_DOUBLE_EQ(axis.high, 1);
  EXPECT_DOUBLE_EQ(axis.low, std::pow(10.0, -kMostDecades));
}

TEST(LossHistory, OneValueStillHasADecade) {
  const Axis axis = excess_axis(LossHistory{{0, 10, 10, 10}}, 0);
  EXPECT_DOUBLE_EQ(axis.high, 10);
  EXPECT_DOUBLE_EQ(axis.low, 1);
}

TEST(LossHistory, TheTellingStepIsWhereTheMedianHasComeDownThatFar) {
  const HeightTransform linear{HeightScale::kLinear, 0, 100, 1};
  LossHistory history;
  for (i64 k = 0; k <= 10; k++) history.push_back({5 * k, 0, 100.0 - 10 * double(k), 0});
  EXPECT_EQ(telling_step(history, linear, 0.5), 25);
  EXPECT_EQ(telling_step(history, linear, 0.85), 45);
  EXPECT_EQ(telling_step(history, linear, 1), 50);
  EXPECT_EQ(telling_step({}, linear, 0.5), 0);
}

TEST(LossHistory, ARunThatOnlyRisesIsShownAfterAThird) {
  const HeightTransform linear{HeightScale::kLinear, 0, 100, 1};
  EXPECT_EQ(telling_step(LossHistory{{0, 0, 10, 0}, {300, 0, 50, 0}}, linear, 0.5), 100);
}

}  // namespace
}  // namespace thalweg::viewer

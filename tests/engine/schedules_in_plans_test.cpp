// SPDX-License-Identifier: MIT
// Schedules as plans put them together: one after the other, with the momentum that they move, and those that
// follow the loss.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/plan.h"
#include "messages.h"
#include "optimizers/adam.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"
#include "plan_with.h"

namespace thalweg::test {
namespace {

double cosine_share(double t) { return (1 + std::cos(3.141592653589793 * t)) / 2; }

// Each part counts from its own beginning, and what "the run" is to a schedule alone is to a part its own
// part.
TEST(SchedulesInPlans, EachPartBeginsAnewAndSpansItsPart) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.schedule = {"cosine"};
    s.then = {{30, {"cosine", {{"eta_min", 0.1}}}}, {90, {"constant"}}};
  });
  for (i64 k = 0; k < 30; k++)
    EXPECT_NEAR(learning_rate(plan, k), 0.5 * cosine_share(double(k) / 30), 1e-15) << k;
  for (i64 k = 30; k < 90; k++)
    EXPECT_NEAR(learning_rate(plan, k), 0.1 + 0.4 * cosine_share(double(k - 30) / 60), 1e-15) << k;
  for (i64 k = 90; k < 200; k++) EXPECT_EQ(learning_rate(plan, k), 0.5) << k;
}

TEST(SchedulesInPlans, APartMayWarmUp) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.then = {{40, {"linear", {{"start_factor", 1}, {"end_factor", 0}, {"total_iters", 0}, {"warmup", 10}}}}};
  });
  EXPECT_EQ(learning_rate(plan, 39), 0.5);
  for (i64 k = 40; k < 50; k++) EXPECT_DOUBLE_EQ(learning_rate(plan, k), 0.05 * double(k - 39)) << k;
  for (i64 k = 50; k < 100; k++) EXPECT_NEAR(learning_rate(plan, k), 0.5 - 0.01 * double(k - 50), 1e-15) << k;
}

TEST(SchedulesInPlans, PartsBeyondTheRunDoNotMatter) {
  const Plan plan = plan_with([](RunSpec& s) { s.then = {{100, {"exponential", {{"gamma", 0.5}}}}}; });
  for (const i64 k : {0, 99, 100, 164}) EXPECT_EQ(learning_rate(plan, k), 0.5);
}

TEST(SchedulesInPlans, RefuseAnOrderThatCannotBe) {
  const auto refused = [](std::vector<SchedulePart> then, std::initializer_list<const char*> parts) {
    expect_input_error([&] { plan_with([&](RunSpec& s) { s.then = then; }); }, parts);
  };
  refused({{0, {"cosine"}}}, {"rising steps"});
  refused({{-3, {"cosine"}}}, {"rising steps"});
  refused({{20, {"cosine"}}, {20, {"linear"}}}, {"rising steps", "20"});
  refused({{20, {"cosine"}}, {19, {"linear"}}}, {"rising steps", "19"});
  refused({{20, {"cosin"}}}, {"did you mean 'cosine'"});
  refused({{20, {"cosine", {{"T_max", -1}}}}}, {"schedule cosine", "T_max"});
  refused({{20, {"reduce_on_plateau"}}}, {"reduce_on_plateau", "sequence"});
}

// Who stands still while the rate is (next to) 0 is not at rest: the rate comes back.
TEST(SchedulesInPlans, StandingStillIsNoRestBeforeTheRateComesBack) {
  const auto pauses = [](const Choice& schedule) {
    return plan_with([&](RunSpec& s) { s.schedule = schedule, s.steps = 100'000; }).pauses;
  };
  EXPECT_TRUE(pauses({"constant_factor", {{"factor", 0}, {"total_iters", 4000}}}));
  EXPECT_TRUE(pauses({"constant", {{"warmup", 50'000}}}));
  EXPECT_TRUE(pauses({"linear", {{"start_factor", 0}, {"total_iters", 0}}}));
  for (const char* name :
       {"constant", "linear", "constant_factor", "cosine", "exponential", "step", "one_cycle"})
    EXPECT_FALSE(pauses({name})) << name;
  EXPECT_FALSE(pauses({"constant", {{"warmup", 100}}})) << "from a sixth of it, when it is looked for";
}

/// Constant k of step i, by the table that machines get.
struct Table {
  std::vector<double> numbers;
  std::size_t width;
  double operator()(i64 i, int k) const { return numbers[std::size_t(i) * width + std::size_t(k)]; }
};
Table table_of(const Plan& plan) {
  return {step_constants(plan, 0, plan.spec.steps), std::size_t(rule(plan).constants)};
}

// Four steps down from 0.9 to 0.8 and four up again; rates from 0.05 to 0.5.
const Choice kTriangles{"cyclic", {{"step_size_up", 4}}};
double triangle(i64 k) { return k % 8 <= 4 ? double(k % 8) / 4 : 2 - double(k % 8) / 4; }

TEST(CycledMomentum, ReachesTheConstantsOfSgd) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.schedule = kTriangles;
    s.optimizer = {"sgd", {{"momentum", 0.3}, {"weight_decay", 0.01}}};
  });
  const Table table = table_of(plan);
  ASSERT_EQ(table.width, sizeof(Sgd::Rule<1>::Step<double>) / sizeof(double));
  for (i64 k = 0; k < 100; k++) {  // rate, weight decay, momentum, gain, nesterov
    EXPECT_NEAR(table(k, 0), 0.05 + 0.45 * triangle(k), 1e-15) << k;
    EXPECT_EQ(table(k, 1), 0.01);
    EXPECT_NEAR(table(k, 2), 0.9 - 0.1 * triangle(k), 1e-14) << k;
    EXPECT_EQ(table(k, 3), 1);
  }
}

// Adam corrects its bias with the beta1 of the step, as torch does.
TEST(CycledMomentum, ReachesTheConstantsOfAdam) {
  const Plan plan = plan_with([](RunSpec& s) { s.schedule = kTriangles, s.optimizer = {"adam"}; });
  const Table table = table_of(plan);
  for (i64 k = 0; k < 100; k++) {  // rate, inverse root, beta1, its gain, beta2
    const double rate = 0.05 + 0.45 * triangle(k), beta = 0.9 - 0.1 * triangle(k);
    EXPECT_NEAR(table(k, 0), rate / (1 - std::pow(beta, double(k + 1))), 1e-13) << k;
    EXPECT_NEAR(table(k, 2), beta, 1e-14) << k;
    EXPECT_NEAR(table(k, 3), 1 - beta, 1e-14) << k;
    EXPECT_EQ(table(k, 4), 0.999);
  }
}

// A rule that had none gets a momentum from the schedule, and the buffer for it.
TEST(CycledMomentum, ChoosesTheVariantThatHasTheBuffer) {
  const auto variant = [](const Choice& schedule, const Choice& optimizer = {"sgd"},
                          std::vector<SchedulePart> then = {}) {
    return plan_with([&](RunSpec& s) { s.schedule = schedule, s.optimizer = optimizer, s.then = then; })
        .variant;
  };
  EXPECT_EQ(variant({"constant"}), 0);
  EXPECT_EQ(variant({"one_cycle"}), 1);
  EXPECT_EQ(variant({"cyclic"}), 1);
  EXPECT_EQ(variant({"one_cycle", {{"cycle_momentum", 0}}}), 0);
  EXPECT_EQ(variant({"one_cycle"}, {"rmsprop"}), 2);
  EXPECT_EQ(variant({"one_cycle"}, {"adam"}), 0);
  EXPECT_EQ(variant({"one_cycle"}, {"sgd", {{"nesterov", 1}}}), 1) << "nesterov needs a momentum: here it is";
  EXPECT_EQ(variant({"constant"}, {"sgd"}, {{50, {"one_cycle"}}}), 1) << "later";
  // Also where the momentum begins, or ends, at 0.
  EXPECT_EQ(variant({"cyclic", {{"max_momentum", 0}}}), 1);
  EXPECT_EQ(variant({"cyclic", {{"base_momentum", 0}, {"step_size_up", 1}}}), 1);
  EXPECT_EQ(variant({"one_cycle", {{"max_momentum", 0}, {"warmup", 10}}}), 1);
  EXPECT_EQ(variant({"one_cycle", {{"max_momentum", 0}, {"base_momentum", 0}}}), 0) << "none at all";
}

TEST(CycledMomentum, IsTheRulesOwnInPartsThatLeaveItAlone) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.optimizer = {"sgd", {{"momentum", 0.25}}};
    s.then = {{20, kTriangles}, {60, {"cosine"}}};
  });
  const Table table = table_of(plan);
  for (i64 k = 0; k < 100; k++)
    EXPECT_NEAR(table(k, 2), k < 20 || k >= 60 ? 0.25 : 0.9 - 0.1 * triangle(k - 20), 1e-14) << k;
}

TEST(PlateausInPlans, AskForAValuePerStepAndHaveConstants) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.schedule = {"reduce_on_plateau", {{"factor", 0.3}, {"patience", 7}, {"min_lr", 0.01}, {"cooldown", 2}}};
  });
  // factor, patience, share of the best, below it, cooldown, and as shares of lr: the lowest rate, the
  // smallest change.
  const std::vector<double> expected{0.3, 7, 1 - 1e-4, 0, 2, 0.01 / 0.5, 1e-8 / 0.5};
  ASSERT_EQ(plan.plateau_constants.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); i++)
    EXPECT_NEAR(plan.plateau_constants[i], expected[i], 1e-16) << i;
  EXPECT_EQ(evaluations_per_step(plan).value, 1);
  EXPECT_EQ(evaluations_per_step(plan).gradient, 1);
  for (const i64 k : {0, 50, 99}) EXPECT_EQ(learning_rate(plan, k), 0.5) << "before any particle's own share";
  EXPECT_TRUE(plan_with([](RunSpec&) {}).plateau_constants.empty());
  EXPECT_EQ(plan_with([](RunSpec& s) { s.schedule = {"reduce_on_plateau"}, s.optimizer = {"bfgs"}; }).variant,
            0);
}

}  // namespace
}  // namespace thalweg::test

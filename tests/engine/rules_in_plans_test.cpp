// SPDX-License-Identifier: MIT
// What a plan adds to what rules and schedules say of themselves.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/error.h"
#include "engine/plan.h"
#include "engine/watch.h"

namespace thalweg {
namespace {

RunSpec spec_of(const char* optimizer, const char* surface = "himmelblau") {
  RunSpec spec;
  spec.surface = {surface};
  spec.optimizer = {optimizer};
  return spec;
}

double parameter(const Plan& plan, const std::string& name) {
  const Parameters& all = plan.optimizer->parameters;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name == name; });
  return plan.hyper.at(std::size_t(found - all.begin()));
}

TEST(RulesInPlans, AreToldTheLowestKnownValue) {
  const Plan plan = make_plan(spec_of("polyak", "six_hump_camel"));
  double lowest = plan.landscape.minima.front().value;
  for (const KnownMinimum& m : plan.landscape.minima) lowest = std::min(lowest, m.value);
  EXPECT_EQ(parameter(plan, "f_star"), lowest);
  EXPECT_LT(lowest, -1);

  RunSpec told = spec_of("polyak", "six_hump_camel");
  told.optimizer.parameters = {{"f_star", -3}};
  EXPECT_EQ(parameter(make_plan(told), "f_star"), -3);
}

TEST(RulesInPlans, NeedAKnownValueOrOneThatIsGiven) {
  RunSpec elsewhere = spec_of("polyak");
  elsewhere.domain = Box{0, 0.5, 0, 0.5};  // no minimum in it
  EXPECT_THROW(make_plan(elsewhere), InputError);
  elsewhere.optimizer.parameters = {{"f_star", 0}};
  EXPECT_EQ(parameter(make_plan(elsewhere), "f_star"), 0);
}

TEST(RulesInPlans, CountWhatTheyAskFor) {
  const auto per_step = [](const char* optimizer) {
    return evaluations_per_step(make_plan(spec_of(optimizer)));
  };
  const auto expect = [](const Evaluations& e, i64 value, i64 gradient, i64 hessian) {
    EXPECT_EQ(e.value, value);
    EXPECT_EQ(e.gradient, gradient);
    EXPECT_EQ(e.hessian, hessian);
  };
  expect(per_step("adam"), 0, 1, 0);
  expect(per_step("sam"), 0, 2, 0);
  expect(per_step("gradient_flow"), 0, 3, 0);
  expect(per_step("newton"), 0, 1, 1);
  expect(per_step("nelder_mead"), 1, 0, 0);
  expect(per_step("bfgs"), 1, 1, 0);
}

TEST(RulesInPlans, ThatAskForValuesOnlyRefuseNoiseOnTheGradient) {
  RunSpec spec = spec_of("cma_es");
  spec.noise = {"gaussian"};
  EXPECT_THROW(make_plan(spec), InputError);
  spec.noise = {"none"};
  EXPECT_NO_THROW(make_plan(spec));
}

TEST(RulesInPlans, StandingStillIsNoRestInASearchOrBeforeARestart) {
  EXPECT_FALSE(make_plan(spec_of("adam")).pauses);
  EXPECT_TRUE(make_plan(spec_of("lbfgs")).pauses);
  RunSpec fixed = spec_of("lbfgs");
  fixed.optimizer.parameters = {{"fixed_step", 1}};
  EXPECT_FALSE(make_plan(fixed).pauses);
  RunSpec restarting = spec_of("adam");
  restarting.schedule = {"cosine_warm_restarts"};
  EXPECT_TRUE(make_plan(restarting).pauses);

  const Vec<double, 2> p{{1, 2}};
  const Vec<double, 2> middle{{0, 0}}, half{{9, 9}};
  EXPECT_EQ(stop_status(p, p, Reach<double, 2>{middle, half}), kAtRest);
  EXPECT_EQ(stop_status(p, p, Reach<double, 2>{middle, half, 1}), kMoving);
}

TEST(RulesInPlans, HaveTheirOwnShareOfTheSurfacesRate) {
  const Plan sgd = make_plan(spec_of("sgd")), aggmo = make_plan(spec_of("aggmo"));
  EXPECT_DOUBLE_EQ(*aggmo.spec.lr, *sgd.spec.lr * aggmo.optimizer->info.lr_factor);
  EXPECT_LT(aggmo.optimizer->info.lr_factor, 1);
  EXPECT_EQ(*make_plan(spec_of("prodigy")).spec.lr, 1);
}

TEST(SchedulesInPlans, WarmUp) {
  RunSpec spec = spec_of("sgd");
  spec.lr = 0.1;
  spec.steps = 100;
  spec.schedule = {"cosine", {{"warmup", 10}}};
  const Plan plan = make_plan(spec);
  EXPECT_DOUBLE_EQ(learning_rate(plan, 0), 0.01);
  EXPECT_DOUBLE_EQ(learning_rate(plan, 9), 0.1);
  EXPECT_DOUBLE_EQ(learning_rate(plan, 10), 0.1);
  EXPECT_DOUBLE_EQ(learning_rate(plan, 55), 0.05);
  EXPECT_EQ(learning_rate(plan, 100), learning_rate(plan, 99)) << "whoever is watched after the run";
}

}  // namespace
}  // namespace thalweg

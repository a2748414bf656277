// SPDX-License-Identifier: MIT
#include "engine/plan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

#include "messages.h"
#include "optimizers/adam.h"
#include "optimizers/sam.h"
#include "schedules/cosine.h"

namespace thalweg::test {
namespace {

using Change = std::function<void(RunSpec&)>;

Plan plan_with(const Change& change) {
  RunSpec spec;
  change(spec);
  return make_plan(spec);
}
void refused(const Change& change, std::initializer_list<const char*> parts) {
  expect_input_error([&] { plan_with(change); }, parts);
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN(),
                 kInfinite = std::numeric_limits<double>::infinity();

TEST(MakePlan, AcceptsTheDefaults) {
  const Plan plan = make_plan({});
  EXPECT_STREQ(plan.landscape.surface->info.name, "himmelblau");
  EXPECT_STREQ(plan.optimizer->info.name, "sgd");
  EXPECT_EQ(plan.variant, 0);
  ASSERT_EQ(plan.schedules.size(), 1u);
  EXPECT_STREQ(plan.schedules.front().entry->info.name, "constant");
  EXPECT_STREQ(plan.noise->info.name, "none");
  EXPECT_EQ(plan.noise_constants.size(), 1u);
}

TEST(MakePlan, FillsInTheSurfacesRateForTheOptimizersFamily) {
  const auto rate = [](const char* surface, const char* optimizer) {
    return *plan_with([&](RunSpec& s) { s.surface = {surface}, s.optimizer = {optimizer}; }).spec.lr;
  };
  EXPECT_EQ(rate("rosenbrock", "sgd"), find_surface("rosenbrock").info.lr.gradient);
  EXPECT_EQ(rate("rosenbrock", "adam"), find_surface("rosenbrock").info.lr.normalized);
  EXPECT_EQ(rate("rosenbrock", "newton"), 1);
  EXPECT_EQ(*plan_with([](RunSpec& s) { s.lr = 0.25; }).spec.lr, 0.25);
  EXPECT_EQ(*plan_with([](RunSpec& s) { s.surface = {"ellipse", {{"condition", 99}}}; }).spec.lr, 0.02);
}

TEST(MakePlan, PicksTheVariantThatTheParametersNeed) {
  const Plan plan = plan_with([](RunSpec& s) { s.optimizer = {"sgd", {{"momentum", 0.9}}}; });
  EXPECT_EQ(plan.variant, 1);
  EXPECT_EQ(plan.hyper, (Values{0.9, 0, 0, 0}));
  EXPECT_EQ(&rule(plan), &plan.optimizer->rules[1]);
}

TEST(MakePlan, RefusesUnknownNamesAndParameters) {
  refused([](RunSpec& s) { s.surface = {"himelblau"}; },
          {"unknown surface 'himelblau'", "did you mean 'himmelblau'"});
  refused([](RunSpec& s) { s.optimizer = {"sdg"}; }, {"unknown optimizer 'sdg'", "'sgd'"});
  refused([](RunSpec& s) { s.schedule = {"x"}; }, {"unknown schedule 'x'"});
  refused([](RunSpec& s) { s.noise = {"x"}; }, {"unknown noise 'x'"});
  refused([](RunSpec& s) { s.surface = {"sphere", {{"a", 1}}}; }, {"surface sphere", "'a'"});
  refused(
      [](RunSpec& s) {
        s.optimizer = {"adam", {{"beta", 1}}};
      },
      {"optimizer adam parameter 'beta'", "beta1"});
  refused([](RunSpec& s) { s.optimizer = {"adam", {{"beta1", 1}}}; }, {"optimizer adam parameter 'beta1'"});
  refused(
      [](RunSpec& s) {
        s.schedule = {"cosine", {{"T_max", -1}}};
      },
      {"schedule cosine parameter 'T_max'"});
  refused(
      [](RunSpec& s) {
        s.noise = {"gaussian", {{"sigma", kNan}}};
      },
      {"noise gaussian parameter 'sigma'"});
  refused([](RunSpec& s) { s.optimizer = {"sgd", {{"nesterov", 1}}}; }, {"optimizer sgd", "momentum > 0"});
}

TEST(MakePlan, RefusesBadNumbers) {
  for (const double lr : {-1e-3, kNan, kInfinite, 1e31}) refused([&](RunSpec& s) { s.lr = lr; }, {"lr"});
  for (const i64 n : {i64(0), i64(-5)}) refused([&](RunSpec& s) { s.particles = n; }, {"particles"});
  for (const i64 n : {i64(-1), i64(1) << 32}) refused([&](RunSpec& s) { s.steps = n; }, {"steps"});
  refused([](RunSpec& s) { s.threads = -1; }, {"threads"});
  refused([](RunSpec& s) { s.device_index = -1; }, {"device"});
  refused([](RunSpec& s) { s.trail = {0, 10}; }, {"trail"});
  refused([](RunSpec& s) { s.trail = {1, -1}; }, {"trail"});
  refused([](RunSpec& s) { s.domain = Box{1, 0, 0, 1}; }, {"domain"});
  for (const double x : {kNan, kInfinite, -1e16}) {
    refused([&](RunSpec& s) { s.start = {StartKind::point, x, 0}; }, {"start x"});
    refused([&](RunSpec& s) { s.start = {StartKind::point, 0, x}; }, {"start y"});
    refused([&](RunSpec& s) { s.start = {StartKind::normal, {}, {}, x}; }, {"start sigma"});
  }
  refused([](RunSpec& s) { s.start = {StartKind::normal, {}, {}, -1}; }, {"start sigma"});
  refused([](RunSpec& s) { s.start = {StartKind::point, 1, {}}; }, {"start point"});
  refused([](RunSpec& s) { s.start = {StartKind::point, {}, 1}; }, {"start point"});
}

TEST(MakePlan, AcceptsTheEdgesOfWhatIsAllowed) {
  EXPECT_EQ(*plan_with([](RunSpec& s) { s.lr = 0; }).spec.lr, 0);
  EXPECT_EQ(plan_with([](RunSpec& s) { s.steps = 0; }).spec.steps, 0);
  EXPECT_EQ(plan_with([](RunSpec& s) { s.particles = 1; }).start.columns, 1u);
  EXPECT_EQ(plan_with([](RunSpec& s) { s.start = {StartKind::normal, {}, {}, 0}; }).start.sigma.x, 0);
}

TEST(Plan, RatesFollowTheSchedule) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.schedule = {"cosine", {{"eta_min", 0.01}}};
    s.lr = 0.5;
    s.steps = 80;
  });
  for (const i64 k : {0, 1, 40, 79})
    EXPECT_EQ(learning_rate(plan, k), Cosine::at({.T_max = 80, .eta_min = 0.01}, 0.5, k, 80)) << k;
}

// Row k holds the constants of step t = k + 1 with the rate of step k: bias corrections count from 1,
// schedules from 0.
template <class O, int V>
void expect_constants(const Plan& plan, const typename O::Hyper& hyper) {
  using Step = typename rule_t<O, V>::template Step<double>;
  const i64 first = 5, count = 7;
  const std::vector<double> table = step_constants(plan, first, count);
  const std::size_t width = sizeof(Step) / sizeof(double);
  ASSERT_EQ(table.size(), width * std::size_t(count));
  for (i64 k = first; k < first + count; k++) {
    const Step step = rule_t<O, V>::at(hyper, learning_rate(plan, k), k + 1);
    EXPECT_EQ(std::memcmp(&table[std::size_t(k - first) * width], &step, sizeof step), 0) << "step " << k;
  }
}
TEST(Plan, StepConstantsAreTheRules) {
  const auto plan = [](Choice optimizer) {
    return plan_with([&](RunSpec& s) {
      s.optimizer = optimizer;
      s.schedule = {"cosine"};
      s.steps = 20;
    });
  };
  expect_constants<Adam, 0>(plan({"adam", {{"beta1", 0.8}}}), {.beta1 = 0.8});
  expect_constants<Adam, 1>(plan({"adam", {{"amsgrad", 1}}}), {.amsgrad = 1});
  expect_constants<Sam, 1>(plan({"sam", {{"momentum", 0.5}, {"rho", 0.1}}}), {{.momentum = 0.5}, 0.1});
  EXPECT_TRUE(step_constants(plan({"sgd"}), 0, 0).empty());
}

TEST(Plan, EvaluationsPerStepAreWhatTheRuleAsks) {
  const auto asked = [](const char* optimizer) {
    return evaluations_per_step(plan_with([&](RunSpec& s) { s.optimizer = {optimizer}; }));
  };
  const Evaluations sgd = asked("sgd"), sam = asked("sam"), newton = asked("newton");
  EXPECT_EQ(sgd.gradient, 1);
  EXPECT_EQ(sgd.hessian, 0);
  EXPECT_EQ(sgd.value, 0);
  EXPECT_EQ(sam.gradient, 2);
  EXPECT_EQ(newton.gradient, 1);
  EXPECT_EQ(newton.hessian, 1);
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// The registry says of each struct what the struct says of itself.
#include "engine/registry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "messages.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/schedules.h"
#include "registry/surfaces.h"

namespace thalweg::test {
namespace {

#define THALWEG_NAME(T) T::info.name,

TEST(Registry, HasEveryRowInOrder) {
  const std::vector<std::string> surface_names = {THALWEG_FOR_EACH_SURFACE(THALWEG_NAME)},
                                 optimizer_names = {THALWEG_FOR_EACH_OPTIMIZER(THALWEG_NAME)},
                                 schedule_names = {THALWEG_FOR_EACH_SCHEDULE(THALWEG_NAME)},
                                 noise_names = {THALWEG_FOR_EACH_NOISE(THALWEG_NAME)};
  const auto expect = [](const auto& entries, const std::vector<std::string>& names) {
    ASSERT_EQ(entries.size(), names.size());
    for (std::size_t i = 0; i < names.size(); i++) EXPECT_EQ(entries[i].info.name, names[i]);
  };
  expect(surfaces(), surface_names);
  expect(optimizers(), optimizer_names);
  expect(schedules(), schedule_names);
  expect(noises(), noise_names);
}

TEST(Registry, FindsByName) {
  for (const SurfaceEntry& e : surfaces()) EXPECT_EQ(&find_surface(e.info.name), &e);
  for (const OptimizerEntry& e : optimizers()) EXPECT_EQ(&find_optimizer(e.info.name), &e);
  for (const ScheduleEntry& e : schedules()) EXPECT_EQ(&find_schedule(e.info.name), &e);
  for (const NoiseEntry& e : noises()) EXPECT_EQ(&find_noise(e.info.name), &e);
}

TEST(Registry, UnknownNamesGetTheNearestAndTheList) {
  expect_input_error([] { find_surface("rosenbrok"); },
                     {"unknown surface 'rosenbrok'", "did you mean 'rosenbrock'", "himmelblau"});
  expect_input_error([] { find_optimizer("adm"); },
                     {"unknown optimizer 'adm'", "did you mean 'adam'", "sgd"});
  expect_input_error([] { find_schedule("cosin"); },
                     {"unknown schedule 'cosin'", "did you mean 'cosine'", "constant"});
  expect_input_error([] { find_noise("gausian"); },
                     {"unknown noise 'gausian'", "did you mean 'gaussian'", "none"});
  expect_input_error([] { find_surface(""); }, {"unknown surface ''"});
}

TEST(Registry, NamesTheTypeForARunTimeCompiler) {
  EXPECT_EQ(find_surface("goldstein_price").type, "thalweg::GoldsteinPrice");
  EXPECT_EQ(find_surface("goldstein_price").header, "surfaces/goldstein_price.h");
  EXPECT_EQ(find_optimizer("adam").type, "thalweg::Adam");
  EXPECT_EQ(find_optimizer("adam").header, "optimizers/adam.h");
  EXPECT_EQ(find_noise("gaussian").type, "thalweg::Gaussian");
}

TEST(SurfaceEntry, EvaluatesItsStruct) {
  const SurfaceEntry& e = find_surface("ellipse");
  const Ellipse::Hyper h{50, -20};
  const Bytes functor = e.make({h.condition, h.rotation});
  const Point p{1.5, -0.75};
  const Vec<double, 2> v{{p.x, p.y}};
  EXPECT_EQ(e.value(functor.data(), p), value(Ellipse(h), v));
  const Jet<double, 2> j = e.jet(functor.data(), p), truth = jet(Ellipse(h), v);
  EXPECT_EQ(j.v, truth.v);
  for (int i = 0; i < 2; i++) EXPECT_EQ(j.g[i], truth.g[i]);
  for (int i = 0; i < 3; i++) EXPECT_EQ(j.h.a[i], truth.h.a[i]);
  const Jet<Interval, 2> box = e.enclose(functor.data(), Interval(1, 2), Interval(-1, 0));
  EXPECT_TRUE(contains(box.v, truth.v));
  EXPECT_TRUE(contains(box.g[1], truth.g[1]));
  EXPECT_EQ(e.learning_rates({50, -20}).gradient, 2 / 51.0);
}

TEST(SurfaceEntry, DescribesItsParameters) {
  const Parameters& p = find_surface("ellipse").parameters;
  ASSERT_EQ(p.size(), 2u);
  EXPECT_EQ(p[0].name, "condition");
  EXPECT_EQ(p[0].initial, 10);
  EXPECT_EQ(p[0].range.low, 1);
  EXPECT_EQ(p[0].range.high, 1e6);
  EXPECT_EQ(p[0].range.scale, Scale::log);
  EXPECT_EQ(p[1].name, "rotation");
  EXPECT_TRUE(find_surface("sphere").parameters.empty());
}

TEST(OptimizerEntry, CountsConstantsStagesAndState) {
  const auto expect = [](const char* name, std::size_t variant, int stages, Request request, int state) {
    const RuleInfo& r = find_optimizer(name).rules.at(variant);
    EXPECT_EQ(r.stages, stages) << name;
    EXPECT_EQ(r.request, request) << name;
    EXPECT_EQ(r.state_numbers[1], state) << name << " in 2-D";
  };
  expect("sgd", 0, 1, Request::gradient, 0);
  expect("sgd", 1, 1, Request::gradient, 2);
  expect("adam", 0, 1, Request::gradient, 4);
  expect("adam", 1, 1, Request::gradient, 6);
  expect("rmsprop", 0, 1, Request::gradient, 2);
  expect("rmsprop", 3, 1, Request::gradient, 6);
  expect("sam", 0, 2, Request::gradient, 2);
  expect("sam", 1, 2, Request::gradient, 4);
  expect("newton", 0, 1, Request::hessian, 0);
  EXPECT_EQ(find_optimizer("adam").rules[0].constants, 8);
  EXPECT_EQ(find_optimizer("newton").rules[0].constants, 1);
}

TEST(OptimizerEntry, PicksTheVariantAndKnowsConflicts) {
  const OptimizerEntry& sgd = find_optimizer("sgd");
  // momentum, dampening, weight_decay, nesterov
  EXPECT_EQ(sgd.variant({0, 0, 0, 0}), 0);
  EXPECT_EQ(sgd.variant({0.9, 0, 0, 0}), 1);
  EXPECT_EQ(sgd.conflict({0.9, 0, 0, 1}), nullptr);
  EXPECT_NE(sgd.conflict({0, 0, 0, 1}), nullptr);
  EXPECT_NE(sgd.conflict({0.9, 0.5, 0, 1}), nullptr);
  EXPECT_EQ(find_optimizer("newton").conflict({}), nullptr);
}

// Every variant has a rule, whatever the parameters' ends select.
TEST(OptimizerEntry, VariantsAreInRange) {
  for (const OptimizerEntry& e : optimizers()) {
    Values values;
    for (const ParameterInfo& p : e.parameters) values.push_back(p.initial);
    for (std::size_t i = 0; i < values.size(); i++) {
      for (const double end : {e.parameters[i].range.low, e.parameters[i].range.high}) {
        Values changed = values;
        changed[i] = end;
        const int variant = e.variant(changed);
        EXPECT_GE(variant, 0) << e.info.name;
        EXPECT_LT(std::size_t(variant), e.rules.size()) << e.info.name;
      }
    }
  }
}

const Parameters kParameters = {{"rate", 0.5, {0, 1}, "a share"},
                                {"count", 3, {0, 10, Scale::integer}, "a whole number"},
                                {"condition", 10, {1, 1e6, Scale::log}, "on a logarithmic scale"},
                                {"on", 0, kSwitch, "a switch"}};

Values resolved(std::vector<std::pair<std::string, double>> given) {
  return resolve("thing x", kParameters, Choice{"x", std::move(given)});
}

TEST(Resolve, FillsInDefaults) {
  EXPECT_EQ(resolved({}), (Values{0.5, 3, 10, 0}));
  EXPECT_EQ(resolved({{"on", 1}, {"rate", 0.25}}), (Values{0.25, 3, 10, 1}));
}
TEST(Resolve, AcceptsTheEndsOfTheRange) {
  EXPECT_EQ(resolved({{"rate", 0}, {"count", 10}, {"condition", 1e6}}), (Values{0, 10, 1e6, 0}));
}
TEST(Resolve, RefusesWhatIsNotAccepted) {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  const auto refused = [](const char* key, double value, std::initializer_list<const char*> parts) {
    expect_input_error([&] { resolved({{key, value}}); }, parts);
  };
  refused("rates", 1, {"unknown thing x parameter 'rates'", "did you mean 'rate'", "condition"});
  refused("rate", 1.0000001, {"thing x parameter 'rate'", "0..1", "1"});
  refused("rate", -1e-9, {"'rate'", "-1e-09"});
  refused("rate", nan, {"'rate'", "finite"});
  refused("rate", infinity, {"'rate'", "finite"});
  refused("count", 2.5, {"'count'", "whole number", "2.5"});
  refused("count", 11, {"'count'", "0..10"});
  refused("condition", 0.5, {"'condition'", "1..1e+06"});
  refused("on", 0.5, {"'on'", "switch", "0 or 1", "0.5"});
  refused("on", nan, {"'on'", "finite"});
  expect_input_error(
      [] {
        resolve("surface sphere", {}, Choice{"sphere", {{"a", 1}}});
      },
      {"surface sphere", "no parameters", "'a'"});
}

}  // namespace
}  // namespace thalweg::test

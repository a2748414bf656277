// SPDX-License-Identifier: MIT
#include "study/cells.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/study/small_study.h"

namespace thalweg::study {
namespace {

// A method may be asked for, but what it starts from, what noise it sees and what it may spend is the
// study's.
TEST(Cells, AllMethodsHaveTheSameStartsNoiseAndBudget) {
  const StudySpec spec = testing::small_study();
  std::set<u64> seeds;
  for (int t = 0; t < std::ssize(spec.tasks); t++) {
    const Task& task = spec.tasks[std::size_t(t)];
    std::vector<i64> instances = task.training;
    instances.insert(instances.end(), task.held_out.begin(), task.held_out.end());
    for (const i64 instance : instances) {
      const RunSpec first = run_of(spec, {Phase::test, 0, t, instance, 0}, {});
      EXPECT_TRUE(seeds.insert(first.seed).second) << "another task or instance has the same seed";
      for (int m = 0; m < std::ssize(spec.methods); m++) {
        const Method& method = spec.methods[std::size_t(m)];
        for (int k = 0; k < spec.tuning; k++) {
          const Setting setting = setting_of(method, k);
          const RunSpec run = run_of(spec, {Phase::tuning, m, t, instance, k}, setting);
          EXPECT_EQ(run.seed, first.seed);
          EXPECT_EQ(run.start, first.start);
          EXPECT_EQ(run.particles, spec.tuning_starts);
          EXPECT_EQ(run.surface, first.surface);
          const bool values_only = rule(make_plan(run)).request == Request::value;
          EXPECT_EQ(run.noise, values_only ? Choice{"none"} : task.noise);
          const double cost = cost_per_step(spec, make_plan(run));
          EXPECT_LE(double(run.steps) * cost, spec.budget);
          EXPECT_GT(double(run.steps + 1) * cost, spec.budget);
        }
      }
    }
  }
}

// Sobol's points in the order of their index: k = 1 is the middle, 2 and 3 the quarters, ...
TEST(Cells, SettingsAreThePublishedSequence) {
  const Method method{"m", {"adam"}, {}, {"constant"}, {}, {}, {}, default_space({"adam"})};
  EXPECT_TRUE(setting_of(method, 0).values.empty());
  const Setting first = setting_of(method, 1);
  ASSERT_EQ(first.values.size(), 3u);
  EXPECT_NEAR(first.values[0], std::pow(10, -2.5), 1e-15);
  EXPECT_NEAR(first.values[1], 0.99999 / 2, 1e-15);
  // Of 2^m settings each 2^m-th of the rate's range holds one.
  for (const int count : {4, 16, 64}) {
    std::set<int> parts{0};  // index 0 of the sequence, the lower corner, is not used
    for (int k = 1; k < count; k++)
      parts.insert(int(std::floor((std::log10(setting_of(method, k).values[0]) + 6) / 7 * count + 1e-9)));
    EXPECT_EQ(int(parts.size()), count);
  }
  // Whole numbers and switches stay what they are, and every value is one of them.
  const Method whole{"w", {"lookahead"},
                     {},  {"constant"},
                     {},  {},
                     {},  {{"k", 1, 4, Scale::integer}, {"nesterov", 0, 1, Scale::flag}}};
  std::set<double> ks, flags;
  for (int k = 1; k < 32; k++) {
    const Setting s = setting_of(whole, k);
    ks.insert(s.values[0]);
    flags.insert(s.values[1]);
  }
  EXPECT_EQ(ks, (std::set<double>{1, 2, 3, 4}));
  EXPECT_EQ(flags, (std::set<double>{0, 1}));
}

TEST(Cells, ASettingIsTheSameInEveryStudyAndOnEveryTask) {
  const StudySpec small = testing::small_study();
  StudySpec other = small;
  other.seed = 99;
  other.budget = 1000;
  std::swap(other.tasks[0], other.tasks[2]);
  for (int k = 0; k < 50; k++)
    for (int t = 0; t < 3; t++) {
      const Setting setting = setting_of(small.methods[1], k);
      const RunSpec a = run_of(small, {Phase::tuning, 1, 0, 101, k}, setting),
                    b = run_of(other, {Phase::tuning, 1, t, 101, k}, setting_of(other.methods[1], k));
      EXPECT_EQ(a.optimizer, b.optimizer);
      if (k > 0) {
        EXPECT_EQ(a.lr, b.lr);
      }
    }
}

// The accounts of every optimizer: what its rule asks for in one step is what is paid for.
TEST(Cells, EveryOptimizerOfTheRegistryPaysForWhatItsRuleAsks) {
  StudySpec spec = testing::small_study();
  spec.cost = {1, 10, 100};
  spec.budget = 100'000;
  for (const OptimizerEntry& entry : optimizers()) {
    SCOPED_TRACE(entry.info.name);
    spec.methods = {{entry.info.name, {entry.info.name}}};
    spec.tasks.resize(1);
    spec.tasks[0].noise = {"none"};
    const Plan plan = make_plan(run_of(spec, {Phase::test, 0, 0, 1, 0}, {}));
    const double stages = rule(plan).stages;
    double cost = 0;
    switch (rule(plan).request) {
      case Request::value:
        cost = 1;
        break;
      case Request::gradient:
      case Request::value_and_gradient:  // a gradient comes with its value
        cost = 10;
        break;
      case Request::hessian:
        cost = 110;
        break;
    }
    EXPECT_EQ(cost_per_step(spec, plan), stages * cost);
    EXPECT_EQ(plan.spec.steps, i64(100'000 / (stages * cost)));
  }
}

// Who asks for two gradients in a step gets half the steps, however it is called.
TEST(Cells, MoreEvaluationsPerStepMeanFewerSteps) {
  StudySpec spec = testing::small_study();
  spec.methods = {{"honest", {"sgd"}}, {"cheat", {"sam"}}};
  const RunSpec honest = run_of(spec, {Phase::test, 0, 1, 1, 0}, {}),
                cheat = run_of(spec, {Phase::test, 1, 1, 1, 0}, {});
  EXPECT_EQ(honest.steps, 60);
  EXPECT_EQ(cheat.steps, 30);
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const CellResult result = run_cell(spec, {Phase::test, 1, 1, 1, 0}, {}, 0, *backend);
  EXPECT_EQ(result.per_step.gradient, 2);
  EXPECT_EQ(result.cost_per_step, 2);
  EXPECT_EQ(result.steps, 30);
}

}  // namespace
}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
#include "study/spec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/registry.h"
#include "study/cells.h"
#include "study/spec_json.h"
#include "tests/engine/messages.h"

namespace thalweg::study {
namespace {

using test::expect_input_error;

StudySpec small() { return preset("quick"); }

TEST(StudySpec, TargetsFallFromHighToLowEvenlyInTheExponent) {
  const std::vector<double> targets = targets_of(small());
  ASSERT_EQ(targets.size(), 51u);
  for (int i = 0; i < 51; i++)  // COCO's: 10^(2 - i / 5)
    EXPECT_NEAR(targets[std::size_t(i)] / std::pow(10.0, 2 - 0.2 * i), 1, 1e-12);
  EXPECT_EQ(targets.front(), 100);
  EXPECT_EQ(targets.back(), 1e-8);
}

TEST(StudySpec, EveryPresetIsAStudyWithRandomSearchAndComesBackFromItsFile) {
  for (const std::string& name : preset_names()) {
    const StudySpec spec = preset(name);
    EXPECT_NO_THROW(check(spec)) << name;
    EXPECT_TRUE(std::any_of(spec.methods.begin(), spec.methods.end(), [](const Method& m) {
      return m.optimizer.name == "random_search";
    })) << name;
    EXPECT_EQ(study_from_json(parse_json(to_text(to_json(spec)), "t")), spec) << name;
  }
  expect_input_error([] { preset("clasic"); }, {"preset", "clasic", "did you mean 'classic'"});
}

TEST(StudySpec, TheExampleIsAStudy) {
  const StudySpec spec = study_from_json(parse_json(example_study(), "example"));
  EXPECT_EQ(spec.name, "example");
  ASSERT_EQ(spec.methods.size(), 4u);
  EXPECT_EQ(spec.methods[2].label, "adam, cosine");
  EXPECT_EQ(spec.methods[2].space, (std::vector<SearchAxis>{{"lr", 1e-6, 10, Scale::log}}));
  EXPECT_EQ(spec.methods[1].space, default_space({"sgd", {{"momentum", 0.9}}}));
  EXPECT_EQ(spec.tasks[1].label, "himmelblau, noisy");
  EXPECT_EQ(spec.tasks[1].held_out, (std::vector<i64>{1, 2, 3}));
}

TEST(StudySpec, EveryMemberComesBack) {
  StudySpec s = small();
  s.name = "all";
  Method& m = s.methods[0];
  m.lr = 1.0 / 3;
  m.schedule = {"linear", {{"total_iters", 10}}};
  m.then = {{20, {"cosine"}}};
  m.clip_norm = 0.7;
  m.clip_value = 0.3;
  m.space = {{"momentum", 0.1, 0.9, Scale::linear}};
  Task& t = s.tasks[0];
  t.domain = Domain(Box{-1, 2, -3, 4});
  t.noise = {"gaussian", {{"sigma", 0.25}}};
  t.training = {7};
  t.held_out = {8, 9};
  t.f_best = -0.1;
  s.cost = {0.5, 1.5, 2.5};
  s.budget = 1e4 / 3;
  s.tuning = 50;
  s.rates = 3;
  s.rate_axis = {"lr", 1e-3, 1, Scale::linear};
  s.start = {StartKind::normal, 0.1, 0.2, 0.3};
  s.target_high = 1;
  s.target_low = -3.5;
  s.targets = 4;
  s.seed = 18446744073709551615u;
  s.precision = Precision::float32;
  s.math = MathMode::fast;
  Task formula{"typed", LandscapeKind::formula};
  formula.landscape = {"formula", {{"a", 2}}};
  formula.formula = "a = 1 : 0..3; a*x^2 + y^2";
  formula.domain = Domain(Box{-1, 1, -1, 1});
  s.tasks.push_back(formula);
  EXPECT_EQ(study_from_json(parse_json(to_text(to_json(s)), "t")), s);
}

// One line that says where and what.
TEST(StudySpec, RefusesWhatIsNoStudy) {
  const auto expect_refused = [](const char* text, std::initializer_list<const char*> parts) {
    SCOPED_TRACE(text);
    expect_input_error([&] { study_from_json(parse_json(text, "t")); }, parts);
  };
  expect_refused("[]", {"a study is a JSON object"});
  expect_refused("{}", {"method"});
  expect_refused(R"({"methods": ["sgd"]})", {"task"});
  expect_refused(R"({"methods": "sgd"})", {"methods", "a string", "an array"});
  expect_refused(R"({"metods": ["sgd"]})", {"member", "'metods'", "did you mean 'methods'"});
  expect_refused(R"({"methods": ["sdg"], "tasks": ["sphere"]})", {"methods: [0]", "'sdg'", "'sgd'"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["spere"]})", {"'spere'", "'sphere'"});
  expect_refused(R"({"methods": ["sgd", "sgd"], "tasks": ["sphere"]})", {"sgd", "two"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere", "sphere"]})", {"sphere", "two"});
  expect_refused(R"({"methods": [{"optimizer": "sgd", "space": [{"name": "momentun", "low": 0, "high": 1}]}],
                     "tasks": ["sphere"]})",
                 {"'momentun'", "'momentum'"});
  expect_refused(R"({"methods": [{"optimizer": "sgd", "space": [{"name": "lr", "low": 0, "high": 1}]}],
                     "tasks": ["sphere"]})",
                 {"lr", "logarithmic"});
  expect_refused(R"({"methods": [{"optimizer": "sgd", "sapce": []}], "tasks": ["sphere"]})", {"'space'"});
  expect_refused(R"({"methods": ["sgd"], "tasks": [{"surface": "sphere", "training": [1, 2],
                     "held_out": [2, 3]}]})",
                 {"instance 2", "tuned and tested"});
  expect_refused(R"({"methods": ["sgd"], "tasks": [{"surface": "bbob01", "training": [-1]}]})", {"training"});
  expect_refused(R"({"methods": ["sam"], "tasks": ["sphere"], "budget": 1.5})", {"sam", "costs 2", "1.5"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere"], "targets": {"high": -8, "low": 2}})",
                 {"targets"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere"], "seed": -1})", {"seed"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere"], "starts": 0})", {"starts"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere"], "cost": {"gradient": 0}})", {"gradient"});
  expect_refused(R"({"methods": ["sgd"], "tasks": ["sphere"], "precision": "half"})", {"precision", "half"});
}

// The rate is searched by everybody, over the same seven decades; Newton-like rules take shares of a step.
TEST(StudySpec, DefaultSpacesAreAcceptedByEveryOptimizerOfTheRegistry) {
  for (const OptimizerEntry& entry : optimizers()) {
    const std::vector<SearchAxis> space = default_space({entry.info.name});
    ASSERT_GE(space.size(), 1u);
    ASSERT_LE(space.size(), 3u);
    EXPECT_EQ(space.front().name, "lr");
    EXPECT_EQ(space.front().low, entry.info.family == Family::newton ? 1e-3 : 1e-6) << entry.info.name;
    StudySpec s;
    s.methods = {{entry.info.name, {entry.info.name}}};
    s.methods[0].space = space;
    s.tasks = small().tasks;
    s.tasks.resize(1);
    EXPECT_NO_THROW(check(s)) << entry.info.name;
  }
  const std::vector<SearchAxis> plain = default_space({"sgd"}),
                                momentum = default_space({"sgd", {{"momentum", 0.9}}});
  EXPECT_EQ(plain.size(), 1u);
  ASSERT_EQ(momentum.size(), 2u);
  EXPECT_EQ(momentum[1].name, "momentum");
}

}  // namespace
}  // namespace thalweg::study

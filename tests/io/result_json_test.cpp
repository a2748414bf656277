// SPDX-License-Identifier: MIT
#include "io/result_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "io/spec_json.h"

namespace thalweg {
namespace {

std::vector<std::string> keys(const Json& json) {
  std::vector<std::string> names;
  for (const auto& item : json.items()) names.push_back(item.key());
  return names;
}

RunResult small_result() {
  RunResult r;
  r.plan = make_plan({.particles = 4, .steps = 10, .seed = 7});
  r.device = "cpu";
  r.outcomes[std::size_t(Outcome::converged)] = 3;
  r.outcomes[std::size_t(Outcome::running)] = 1;
  r.minima = {{{3, 2}, 0, true, 3}};
  r.loss = {0, 0.1f, 0.5, std::numeric_limits<double>::infinity(), std::nan("")};
  r.evaluations = {0, 40, 0};
  r.seconds = 0.5;
  r.particle_steps_per_second = 80;
  return r;
}

TEST(ResultJson, RunHasThePromisedMembers) {
  const Json json = run_json(small_result(), 10);
  EXPECT_EQ(keys(json), (std::vector<std::string>{"version", "spec", "device", "precision", "math", "seed",
                                                  "steps", "complete", "outcomes", "minima", "loss",
                                                  "evaluations", "seconds", "particle_steps_per_second"}));
  EXPECT_EQ(json["outcomes"].size(), std::size_t(kOutcomes));
  EXPECT_EQ(json["outcomes"]["converged"], 3);
  EXPECT_EQ(keys(json["minima"][0]),
            (std::vector<std::string>{"x", "y", "value", "global", "count", "fraction", "ci95"}));
  EXPECT_EQ(json["minima"][0]["fraction"], 0.75);
  EXPECT_LT(json["minima"][0]["ci95"][0].get<double>(), 0.75);
  EXPECT_GT(json["minima"][0]["ci95"][1].get<double>(), 0.75);
  EXPECT_EQ(json["loss"].dump(), R"({"min":0.0,"q25":0.1,"median":0.5,"q75":null,"max":null})");
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(run_json(small_result(), 3)["complete"], false);
}

TEST(ResultJson, ItsSpecRepeatsTheRun) {
  const RunSpec spec = spec_from_json(run_json(small_result(), 10)["spec"]);
  EXPECT_EQ(spec.seed, 7u);
  EXPECT_TRUE(spec.lr && spec.domain);  // the defaults of today, whatever a later version has
  EXPECT_EQ(make_plan(spec).spec.lr, small_result().plan.spec.lr);
}

TEST(ResultJson, EvalHasValueGradientAndHessian) {
  // Himmelblau at the origin: f = 170, grad = (-14, -22), Hessian ((-42, 0), (0, -26)).
  const Point origin{0, 0};
  EXPECT_EQ(eval_json(make_landscape({"himmelblau"}), {&origin, 1}).dump(),
            R"([{"x":0.0,"y":0.0,"value":170.0,"gradient":[-14.0,-22.0],"hessian":[-42.0,0.0,-26.0]}])");
}

TEST(ResultJson, EveryEntryIsDescribed) {
  for (const SurfaceEntry& e : surfaces()) {
    const Json json = to_json(e);
    EXPECT_EQ(json["minima"].size(), e.minima.size());
    EXPECT_EQ(json["parameters"].size(), e.parameters.size());
    EXPECT_EQ(json["domain"].size(), 4u);
  }
  for (const OptimizerEntry& e : optimizers()) {
    const Json json = to_json(e);
    for (const Json& p : json["parameters"])
      EXPECT_EQ(keys(p), (std::vector<std::string>{"name", "default", "low", "high", "scale", "meaning"}));
    for (const Json& t : json["terms"])
      EXPECT_EQ(keys(t), (std::vector<std::string>{"symbol", "meaning", "shape"}));
    for (const Json& f : json["factors"])
      EXPECT_EQ(keys(f), (std::vector<std::string>{"formula", "meaning"}));
  }
  for (const ScheduleEntry& e : schedules()) EXPECT_FALSE(to_json(e)["formula"].get<std::string>().empty());
  for (const NoiseEntry& e : noises()) EXPECT_FALSE(to_json(e)["formula"].get<std::string>().empty());
}

const Json& variant_of_defaults(const Json& optimizer) {
  return optimizer["variants"][optimizer["variant"].get<std::size_t>()];
}

// What follows from the papers: momentum buffers that are there only when asked for, two moments of Adam,
// Hessians of Newton's method, two gradients per step of SAM.
TEST(ResultJson, OptimizersSayWhatTheyCost) {
  const Json sgd = to_json(find_optimizer("sgd")), adam = to_json(find_optimizer("adam")),
             newton = to_json(find_optimizer("newton")), sam = to_json(find_optimizer("sam")),
             random = to_json(find_optimizer("random_search"));
  EXPECT_EQ(variant_of_defaults(sgd)["state"].dump(), "[0,0,0]");
  EXPECT_GT(sgd["variants"].size(), 1u);
  EXPECT_EQ(variant_of_defaults(adam)["state"].dump(), "[2,4,6]");
  EXPECT_EQ(adam["evaluations"].dump(), R"({"value":0,"gradient":1,"hessian":0})");
  EXPECT_EQ(variant_of_defaults(newton)["request"], "hessian");
  EXPECT_EQ(newton["evaluations"]["hessian"], 1);
  EXPECT_EQ(variant_of_defaults(sam)["stages"], 2);
  EXPECT_EQ(sam["evaluations"]["gradient"], 2);
  EXPECT_EQ(variant_of_defaults(random)["request"], "value");
  EXPECT_EQ(variant_of_defaults(random)["random"], true);
  EXPECT_EQ(variant_of_defaults(adam)["random"], false);
}

TEST(ResultJson, ProblemsSchedulesAndNoisesSayWhatTheyNeed) {
  const Json picture = to_json(find_problem("brightness_plane"));  // 8 x 8 pixels
  EXPECT_EQ(picture["rows"], 64);
  EXPECT_EQ(picture["inputs"], 2);
  EXPECT_EQ(picture["domain"].size(), 6u);
  EXPECT_EQ(to_json(find_problem("one_weight"))["rows"], 1);
  EXPECT_EQ(to_json(find_schedule("one_cycle"))["moves_momentum"], true);
  EXPECT_EQ(to_json(find_schedule("cosine"))["moves_momentum"], false);
  EXPECT_EQ(to_json(find_schedule("reduce_on_plateau"))["per_particle"], true);
  EXPECT_EQ(to_json(find_schedule("constant"))["per_particle"], false);
  EXPECT_EQ(to_json(find_noise("minibatch"))["needs_data"], true);
  EXPECT_EQ(to_json(find_noise("gaussian"))["needs_data"], false);
  EXPECT_EQ(to_json(find_noise("none"))["random"], false);
}

}  // namespace
}  // namespace thalweg

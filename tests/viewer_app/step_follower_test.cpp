// SPDX-License-Identifier: MIT
// The particle that is explained is the run's own: every rule, noise and clipping, against the CPU machine.
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"
#include "viewer/app/slice.h"
#include "viewer/app/step_text.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer {
namespace {

constexpr i64 kParticles = 5, kShown = 3;

RunSpec exact_spec() {
  RunSpec spec;
  spec.surface = {"himmelblau"};
  spec.particles = kParticles;
  spec.steps = 24;
  spec.precision = Precision::float64;
  spec.math = MathMode::exact;
  spec.threads = 1;
  return spec;
}

// The machine's gradients come from dual numbers, these from jets: they differ by roundings, which a few
// dozen steps of a rule that is not chaotic may grow by a factor of a million.
constexpr double kSame = 1e-9;

void expect_the_runs_own(Backend& backend, const RunSpec& spec, const std::string& what) {
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  FollowedParticle p = follow(plan, kShown);
  for (i64 step = 0; step < spec.steps; step++) {
    End end;
    ensemble->ends(kShown, {&end, 1});
    const StepAccount account = explain(plan, p);
    const Point at = account.start;
    const double scale = 1 + std::abs(end.x) + std::abs(end.y) + std::abs(end.z);
    const double off = std::abs(at.x - end.x) + std::abs(at.y - end.y) + std::abs(at.z - end.z);
    ASSERT_TRUE(off <= kSame * scale || (std::isnan(end.x) && std::isnan(at.x)))
        << what << ", step " << step << ": " << at.x << ", " << at.y << " but " << end.x << ", " << end.y;
    ensemble->advance(1);
    advance(plan, p, 1);
  }
}

TEST(FollowedParticle, GoesWhereTheRunGoesWithEveryRule) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const OptimizerEntry& e : optimizers()) {
    RunSpec spec = exact_spec();
    spec.optimizer = {e.info.name};
    expect_the_runs_own(*backend, spec, e.info.name);
  }
}

TEST(FollowedParticle, GoesWhereTheRunGoesWithNoiseClippingAndPlateaus) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const char* noise : {"gaussian", "random_centre", "multiplicative", "student_t"}) {
    RunSpec spec = exact_spec();
    spec.noise = {noise};
    spec.optimizer = {"sgd", {{"momentum", 0.5}}};
    expect_the_runs_own(*backend, spec, noise);
    spec.clip_norm = 0.7;
    expect_the_runs_own(*backend, spec, noise + std::string(", clipped"));
  }
  RunSpec plateau = exact_spec();
  plateau.schedule = {"reduce_on_plateau", {{"patience", 1}, {"factor", 0.5}}};
  plateau.lr = 0.02;
  expect_the_runs_own(*backend, plateau, "plateau");
}

TEST(FollowedParticle, GoesWhereTheRunGoesOnBatchesOfEveryProblem) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const ProblemEntry& problem : problems())
    for (const double replacement : {0.0, 1.0}) {
      RunSpec spec = exact_spec();
      spec.kind = LandscapeKind::problem;
      spec.surface = {problem.info.name};
      spec.noise = {"minibatch", {{"size", 3}, {"replacement", replacement}}};
      expect_the_runs_own(*backend, spec, problem.info.name);
    }
}

const StepAccount& shown(const StepFollower& follower) {
  if (!follower.account()) throw Error("nothing is shown");
  return *follower.account();
}

RunSpec shown_spec() {
  RunSpec spec = exact_spec();
  spec.optimizer = {"adam"};
  return spec;
}

TEST(StepFollower, ShowsTheNextStepAndAtTheEndTheLastOne) {
  const Plan plan = make_plan(shown_spec());
  StepFollower follower;
  EXPECT_EQ(follower.account(), nullptr);
  for (const i64 step : {0, 7, 3, 23}) {
    EXPECT_TRUE(follower.show(plan, kShown, step));
    ASSERT_NE(follower.account(), nullptr);
    EXPECT_EQ(shown(follower).step, step);
    EXPECT_EQ(shown(follower).end.x, explain_step(plan, kShown, step).end.x);
  }
  EXPECT_TRUE(follower.show(plan, kShown, 24));
  EXPECT_EQ(shown(follower).step, 23);
}

TEST(StepFollower, TakesALongWayInParts) {
  RunSpec spec = shown_spec();
  spec.steps = 20'000;
  const Plan plan = make_plan(spec);
  StepFollower follower;
  EXPECT_FALSE(follower.show(plan, 0, 15'000));
  EXPECT_EQ(follower.account(), nullptr);
  int calls = 1;
  while (!follower.show(plan, 0, 15'000)) calls++;
  EXPECT_LT(calls, 10);
  EXPECT_EQ(shown(follower).step, 15'000);
}

TEST(StepFollower, DrawsTheStepAsItIsAndThePullsDownhillInsideTheDomain) {
  RunSpec spec = shown_spec();
  spec.lr = 0.3;
  const Plan plan = make_plan(spec);
  const StepAccount account = explain_step(plan, kShown, 5);
  const ArrowSet set = arrows_of(plan, kShown, account);
  ASSERT_EQ(set.arrows.size(), 3u);
  const GroundArrow &memory = set.arrows[0], &gradient = set.arrows[1], &step = set.arrows[2];
  EXPECT_EQ(step.color, kStepArrow);
  EXPECT_NEAR(step.to.x, account.end.x, 1e-12);
  EXPECT_NEAR(step.to.y, account.end.y, 1e-12);
  const std::vector<double>& g = account.inquiries[0].told;
  const double dx = gradient.to.x - gradient.from.x, dy = gradient.to.y - gradient.from.y;
  EXPECT_EQ(gradient.color, kGradientArrow);
  EXPECT_LT(dx * g[0] + dy * g[1], 0);
  EXPECT_NEAR(dx * g[1] - dy * g[0], 0, 1e-9 * std::hypot(g[0], g[1]));
  EXPECT_EQ(memory.color, kMemoryArrow);
  const Box& box = plan.landscape.domain;
  for (const GroundArrow& arrow : set.arrows)
    for (const Point p : {arrow.from, arrow.to}) {
      EXPECT_GE(p.x, box.x0);
      EXPECT_LE(p.x, box.x1);
      EXPECT_GE(p.y, box.y0);
      EXPECT_LE(p.y, box.y1);
    }
}

TEST(StepFollower, IsKeptUpToDateByTheExplorerWhileItIsWanted) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Explorer explorer(*backend, make_session(shown_spec(), {.playing = false}), 17);
  explorer.update(0.01);
  EXPECT_EQ(explorer.follower().account(), nullptr);
  EXPECT_EQ(explorer.scene().step_arrows, nullptr);
  explorer.carry_out(command::Toggle{Option::kExplain});
  explorer.update(0.01);
  ASSERT_NE(explorer.follower().account(), nullptr);
  EXPECT_EQ(shown(explorer.follower()).step, 0);
  EXPECT_NE(explorer.scene().step_arrows, nullptr);
  explorer.carry_out(command::StepOnce{});
  explorer.update(0.01);
  EXPECT_EQ(shown(explorer.follower()).step, 1);
  explorer.carry_out(command::Choose{Slot::kOptimizer, "lion"});
  explorer.update(0.01);
  ASSERT_NE(explorer.follower().account(), nullptr);
  EXPECT_EQ(shown(explorer.follower()).terms.size(), 1u);
  explorer.carry_out(command::Toggle{Option::kExplain});
  explorer.update(0.01);
  EXPECT_EQ(explorer.scene().step_arrows, nullptr);
}

TEST(StepCard, IsDrawnForEveryRuleAndClosedByItsCross) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Explorer explorer(*backend, make_session(shown_spec(), {.playing = false}), 17);
  explorer.carry_out(command::Toggle{Option::kExplain});
  ui::Ui panels(1, false);
  for (const OptimizerEntry& e : optimizers()) {
    explorer.carry_out(command::Choose{Slot::kOptimizer, e.info.name});
    explorer.update(0.01);
    explorer.carry_out(command::StepOnce{});
    explorer.update(0.01);
    EXPECT_TRUE(panels.frame(explorer, 1280, 720, 0.02, {}).empty()) << e.info.name;
    EXPECT_NE(explorer.follower().account(), nullptr) << e.info.name;
  }
  const Layout layout = lay_out(1280, 720, 1, true);
  const double x = layout.card.x + layout.card.width - 16 - 9, y = layout.card.y + 12 + 9;
  std::vector<Command> asked;
  const auto collect = [&] {
    for (Command& c : panels.frame(explorer, 1280, 720, 0.02, {})) asked.push_back(std::move(c));
  };
  panels.feed(platform::PointerMoved{x, y});
  collect();
  for (const bool down : {true, false}) {
    panels.feed(platform::PointerButton{platform::MouseButton::kLeft, down, x, y, {}});
    collect();
  }
  collect();
  ASSERT_EQ(asked.size(), 1u);
  ASSERT_TRUE(std::holds_alternative<command::SetOption>(asked[0]));
  EXPECT_EQ(std::get<command::SetOption>(asked[0]).option, Option::kExplain);
  EXPECT_FALSE(std::get<command::SetOption>(asked[0]).on);
}

TEST(StepText, WritesNumbersInTheRowsThatTheyMean) {
  using Rows = std::vector<std::string>;
  EXPECT_EQ(number_rows(TermShape::number, {0.25}, 2), Rows{"0.25"});
  EXPECT_EQ(number_rows(TermShape::vector, {1, -2}, 2), Rows{"(1, \u22122)"});
  EXPECT_EQ(number_rows(TermShape::vector, {3}, 1), Rows{"3"});
  EXPECT_EQ(number_rows(TermShape::symmetric, {1, 2, 3}, 2), (Rows{"(1, 2)", "(2, 3)"}));
  EXPECT_EQ(number_rows(TermShape::vectors, {1, 2, 0, 4, 0, 0}, 2), (Rows{"(1, 2)", "(0, 4)"}));
  EXPECT_EQ(number_rows(TermShape::numbers, {0, 5, 0}, 2), (Rows{"0", "5"}));
  EXPECT_EQ(number_rows(TermShape::numbers, {0, 0}, 2), Rows{"0"});
}

}  // namespace
}  // namespace thalweg::viewer

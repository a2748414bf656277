// SPDX-License-Identifier: MIT
// Methods that are compared, running: on the CPU machine and without a display.
#include "viewer/app/rival_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"
#include "viewer/app/methods.h"

namespace thalweg::viewer {
namespace {

class Rivals : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);

  static RunSpec small(const std::string& surface = "himmelblau") {
    RunSpec spec = explorer_spec();
    spec.surface = {surface};
    spec.particles = 300;
    spec.steps = 400;
    return spec;
  }
  static Rival twin(const RunSpec& spec) { return rival_of(spec); }
  static void settle(Explorer& e) {
    for (int i = 0; i < 100'000 && !e.settled(); i++) e.update(0.01);
    ASSERT_TRUE(e.settled());
  }
  Explorer explorer(std::vector<Rival> rivals, const RunSpec& spec = small()) {
    SessionState state = make_session(spec, {.playing = false});
    state.rivals = std::move(rivals);
    return Explorer(*backend_, std::move(state), 17);
  }
  static std::vector<float> positions(const Swarm& swarm) {
    return {swarm.particles.xy.begin(), swarm.particles.xy.end()};
  }
};

TEST_F(Rivals, AllStartWhereTheFirstDoes) {
  Explorer e = explorer({{.optimizer = {"adam"}}, {.optimizer = {"lion"}}});
  e.update(0.01);
  const Scene scene = e.scene();
  ASSERT_EQ(scene.swarms.size(), 3u);
  const std::vector<float> starts = positions(scene.swarms[0]);
  EXPECT_EQ(starts.size(), 600u);
  EXPECT_EQ(positions(scene.swarms[1]), starts);
  EXPECT_EQ(positions(scene.swarms[2]), starts);
}

TEST_F(Rivals, AnEqualOneIsAtTheSamePlacesAtEveryStepAndAnotherIsNot) {
  RunSpec noisy = small();
  noisy.noise = {"gaussian", {{"sigma", 5.0}}};
  Explorer e = explorer({twin(noisy), {.optimizer = {"adam"}}}, noisy);
  for (int step = 1; step <= 50; step++) {
    e.carry_out(command::StepOnce{});
    e.update(0.01);
    const Scene scene = e.scene();
    ASSERT_EQ(e.simulation(1)->step(), step);
    ASSERT_EQ(positions(scene.swarms[0]), positions(scene.swarms[1])) << "step " << step;
    ASSERT_NE(positions(scene.swarms[0]), positions(scene.swarms[2])) << "step " << step;
  }
}

TEST_F(Rivals, PlayingSeekingAndRestartingTakeAllAlong) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  e.carry_out(command::TogglePlay{});
  for (int i = 0; i < 7; i++) e.update(0.05);
  EXPECT_GT(e.simulation().step(), 0);
  EXPECT_EQ(e.simulation(1)->step(), e.simulation().step());
  for (const i64 step : {300, 20, 400}) {
    e.carry_out(command::Seek{step});
    e.update(0.01);
    EXPECT_EQ(e.simulation().step(), step);
    EXPECT_EQ(e.simulation(1)->step(), step);
  }
  e.carry_out(command::Restart{});
  e.update(0.01);
  EXPECT_EQ(e.simulation().step(), 0);
  EXPECT_EQ(e.simulation(1)->step(), 0);
}

TEST_F(Rivals, AnotherLandscapeIsThatOfAll) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  e.update(0.01);
  e.carry_out(command::Choose{Slot::kSurface, "rosenbrock"});
  e.update(0.01);
  EXPECT_EQ(e.simulation(1)->plan().spec.surface.name, "rosenbrock");
  EXPECT_EQ(e.simulation(1)->plan().spec.optimizer.name, "adam");
  const Scene scene = e.scene();
  EXPECT_EQ(positions(scene.swarms[0]), positions(scene.swarms[1]));
}

TEST_F(Rivals, OneThatCannotBePlannedIsSaidAndStaysOutUntilItCan) {
  Explorer e = explorer({{.optimizer = {"sgd", {{"nesterov", 1}}}}, {.optimizer = {"adam"}}});  // no momentum
  e.update(0.01);
  EXPECT_EQ(e.methods(), 3);
  EXPECT_EQ(e.simulation(1), nullptr);
  ASSERT_NE(e.simulation(2), nullptr);
  EXPECT_NE(e.state().notice.find("sgd stays out"), std::string::npos) << e.state().notice;
  EXPECT_EQ(e.scene().swarms.size(), 2u);
  settle(e);
  EXPECT_FALSE(compare(e.plan().landscape, e.method_runs())[1].known);
  e.carry_out(command::SetParameter{Slot::kOptimizer, "momentum", 0.5, 1});
  e.update(0.01);
  EXPECT_NE(e.simulation(1), nullptr);
  EXPECT_EQ(e.state().notice, "");
  EXPECT_EQ(e.simulation(7), nullptr);
  EXPECT_EQ(e.simulation(-1), nullptr);
}

TEST_F(Rivals, HiddenOnesAreNotDrawnAndGoOn) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  e.update(0.01);
  const u64 version = e.version();
  e.carry_out(command::ToggleMethod{0});
  EXPECT_NE(e.version(), version);
  e.carry_out(command::Seek{30});
  e.update(0.01);
  const Scene scene = e.scene();
  ASSERT_EQ(scene.swarms.size(), 1u);
  EXPECT_EQ(scene.swarms[0].palette.front(), kOptimizerPalette[1]);
  EXPECT_EQ(e.simulation().step(), 30);
  e.carry_out(command::ToggleMethod{0});
  EXPECT_EQ(e.scene().swarms.size(), 2u);
}

// The renderer compares versions only, and swarms change their places when others are hidden.
TEST_F(Rivals, NoTwoSwarmsOfDifferentContentHaveTheSameVersion) {
  Explorer e = explorer({{.optimizer = {"adam"}}, {.optimizer = {"lion"}}});
  settle(e);
  std::set<u64> seen, generations;
  const auto look = [&] {
    for (const Swarm& swarm : e.scene().swarms) {
      EXPECT_TRUE(seen.insert(swarm.particles.version).second);
      generations.insert(swarm.trails.generation);
    }
  };
  look();
  EXPECT_EQ(generations.size(), 3u);
  e.carry_out(command::SetColoring{Coloring::kDestination});
  look();
  e.carry_out(command::StepOnce{});
  e.update(0.01);
  look();
  e.carry_out(command::RemoveMethod{0});  // the second is the first now
  e.update(0.01);
  look();
}

TEST_F(Rivals, ColoursSayTheMethodOrTheDestination) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  settle(e);
  Scene scene = e.scene();
  for (std::size_t m = 0; m < 2; m++) {
    EXPECT_TRUE(scene.swarms[m].particles.label.empty());
    ASSERT_EQ(scene.swarms[m].palette.size(), 1u);
    EXPECT_EQ(scene.swarms[m].palette[0], kOptimizerPalette[m]);
    EXPECT_EQ(scene.legend.key.at(m).color, kOptimizerPalette[m]);
  }
  EXPECT_EQ(scene.legend.key[0].text, "SGD");
  EXPECT_EQ(scene.legend.key[1].text, "Adam");
  e.carry_out(command::SetColoring{Coloring::kDestination});
  scene = e.scene();
  for (std::size_t m = 0; m < 2; m++) {
    EXPECT_EQ(scene.swarms[m].particles.label.size(), 300u);
    EXPECT_EQ(scene.swarms[m].palette.size(), kBasinPalette.size());
  }
}

// Trails wear them where particles are not drawn one by one.
TEST_F(Rivals, CrowdsHaveALabelForEveryParticle) {
  RunSpec crowd = small();
  crowd.particles = kFewSeparate + 1;
  crowd.steps = 2;
  Explorer e = explorer({{.optimizer = {"adam"}}}, crowd);
  settle(e);
  for (const Coloring coloring : {Coloring::kDestination, Coloring::kOutcome, Coloring::kMethod}) {
    e.carry_out(command::SetColoring{coloring});
    for (const Swarm& swarm : e.scene().swarms)
      if (!swarm.particles.label.empty()) {
        EXPECT_EQ(swarm.particles.label.size(), std::size_t(crowd.particles)) << name(coloring);
      }
  }
}

// The rate of each is changed while all go on, and each is the run that its saved spec describes.
TEST_F(Rivals, RatesChangeOnTheWay) {
  Explorer live = explorer({{.optimizer = {"adam"}, .lr = 0.01}, {.optimizer = {"lion"}, .lr = 0.001}});
  settle(live);
  const auto walk = [](Explorer& e, i64 steps) {
    for (i64 k = 0; k < steps; k++) e.carry_out(command::StepOnce{});
    e.update(1e-3);
  };
  walk(live, 20);
  const std::vector<float> first = positions(live.scene().swarms[0]),
                           there = positions(live.scene().swarms[1]);
  const auto destinations = [](const Explorer& e, int method) {
    return e.simulation(method)->forerunner().destinations()->label;
  };
  const auto before = destinations(live, 1);
  EXPECT_EQ(live.live_step(1), 20);
  EXPECT_DOUBLE_EQ(live.present_rate(1), 0.01);
  live.carry_out(command::SetRate{0.3, 1, live.live_step(1)});
  live.update(1e-3);
  EXPECT_DOUBLE_EQ(live.present_rate(1), 0.3);
  EXPECT_DOUBLE_EQ(live.present_rate(2), 0.001);
  EXPECT_EQ(live.simulation().step(), 20);
  EXPECT_EQ(positions(live.scene().swarms[1]), there);  // the past stays as it was
  EXPECT_FALSE(live.settled());
  walk(live, 50);
  settle(live);
  ASSERT_EQ(live.simulation(1)->step(), 70);
  EXPECT_NE(destinations(live, 1), before);
  const std::vector<RateChange> changed{{20, 0.3}};
  ASSERT_EQ(live.state().rivals[0].rates, changed);
  EXPECT_TRUE(live.state().spec.rates.empty() && live.state().rivals[1].rates.empty());

  Explorer fresh = explorer(live.state().rivals);
  settle(fresh);
  walk(fresh, 70);
  for (std::size_t m = 0; m < 3; m++)
    EXPECT_EQ(positions(fresh.scene().swarms[m]), positions(live.scene().swarms[m])) << m;
  EXPECT_EQ(destinations(fresh, 1), destinations(live, 1));
  live.carry_out(command::Undo{});
  EXPECT_TRUE(live.state().rivals[0].rates.empty());
  SessionState state = live.state();
  const command::SetRate of_nobody{0.3, 9, 20};
  EXPECT_THROW(apply(state, of_nobody), InputError);
}

// A typed formula has no list of minima, so that each method finds its own.
TEST_F(Rivals, AMinimumThatTwoMethodsReachHasOneColour) {
  RunSpec spec = small();
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = "(x^2 - 4)^2 + (y^2 - 1)^2 + x/3 + y/5";
  spec.optimizer = {"sgd"};
  spec.lr = 0.01;
  Explorer e = explorer({{.optimizer = {"adam"}, .lr = 0.05}}, spec);
  settle(e);
  e.carry_out(command::SetColoring{Coloring::kDestination});
  e.carry_out(command::Seek{spec.steps});
  e.update(0.01);
  const Scene scene = e.scene();
  // By where the particles lie in the end, which the labels were not made from.
  std::array<std::set<int>, 4> labels;
  for (const Swarm& swarm : scene.swarms)
    for (std::size_t i = 0; i < 300; i++) {
      const float x = swarm.particles.xy[2 * i], y = swarm.particles.xy[2 * i + 1];
      if (swarm.particles.label[i] == kNeutralLabel) continue;
      labels[std::size_t(x > 0) * 2 + std::size_t(y > 0)].insert(swarm.particles.label[i]);
    }
  std::set<int> all;
  for (const std::set<int>& quarter : labels) {
    EXPECT_EQ(quarter.size(), 1u);
    all.insert(quarter.begin(), quarter.end());
  }
  EXPECT_EQ(all.size(), 4u);
}

TEST(CommonLabels, AreThoseOfTheFirstWhereBothReachTheSameMinimum) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = "x^2 + y^2";
  const Landscape f = make_landscape(spec);
  const ReachedMinimum a{{1, 1}, 0, true, 1}, b{{-1, 1}, 1, false, 1}, c{{0, -1}, 2, false, 1};
  Destinations first, other;
  first.result.minima = {a, b};
  first.minimum = minimum_labels(first.result.minima, f);
  other.result.minima = {b, c, a};  // in another order, and one more
  other.minimum = minimum_labels(other.result.minima, f);
  other.label = {other.minimum[0], other.minimum[1], other.minimum[2], kNeutralLabel};
  const std::vector<std::uint8_t> labels = common_labels(first, other, f);
  ASSERT_EQ(labels.size(), 4u);
  EXPECT_EQ(labels[0], first.minimum[1]);
  EXPECT_EQ(labels[2], first.minimum[0]);
  EXPECT_NE(labels[1], first.minimum[0]);
  EXPECT_NE(labels[1], first.minimum[1]);
  EXPECT_EQ(labels[3], kNeutralLabel);
}

// The truth is the backend's own result of the same spec.
TEST_F(Rivals, TheTableCountsWhatARunOfEachMethodGives) {
  Explorer e = explorer({{.optimizer = {"adam"}, .lr = 0.01}, {.optimizer = {"sam"}}}, small("rastrigin"));
  settle(e);
  const std::vector<MethodResult> table = compare(e.plan().landscape, e.method_runs());
  ASSERT_EQ(table.size(), 3u);
  for (int m = 0; m < 3; m++) {
    const RunResult direct = run(method_spec(e.state(), m), *backend_).result;
    i64 global = 0;
    for (const ReachedMinimum& minimum : direct.minima)
      if (std::hypot(minimum.at.x, minimum.at.y) < 1e-3) global += minimum.count;  // Rastrigin's is at 0
    const MethodResult& row = table[std::size_t(m)];
    EXPECT_TRUE(row.known);
    EXPECT_EQ(row.particles, 300);
    EXPECT_EQ(row.at_global, global);
    EXPECT_EQ(row.loss, direct.loss.median);
    EXPECT_EQ(row.interval.low, wilson95(global, 300).low);
    EXPECT_EQ(row.interval.high, wilson95(global, 300).high);
  }
  EXPECT_EQ(table[0].per_step.gradient, 1);
  EXPECT_EQ(table[2].per_step.gradient, 2);  // sharpness-aware: twice per step
}

TEST_F(Rivals, TheWholeRunIsKnownBeforeTheWindowRests) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  settle(e);
  EXPECT_TRUE(e.simulation(1)->forerunner().done());
  e.carry_out(command::SetRate{0.02, 1});
  EXPECT_FALSE(e.settled());
  settle(e);
  EXPECT_EQ(e.simulation(1)->plan().spec.lr, 0.02);
}

TEST_F(Rivals, OneThatDidNotChangeIsNotLookedAheadAgain) {
  Explorer e = explorer({{.optimizer = {"adam"}}});
  settle(e);
  const Destinations* known = e.simulation(1)->forerunner().destinations();
  e.carry_out(command::SetRate{1e-4});  // of the first
  e.update(0);
  EXPECT_EQ(e.simulation(1)->forerunner().destinations(), known);
  EXPECT_EQ(e.simulation(1)->step(), 0);
}

// Made-up results: which intervals overlap is then plain to see.
class Table : public testing::Test {
 protected:
  Plan plan_ = make_plan(RunSpec{});
  std::vector<Destinations> found_;
  std::vector<LossHistory> histories_;

  std::vector<MethodResult> table(const std::vector<i64>& at_global) {
    for (const i64 count : at_global) {
      Destinations& d = found_.emplace_back();
      d.result.minima = {{{3, 2}, 0, true, count}, {{1, 1}, 5, false, 10'000 - count}};
      histories_.push_back({{0, 100, 100, 100}, {10, 1, 1, 1}, {20, 0, 0.1, 1}, {30, 0, 0, 0}});
    }
    std::vector<MethodRun> runs;
    for (std::size_t i = 0; i < found_.size(); i++) runs.push_back({&plan_, histories_[i], &found_[i]});
    return compare(plan_.landscape, runs);
  }
};

TEST_F(Table, TheBestIsMarkedOnlyAboveAllOtherIntervals) {
  const auto best = [](const std::vector<MethodResult>& table) {
    std::vector<bool> marks;
    for (const MethodResult& r : table) marks.push_back(r.best);
    return marks;
  };
  EXPECT_EQ(best(table({5000, 7000})), (std::vector<bool>{false, true}));
  EXPECT_EQ(best(table({})), (std::vector<bool>{false, true}));
  EXPECT_EQ(best(table({6990})), (std::vector<bool>{false, false, false}));  // 7000 +- 90 of 10,000
  EXPECT_EQ(best(table({9000})), (std::vector<bool>{false, false, false, true}));
}

TEST_F(Table, OneMethodAloneIsNotTheBest) { EXPECT_FALSE(table({9000})[0].best); }

TEST_F(Table, StepsAreThoseToAThousandthOfTheStart) {
  EXPECT_EQ(table({9000})[0].steps, 20);
  histories_[0].resize(2);
  EXPECT_FALSE(table({})[0].steps);
}

TEST_F(Table, AMinimumThatOnlyAnotherMethodUndercutsIsNotGlobal) {
  plan_.landscape.minima.clear();
  table({4000, 4000});
  found_[1].result.minima[0].value = -1;  // the second method found a lower one
  const std::vector<MethodResult> results = table({});
  EXPECT_EQ(results[0].at_global, 0);
  EXPECT_EQ(results[1].at_global, 4000);
}

TEST(MethodNames, SayAsMuchAsTellsThemApart) {
  SessionState state = make_session(explorer_spec(), {});
  EXPECT_EQ(method_names(state), std::vector<std::string>{"SGD"});
  state.rivals = {{.optimizer = {"adam"}, .lr = 0.1}, {.optimizer = {"adam"}, .lr = 0.2}};
  EXPECT_EQ(method_names(state), (std::vector<std::string>{"SGD", "Adam, lr 0.1", "Adam, lr 0.2"}));
  state.rivals[1].optimizer = {"adam", {{"beta1", 0.5}}};
  EXPECT_EQ(method_names(state), (std::vector<std::string>{"SGD", "Adam", "Adam, beta1 0.5"}));
  state.rivals[1] = state.rivals[0];
  EXPECT_EQ(method_names(state), (std::vector<std::string>{"SGD", "Adam, lr 0.1 (2)", "Adam, lr 0.1 (3)"}));
}

}  // namespace
}  // namespace thalweg::viewer

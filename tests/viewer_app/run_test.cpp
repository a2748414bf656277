// SPDX-License-Identifier: MIT
// The run that is shown, and the explorer around it, on the CPU machine and without a display.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/describe.h"
#include "viewer/app/explorer.h"
#include "viewer/app/names.h"

namespace thalweg::viewer {
namespace {

class Run : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);

  static RunSpec small() {
    RunSpec spec = explorer_spec();
    spec.particles = 300;
    return spec;
  }
  Explorer explorer(const RunSpec& spec = small(), bool playing = false) {
    return Explorer(*backend_, make_session(spec, {.playing = playing}), 17);
  }
};

std::size_t nearest_known(const Landscape& f, float x, float y) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < f.minima.size(); i++)
    if (std::hypot(f.minima[i].x - double(x), f.minima[i].y - double(y)) <
        std::hypot(f.minima[best].x - double(x), f.minima[best].y - double(y)))
      best = i;
  return best;
}

// The truth is the run itself: where the shown ensemble is in the end.
TEST_F(Run, EveryParticleWearsTheColourOfWhereItEnds) {
  Simulation simulation(*backend_);
  simulation.start(small());
  simulation.look_ahead(1e9, {});
  const Destinations* found = simulation.forerunner().destinations();
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(simulation.step(), 0);  // known before the run has moved
  simulation.seek(1000);
  const std::span<const float> xy = simulation.xy();
  ASSERT_EQ(found->label.size(), 300u);
  int settled = 0;
  for (std::size_t i = 0; i < 300; i++) {
    const std::size_t basin = nearest_known(simulation.plan().landscape, xy[2 * i], xy[2 * i + 1]);
    const KnownMinimum& m = simulation.plan().landscape.minima[basin];
    if (std::hypot(m.x - double(xy[2 * i]), m.y - double(xy[2 * i + 1])) > 1e-3) continue;
    settled++;
    EXPECT_EQ(found->label[i], basin) << "particle " << i;
  }
  EXPECT_GT(settled, 290);
}

TEST_F(Run, WhatEndsNowhereIsGrey) {
  RunSpec spec = small();
  spec.lr = 10;  // every particle flies away
  Simulation simulation(*backend_);
  simulation.start(spec);
  simulation.look_ahead(1e9, {});
  const Destinations& found = *simulation.forerunner().destinations();
  EXPECT_TRUE(std::all_of(found.label.begin(), found.label.end(), [](auto l) { return l == kNeutralLabel; }));
  EXPECT_TRUE(found.result.minima.empty());
}

TEST_F(Run, LookingAheadInSlicesFindsTheSame) {
  Simulation at_once(*backend_), sliced(*backend_);
  at_once.start(small());
  at_once.look_ahead(1e9, {});
  sliced.start(small());
  int slices = 0;
  while (!sliced.forerunner().done()) {
    sliced.look_ahead(0, {});
    slices++;
    ASSERT_LT(slices, 100'000);
  }
  EXPECT_GT(slices, 10);
  EXPECT_EQ(sliced.forerunner().destinations()->label, at_once.forerunner().destinations()->label);
  EXPECT_EQ(sliced.moment(), at_once.moment());
  ASSERT_EQ(sliced.forerunner().history().size(), at_once.forerunner().history().size());
  for (std::size_t i = 0; i < sliced.forerunner().history().size(); i++)
    EXPECT_EQ(sliced.forerunner().history()[i].median, at_once.forerunner().history()[i].median);
}

TEST_F(Run, TheHistoryBeginsAtTheStartsAndFalls) {
  Simulation simulation(*backend_);
  simulation.start(small());
  simulation.look_ahead(1e9, {});
  const LossHistory& history = simulation.forerunner().history();
  EXPECT_EQ(history.front().step, 0);
  EXPECT_EQ(history.back().step, 1000);
  EXPECT_LT(history.back().median, 1e-6 * history.front().median);
  for (const LossSample& s : history) EXPECT_TRUE(s.q25 <= s.median && s.median <= s.q75);
}

TEST_F(Run, SeekingBackAndForthShowsTheSamePositions) {
  Simulation simulation(*backend_);
  simulation.start(small());
  simulation.seek(40);
  const std::vector<float> there(simulation.xy().begin(), simulation.xy().end());
  simulation.seek(90);
  EXPECT_FALSE(std::equal(there.begin(), there.end(), simulation.xy().begin()));
  simulation.seek(40);
  EXPECT_EQ(simulation.step(), 40);
  EXPECT_TRUE(std::equal(there.begin(), there.end(), simulation.xy().begin()));
}

TEST_F(Run, VersionsChangeWithWhatIsShown) {
  Simulation simulation(*backend_);
  simulation.start(small());
  simulation.xy();
  u64 version = simulation.version();
  simulation.xy();
  EXPECT_EQ(simulation.version(), version);
  simulation.advance(1);
  EXPECT_NE(simulation.version(), std::exchange(version, simulation.version()));
  simulation.look_ahead(1e9, {});
  EXPECT_NE(simulation.version(), std::exchange(version, simulation.version()));
  const u64 generation = simulation.generation();
  simulation.restart();
  simulation.xy();
  EXPECT_NE(simulation.generation(), generation);
}

TEST_F(Run, AFailedStartKeepsTheOldRun) {
  Simulation simulation(*backend_);
  simulation.start(small());
  simulation.advance(5);
  RunSpec bad = small();
  bad.optimizer = {"sgd", {{"nesterov", 1}}};  // without momentum
  EXPECT_THROW(simulation.start(bad), InputError);
  EXPECT_EQ(simulation.step(), 5);
  EXPECT_EQ(simulation.plan().spec.optimizer, small().optimizer);
}

TEST(Trail, ReachesBackToTheStartsWithinItsBudget) {
  EXPECT_EQ(trail_for(10'000, 1000, 100), (TrailSpec{2, 64}));
  EXPECT_EQ(trail_for(10'000, 1000, 1), (TrailSpec{1, 64}));
  for (const i64 particles : {1LL, 1000LL, 200'000LL})
    for (const i64 moment : {1LL, 63LL, 65LL, 10'000LL}) {
      const TrailSpec trail = trail_for(particles, 100'000, moment);
      EXPECT_GE(trail.every * trail.length, moment);
      EXPECT_LE(trail.length * particles, kTrailNumbers);
    }
}

TEST(Trail, OfVeryManyParticlesASampleIsRecorded) {
  EXPECT_EQ(recorded_trails(1000, {}), 1000);
  EXPECT_EQ(recorded_trails(1'000'000, {}), kUsualTrails);
  EXPECT_EQ(recorded_trails(1'000'000, 7), kUsualTrails);  // fewer are drawn, not recorded
  EXPECT_EQ(recorded_trails(1'000'000, 300'000), 300'000);
  EXPECT_EQ(recorded_trails(200'000, 300'000), 200'000);
  for (const i64 trails : {kUsualTrails, kMostTrails})
    EXPECT_LE(trail_for(trails, 1000, 100).length * trails, kTrailNumbers);
}

// More trails than are recorded: the run begins again and is where it was.
TEST_F(Run, MoreTrailsCanBeAskedForOnTheWay) {
  RunSpec spec = small();
  spec.particles = kUsualTrails + 5000;
  spec.trail = {4, 2};
  Simulation simulation(*backend_);
  simulation.start(spec);
  simulation.advance(6);
  const std::vector<float> before(simulation.xy().begin(), simulation.xy().end());
  EXPECT_EQ(simulation.trails().particles, kUsualTrails);
  const u64 generation = simulation.generation();
  simulation.want_trails(50);
  EXPECT_EQ(simulation.generation(), generation);
  simulation.want_trails(kUsualTrails + 1000);
  EXPECT_EQ(simulation.step(), 6);
  EXPECT_EQ(simulation.trails().particles, kUsualTrails + 1000);
  EXPECT_EQ(simulation.trail_sample().trails, u64(kUsualTrails + 1000));
  EXPECT_NE(simulation.generation(), generation);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), simulation.xy().begin()));
}

TEST(Labels, KnownMinimaKeepTheirPlacesAndOthersComeAfter) {
  const Landscape f = make_landscape({"himmelblau"});
  const std::vector<ReachedMinimum> reached = {{{f.minima[2].x, f.minima[2].y}, 0, true, 5},
                                               {{0, 0}, 1, false, 4},
                                               {{f.minima[0].x, f.minima[0].y}, 0, true, 3},
                                               {{1, 0}, 1, false, 2}};
  EXPECT_EQ(minimum_labels(reached, f), (std::vector<std::uint8_t>{2, 4, 0, 5}));
}

TEST(Labels, NeverBecomeTheNeutralOne) {
  const Landscape f = make_landscape({"himmelblau"});
  std::vector<ReachedMinimum> many;
  for (int i = 0; i < 1000; i++) many.push_back({{0.004 * i, 4.9}, 1, false, 1});
  for (const std::uint8_t label : minimum_labels(many, f)) EXPECT_LT(label, kDistinctLabels);
}

TEST_F(Run, HeightsHoldTheLossesAndReachDownToTheKnownMinima) {
  const Landscape f = make_landscape({"himmelblau"});
  const HeightField field = sample_heights(f, *backend_, 11);
  ASSERT_EQ(field.loss.size(), 121u);
  EXPECT_FLOAT_EQ(field.loss[0], float(value(f, {-5, -5})));
  EXPECT_FLOAT_EQ(field.loss[10], float(value(f, {5, -5})));
  EXPECT_FLOAT_EQ(field.loss[110], float(value(f, {-5, 5})));
  EXPECT_FLOAT_EQ(field.loss[60], float(value(f, {0, 0})));
  EXPECT_EQ(field.vmin, 0);  // between the nodes
  EXPECT_EQ(field.vmax, *std::max_element(field.loss.begin(), field.loss.end()));
  EXPECT_EQ(height_transform(f, field, {HeightScale::kLog}).softening, f.surface->info.display_scale);
  EXPECT_EQ(height_transform(f, field, {HeightScale::kLinear}).scale, HeightScale::kLinear);
}

TEST_F(Run, PlayingTakesStepsByTheClock) {
  Explorer e = explorer(small(), true);
  e.update(0.1);
  EXPECT_EQ(e.simulation().step(), i64(0.1 * kStepsPerSecond));
  e.carry_out(command::SetSpeed{10});
  e.update(0.1);
  EXPECT_EQ(e.simulation().step(), i64(1.1 * kStepsPerSecond));
  e.carry_out(command::SetSpeed{0.1});
  const i64 before = e.simulation().step();
  for (int i = 0; i < 10; i++) e.update(0.1);  // parts of steps add up
  EXPECT_NEAR(double(e.simulation().step() - before), 0.1 * kStepsPerSecond, 1);
  e.carry_out(command::TogglePlay{});
  const i64 paused = e.simulation().step();
  e.update(0.2);
  EXPECT_EQ(e.simulation().step(), paused);
}

TEST_F(Run, ASlowPictureDoesNotMakeTheRunJump) {
  Explorer e = explorer(small(), true);
  e.update(10);
  EXPECT_LE(e.simulation().step(), i64(0.25 * kStepsPerSecond));
}

TEST_F(Run, StepsAndSeeksAreTakenOnce) {
  Explorer e = explorer();
  e.carry_out(command::StepOnce{});
  e.carry_out(command::StepOnce{});
  e.update(0.01);
  e.update(0.01);
  EXPECT_EQ(e.simulation().step(), 2);
  e.carry_out(command::Seek{77});
  e.update(0.01);
  e.update(0.01);
  EXPECT_EQ(e.simulation().step(), 77);
  e.carry_out(command::Restart{});
  e.update(0.01);
  EXPECT_EQ(e.simulation().step(), 0);
}

TEST_F(Run, TheEndStopsAndPlayingAgainStartsAgain) {
  Explorer e = explorer();
  e.carry_out(command::Seek{1000});
  e.update(0.01);
  EXPECT_TRUE(e.finished());
  e.carry_out(command::TogglePlay{});
  EXPECT_TRUE(e.state().playing);
  e.update(0.05);
  EXPECT_EQ(e.simulation().step(), 3);
  e.carry_out(command::SetSteps{5});
  e.update(0.05);
  e.update(0.05);
  EXPECT_TRUE(e.finished());
  EXPECT_FALSE(e.state().playing);
}

TEST_F(Run, SettlesWhenNothingMoves) {
  Explorer e = explorer();
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.01);
  EXPECT_TRUE(e.settled());
  e.carry_out(command::HomeView{});
  EXPECT_FALSE(e.settled());
  e.update(1);
  EXPECT_TRUE(e.settled());
  e.carry_out(command::StepOnce{});
  EXPECT_FALSE(e.settled());
  e.update(0.01);
  e.carry_out(command::SetSeed{9});
  EXPECT_FALSE(e.settled());
}

TEST_F(Run, ACombinationThatCannotRunIsSaidAndTheOldRunGoesOn) {
  Explorer e = explorer();
  e.carry_out(command::SetParameter{Slot::kOptimizer, "dampening", 0.5});
  e.carry_out(command::SetParameter{Slot::kOptimizer, "nesterov", 1});
  e.update(0.01);
  EXPECT_NE(e.state().notice.find("nesterov"), std::string::npos) << e.state().notice;
  e.carry_out(command::StepOnce{});
  e.update(0.01);
  EXPECT_EQ(e.simulation().step(), 1);
  e.carry_out(command::SetParameter{Slot::kOptimizer, "dampening", 0});
  e.update(0.01);
  EXPECT_TRUE(e.state().notice.empty());
  EXPECT_EQ(e.plan().spec.optimizer, e.state().spec.optimizer);
}

TEST_F(Run, AnUnknownNameIsSaid) {
  Explorer e = explorer();
  e.carry_out(command::Choose{Slot::kSurface, "himmelblauu"});
  EXPECT_NE(e.state().notice.find("himmelblau"), std::string::npos);
}

TEST_F(Run, AnotherSurfaceIsAnotherPicture) {
  Explorer e = explorer();
  const auto before = e.surface();
  e.carry_out(command::Choose{Slot::kSurface, "ackley"});
  e.update(0.01);
  EXPECT_NE(e.surface(), before);
  EXPECT_EQ(e.surface()->domain, find_surface("ackley").info.domain);
  const auto ackley = e.surface();
  e.carry_out(command::SetSeed{5});
  e.update(0.01);
  EXPECT_EQ(e.surface(), ackley);  // not made again for another run
  e.carry_out(command::ToggleLogHeights{});
  e.update(0.01);
  EXPECT_NE(e.surface(), ackley);
}

TEST_F(Run, TheRecommendedRateFollowsTheOptimizer) {
  Explorer e = explorer();
  const LearningRates rates = learning_rates(e.plan().landscape);
  EXPECT_EQ(e.recommended_rate(), rates.gradient * (1 - 0.94));  // momentum adds up
  e.carry_out(command::Choose{Slot::kOptimizer, "adam"});
  e.update(0.01);
  EXPECT_EQ(e.recommended_rate(), rates.normalized);
  EXPECT_EQ(e.plan().spec.lr, rates.normalized);
}

TEST_F(Run, TheSceneShowsTheRun) {
  Explorer e = explorer();
  e.carry_out(command::Seek{60});
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.01);
  const Scene scene = e.scene();
  EXPECT_EQ(scene.swarms.at(0).particles.xy.size(), 600u);
  EXPECT_EQ(scene.swarms.at(0).particles.label.size(), 300u);
  EXPECT_EQ(scene.swarms.at(0).trails.particles, 300);
  EXPECT_EQ(scene.swarms.at(0).trails.xy.size(), 2u * 300u * std::size_t(scene.swarms.at(0).trails.capacity));
  EXPECT_GT(scene.swarms.at(0).trails.columns_written, 0u);
  EXPECT_EQ(scene.markers.size(), 4u);
  ASSERT_EQ(scene.legend.key.size(), 4u);
  double share = 0;
  for (const KeyEntry& k : scene.legend.key) share += *k.fraction;
  EXPECT_NEAR(share, 1, 0.05);
  EXPECT_EQ(scene.legend.title, "Himmelblau");
  EXPECT_NE(scene.legend.subtitle.find("300 particles"), std::string::npos);
  EXPECT_NE(scene.legend.subtitle.find("step 60"), std::string::npos);
}

TEST_F(Run, OptionsReachTheScene) {
  Explorer e = explorer();
  e.update(0.01);
  constexpr std::pair<Option, bool Layers::*> switches[] = {{Option::kTrails, &Layers::trails},
                                                            {Option::kParticles, &Layers::particles},
                                                            {Option::kContours, &Layers::contours},
                                                            {Option::kAxes, &Layers::axes},
                                                            {Option::kWireframe, &Layers::wireframe}};
  for (const auto& [option, layer] : switches) {
    const Layers before = e.scene().layers;
    e.carry_out(command::Toggle{option});
    const Layers after = e.scene().layers;
    for (const auto& [other, its_layer] : switches)
      EXPECT_EQ(after.*its_layer != before.*its_layer, other == option) << name(option) << " " << name(other);
  }
  e.carry_out(command::Toggle{Option::kLightTheme});
  e.carry_out(command::SetColorMap{ColorMap::kMagma});
  const Scene scene = e.scene();
  EXPECT_EQ(scene.theme, ThemeName::kLight);
  EXPECT_EQ(scene.color_map, ColorMap::kMagma);
}

TEST(Describe, SaysWhatDiffersFromTheDefaults) {
  EXPECT_EQ(describe("SGD", {"sgd"}), "SGD");
  EXPECT_EQ(describe("SGD", {"sgd", {{"momentum", 0.94}, {"nesterov", 1}}}),
            "SGD, momentum 0.94, nesterov 1");
}

}  // namespace
}  // namespace thalweg::viewer

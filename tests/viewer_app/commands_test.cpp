// SPDX-License-Identifier: MIT
#include "viewer/app/commands.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "engine/registry.h"

namespace thalweg::viewer {
namespace {

SessionState fresh() { return make_session(explorer_spec(), {}); }

TEST(Commands, PlayingIsToggled) {
  SessionState state = fresh();
  EXPECT_TRUE(state.playing);
  apply(state, command::TogglePlay{});
  EXPECT_FALSE(state.playing);
  apply(state, command::TogglePlay{});
  EXPECT_TRUE(state.playing);
}

TEST(Commands, AStepPausesAndCounts) {
  SessionState state = fresh();
  apply(state, command::StepOnce{});
  apply(state, command::StepOnce{});
  EXPECT_FALSE(state.playing);
  EXPECT_EQ(state.single_steps, 2);
}

TEST(Commands, SpeedStaysBetweenItsEnds) {
  SessionState state = fresh();
  apply(state, command::SetSpeed{1e9});
  EXPECT_EQ(state.speed, kFastest);
  apply(state, command::SetSpeed{0});
  EXPECT_EQ(state.speed, kSlowest);
}

TEST(Commands, SeekingStaysInsideTheRunAndPauses) {
  SessionState state = fresh();
  apply(state, command::Seek{10'000'000});
  EXPECT_EQ(state.seek, state.spec.steps);
  EXPECT_FALSE(state.playing);
  apply(state, command::Seek{-5});
  EXPECT_EQ(state.seek, 0);
}

TEST(Commands, AnotherSurfaceBringsItsOwnDomainStartRateAndHeights) {
  SessionState state = fresh();
  state.spec.domain = Box{0, 1, 0, 1};
  state.spec.start = {StartKind::point, 0.5, 0.5, {}};
  apply(state, command::Choose{Slot::kSurface, "sphere"});
  EXPECT_EQ(state.spec.surface, Choice{"sphere"});
  EXPECT_FALSE(state.spec.domain);
  EXPECT_EQ(state.spec.lr, find_surface("sphere").info.lr.gradient * (1 - 0.94));
  EXPECT_EQ(state.spec.start, Start{});
  EXPECT_EQ(state.heights, HeightChoice{});
  apply(state, command::Choose{Slot::kSurface, "himmelblau"});
  EXPECT_EQ(state.heights.scale, HeightScale::kLog);
}

TEST(Commands, AnotherOptimizerKeepsTheSurfaceAndDropsTheRate) {
  SessionState state = fresh();
  apply(state, command::Choose{Slot::kOptimizer, "adam"});
  EXPECT_EQ(state.spec.optimizer, Choice{"adam"});
  EXPECT_EQ(state.spec.surface, Choice{"himmelblau"});
  EXPECT_FALSE(state.spec.lr);
}

TEST(Commands, AnUnknownNameChangesNothing) {
  SessionState state = fresh();
  const SessionState before = state;
  EXPECT_THROW(apply(state, command::Choose{Slot::kOptimizer, "adamm"}), InputError);
  EXPECT_EQ(state.spec, before.spec);
  EXPECT_EQ(state.restarts, before.restarts);
}

TEST(Commands, WhateverChangesTheRunStartsItAgainAndNothingElseDoes) {
  const std::vector<Command> changing = {command::SetParameter{Slot::kOptimizer, "momentum", 0.5},
                                         command::SetRate{0.01},
                                         command::SetParticles{7},
                                         command::SetSteps{9},
                                         command::SetSeed{3},
                                         command::SetStart{{StartKind::grid}},
                                         command::Choose{Slot::kNoise, "gaussian"},
                                         command::Choose{Slot::kSchedule, "cosine"},
                                         command::DropAt{{1, 1}}};
  for (const Command& command : changing) {
    SessionState state = fresh();
    apply(state, command);
    EXPECT_EQ(state.restarts, 1u) << command.index();
    EXPECT_EQ(state.undo.size(), 1u) << command.index();
    apply(state, command);  // the same again is no change
    EXPECT_EQ(state.restarts, 1u) << command.index();
  }
  const std::vector<Command> showing = {command::Toggle{Option::kTrails}, command::SetSpeed{2},
                                        command::SetColorMap{ColorMap::kMagma}, command::HomeView{},
                                        command::TogglePlay{}};
  for (const Command& command : showing) {
    SessionState state = fresh();
    apply(state, command);
    EXPECT_EQ(state.restarts, 0u) << command.index();
    EXPECT_TRUE(state.undo.empty()) << command.index();
  }
}

TEST(Commands, UndoGoesBackAndRedoForward) {
  SessionState state = fresh();
  const RunSpec first = state.spec;
  apply(state, command::SetSeed{2});
  apply(state, command::SetParticles{50});
  const RunSpec last = state.spec;
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec.particles, first.particles);
  EXPECT_EQ(state.spec.seed, 2u);
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec, first);
  apply(state, command::Undo{});  // nothing left
  EXPECT_EQ(state.spec, first);
  apply(state, command::Redo{});
  apply(state, command::Redo{});
  EXPECT_EQ(state.spec, last);
}

TEST(Commands, ADragOfOneSliderIsUndoneAtOnce) {
  SessionState state = fresh();
  const RunSpec first = state.spec;
  for (const double lr : {1e-3, 2e-3, 3e-3}) apply(state, command::SetRate{lr});
  apply(state, command::SetParameter{Slot::kOptimizer, "momentum", 0.1});
  apply(state, command::SetParameter{Slot::kOptimizer, "dampening", 0.1});
  EXPECT_EQ(state.undo.size(), 3u);
  for (int i = 0; i < 3; i++) apply(state, command::Undo{});
  EXPECT_EQ(state.spec, first);
}

TEST(Commands, ANewEditForgetsWhatWasUndone) {
  SessionState state = fresh();
  apply(state, command::SetSeed{2});
  apply(state, command::Undo{});
  apply(state, command::SetParticles{50});
  apply(state, command::Redo{});
  EXPECT_EQ(state.spec.seed, explorer_spec().seed);
  EXPECT_EQ(state.spec.particles, 50);
}

TEST(Commands, UndoIsBounded) {
  SessionState state = fresh();
  for (u64 seed = 2; seed < 2 * kMostUndo; seed++) {
    apply(state, command::SetSeed{seed});
    state.last_edit.clear();
  }
  EXPECT_EQ(state.undo.size(), kMostUndo);
}

TEST(Commands, ADropStartsASmallCloudThereAndPlays) {
  SessionState state = fresh();
  state.playing = false;
  apply(state, command::DropAt{{1.5, -2}});
  EXPECT_EQ(state.spec.start.kind, StartKind::normal);
  EXPECT_EQ(state.spec.start.x, 1.5);
  EXPECT_EQ(state.spec.start.y, -2);
  EXPECT_EQ(state.spec.start.sigma, kDropSigma * 10);  // Himmelblau's domain is 10 wide
  EXPECT_TRUE(state.playing);
}

TEST(Commands, TheFlatMapIsSeenFromAboveAndLosesItsRelief) {
  SessionState state = fresh();
  apply(state, command::Toggle{Option::kFlat});
  tick(state, kMoveSeconds);
  EXPECT_EQ(state.relief, 0);
  EXPECT_EQ(state.camera, flat_camera());
  apply(state, command::Toggle{Option::kFlat});
  tick(state, kMoveSeconds);
  EXPECT_EQ(state.relief, 1);
  EXPECT_EQ(state.camera, home_camera());
}

TEST(Commands, ACameraMovesAtOnceOrSmoothly) {
  SessionState state = fresh();
  Camera there = home_camera();
  there.azimuth = 80;
  apply(state, command::MoveCamera{there});
  EXPECT_EQ(state.camera, there);
  apply(state, command::HomeView{});
  EXPECT_EQ(state.camera, there);
  EXPECT_EQ(camera_goal(state), home_camera());
  tick(state, kMoveSeconds / 2);
  EXPECT_LT(state.camera.azimuth, there.azimuth);
  EXPECT_GT(state.camera.azimuth, home_camera().azimuth);
  tick(state, kMoveSeconds);
  EXPECT_EQ(state.camera, home_camera());
  EXPECT_FALSE(state.move);
}

TEST(Session, NumbersAreGroupedByThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(12345678), "12,345,678");
  EXPECT_EQ(grouped(-1000), "-1,000");
  EXPECT_EQ(grouped(-999), "-999");
}

TEST(Session, APoseIsACameraWithinItsLimits) {
  EXPECT_EQ(camera_of({}), home_camera());
  EXPECT_DOUBLE_EQ(camera_of({36, 41, 2}).distance, home_camera().distance / 2);
  EXPECT_EQ(camera_of({36, 41, 1e6}).distance, kNearest);
  EXPECT_EQ(camera_of({36, -10, 1}).elevation, kLowestElevation);
}

}  // namespace
}  // namespace thalweg::viewer

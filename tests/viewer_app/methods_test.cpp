// SPDX-License-Identifier: MIT
// The methods that are compared, as state and commands.
#include "viewer/app/methods.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/error.h"
#include "engine/plan.h"

namespace thalweg::viewer {
namespace {

SessionState fresh(int rivals = 0) {
  SessionState state = make_session(explorer_spec(), {});
  for (int i = 0; i < rivals; i++) apply(state, command::AddRival{});
  return state;
}

std::vector<std::string> names(const SessionState& state) {
  std::vector<std::string> all;
  for (int m = 0; m <= int(state.rivals.size()); m++) all.push_back(method_spec(state, m).optimizer.name);
  return all;
}

TEST(Methods, EachOneAddedIsAnotherWithTheRateThatTheLandscapeRecommends) {
  SessionState state = fresh(kMostMethods - 1);
  std::vector<std::string> all = names(state);
  ASSERT_EQ(all.size(), std::size_t(kMostMethods));
  EXPECT_EQ(all[0], "sgd");
  for (const Rival& rival : state.rivals) {
    RunSpec alone;  // the plan's own default; none of these has momentum
    alone.optimizer = rival.optimizer;
    EXPECT_EQ(rival.lr, make_plan(alone).spec.lr) << rival.optimizer.name;
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

TEST(Methods, ShareEverythingButTheMethod) {
  SessionState state = fresh(1);
  apply(state, command::SetSeed{77});
  apply(state, command::SetParticles{123});
  apply(state, command::DropAt{{1, 2}});
  apply(state, command::Choose{Slot::kNoise, "gaussian"});
  apply(state, command::SetClipNorm{3.0});
  RunSpec rival = method_spec(state, 1);
  EXPECT_EQ(rival.optimizer.name, "adam");
  rival.optimizer = state.spec.optimizer;
  rival.lr = state.spec.lr;
  EXPECT_EQ(rival, state.spec);
}

TEST(Methods, SixAtMost) {
  SessionState state = fresh(kMostMethods - 1);
  const std::vector<Rival> before = state.rivals;
  const u64 restarts = state.restarts;
  EXPECT_THROW(apply(state, command::AddRival{}), InputError);
  EXPECT_EQ(state.rivals, before);
  EXPECT_EQ(state.restarts, restarts);
  EXPECT_THROW(apply(state, command::SetSpec{state.spec, std::vector<Rival>(6)}), InputError);
  EXPECT_EQ(state.rivals, before);
}

TEST(Methods, ACommandChangesTheMethodThatItNamesAndNoOther) {
  const std::vector<Command> own = {
      command::Choose{Slot::kOptimizer, "lion", 2}, command::Choose{Slot::kSchedule, "cosine", 2},
      command::SetParameter{Slot::kOptimizer, "alpha", 0.5, 2}, command::SetRate{0.125, 2}};
  for (const Command& command : own) {
    SessionState state = fresh(3);
    const SessionState before = state;
    apply(state, command);
    EXPECT_EQ(state.spec, before.spec);
    EXPECT_EQ(state.rivals[0], before.rivals[0]);
    EXPECT_NE(state.rivals[1], before.rivals[1]);
    EXPECT_EQ(state.rivals[2], before.rivals[2]);
    EXPECT_EQ(state.restarts, before.restarts + 1);
    apply(state, command::Undo{});
    EXPECT_EQ(state.rivals, before.rivals);
  }
}

TEST(Methods, AnotherOptimizerOfARivalDropsItsRate) {
  SessionState state = fresh(1);
  apply(state, command::Choose{Slot::kOptimizer, "lion", 1});
  EXPECT_EQ(state.rivals[0].optimizer, Choice{"lion"});
  EXPECT_FALSE(state.rivals[0].lr);
}

TEST(Methods, OneThatDoesNotExistIsRefused) {
  SessionState state = fresh(1);
  for (const int method : {-1, 2, 100}) {
    EXPECT_THROW(apply(state, command::SetRate{0.1, method}), InputError);
    EXPECT_THROW(apply(state, command::RemoveMethod{method}), InputError);
    apply(state, command::ToggleMethod{method});
    EXPECT_EQ(state.hidden, SessionState().hidden);
  }
}

TEST(Methods, NoiseAndLandscapeAreThoseOfAll) {
  SessionState state = fresh(1);
  apply(state, command::Choose{Slot::kNoise, "gaussian", 1});
  EXPECT_EQ(state.spec.noise.name, "gaussian");
  EXPECT_EQ(method_spec(state, 1).noise.name, "gaussian");
}

TEST(Methods, AnotherLandscapeBringsItsRatesToAll) {
  SessionState state = fresh(2);
  apply(state, command::Choose{Slot::kSurface, "rosenbrock"});
  for (int m = 1; m <= 2; m++) {
    RunSpec alone = method_spec(state, m);
    const std::optional<double> rate = alone.lr;
    alone.lr.reset();
    EXPECT_EQ(rate, make_plan(alone).spec.lr) << m;  // these have no momentum
  }
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec.surface.name, "himmelblau");
  EXPECT_EQ(state.rivals, fresh(2).rivals);
}

TEST(Methods, AddingAndRemovingAreUndoneAndRedone) {
  SessionState state = fresh();
  apply(state, command::AddRival{});
  apply(state, command::AddRival{Rival{.optimizer = {"lion"}, .lr = 0.5}});
  const std::vector<Rival> both = state.rivals;
  apply(state, command::RemoveMethod{1});
  ASSERT_EQ(state.rivals.size(), 1u);
  EXPECT_EQ(state.rivals[0], both[1]);
  apply(state, command::Undo{});
  EXPECT_EQ(state.rivals, both);
  apply(state, command::Undo{});
  apply(state, command::Undo{});
  EXPECT_TRUE(state.rivals.empty());
  EXPECT_EQ(state.spec, explorer_spec());
  for (int i = 0; i < 3; i++) apply(state, command::Redo{});
  EXPECT_EQ(state.rivals, std::vector<Rival>{both[1]});
}

TEST(Methods, WhenTheFirstGoesTheNextTakesItsPlace) {
  SessionState state = fresh(2);
  const RunSpec first = method_spec(state, 0), second = method_spec(state, 1), third = method_spec(state, 2);
  apply(state, command::RemoveMethod{0});
  ASSERT_EQ(state.rivals.size(), 1u);
  EXPECT_EQ(method_spec(state, 0), second);
  EXPECT_EQ(method_spec(state, 1), third);
  apply(state, command::Undo{});
  EXPECT_EQ(method_spec(state, 0), first);
  apply(state, command::RemoveMethod{0});
  apply(state, command::RemoveMethod{0});
  EXPECT_EQ(state.spec, third);
  apply(state, command::RemoveMethod{0});  // the last one stays
  EXPECT_EQ(state.spec, third);
}

TEST(Methods, HiddenOnesRunOnAndStayHiddenWhenOthersComeAndGo) {
  SessionState state = fresh(2);
  const u64 restarts = state.restarts;
  apply(state, command::ToggleMethod{2});
  EXPECT_EQ(state.hidden, (std::array<bool, kMostMethods>{false, false, true}));
  EXPECT_EQ(state.restarts, restarts);
  apply(state, command::AddRival{});
  EXPECT_EQ(state.hidden, (std::array<bool, kMostMethods>{false, false, true}));
  apply(state, command::RemoveMethod{0});
  EXPECT_EQ(state.hidden, (std::array<bool, kMostMethods>{false, true}));
  apply(state, command::RemoveMethod{1});
  EXPECT_EQ(state.hidden, (std::array<bool, kMostMethods>{}));
  apply(state, command::ToggleMethod{1});
  apply(state, command::Undo{});  // three again: nobody knows which were hidden then
  EXPECT_EQ(state.hidden, (std::array<bool, kMostMethods>{}));
}

TEST(Methods, TheOnlyOneCannotBeHidden) {
  SessionState state = fresh();
  apply(state, command::ToggleMethod{0});
  EXPECT_FALSE(state.hidden[0]);
}

TEST(Methods, ColoursFollowTheComparisonUnlessTheyAreChosen) {
  SessionState state = fresh();
  EXPECT_EQ(coloring_of(state), Coloring::kDestination);
  apply(state, command::AddRival{});
  EXPECT_EQ(coloring_of(state), Coloring::kMethod);
  apply(state, command::SetColoring{Coloring::kDestination});
  apply(state, command::AddRival{});
  EXPECT_EQ(coloring_of(state), Coloring::kDestination);
  apply(state, command::SetColoring{});
  EXPECT_EQ(coloring_of(state), Coloring::kMethod);
}

TEST(Methods, DraggingTheSameSliderOfTwoMethodsMakesTwoEdits) {
  SessionState state = fresh(1);
  const std::size_t before = state.undo.size();
  apply(state, command::SetRate{0.1, 1});
  apply(state, command::SetRate{0.2, 1});
  EXPECT_EQ(state.undo.size(), before + 1);
  apply(state, command::SetRate{0.3, 0});
  EXPECT_EQ(state.undo.size(), before + 2);
}

}  // namespace
}  // namespace thalweg::viewer

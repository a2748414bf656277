// SPDX-License-Identifier: MIT
// Surfaces, problems and formulas as the explorer's user chooses them: commands and state, without a window.
#include "viewer/app/landscape_choice.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/commands.h"

namespace thalweg::viewer {
namespace {

SessionState fresh() { return make_session(explorer_spec(), {}); }

SessionState with_formula(const std::string& text) {
  SessionState state = fresh();
  apply(state, command::SetFormula{text});
  return state;
}

TEST(LandscapeChoice, AFormulaIsDescendedWithARateThatSuitsIt) {
  SessionState state = with_formula("50*x^2 + 50*y^2");
  EXPECT_EQ(state.spec.kind, LandscapeKind::formula);
  EXPECT_EQ(state.spec.formula, "50*x^2 + 50*y^2");
  EXPECT_EQ(state.spec.lr, 0.01 * (1 - 0.94));  // 1 / curvature, times 1 - momentum
  EXPECT_EQ(state.restarts, 1u);
  EXPECT_EQ(state.undo.size(), 1u);
}

TEST(LandscapeChoice, AWrongFormulaChangesNothingAndSaysWhere) {
  SessionState state = with_formula("x^2 + y^2");
  const SessionState before = state;
  try {
    apply(state, command::SetFormula{"x^2 + sinn(y)"});
    FAIL() << "was accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("position 7"), std::string::npos) << error.what();
  }
  EXPECT_EQ(state.spec, before.spec);
  EXPECT_EQ(state.restarts, before.restarts);
  EXPECT_EQ(state.undo.size(), before.undo.size());
}

TEST(LandscapeChoice, WhatIsTypedAtOneSittingIsUndoneTogether) {
  SessionState state = fresh();
  const RunSpec first = state.spec;
  for (const char* text : {"x", "x^2", "x^2 + y^2"}) apply(state, command::SetFormula{text, 1});
  apply(state, command::SetFormula{"x^2 + y^4", 2});
  EXPECT_EQ(state.undo.size(), 2u);
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec.formula, "x^2 + y^2");
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec, first);
  apply(state, command::Redo{});
  apply(state, command::Redo{});
  EXPECT_EQ(state.spec.formula, "x^2 + y^4");
}

TEST(LandscapeChoice, SlidersKeepTheirValuesUntilTheTextGivesThemAnother) {
  SessionState state = with_formula("a = 1 : 0..10; a*x^2 + y^2");
  apply(state, command::SetParameter{Slot::kSurface, "a", 7});
  apply(state, command::SetFormula{"a = 1 : 0..10; a*x^4 + y^2"});
  EXPECT_EQ(state.spec.surface, (Choice{"formula", {{"a", 7}}}));
  apply(state, command::SetFormula{"a = 1 : 0..5; a*x^4 + y^2"});  // a shorter slider
  EXPECT_EQ(state.spec.surface, (Choice{"formula", {{"a", 5}}}));
  apply(state, command::SetFormula{"a = 2 : 0..5; a*x^4 + y^2"});  // another default
  EXPECT_EQ(state.spec.surface, Choice{"formula"});
  apply(state, command::SetParameter{Slot::kSurface, "a", 3});
  apply(state, command::SetFormula{"x^4 + y^2"});  // no slider
  EXPECT_EQ(state.spec.surface, Choice{"formula"});
}

TEST(LandscapeChoice, TheDomainStaysAsLongAsItFits) {
  SessionState state = with_formula("x^2 + y^2");
  const Domain domain(Box{-1, 2, -3, 4});
  apply(state, command::SetDomain{domain});
  apply(state, command::SetFormula{"x^2 + 2*y^2"});
  EXPECT_EQ(state.spec.domain, domain);
  apply(state, command::SetFormula{"x^2 + y^2 + z^2"});
  EXPECT_FALSE(state.spec.domain);
  EXPECT_THROW(apply(state, command::SetDomain{domain}), InputError);  // two weights of three
  apply(state, command::SetFormula{"w^2"});
  EXPECT_EQ(weights(make_landscape(state.spec)), 1);
}

TEST(LandscapeChoice, AnEmptyDomainIsRefused) {
  SessionState state = with_formula("x^2 + y^2");
  const RunSpec before = state.spec;
  EXPECT_THROW(apply(state, command::SetDomain{Domain(Box{1, 1, 0, 2})}), InputError);
  EXPECT_EQ(state.spec, before);
}

TEST(LandscapeChoice, AFormulaBeginsWithThatOfTheSurface) {
  SessionState state = fresh();
  apply(state, command::ChooseKind{LandscapeKind::formula});
  EXPECT_EQ(state.spec.kind, LandscapeKind::formula);
  const Landscape himmelblau = make_landscape({"himmelblau"}), typed = make_landscape(state.spec);
  EXPECT_EQ(typed.domain, himmelblau.domain);
  EXPECT_NEAR(value(typed, {1, -2}), value(himmelblau, {1, -2}), 1e-12 * value(himmelblau, {1, -2}));
}

TEST(LandscapeChoice, OfEverySurfaceAFormulaBeginsWithWhatCanBeTyped) {
  for (const SurfaceEntry& e : surfaces()) {
    RunSpec present;
    present.surface = {e.info.name};
    const RunSpec spec = first_landscape(LandscapeKind::formula, present);
    EXPECT_NO_THROW(make_landscape(spec)) << e.info.name;
    EXPECT_TRUE(spec.formula == e.info.formula || spec.formula == kFirstFormula) << e.info.name;
  }
}

TEST(LandscapeChoice, EveryKindRemembersWhatItWas) {
  SessionState state = fresh();
  apply(state, command::ChooseKind{LandscapeKind::problem});
  EXPECT_EQ(state.spec.kind, LandscapeKind::problem);
  apply(state, command::Choose{Slot::kProblem, "logistic"});
  apply(state, command::SetParameter{Slot::kProblem, "l2", 0.5});
  apply(state, command::ChooseKind{LandscapeKind::formula});
  apply(state, command::SetFormula{"x^2 + y^2"});
  apply(state, command::ChooseKind{LandscapeKind::surface});
  EXPECT_EQ(state.spec.surface, Choice{"himmelblau"});
  apply(state, command::ChooseKind{LandscapeKind::problem});
  EXPECT_EQ(state.spec.surface, (Choice{"logistic", {{"l2", 0.5}}}));
  apply(state, command::ChooseKind{LandscapeKind::formula});
  EXPECT_EQ(state.spec.formula, "x^2 + y^2");
}

TEST(LandscapeChoice, EveryProblemCanBeChosenFromEveryKind) {
  for (const ProblemEntry& p : problems())
    for (const LandscapeKind kind :
         {LandscapeKind::surface, LandscapeKind::problem, LandscapeKind::formula}) {
      SessionState state = fresh();
      apply(state, command::ChooseKind{kind});
      apply(state, command::Choose{Slot::kProblem, p.info.name});
      EXPECT_EQ(state.spec.kind, LandscapeKind::problem);
      EXPECT_NO_THROW(make_plan(state.spec)) << p.info.name;
      apply(state, command::Choose{Slot::kSurface, "ackley"});
      EXPECT_EQ(state.spec.kind, LandscapeKind::surface);
      EXPECT_NO_THROW(make_plan(state.spec)) << p.info.name;
    }
}

TEST(LandscapeChoice, MinibatchesEndWithTheDataTheyAreTakenFrom) {
  SessionState state = fresh();
  apply(state, command::ChooseKind{LandscapeKind::problem});
  apply(state, command::Choose{Slot::kNoise, "minibatch"});
  apply(state, command::Choose{Slot::kProblem, "logistic"});
  EXPECT_EQ(state.spec.noise.name, "minibatch");
  apply(state, command::ChooseKind{LandscapeKind::formula});
  EXPECT_EQ(state.spec.noise, Choice{"none"});
  apply(state, command::Undo{});
  EXPECT_EQ(state.spec.noise.name, "minibatch");
  EXPECT_NO_THROW(make_plan(state.spec));
}

TEST(LandscapeChoice, ScalingBringsItsOwnDomainAndRate) {
  SessionState state = fresh();
  apply(state, command::Choose{Slot::kProblem, "line_fit"});
  const std::optional<double> lr = state.spec.lr;
  apply(state, command::SetDomain{Domain(Box{0, 1, 0, 1})});
  apply(state, command::SetScaling{Scaling::standard});
  EXPECT_EQ(state.spec.scaling, Scaling::standard);
  EXPECT_FALSE(state.spec.domain);
  EXPECT_NE(state.spec.lr, lr);
}

TEST(LandscapeChoice, LaterSchedulesAndClipsSurviveEveryOtherEdit) {
  SessionState state = fresh();
  state.spec.then = {{100, {"cosine"}}, {500, {"constant"}}};
  apply(state, command::SetClipNorm{2});
  apply(state, command::SetClipValue{3});
  for (const Command& c : std::vector<Command>{
           command::Choose{Slot::kSchedule, "linear"}, command::Choose{Slot::kOptimizer, "adam"},
           command::Choose{Slot::kSurface, "ackley"}, command::ChooseKind{LandscapeKind::problem},
           command::SetFormula{"x^2 + y^2"}, command::SetRate{0.1}, command::DropAt{{1, 1}}})
    apply(state, c);
  EXPECT_EQ(state.spec.then.size(), 2u);
  EXPECT_EQ(state.spec.clip_norm, 2);
  EXPECT_EQ(state.spec.clip_value, 3);
  apply(state, command::RemoveSchedule{100});
  ASSERT_EQ(state.spec.then.size(), 1u);
  EXPECT_EQ(state.spec.then[0].from, 500);
  apply(state, command::SetClipNorm{});
  EXPECT_FALSE(state.spec.clip_norm);
}

TEST(LandscapeChoice, ADropHasAsManyCoordinatesAsThereAreWeights) {
  SessionState state = with_formula("w^2");
  apply(state, command::DropAt{{0.5, 3, 4}});
  EXPECT_EQ(state.spec.start.x, 0.5);
  EXPECT_FALSE(state.spec.start.y || state.spec.start.z);
  EXPECT_NO_THROW(make_plan(state.spec));
  apply(state, command::SetFormula{"x^2 + y^2 + z^2"});
  EXPECT_EQ(state.spec.start, Start{});  // the old point means nothing there
  apply(state, command::DropAt{{1, 2, 3}});
  EXPECT_EQ(state.spec.start.z, 3);
  EXPECT_NO_THROW(make_plan(state.spec));
}

TEST(LandscapeChoice, HeightsFollowTheLandscapeButNotEveryKeystroke) {
  SessionState state = with_formula("x^2 + y^2");
  EXPECT_EQ(state.heights.scale, HeightScale::kLinear);
  apply(state, command::ToggleLogHeights{});
  apply(state, command::SetFormula{"x^2 + 2*y^2"});
  EXPECT_EQ(state.heights.scale, HeightScale::kLog);  // as the user wants it
  apply(state, command::SetFormula{"(x^2 + y - 11)^2 + (x + y^2 - 7)^2"});
  EXPECT_EQ(state.heights.scale, HeightScale::kLog);
  apply(state, command::SetFormula{"sin(x)*sin(y)"});
  EXPECT_EQ(state.heights.scale, HeightScale::kLinear);
  apply(state, command::Undo{});  // all of one session
  EXPECT_EQ(state.spec.kind, LandscapeKind::surface);
  EXPECT_EQ(state.heights.scale, HeightScale::kLog);  // Himmelblau's
}

// The median over [-1, 1]^2 of x^2 + y^2 is 2 / pi, a third of its range of 2; that of its cube is (2 / pi)^3
// of 8.
TEST(LandscapeChoice, LogarithmicHeightsAreForLandscapesThatAreMostlyLow) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.domain = Domain(Box{-1, 1, -1, 1});
  spec.formula = "x^2 + y^2";
  EXPECT_FALSE(prefers_log(spec));
  spec.formula = "(x^2 + y^2)^3";
  EXPECT_TRUE(prefers_log(spec));
}

TEST(LandscapeChoice, TitlesAreShortAndShowTheSlidersValues) {
  const auto title = [](const std::string& text, Choice parameters = {"formula"}) {
    RunSpec spec;
    spec.kind = LandscapeKind::formula;
    spec.surface = std::move(parameters);
    spec.formula = text;
    return landscape_title(spec, make_landscape(spec));
  };
  EXPECT_EQ(title("x^2 + y^2"), "x^2 + y^2");
  EXPECT_EQ(title("a = 1 : 0..10;\n a*x^2 + y^2;"), "a*x^2 + y^2, a = 1");
  EXPECT_EQ(title("a = 1 : 0..10; a*x^2", {"formula", {{"a", 2.5}}}), "a*x^2, a = 2.5");
  EXPECT_EQ(title("r = hypot(x, y); r^2"), "r = hypot(x, y); r^2");
  std::string sum = "x";
  while (sum.size() < 100) sum += " + y";
  EXPECT_EQ(title(sum), sum.substr(0, kLongestTitle - 1) + "\u2026");
  RunSpec spec;
  EXPECT_EQ(landscape_title(spec, make_landscape(spec)), "Himmelblau");
}

TEST(FormulaCheck, FindsNothingWrongWithWhatIsRight) {
  for (const char* text : {"x^2", "x + y", "w", "x*y*z", kFirstFormula})
    EXPECT_FALSE(check_formula(text, 30)) << text;
}

TEST(FormulaCheck, TheCaretStandsBelowTheCharacter) {
  const auto trouble = check_formula("x^2 + sinn(y)", 30);
  ASSERT_TRUE(trouble);
  EXPECT_EQ(trouble->excerpt, "x^2 + sinn(y)");
  EXPECT_EQ(trouble->column, 6u);
  EXPECT_EQ(trouble->sentence.substr(0, 10), "position 7");
}

TEST(FormulaCheck, ExcerptsAreNeverLongerThanTheirColumnAndShowTheCharacter) {
  for (std::size_t before = 0; before < 60; before++)
    for (const std::size_t columns : {8u, 20u, 33u}) {
      // $ is wrong wherever it stands.
      std::string text;
      while (text.size() < before) text += "x+";
      const std::size_t at = text.size();
      const auto trouble = check_formula(text + "$+y+x+y+x+y+x", columns);
      ASSERT_TRUE(trouble);
      EXPECT_LE(trouble->excerpt.size(), columns);
      ASSERT_LT(trouble->column, trouble->excerpt.size());
      EXPECT_EQ(trouble->excerpt[trouble->column], '$') << at;
    }
}

TEST(FormulaCheck, TheEndOfATextHasAPlaceToo) {
  for (const char* text : {"", "x +", "(x", "a = 1 : 0..10;"}) {
    const auto trouble = check_formula(text, 12);
    ASSERT_TRUE(trouble) << text;
    EXPECT_LE(trouble->column, trouble->excerpt.size()) << text;
  }
  const auto lines = check_formula("x +\n\u03b1", 30);
  ASSERT_TRUE(lines);
  EXPECT_EQ(lines->excerpt.substr(0, 4), "x + ");  // line breaks are blanks
}

}  // namespace
}  // namespace thalweg::viewer

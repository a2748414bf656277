// SPDX-License-Identifier: MIT
#include "viewer/app/lesson_session.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "small_lesson.h"
#include "viewer/app/lesson_keys.h"
#include "viewer/app/lesson_layout.h"

namespace thalweg::viewer {
namespace {

using namespace lesson_command;

class LessonTest : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  lessons::Lesson lesson_ = test::small_lesson();
  LessonSession session_{lesson_, {*backend_}, {}, 5};

  void press(int key, bool control = false) {
    const auto wish = lesson_wish({platform::Key(key), true, false, {.control = control}}, session_);
    ASSERT_TRUE(wish) << key;
    ASSERT_TRUE(std::holds_alternative<LessonCommand>(*wish)) << key;
    session_.carry_out(std::get<LessonCommand>(*wish));
  }
};

TEST_F(LessonTest, BeginsUnansweredAtTheFirstPage) {
  EXPECT_EQ(session_.number(), 0);
  EXPECT_EQ(session_.pages(), 4);
  EXPECT_FALSE(session_.answered());
  EXPECT_EQ(session_.state().values, (Values{2, 0}));
}

TEST_F(LessonTest, PagesAreClampedAndTheLastIsWhatToRemember) {
  session_.carry_out(GoTo{99});
  EXPECT_TRUE(session_.at_end());
  EXPECT_EQ(session_.figure(), nullptr);
  EXPECT_EQ(session_.scene(), nullptr);
  session_.carry_out(Answer{0, 0});  // nothing to answer there
  session_.carry_out(GoTo{-3});
  EXPECT_EQ(session_.number(), 0);
}

TEST_F(LessonTest, AnAimIsJudgedByTheControls) {
  session_.carry_out(Answer{0, 0});
  ASSERT_TRUE(session_.state().answers[0]);
  EXPECT_FALSE(session_.state().answers[0]->right);
  session_.carry_out(SetValue{0, 7});
  EXPECT_FALSE(session_.state().answers[0]);  // what was said is no longer true
  session_.carry_out(Answer{0, 0});
  EXPECT_TRUE(session_.state().answers[0]->right);
  EXPECT_EQ(session_.state().answers[0]->score, 100);
}

TEST_F(LessonTest, AWrongChoiceSaysWhyAndCanBeTakenBack) {
  session_.carry_out(Answer{1, 0});
  EXPECT_FALSE(session_.state().answers[1]->right);
  EXPECT_EQ(session_.state().answers[1]->text, "No.");
  session_.carry_out(TryAgain{1});
  EXPECT_FALSE(session_.state().answers[1]);
  session_.carry_out(Answer{1, 1});
  EXPECT_TRUE(session_.state().answers[1]->right);
  EXPECT_EQ(session_.state().answers[1]->text, "Yes.");
}

TEST_F(LessonTest, ANumberMayBeOffByItsTolerance) {
  for (const auto& [typed, right] :
       {std::pair(0.25, true), {0.259, true}, {0.241, true}, {0.262, false}, {NAN, false}}) {
    session_.carry_out(Answer{2, typed});
    EXPECT_EQ(session_.state().answers[2]->right, right) << typed;
  }
}

TEST_F(LessonTest, ValuesStayInTheirRange) {
  session_.carry_out(SetValue{0, 1e9});
  EXPECT_EQ(session_.state().values[0], 10);
  session_.carry_out(SetValue{0, -1});
  EXPECT_EQ(session_.state().values[0], 0);
  session_.carry_out(SetValue{7, 1});  // there is no such control
  EXPECT_EQ(session_.state().values, (Values{0, 0}));
}

TEST_F(LessonTest, TheFigureFollowsValuesAndAnswers) {
  ASSERT_NE(session_.figure(), nullptr);
  EXPECT_EQ(session_.figure()->readout[0].value, "2");
  EXPECT_EQ(session_.figure()->readout[1].value, "no");
  session_.carry_out(SetValue{0, 7});
  EXPECT_EQ(session_.figure()->readout[0].value, "7");
  for (int k = 0; k < 3; k++) session_.carry_out(Answer{k, 0});
  EXPECT_EQ(session_.figure()->readout[1].value, "yes");
}

TEST_F(LessonTest, TheClockRunsToItsEndAndBeginsAgain) {
  session_.carry_out(GoTo{1});
  EXPECT_TRUE(session_.settled());
  session_.carry_out(TogglePlay{});
  EXPECT_FALSE(session_.settled());
  session_.update(0.5);
  EXPECT_DOUBLE_EQ(session_.state().values[0], 1);  // two per second
  session_.update(5);
  EXPECT_EQ(session_.state().values[0], 3);
  EXPECT_TRUE(session_.settled());
  session_.carry_out(TogglePlay{});
  EXPECT_EQ(session_.state().values[0], 0);
  session_.carry_out(GoTo{0});
  session_.carry_out(GoTo{1});
  EXPECT_TRUE(session_.settled());  // leaving stops it
}

TEST_F(LessonTest, ResetForgetsValuesAndAnswers) {
  session_.carry_out(SetValue{0, 7});
  session_.carry_out(Answer{0, 0});
  session_.carry_out(Reset{});
  EXPECT_EQ(session_.state().values, (Values{2, 0}));
  EXPECT_FALSE(session_.state().answers[0]);
}

TEST_F(LessonTest, ASceneIsShownWhereAPageHasOne) {
  EXPECT_EQ(session_.scene(), nullptr);
  session_.carry_out(GoTo{2});
  ASSERT_NE(session_.scene(), nullptr);
  EXPECT_EQ(session_.scene()->run.surface.name, "himmelblau");
}

TEST_F(LessonTest, ASeriesCountsFirstAnswersAndStreaks) {
  session_.carry_out(GoTo{3});
  EXPECT_TRUE(session_.is_series());
  EXPECT_EQ(session_.page().title, "Question");
  for (int round = 0; round < 3; round++) {
    session_.carry_out(Answer{0, double(session_.state().seed % 2)});
    EXPECT_TRUE(session_.state().answers[0]->right);
    EXPECT_TRUE(session_.state().playing);  // what was predicted is to be seen
    session_.carry_out(Another{});
  }
  EXPECT_EQ(session_.state().right, 3);
  EXPECT_EQ(session_.state().streak, 3);
  session_.carry_out(Answer{0, double((session_.state().seed + 1) % 2)});
  session_.carry_out(TryAgain{0});
  session_.carry_out(Answer{0, double(session_.state().seed % 2)});  // too late to count
  EXPECT_EQ(session_.state().asked, 4);
  EXPECT_EQ(session_.state().right, 3);
  EXPECT_EQ(session_.state().streak, 0);
}

TEST_F(LessonTest, AnAnsweredQuestionIsThereWhenTheLearnerComesBack) {
  session_.carry_out(GoTo{3});
  session_.carry_out(Another{});
  session_.carry_out(Answer{0, 0});
  session_.carry_out(GoTo{0});
  session_.carry_out(GoTo{3});
  EXPECT_EQ(session_.state().seed, 6u);
  EXPECT_TRUE(session_.state().answers[0]);
}

TEST_F(LessonTest, WhatWasDoneIsNotedAndASeriesGoesOnWhereItWasLeft) {
  session_.carry_out(Answer{1, 1});
  session_.carry_out(GoTo{3});
  session_.carry_out(Answer{0, double(session_.state().seed % 2)});
  const lessons::LessonProgress& noted = session_.progress().lessons.at("small");
  EXPECT_EQ(noted.pages, (std::set<int>{0, 3}));
  EXPECT_TRUE(noted.tasks.at({0, 1}).right);
  EXPECT_EQ(noted.series.at({3, 0}).asked, 1);
  LessonSession later(lesson_, {*backend_}, session_.progress());
  later.carry_out(GoTo{3});
  EXPECT_EQ(later.state().seed, 2u);
  later.carry_out(SetLevel{1});
  EXPECT_EQ(later.state().seed, 1u);  // nothing was asked at that level yet
}

TEST_F(LessonTest, LevelsAreClamped) {
  session_.carry_out(GoTo{3});
  session_.carry_out(SetLevel{9});
  EXPECT_EQ(session_.state().level, 1);
}

TEST_F(LessonTest, AnUnknownLessonIsANotice) {
  session_.carry_out(Open{"smal"});
  EXPECT_NE(session_.notice().find("smal"), std::string::npos);
  EXPECT_EQ(session_.lesson().name, "small");
}

TEST_F(LessonTest, AScriptThatFailsIsANotice) {
  lesson_.pages[0].figure = [](const lessons::Moment&) -> figures::Figure {
    throw InputError("no such thing");
  };
  session_.carry_out(Reset{});
  EXPECT_EQ(session_.figure(), nullptr);
  EXPECT_EQ(session_.notice(), "no such thing");
}

TEST_F(LessonTest, EverythingWorksFromTheKeyboard) {
  using platform::Key;
  press(int(Key::kEnter));  // hands the first task in
  EXPECT_TRUE(session_.state().answers[0]);
  press('1');
  EXPECT_FALSE(session_.state().answers[1]->right);
  press('T');
  EXPECT_FALSE(session_.state().answers[1]);
  press('2');
  EXPECT_TRUE(session_.state().answers[1]->right);
  press(int(Key::kDown));
  EXPECT_EQ(session_.control(), 1);
  press(int(Key::kRight));
  EXPECT_EQ(session_.state().values[1], 1);
  press(int(Key::kUp));
  press(int(Key::kRight));
  EXPECT_DOUBLE_EQ(session_.state().values[0], 2.2);  // a fiftieth of the range
  press(int(Key::kPageDown));
  EXPECT_EQ(session_.number(), 1);
  press(int(Key::kSpace));
  EXPECT_TRUE(session_.state().playing);
  press(int(Key::kPageUp));
  EXPECT_EQ(session_.number(), 0);
  press('R');
  EXPECT_EQ(session_.state().values, (Values{2, 0}));
  session_.carry_out(GoTo{3});
  press('1');
  press(int(Key::kEnter));  // another question
  EXPECT_EQ(session_.state().seed, 6u);
  EXPECT_FALSE(session_.answered());
}

TEST_F(LessonTest, EnterGoesToTheFieldOfANumber) {
  session_.carry_out(SetValue{0, 7});
  session_.carry_out(Answer{0, 0});
  session_.carry_out(Answer{1, 1});
  const auto wish = lesson_wish({platform::Key::kEnter, true, false, {}}, session_);
  ASSERT_TRUE(wish && std::holds_alternative<WindowWish>(*wish));
  EXPECT_EQ(std::get<WindowWish>(*wish), WindowWish::kType);
  session_.carry_out(Answer{2, 0.25});
  press(int(platform::Key::kEnter));
  EXPECT_EQ(session_.number(), 1);
}

TEST_F(LessonTest, KeysOfOptionsThatAreNotThereDoNothing) {
  EXPECT_FALSE(lesson_wish({platform::Key('5'), true, false, {}}, session_));
  EXPECT_FALSE(lesson_wish({platform::Key('R'), false, false, {}}, session_));  // a release
}

TEST(LessonKeys, NoKeyMeansTwoThings) {
  std::set<std::pair<int, bool>> seen;
  for (const LessonKey& key : lesson_keys()) {
    EXPECT_TRUE(seen.insert({int(key.key), key.control}).second) << key.label;
    EXPECT_EQ(*key.label == '\0', *key.meaning == '\0');
  }
}

TEST(LessonLayout, PanelFigureAndSceneShareTheWindow) {
  for (const auto& [w, h] : {std::pair(1280.0, 720.0), {640.0, 480.0}, {3840.0, 2160.0}, {600.0, 900.0}})
    for (const double scale : {1.0, 1.5, 3.0})
      for (const bool figure : {false, true})
        for (const bool scene : {false, true})
          for (const LessonSide side : {LessonSide::kScene, LessonSide::kFigure}) {
            const LessonLayout l = lay_out_lesson(w, h, scale, figure, scene, side);
            EXPECT_LE(l.panel.width, 0.5 * w + 1);
            const bool drawn = l.figure.width > 0, both = l.scene.scene_right > 0;
            EXPECT_EQ(drawn, figure && (!scene || side == LessonSide::kFigure || both));
            EXPECT_LE(l.figure.x + l.figure.width, w);
            EXPECT_TRUE(!drawn || l.figure.x >= l.panel.width);
            EXPECT_LT(l.scene.scene_left + l.scene.scene_right, w);
          }
  EXPECT_GT(lay_out_lesson(1920, 1080, 1, true, true, LessonSide::kScene).scene.scene_right, 0);
}

}  // namespace
}  // namespace thalweg::viewer

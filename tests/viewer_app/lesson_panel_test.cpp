// SPDX-License-Identifier: MIT
// The panels of a lesson without a window: fed with events, asked for commands.
#include <gtest/gtest.h>

#include "cpu/cpu_backend.h"
#include "small_lesson.h"
#include "viewer/app/figure_place.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer::ui {
namespace {

using namespace platform;

constexpr int kWidth = 1280, kHeight = 720;

class LessonPanel : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_{*backend_, make_session(test::tiny_run(), {.playing = false}), 9};
  lessons::Lesson lesson_ = test::small_lesson();
  LessonSession session_{lesson_, {*backend_}};
  Ui ui_{1, false, 15};
  LessonMemory memory_;
  LessonLayout layout_ = lay_out_lesson(kWidth, kHeight, 1, true, false, LessonSide::kFigure);

  LessonPanel() {
    frame();
    frame();
  }
  LessonCommands frame() {
    LessonCommands commands = ui_.lesson_frame(
        {session_, explorer_, layout_, ThemeName::kDark, memory_, kWidth, kHeight, 1.0 / 60});
    for (const LessonCommand& c : commands) session_.carry_out(c);
    return commands;
  }
  LessonCommands press_at(double x, double y) {
    LessonCommands all;
    const auto collect = [&] {
      for (LessonCommand& c : frame()) all.push_back(std::move(c));
    };
    ui_.feed(PointerMoved{x, y});
    collect();
    ui_.feed(PointerButton{MouseButton::kLeft, true, x, y, {}});
    collect();
    return all;
  }
  LessonCommands release_at(double x, double y) {
    ui_.feed(PointerButton{MouseButton::kLeft, false, x, y, {}});
    LessonCommands all = frame();
    for (LessonCommand& c : frame()) all.push_back(std::move(c));
    return all;
  }
  /// Clicks down the panel until something of this kind is asked for.
  template <class C>
  std::optional<C> click_until(double x, double from, double to) {
    for (double y = from; y < to; y += 6) {
      LessonCommands all = press_at(x, y);
      for (LessonCommand& c : release_at(x, y)) all.push_back(std::move(c));
      for (const LessonCommand& c : all)
        if (const C* found = std::get_if<C>(&c)) return *found;
    }
    return {};
  }
};

TEST_F(LessonPanel, AsksForNothingByItself) { EXPECT_TRUE(frame().empty()); }

TEST_F(LessonPanel, AHandleFollowsThePointer) {
  const FigurePlace place = place_in_lesson(*session_.figure(), layout_.figure, 1);
  // The plot spans 100..900 units for values 0..10.
  const figures::Spot at = place.at({100 + 80 * 4, 300}), further = place.at({100 + 80 * 6, 200});
  press_at(at.x, at.y);
  // A pixel is this much of the value.
  const double pixel = 10 / (800 * place.scale);
  EXPECT_NEAR(session_.state().values[0], 4, pixel);
  ui_.feed(PointerMoved{further.x, further.y});
  frame();
  EXPECT_NEAR(session_.state().values[0], 6, pixel);
  release_at(further.x, further.y);
  ui_.feed(PointerMoved{at.x, at.y});
  frame();
  EXPECT_NEAR(session_.state().values[0], 6, pixel);  // let go
}

TEST_F(LessonPanel, AnOptionIsAnswered) {
  const auto answer = click_until<lesson_command::Answer>(0.5 * layout_.panel.width, 200, 640);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(session_.state().answers[std::size_t(answer->task)]);
}

TEST_F(LessonPanel, NextAndBackTurnPages) {
  const double y = kHeight - 30;
  press_at(layout_.panel.width - 60, y);
  release_at(layout_.panel.width - 60, y);
  EXPECT_EQ(session_.number(), 1);
  press_at(60, y);
  release_at(60, y);
  EXPECT_EQ(session_.number(), 0);
}

TEST_F(LessonPanel, EveryPageIsDrawn) {
  for (int page = 0; page <= session_.pages(); page++) {
    session_.carry_out(lesson_command::GoTo{page});
    frame();
    EXPECT_TRUE(session_.notice().empty()) << session_.notice();
  }
}

}  // namespace
}  // namespace thalweg::viewer::ui

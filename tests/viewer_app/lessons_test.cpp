// SPDX-License-Identifier: MIT
// Every lesson taken from its first page to its last: each task is answered wrongly, then rightly, and every
// state is laid out.
#include <gtest/gtest.h>

#include "cpu/cpu_backend.h"
#include "small_lesson.h"
#include "viewer/app/lesson_session.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer {
namespace {

using namespace lesson_command;

constexpr int kWidth = 1280, kHeight = 720;

class WholeLesson : public testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  const lessons::Lesson& lesson_ = lessons::find_lesson(GetParam());
  Explorer explorer_{*backend_, make_session(test::tiny_run(), {.playing = false}), 9};
  LessonSession session_{lesson_, {*backend_}, {}, 1};
  ui::Ui ui_{1, false, 15};
  ui::LessonMemory memory_;

  void do_command(const LessonCommand& command) {
    session_.carry_out(command);
    EXPECT_EQ(session_.notice(), "");
    const bool scene = session_.scene() != nullptr, figure = session_.figure() != nullptr || !scene;
    for (const LessonSide side : {LessonSide::kScene, LessonSide::kFigure}) {
      const LessonLayout layout = lay_out_lesson(kWidth, kHeight, 1, figure, scene, side);
      EXPECT_TRUE(
          ui_.lesson_frame({session_, explorer_, layout, ThemeName::kLight, memory_, kWidth, kHeight, 0.02})
              .empty());
    }
    EXPECT_EQ(session_.notice(), "");
  }
  bool answer(int task, double value) {
    do_command(Answer{task, value});
    const auto& feedback = session_.state().answers[std::size_t(task)];
    EXPECT_TRUE(feedback && !feedback->text.empty());
    return feedback && feedback->right;
  }
  void set(const Values& values) {
    for (std::size_t k = 0; k < values.size(); k++) session_.carry_out(SetValue{int(k), values[k]});
  }
  void take(int k) {
    const lessons::Task task = session_.page().tasks[std::size_t(k)];
    const Values before = session_.state().values;
    if (const auto* choices = std::get_if<lessons::Choices>(&task.answer)) {
      EXPECT_FALSE(answer(k, (choices->right + 1) % int(choices->options.size())));
      do_command(TryAgain{k});
      EXPECT_TRUE(answer(k, choices->right));
    } else if (const auto* number = std::get_if<lessons::NumberSought>(&task.answer)) {
      EXPECT_FALSE(answer(k, number->answer + 3 * number->tolerance));
      do_command(TryAgain{k});
      EXPECT_TRUE(answer(k, number->answer));
    } else {
      set(initial_values(session_.page()));
      EXPECT_FALSE(answer(k, 0)) << task.prompt;
      set(std::get<lessons::Aim>(task.answer).solution);
      EXPECT_TRUE(answer(k, 0)) << task.prompt;
      set(before);
    }
  }
};

TEST_P(WholeLesson, CanBeTakenToItsEnd) {
  for (int page = 0; page < session_.pages(); page++) {
    do_command(GoTo{page});
    for (int k = 0; k < int(session_.page().tasks.size()); k++) take(k);
    EXPECT_TRUE(session_.answered());
    if (session_.is_series())
      for (int level = 0; level < int(session_.written().series->levels.size()); level++) {
        do_command(SetLevel{level});
        do_command(Another{});
        for (int k = 0; k < int(session_.page().tasks.size()); k++) take(k);
      }
  }
  do_command(GoTo{session_.pages()});
  EXPECT_TRUE(session_.at_end());
  EXPECT_TRUE(lessons::tally(lesson_, session_.progress()).finished());
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const lessons::Lesson& lesson : lessons::lessons()) all.push_back(lesson.name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, WholeLesson, testing::ValuesIn(names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// A lesson that is being taken, without a window: the page, what its controls are set to, what was answered.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lessons/progress.h"

namespace thalweg::viewer {

/// What was done with one page.
struct PageState {
  Values values;                                          // of its controls
  std::vector<std::optional<lessons::Feedback>> answers;  // by task; absent: not answered yet
  std::vector<double> given;                              // by task: the answer that was given last
  bool playing = false;                                   // its clock runs
  // Of a series: which of its pages this is, and how the ones before went.
  u64 seed = 0;
  int level = 0;
  i64 asked = 0, right = 0, streak = 0;
  bool counted = false;  // the first answer is what counts
};

namespace lesson_command {
/// To a page, 0..pages; the last one is what to remember.  Clamped.
struct GoTo {
  int page;
};
struct SetValue {
  int control;
  double value;
};
/// An option from 0, or a number; ignored by tasks that judge the controls.
struct Answer {
  int task;
  double answer;
};
/// Takes an answer back.
struct TryAgain {
  int task;
};
/// The next page of a series.
struct Another {};
struct SetLevel {
  int level;
};
struct TogglePlay {};
/// The controls as they were, and nothing answered.
struct Reset {};
struct Open {
  std::string lesson;
};
/// Which control the keys move: the next one or the one before.
struct SelectControl {
  int by;
};
/// Moves it by so many fiftieths of its slider, or to the next name.
struct NudgeControl {
  int by;
};
}  // namespace lesson_command

using LessonCommand =
    std::variant<lesson_command::GoTo, lesson_command::SetValue, lesson_command::Answer,
                 lesson_command::TryAgain, lesson_command::Another, lesson_command::SetLevel,
                 lesson_command::TogglePlay, lesson_command::Reset, lesson_command::Open,
                 lesson_command::SelectControl, lesson_command::NudgeControl>;

class LessonSession {
 public:
  /// seed and level: of the first page of every series; without a seed it goes on where the learner left off.
  LessonSession(const lessons::Lesson& lesson, lessons::Lab lab, lessons::Progress progress = {},
                std::optional<u64> seed = {}, int level = 0);

  const lessons::Lesson& lesson() const { return *lesson_; }
  int pages() const { return int(states_.size()); }
  /// pages() at what to remember.
  int number() const { return number_; }
  bool at_end() const { return number_ == pages(); }
  /// Of a series, the one that was made.  Not at the end.
  const lessons::Page& page() const { return made_ ? *made_ : written(); }
  const lessons::Page& written() const { return lesson_->pages[std::size_t(number_)]; }
  const PageState& state() const { return states_[std::size_t(number_)]; }
  bool is_series() const { return !at_end() && written().series.has_value(); }
  /// All tasks of the page.
  bool answered() const;
  /// What the learner has done, here and before.
  const lessons::Progress& progress() const { return progress_; }
  /// The control that the keys move.
  int control() const { return control_; }
  /// One line about what went wrong; empty: nothing.
  const std::string& notice() const { return notice_; }
  void notify(std::string notice) { notice_ = std::move(notice); }

  /// nullptr where the page has none.  Valid until the next command or update.
  const figures::Figure* figure();
  const lessons::Scene* scene();

  void carry_out(const LessonCommand& command);
  /// Time passes for the clock.
  void update(double seconds);
  /// Nothing moves by itself.
  bool settled() const { return at_end() || !state().playing; }

 private:
  PageState& now() { return states_[std::size_t(number_)]; }
  void open(const lessons::Lesson& lesson);
  void enter(int page);
  /// The page of a series that the state names, unanswered.
  void begin(PageState& state);
  u64 first_seed(int level) const;
  lessons::LessonProgress& noted() { return progress_.lessons[lesson_->name]; }
  void changed();
  void answer(int task, double answer);
  void show_run(int task);
  void withdraw_tries();
  void nudge(int by);
  lessons::Moment moment() { return {state().values, answered(), lab_}; }

  const lessons::Lesson* lesson_;
  lessons::Lab lab_;
  lessons::Progress progress_;
  std::optional<u64> seed_;
  int level_;
  int number_ = 0, control_ = 0;
  std::vector<PageState> states_;
  std::optional<lessons::Page> made_;
  std::optional<figures::Figure> figure_;
  std::optional<lessons::Scene> scene_;
  bool figure_known_ = false, scene_known_ = false;
  std::string notice_;
};

}  // namespace thalweg::viewer

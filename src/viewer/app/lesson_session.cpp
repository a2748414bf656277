// SPDX-License-Identifier: MIT
#include "viewer/app/lesson_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "viewer/app/slider_scale.h"

namespace thalweg::viewer {

namespace {

// Keys move a slider in so many steps.
constexpr double kSteps = 50;
// A clock that is started at its end begins again.
constexpr double kAtEnd = 1e-9;

const Range& range_of(const lessons::Control& control) { return control.parameter.range; }

}  // namespace

LessonSession::LessonSession(const lessons::Lesson& lesson, lessons::Lab lab, lessons::Progress progress,
                             std::optional<u64> seed, int level)
    : lesson_(&lesson), lab_(std::move(lab)), progress_(std::move(progress)), seed_(seed), level_(level) {
  open(lesson);
}

void LessonSession::open(const lessons::Lesson& lesson) {
  lesson_ = &lesson;
  states_.assign(lesson.pages.size(), {});
  for (std::size_t k = 0; k < states_.size(); k++) {
    if (!lesson.pages[k].series) {
      states_[k].values = initial_values(lesson.pages[k]);
      states_[k].answers.resize(lesson.pages[k].tasks.size());
      states_[k].given.resize(lesson.pages[k].tasks.size());
    }
  }
  enter(0);
}

void LessonSession::changed() { figure_known_ = scene_known_ = false; }

/// None that was answered before comes again.
u64 LessonSession::first_seed(int level) const {
  if (seed_) return *seed_;
  const auto lesson = progress_.lessons.find(lesson_->name);
  if (lesson == progress_.lessons.end()) return 1;
  const auto series = lesson->second.series.find({number_, level});
  return series == lesson->second.series.end() ? 1 : u64(series->second.asked) + 1;
}

void LessonSession::begin(PageState& state) {
  made_ = written().series->make(state.seed, state.level, lab_);
  state.values = initial_values(*made_);
  state.answers.assign(made_->tasks.size(), {});
  state.given.assign(made_->tasks.size(), 0);
  state.playing = state.counted = false;
}

void LessonSession::enter(int page) {
  if (!states_.empty() && number_ < pages()) now().playing = false;
  number_ = std::clamp(page, 0, pages());
  control_ = 0;
  made_.reset();
  changed();
  if (!at_end()) lessons::note_page(noted(), number_);
  if (!is_series()) return;
  PageState& s = now();
  const bool been_here = s.seed > 0;
  if (!been_here) {
    s.level = std::clamp(level_, 0, int(written().series->levels.size()) - 1);
    s.seed = first_seed(s.level);
  }
  // What was answered stays answered when the learner comes back.
  const PageState kept = s;
  begin(s);
  if (been_here) s = kept;
}

bool LessonSession::answered() const {
  if (at_end()) return true;
  return std::all_of(state().answers.begin(), state().answers.end(),
                     [](const auto& a) { return a.has_value(); });
}

void LessonSession::answer(int task, double answer) {
  PageState& s = now();
  if (task < 0 || task >= int(s.answers.size())) return;
  const lessons::Feedback feedback = judge(page().tasks[std::size_t(task)], answer, moment());
  s.answers[std::size_t(task)] = feedback;
  s.given[std::size_t(task)] = answer;
  if (!is_series()) return lessons::note_answer(noted(), {number_, task}, feedback);
  if (std::exchange(s.counted, true)) return;
  lessons::note_series(noted(), {number_, s.level}, feedback.right);
  s.asked++;
  s.right += feedback.right;
  s.streak = feedback.right ? s.streak + 1 : 0;
}

/// What was predicted or handed in is to be seen, unless the learner has stopped the clock on the way.
void LessonSession::show_run(int task) {
  const lessons::Page& p = page();
  if (p.clock < 0 || task < 0 || task >= int(p.tasks.size())) return;
  const bool tries = std::holds_alternative<lessons::Aim>(p.tasks[std::size_t(task)].answer);
  if (!tries && !(is_series() && answered())) return;
  const Range& range = range_of(p.controls[std::size_t(p.clock)]);
  double& time = now().values[std::size_t(p.clock)];
  if (time > range.low && time < range.high) return;
  time = range.low;
  now().playing = true;
}

/// What was judged wrong was judged of other values.
void LessonSession::withdraw_tries() {
  for (std::size_t k = 0; k < page().tasks.size(); k++) {
    auto& answer = now().answers[k];
    if (answer && !answer->right && std::holds_alternative<lessons::Aim>(page().tasks[k].answer))
      answer.reset();
  }
}

void LessonSession::nudge(int by) {
  const auto& controls = page().controls;
  if (control_ >= int(controls.size())) return;
  const Range& range = range_of(controls[std::size_t(control_)]);
  double& value = now().values[std::size_t(control_)];
  if (range.scale == Scale::integer || range.scale == Scale::flag)
    value = std::clamp(value + by, range.low, range.high);
  else
    value = slider_value(range, std::round(slider_position(range, value) * kSteps + by) / kSteps);
}

void LessonSession::carry_out(const LessonCommand& command) {
  using namespace lesson_command;
  notice_.clear();
  try {
    if (const auto* c = std::get_if<Open>(&command)) return open(lessons::find_lesson(c->lesson));
    if (const auto* c = std::get_if<GoTo>(&command)) return enter(c->page);
    if (at_end()) return;
    changed();
    PageState& s = now();
    const int controls = int(page().controls.size());
    if (const auto* c = std::get_if<SetValue>(&command)) {
      if (c->control < 0 || c->control >= controls) return;
      const Range& range = range_of(page().controls[std::size_t(c->control)]);
      s.values[std::size_t(c->control)] = std::clamp(c->value, range.low, range.high);
      control_ = c->control;
      withdraw_tries();
    } else if (const auto* a = std::get_if<Answer>(&command)) {
      answer(a->task, a->answer);
      show_run(a->task);
    } else if (const auto* t = std::get_if<TryAgain>(&command)) {
      if (t->task >= 0 && t->task < int(s.answers.size())) s.answers[std::size_t(t->task)].reset();
    } else if (std::holds_alternative<Another>(command)) {
      if (!is_series()) return;
      s.seed++;
      begin(s);
    } else if (const auto* l = std::get_if<SetLevel>(&command)) {
      if (!is_series()) return;
      s.level = std::clamp(l->level, 0, int(written().series->levels.size()) - 1);
      s.seed = first_seed(s.level);
      s.streak = 0;
      begin(s);
    } else if (std::holds_alternative<TogglePlay>(command)) {
      if (page().clock < 0) return;
      const Range& range = range_of(page().controls[std::size_t(page().clock)]);
      double& time = s.values[std::size_t(page().clock)];
      s.playing = !s.playing;
      if (s.playing && time >= range.high - kAtEnd * (range.high - range.low)) time = range.low;
    } else if (std::holds_alternative<Reset>(command)) {
      s.values = initial_values(page());
      s.playing = false;
      if (!is_series()) s.answers.assign(s.answers.size(), {});
    } else if (const auto* k = std::get_if<SelectControl>(&command)) {
      if (controls > 0) control_ = (control_ + k->by % controls + controls) % controls;
    } else if (const auto* n = std::get_if<NudgeControl>(&command)) {
      nudge(n->by);
      withdraw_tries();
    }
  } catch (const Error& error) {
    notice_ = error.what();
  }
}

void LessonSession::update(double seconds) {
  if (settled()) return;
  const int clock = page().clock;
  const Range& range = range_of(page().controls[std::size_t(clock)]);
  double& time = now().values[std::size_t(clock)];
  time += seconds * page().per_second;
  if (time >= range.high) {
    time = range.high;
    now().playing = false;
  }
  changed();
}

const figures::Figure* LessonSession::figure() {
  if (at_end() || !page().figure) return nullptr;
  if (!figure_known_) {
    figure_known_ = true;
    try {
      figure_ = page().figure(moment());
    } catch (const Error& error) {
      figure_.reset();
      notice_ = error.what();
    }
  }
  return figure_ ? &*figure_ : nullptr;
}

const lessons::Scene* LessonSession::scene() {
  if (at_end() || !page().scene) return nullptr;
  if (!scene_known_) {
    scene_known_ = true;
    try {
      scene_ = page().scene(moment());
    } catch (const Error& error) {
      scene_.reset();
      notice_ = error.what();
    }
  }
  return scene_ ? &*scene_ : nullptr;
}

}  // namespace thalweg::viewer

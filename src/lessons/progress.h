// SPDX-License-Identifier: MIT
// What a learner has done: plain data, changed by the functions below.  Pages, tasks and levels are numbered
// from 0 as they stand in the lesson; cards go by their question, so that they may be put in another order.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "lessons/lesson.h"

namespace thalweg::lessons {

struct TaskId {
  int page = 0, task = 0;
  friend auto operator<=>(const TaskId&, const TaskId&) = default;
};
struct TaskProgress {
  bool right = false;  ///< at some time
  std::optional<int> best_score = {};
  friend bool operator==(const TaskProgress&, const TaskProgress&) = default;
};

struct SeriesId {
  int page = 0, level = 0;
  friend auto operator<=>(const SeriesId&, const SeriesId&) = default;
};
struct SeriesProgress {
  i64 asked = 0, right = 0;
  i64 streak = 0, best_streak = 0;  ///< right answers in a row
  friend bool operator==(const SeriesProgress&, const SeriesProgress&) = default;
};

/// A flashcard in Leitner's boxes: each time that it is known it moves up and comes back later.
struct CardProgress {
  int box = 0;
  i64 due = 0;  ///< the day, counted from 1970-01-01
  friend bool operator==(const CardProgress&, const CardProgress&) = default;
};
/// After how many days the cards of a box come back.
inline constexpr i64 kDaysInBox[] = {0, 1, 3, 7, 21, 60};
inline constexpr int kBoxes = int(sizeof(kDaysInBox) / sizeof(kDaysInBox[0]));

struct LessonProgress {
  std::set<int> pages;  ///< that were seen
  std::map<TaskId, TaskProgress> tasks;
  std::map<SeriesId, SeriesProgress> series;
  std::map<std::string, CardProgress> cards;
  friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

struct Progress {
  std::map<std::string, LessonProgress> lessons;  ///< by name
  friend bool operator==(const Progress&, const Progress&) = default;
};

void note_page(LessonProgress& lesson, int page);
void note_answer(LessonProgress& lesson, TaskId task, const Feedback& feedback);
/// Of each question of a series only the first answer counts.
void note_series(LessonProgress& lesson, SeriesId series, bool right);
void note_card(LessonProgress& lesson, const std::string& question, bool known, i64 today);

/// Cards that were never turned are due.
bool is_due(const LessonProgress& lesson, const std::string& question, i64 today);

/// How far somebody is.  Series have no end and do not count.
struct Tally {
  int pages = 0, seen = 0, tasks = 0, right = 0;
  std::optional<int> best_score = {};
  bool finished() const { return seen == pages && right == tasks; }
};
Tally tally(const Lesson& lesson, const Progress& progress);

/// The first lesson that is not finished, or the first of all.
const Lesson& next_lesson(const Progress& progress);

}  // namespace thalweg::lessons

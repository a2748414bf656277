// SPDX-License-Identifier: MIT
#include "lessons/progress.h"

#include <algorithm>

namespace thalweg::lessons {

void note_page(LessonProgress& lesson, int page) { lesson.pages.insert(page); }

void note_answer(LessonProgress& lesson, TaskId task, const Feedback& feedback) {
  TaskProgress& t = lesson.tasks[task];
  t.right = t.right || feedback.right;
  if (feedback.score) t.best_score = std::max(t.best_score.value_or(0), *feedback.score);
}

void note_series(LessonProgress& lesson, SeriesId series, bool right) {
  SeriesProgress& s = lesson.series[series];
  s.asked++;
  s.right += right;
  s.streak = right ? s.streak + 1 : 0;
  s.best_streak = std::max(s.best_streak, s.streak);
}

void note_card(LessonProgress& lesson, const std::string& question, bool known, i64 today) {
  CardProgress& card = lesson.cards[question];
  card.box = known ? std::min(card.box + 1, kBoxes - 1) : 0;
  card.due = today + kDaysInBox[card.box];
}

bool is_due(const LessonProgress& lesson, const std::string& question, i64 today) {
  const auto card = lesson.cards.find(question);
  return card == lesson.cards.end() || card->second.due <= today;
}

Tally tally(const Lesson& lesson, const Progress& progress) {
  const auto found = progress.lessons.find(lesson.name);
  const LessonProgress* done = found == progress.lessons.end() ? nullptr : &found->second;
  Tally t;
  for (std::size_t p = 0; p < lesson.pages.size(); p++) {
    t.pages++;
    if (done && done->pages.contains(int(p))) t.seen++;
    for (std::size_t k = 0; k < lesson.pages[p].tasks.size(); k++) {
      t.tasks++;
      if (!done) continue;
      const auto task = done->tasks.find({int(p), int(k)});
      if (task == done->tasks.end()) continue;
      t.right += task->second.right;
      t.best_score = std::max(t.best_score, task->second.best_score);
    }
  }
  return t;
}

const Lesson& next_lesson(const Progress& progress) {
  for (const Lesson& lesson : lessons())
    if (!tally(lesson, progress).finished()) return lesson;
  return lessons().front();
}

}  // namespace thalweg::lessons

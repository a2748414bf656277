// SPDX-License-Identifier: MIT
#include "cli/lesson_json.h"

#include <nlohmann/json.hpp>

namespace thalweg::cli {

Json lesson_json(const lessons::Lesson& lesson) {
  const auto filled = [&](const std::string& text) { return lessons::with_facts(lesson, text); };
  Json pages = Json::array(), remember = Json::array(), terms = Json::array();
  std::size_t tasks = 0, series = 0;
  for (const lessons::Page& page : lesson.pages) {
    pages.push_back(filled(page.title));
    tasks += page.tasks.size();
    series += page.series.has_value();
  }
  for (const std::string& line : lesson.remember) remember.push_back(filled(line));
  for (const lessons::Term& term : lesson.terms)
    terms.push_back({{"word", filled(term.word)}, {"meaning", filled(term.meaning)}});
  return {{"name", lesson.name},   {"title", filled(lesson.title)},
          {"place", lesson.place}, {"goal", filled(lesson.goal)},
          {"pages", pages},        {"tasks", tasks},
          {"series", series},      {"remember", remember},
          {"terms", terms},        {"cards", lesson.cards.size()}};
}

Json progress_json(const lessons::Lesson& lesson, const lessons::Progress& progress) {
  const lessons::Tally t = lessons::tally(lesson, progress);
  Json series = Json::array();
  if (const auto mine = progress.lessons.find(lesson.name); mine != progress.lessons.end())
    for (const auto& [id, s] : mine->second.series)
      series.push_back({{"page", id.page + 1},
                        {"level", id.level + 1},
                        {"asked", s.asked},
                        {"right", s.right},
                        {"best_streak", s.best_streak}});
  return {{"pages_seen", t.seen},
          {"tasks_right", t.right},
          {"finished", t.finished()},
          {"best_score", t.best_score ? Json(*t.best_score) : Json()},
          {"series", series}};
}

}  // namespace thalweg::cli

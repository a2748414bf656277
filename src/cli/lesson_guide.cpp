// SPDX-License-Identifier: MIT
#include "cli/lesson_guide.h"

#include <fmt/format.h>

#include "cli/lesson_figure.h"

namespace thalweg::cli {

namespace {

using lessons::Choices;
using lessons::Lesson;
using lessons::Page;
using lessons::Task;

constexpr const char* kHead =
    "<!-- Written by `thalweg lesson --guide`. -->\n"
    "# Lessons\n\n"
    "For teachers: what each lesson is for, how it goes in class, the right answer to every task, and the "
    "figures for\n"
    "slides. `thalweg lesson` lists the lessons, `thalweg lesson NAME` opens one in the explorer, and with "
    "`--text` it runs\n"
    "in a terminal. Every number that a lesson states is found again by `thalweg lesson --check`, which runs "
    "what the text\n"
    "says.\n\n"
    "- `thalweg lesson --cards` practises with flashcards; `thalweg lesson --print cards.html` is for a "
    "printer.\n"
    "- `thalweg lesson NAME --figure N -o FILE.svg --light` writes a figure; `--set name=value` sets its "
    "controls, and\n"
    "  `--before` shows it as it is before the tasks are answered.\n"
    "- `thalweg lesson NAME --seed N` makes the endless questions of a lesson the same for everybody.\n\n";

// Angle brackets would be read as HTML.
std::string safe(const std::string& text) {
  std::string done;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    if (c == '<' && !code)
      done += "&lt;";
    else
      done += c;
  }
  return done;
}

std::string task_text(const Lesson& lesson, const Page& page, const Task& task) {
  std::string text = fmt::format("   - {}", safe(lessons::with_facts(lesson, task.prompt)));
  if (const auto* choices = std::get_if<Choices>(&task.answer)) {
    std::string options;
    for (const std::string& option : choices->options)
      options += (options.empty() ? "" : " / ") + lessons::with_facts(lesson, option);
    text += " (" + safe(options) + ")";
  }
  return text + "\n     **" + safe(lessons::with_facts(lesson, lessons::right_answer(page, task))) + "**\n";
}

std::string pages_text(const Lesson& lesson) {
  std::string text;
  for (std::size_t p = 0; p < lesson.pages.size(); p++) {
    const Page& page = lesson.pages[p];
    text += fmt::format("{}. {}", p + 1, safe(lessons::with_facts(lesson, page.title)));
    if (page.series) {
      std::string levels;
      for (const std::string& level : page.series->levels) levels += (levels.empty() ? "" : ", ") + level;
      text += fmt::format(": endless questions; levels: {}", safe(levels));
    }
    if (page.scene) text += " (in the explorer)";
    text += "\n";
    for (const Task& task : page.tasks) text += task_text(lesson, page, task);
  }
  return text;
}

std::string figures_text(const Lesson& lesson, lessons::Lab& lab) {
  std::string text;
  for (const FigurePage& page : figure_pages(lesson, {}, lab)) {
    const Values values = lessons::initial_values(page.content);
    std::string controls;
    for (const lessons::Control& control : page.content.controls)
      controls += (controls.empty() ? "; set " : ", ") + fmt::format("`{}`", control.parameter.name);
    text += fmt::format("- {} (page {}{})\n  `thalweg lesson {} --figure {} -o {}_{}.svg --light`\n",
                        safe(page.content.figure({values, true, lab}).title), page.page, controls,
                        lesson.name, page.number, lesson.name, page.number);
  }
  return text;
}

std::string lesson_text(const Lesson& lesson, lessons::Lab& lab) {
  const auto filled = [&](const std::string& text) { return safe(lessons::with_facts(lesson, text)); };
  std::string text =
      fmt::format("## {}\n\n`{}`. {}\n\n", filled(lesson.title), lesson.name, filled(lesson.goal));
  if (!lesson.in_class.empty()) text += "**In class**\n\n";
  for (const std::string& paragraph : lesson.in_class) text += filled(paragraph) + "\n\n";
  text += "**Pages and answers**\n\n" + pages_text(lesson) + "\n";
  if (const std::string figures = figures_text(lesson, lab); !figures.empty())
    text += "**Figures**\n\n" + figures + "\n";
  text += "**To remember**\n\n";
  for (const std::string& line : lesson.remember) text += "- " + filled(line) + "\n";
  return text + "\n";
}

}  // namespace

std::string lessons_guide(lessons::Lab& lab) {
  std::string text = kHead;
  text += "| lesson | what it is for |\n|---|---|\n";
  for (const Lesson& lesson : lessons::lessons())
    text += fmt::format("| [{}](#{}) | {} |\n", safe(lesson.title), lesson.name,
                        safe(lessons::with_facts(lesson, lesson.goal)));
  text += "\n";
  for (const Lesson& lesson : lessons::lessons())
    text += fmt::format("<a id=\"{}\"></a>\n\n", lesson.name) + lesson_text(lesson, lab);
  text.pop_back();  // one line end is enough
  return text;
}

}  // namespace thalweg::cli

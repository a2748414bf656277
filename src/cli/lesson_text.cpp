// SPDX-License-Identifier: MIT
#include "cli/lesson_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/lesson_figure.h"
#include "cli/line_input.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

using lessons::Aim;
using lessons::Choices;
using lessons::Feedback;
using lessons::Moment;
using lessons::NumberSought;
using lessons::Page;
using lessons::SeriesProgress;
using lessons::Task;

enum class Move { next, back, jump, again, quit };

constexpr const char* kHelp =
    "  a number     answers a question, or picks the option with that number\n"
    "  name=value   sets a control and shows what the figure says then\n"
    "  check        hands in what the controls are set to\n"
    "  Enter        goes on; an open question is skipped\n"
    "  back         the page before     page N    the page with that number\n"
    "  again        this page once more\n"
    "  new          another question of a series     level N    easier or harder ones\n"
    "  quit         ends; what you did is kept\n";

class Session {
 public:
  Session(const lessons::Lesson& lesson, lessons::ProgressFile& file, lessons::Lab& lab,
          const TextOptions& options)
      : lesson_(lesson), file_(file), lab_(lab), options_(options), reading_(reading_here()) {
    series_.level = options.level;
  }

  int run();

 private:
  std::string filled(const std::string& text) const { return lessons::with_facts(lesson_, text); }
  void say(const std::string& text, std::size_t indent = 0, std::string_view label = {}) {
    print(paragraph(reading_, unmarked(reading_, filled(text)), indent, label));
  }
  void note() {
    const std::string notice = file_.take_notice();
    if (!notice.empty()) print_note({.json = false, .quiet = options_.quiet}, notice);
  }
  void save() {
    file_.save();
    note();
  }
  int pages() const { return int(lesson_.pages.size()); }
  const Page& page() const { return lesson_.pages[std::size_t(at_)]; }
  lessons::LessonProgress& mine() { return file_.progress.lessons[lesson_.name]; }
  Moment moment() {
    return {values_, std::find(answered_.begin(), answered_.end(), false) == answered_.end(), lab_};
  }

  void choose_question(bool another);
  void begin_page();
  void show_page();
  void show_readout();
  void show_scene();
  void show_task(const Task& task, std::size_t number);
  Move run_page();
  std::optional<Move> ask(std::size_t task);
  std::optional<Move> common(const std::string& line);
  std::optional<double> read_answer(const Task& task, const std::string& line);
  bool give(std::size_t task, double answer);
  void finish();

  const lessons::Lesson& lesson_;
  lessons::ProgressFile& file_;
  lessons::Lab& lab_;
  const TextOptions& options_;
  Reading reading_;
  LineInput input_;
  int at_ = 0, target_ = 0;
  SeriesChoice series_;
  // Of the page that is shown, which may be one that a series made.
  Page content_;
  Values values_;
  std::vector<bool> answered_;
  std::string last_readout_;
};

// The seed of the next question: the one that was asked for, or as many as were answered before, so that none
// comes twice.
void Session::choose_question(bool another) {
  if (another)
    series_.seed++;
  else if (page().series)
    series_.seed = options_.seed ? *options_.seed : u64(mine().series[{at_, series_.level}].asked) + 1;
}

void Session::begin_page() {
  if (page().series) series_.level = std::clamp(series_.level, 0, int(page().series->levels.size()) - 1);
  content_ = made(page(), series_, lab_);
  values_ = lessons::initial_values(content_);
  answered_.assign(content_.tasks.size(), false);
}

void Session::show_page() {
  print("\n" + strong(reading_, fmt::format("{}/{}  {}", at_ + 1, pages(), filled(page().title))) + "\n\n");
  for (const std::string& text : page().text) {
    say(text);
    print("\n");
  }
  if (page().series) {
    print(fmt::format("Level {} of {}: {}.  Question {}.\n\n", series_.level + 1,
                      page().series->levels.size(), page().series->levels[std::size_t(series_.level)],
                      series_.seed));
    if (content_.title != page().title && content_.title != fmt::format("Question {}", series_.seed))
      print(strong(reading_, filled(content_.title)) + "\n\n");
    for (const std::string& text : content_.text) {
      say(text);
      print("\n");
    }
  }
  last_readout_.clear();
  show_readout();
  if (!content_.controls.empty()) print("\n  You can set\n" + controls(reading_, content_, values_));
  show_scene();
}

// Says it only when it is not what was said last.
void Session::show_readout() {
  if (!content_.figure) return;
  std::string text = readout(reading_, content_.figure(moment()));
  if (text != last_readout_) print(text);
  last_readout_ = std::move(text);
}

void Session::show_scene() {
  if (!content_.scene) return;
  const RunSpec run = content_.scene(moment()).run;
  say(fmt::format("In the explorer (thalweg lesson {}) this page shows {} on `{}` with {}, {}.", lesson_.name,
                  run.particles == 1 ? "a particle" : plural(run.particles, "particle", "particles"),
                  landscape_text(run), to_text(run.optimizer), plural(run.steps, "step", "steps")),
      2);
}

void Session::show_task(const Task& task, std::size_t number) {
  print("\n");
  const std::string label = content_.tasks.size() > 1 ? fmt::format("{}.", number + 1) : "";
  say(task.prompt, label.empty() ? 0 : 3, label);
  if (const auto* choices = std::get_if<Choices>(&task.answer))
    for (std::size_t k = 0; k < choices->options.size(); k++)
      say(choices->options[k], 6, fmt::format("  {:>2}", k + 1));
  if (std::holds_alternative<Aim>(task.answer))
    say(fmt::format("Set the controls, then type check ({}).", std::get<Aim>(task.answer).button), 2);
}

// What can be typed everywhere.  Nothing if it was something else; Move::again: it is done.
std::optional<Move> Session::common(const std::string& line) {
  if (line == "back") return Move::back;
  if (line == "quit") return Move::quit;
  if (line == "again") {
    show_page();
    return Move::again;
  }
  if (line == "?" || line == "help") {
    print(kHelp);
    return Move::again;
  }
  if (line.starts_with("page ")) {
    target_ = int(in_context("page", [&] { return parse_count(line.substr(5), 1, pages()); })) - 1;
    return Move::jump;
  }
  if (page().series && line == "new") {
    choose_question(true);
    target_ = at_;
    return Move::jump;
  }
  if (page().series && line.starts_with("level ")) {
    const i64 levels = i64(page().series->levels.size());
    series_.level = int(in_context("level", [&] { return parse_count(line.substr(6), 1, levels); })) - 1;
    choose_question(false);
    target_ = at_;
    return Move::jump;
  }
  if (line.find('=') != std::string::npos) {
    set_control(content_, values_, line);
    show_readout();
    return Move::again;
  }
  return {};
}

std::optional<double> Session::read_answer(const Task& task, const std::string& line) {
  if (const auto* choices = std::get_if<Choices>(&task.answer)) {
    const std::size_t options = choices->options.size();
    for (std::size_t k = 0; k < options; k++)
      if (line == std::to_string(k + 1)) return double(k);
    throw InputError(
        fmt::format("type the number of an option, 1 to {} (? lists what can be typed)", options));
  }
  if (std::holds_alternative<NumberSought>(task.answer)) return typed_number(line);
  if (line == "check") return 0.0;
  throw InputError("type check when the controls are set (? lists what can be typed)");
}

/// Whether the answer was right.
bool Session::give(std::size_t k, double answer) {
  const Task& task = content_.tasks[k];
  const Feedback feedback = lessons::judge(task, answer, moment());
  const bool first = !answered_[k];
  answered_[k] = true;
  std::string text = feedback.text;
  if (feedback.score) text += fmt::format(" Score: {} of 100.", *feedback.score);
  say(text, 12, feedback.right ? "  [right]" : "  [not yet]");
  if (!page().series) {
    lessons::note_answer(mine(), {at_, int(k)}, feedback);
  } else if (first) {
    SeriesProgress& s = mine().series[{at_, series_.level}];
    const i64 best = s.best_streak;
    lessons::note_series(mine(), {at_, series_.level}, feedback.right);
    print(fmt::format("            {} of {} right, {} in a row{}\n", s.right, s.asked, s.streak,
                      s.best_streak > best && best > 0 ? ", your best" : ""));
  }
  save();
  return feedback.right;
}

/// Until the task is answered rightly or skipped.  A move leaves the page.
std::optional<Move> Session::ask(std::size_t k) {
  const Task& task = content_.tasks[k];
  show_task(task, k);
  for (;;) {
    const std::optional<std::string> line = input_.next("> ");
    if (!line) return Move::quit;
    if (line->empty()) return {};
    try {
      if (const std::optional<Move> move = common(*line)) {
        if (*move != Move::again) return move;
        if (*line == "again") show_task(task, k);
        continue;
      }
      if (give(k, *read_answer(task, *line))) return {};
      print("  Try again, or press Enter to go on.\n");
    } catch (const InputError& trouble) {
      print(fmt::format("  {}\n", trouble.what()));
    }
  }
}

Move Session::run_page() {
  begin_page();
  show_page();
  lessons::note_page(mine(), at_);
  save();
  for (std::size_t k = 0; k < content_.tasks.size(); k++)
    if (const std::optional<Move> move = ask(k)) return *move;
  if (!content_.tasks.empty()) show_readout();  // which may show more now
  for (;;) {
    const bool last = at_ + 1 == pages();
    const std::optional<std::string> line =
        input_.next(page().series ? "(new: another question; Enter goes on) > "
                    : last        ? "(Enter ends the lesson) > "
                                  : "(Enter goes on) > ");
    if (!line) return Move::quit;
    if (line->empty()) return Move::next;
    try {
      const std::optional<Move> move = common(*line);
      if (move && *move != Move::again) return *move;
      if (!move) print("  Enter goes on; ? lists what can be typed.\n");
    } catch (const InputError& trouble) {
      print(fmt::format("  {}\n", trouble.what()));
    }
  }
}

void Session::finish() {
  const lessons::Tally t = lessons::tally(lesson_, file_.progress);
  print("\n" + strong(reading_, "To remember") + "\n\n");
  for (const std::string& text : lesson_.remember) say(text, 4, "  -");
  print("\n");
  say(lesson_.goal);
  print(fmt::format("{} of {} tasks right.\n", t.right, t.tasks));
  const auto& all = lessons::lessons();
  for (std::size_t k = 0; k + 1 < all.size(); k++)
    if (all[k].name == lesson_.name)
      print(fmt::format("Next: {} (thalweg lesson {} --text)\n", all[k + 1].title, all[k + 1].name));
}

int Session::run() {
  note();
  print(strong(reading_, lesson_.title) + "\n\n");
  say(lesson_.goal);
  print("? lists what can be typed.\n");
  choose_question(false);
  while (at_ < pages()) {
    const Move move = run_page();
    if (move == Move::quit) return input_.stopped() ? kInterrupted : 0;
    if (move == Move::jump && target_ == at_) continue;  // another question of the same series
    at_ = move == Move::jump ? target_ : move == Move::back ? std::max(0, at_ - 1) : at_ + 1;
    if (at_ < pages()) choose_question(false);
  }
  finish();
  return 0;
}

}  // namespace

int run_lesson_text(const lessons::Lesson& lesson, lessons::ProgressFile& progress, lessons::Lab& lab,
                    const TextOptions& options) {
  return Session(lesson, progress, lab, options).run();
}

}  // namespace thalweg::cli

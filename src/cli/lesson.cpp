// SPDX-License-Identifier: MIT
// thalweg lesson: the lessons, in the explorer or in the terminal, and what teachers need of them.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/lesson_cards.h"
#include "cli/lesson_figure.h"
#include "cli/lesson_guide.h"
#include "cli/lesson_json.h"
#include "cli/lesson_text.h"
#include "cli/lesson_window.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

// A series has no more levels than this; how many it has is only known when it is opened.
constexpr i64 kMostLevels = 99;
constexpr double kSmallestText = 75, kLargestText = 300;

struct Options {
  std::string name, print_file, seed, level, size = "1280x720", text_size = "100";
  bool text = false, check = false, glossary = false, cards = false, all = false, guide = false,
       reset = false;
  std::optional<std::string> figure;  // its number, empty for all
  FigureOptions figures;
  Speech speech;
};

const lessons::Lesson* chosen(const Options& options) {
  return options.name.empty() ? nullptr : &lessons::find_lesson(options.name);
}

std::optional<u64> seed_of(const Options& options) {
  if (options.seed.empty()) return {};
  return in_context("--seed", [&] { return parse_seed(options.seed); });
}
int level_of(const Options& options) {
  if (options.level.empty()) return 0;
  return int(in_context("--level", [&] { return parse_count(options.level, 1, kMostLevels); })) - 1;
}

void note(const Options& options, lessons::ProgressFile& file) {
  const std::string notice = file.take_notice();
  if (!notice.empty()) print_note(options.speech, notice);
}

int check(const Options& options, lessons::Lab& lab) {
  const lessons::Lesson* only = chosen(options);
  bool ok = true;
  Json json = Json::array();
  std::size_t n = 0;
  std::string text;
  for (const lessons::Lesson& lesson : lessons::lessons()) {
    if (only && only != &lesson) continue;
    for (const lessons::FactCheck& c : lessons::check_facts(lesson, lab)) {
      ok = ok && c.ok;
      n++;
      json.push_back({{"lesson", lesson.name},
                      {"fact", c.fact->name},
                      {"stated", c.fact->stated},
                      {"found", c.found},
                      {"ok", c.ok}});
      text += fmt::format("{:<6} {:<18} {:<28} {:>14}   found {:.10g}\n", c.ok ? "ok" : "WRONG", lesson.name,
                          c.fact->name, c.fact->stated, c.found);
    }
  }
  print(options.speech.json
            ? to_text(json)
            : text + fmt::format("{} numbers, {}\n", n, ok ? "all found again" : "NOT all right"));
  return ok ? 0 : kFailed;
}

int list_lessons(const Options& options) {
  lessons::ProgressFile file;
  note(options, file);
  const Reading reading = reading_here();
  Json json = Json::array();
  std::string text;
  for (const lessons::Lesson& lesson : lessons::lessons()) {
    const lessons::Tally t = lessons::tally(lesson, file.progress);
    Json entry = lesson_json(lesson);
    entry["progress"] = progress_json(lesson, file.progress);
    json.push_back(entry);
    const std::string done = t.finished()            ? "done"
                             : t.seen + t.right == 0 ? ""
                                                     : fmt::format("{} of {} tasks", t.right, t.tasks);
    text += fmt::format("{:>4}  {}  {:<28}  {}\n", lesson.place,
                        strong(reading, fmt::format("{:<18}", lesson.name)), lesson.title, done) +
            paragraph(reading, unmarked(reading, lessons::with_facts(lesson, lesson.goal)), 6);
  }
  text += fmt::format("\nNext: thalweg lesson {}, or with --text in this terminal\n",
                      lessons::next_lesson(file.progress).name);
  print(options.speech.json ? to_text(json) : text);
  return 0;
}

int forget(const Options& options) {
  const lessons::Lesson* lesson = chosen(options);
  lessons::ProgressFile file;
  note(options, file);
  if (lesson)
    file.progress.lessons.erase(lesson->name);
  else
    file.progress = {};
  file.save();
  const std::string notice = file.take_notice();
  if (!notice.empty()) throw Error(notice);
  print(fmt::format("Forgotten: progress {} ({})\n",
                    options.name.empty() ? "in all lessons" : "in " + options.name, file.path().string()));
  return 0;
}

int print_cards(const Options& options) {
  const lessons::Lesson* lesson = chosen(options);
  const std::string extension = std::filesystem::path(options.print_file).extension().string();
  if (extension != ".html" && extension != ".htm")
    throw InputError(fmt::format("--print: '{}' is not .html", options.print_file));
  in_context("--print", [&] {
    check_output(options.print_file);
    return 0;
  });
  const std::string title = lesson ? lesson->title : "Gradient descent";
  write_file(options.print_file, {cards_html(cards_of(lesson), title + ": flashcards")});
  return 0;
}

int practise(const Options& options) {
  const std::vector<LessonCard> cards = cards_of(chosen(options));
  if (options.speech.json) {
    print(to_text(cards_json(cards)));
    return 0;
  }
  lessons::ProgressFile file;
  return practise_cards(cards, file, options.all, options.speech.quiet);
}

int learn(const Options& options, lessons::Lab& lab) {
  if (options.name.empty() && !options.text) return list_lessons(options);
  lessons::ProgressFile file;
  const lessons::Lesson* named = chosen(options);
  const lessons::Lesson& lesson = named ? *named : lessons::next_lesson(file.progress);
  if (options.text)
    return run_lesson_text(lesson, file, lab, {seed_of(options), level_of(options), options.speech.quiet});
  note(options, file);
  const double text = in_context("--text-size", [&] { return parse_number(options.text_size); });
  if (!(text >= kSmallestText && text <= kLargestText))
    throw InputError(fmt::format("--text-size: {} is not in {}..{} percent", options.text_size, kSmallestText,
                                 kLargestText));
  const Size size = in_context("--size", [&] { return parse_size(options.size); });
  return open_lesson({.lesson = lesson,
                      .progress = file,
                      .lab = lab,
                      .theme = theme_of(options.figures),
                      .size = size,
                      .text = text / 100,
                      .seed = seed_of(options),
                      .level = level_of(options)});
}

int figure(Options options, lessons::Lab& lab) {
  options.figures.number = *options.figure;
  // `--figure slope`: the lesson's name went where a number may stand.
  if (options.name.empty()) std::swap(options.name, options.figures.number);
  const lessons::Lesson* lesson = chosen(options);
  if (!lesson) throw InputError("--figure: of which lesson? (thalweg lesson NAME --figure)");
  options.figures.series = {seed_of(options).value_or(1), level_of(options)};
  tell_figures(*lesson, options.figures, options.speech.json, lab);
  return 0;
}

// Options that would be silently ignored are refused.
void check_together(const Options& o) {
  std::string chosen;
  const std::pair<bool, const char*> ways[] = {
      {o.text, "--text"},         {o.check, "--check"}, {bool(o.figure), "--figure"},
      {o.glossary, "--glossary"}, {o.cards, "--cards"}, {!o.print_file.empty(), "--print"},
      {o.guide, "--guide"},       {o.reset, "--reset"}};
  for (const auto& [given, flag] : ways) {
    if (!given) continue;
    if (!chosen.empty()) throw InputError(std::string(flag) + ": give this or " + chosen + ", not both");
    chosen = flag;
  }
  const bool opens = chosen.empty() && !o.name.empty();
  const FigureOptions none, &f = o.figures;
  const std::pair<bool, const char*> of_figures[] = {{!f.output.empty(), "-o"},
                                                     {!f.set.empty(), "--set"},
                                                     {f.scale != none.scale, "--scale"},
                                                     {f.before, "--before"}};
  for (const auto& [given, flag] : of_figures)
    if (given && !o.figure) throw InputError(std::string(flag) + " needs --figure");
  if ((f.light || !f.theme.empty()) && !o.figure && !opens)
    throw InputError("--light and --theme need --figure, or a lesson to open");
  if ((!o.seed.empty() || !o.level.empty()) && !o.figure && !o.text && !opens)
    throw InputError("--seed and --level need --figure, --text, or a lesson to open");
  if (o.all && !o.cards) throw InputError("--all needs --cards");
  if (o.speech.json && (opens || o.text || o.guide || o.reset || !o.print_file.empty() || !f.output.empty()))
    throw InputError("--json is for the list, --check, --figure, --glossary and --cards");
}

int act(const Options& options) {
  check_together(options);
  if (options.glossary) {
    tell_glossary(options.name, options.speech.json);
    return 0;
  }
  if (options.cards) return practise(options);
  if (!options.print_file.empty()) return print_cards(options);
  if (options.reset) return forget(options);
  if (options.name.empty() && !options.text && !options.check && !options.guide && !options.figure)
    return list_lessons(options);

  RunSpec spec;
  spec.device = DeviceKind::cpu;  // whose numbers are the same everywhere
  const std::unique_ptr<Backend> backend = make_backend(spec);
  lessons::Lab lab{*backend, make_loop(0)};
  if (options.check) return check(options, lab);
  if (options.figure) return figure(options, lab);
  if (options.guide) {
    print(lessons_guide(lab));
    return 0;
  }
  return learn(options, lab);
}

constexpr const char* kExamples =
    "Progress and flashcards are kept in $XDG_DATA_HOME/thalweg/progress.json, or in\n"
    "~/.local/share/thalweg/progress.json.\n\n"
    "Examples:\n"
    "  thalweg lesson                                        # lists them\n"
    "  thalweg lesson slope\n"
    "  thalweg lesson slope --text\n"
    "  thalweg lesson slope --figure                         # lists its figures and what can be set\n"
    "  thalweg lesson slope --figure 1 --set w=-2 --light -o slope.svg\n"
    "  thalweg lesson --cards\n"
    "  thalweg lesson --print cards.html\n"
    "  thalweg lesson --glossary tangent\n"
    "  thalweg lesson --check\n";

}  // namespace

Action declare_lesson(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"name", &options->name, "", "the lesson; with --glossary the word"});
  const auto flag = [&](const char* name, bool& value, const char* meaning, const char* group) {
    command.add({name, &value, "", meaning, group});
  };
  constexpr const char *kLearn = "To learn", *kTeach = "To teach", *kFigures = "Figures";
  flag("--text", options->text, "in the terminal; without a name the next lesson", kLearn);
  flag("--cards", options->cards, "practise with flashcards, of one lesson or of all", kLearn);
  flag("--all", options->all, "cards that are not due yet, too", kLearn);
  flag("--glossary", options->glossary, "what words mean, or one word", kLearn);
  flag("--reset", options->reset, "forget the progress, in one lesson or in all", kLearn);
  command.add(
      {"--seed", &options->seed, "N", "of the first endless question, so that all get the same", kLearn});
  command.add({"--size", &options->size, "WxH", "of the window, in pixels [" + options->size + "]", kLearn});
  command.add({"--text-size", &options->text_size, "PERCENT",
               "of the window's text [" + options->text_size + "]", kLearn});
  command.add({"--level", &options->level, "N", "of the endless questions, from 1", kLearn});
  flag("--check", options->check, "find every number again that the lessons state", kTeach);
  flag("--guide", options->guide, "goals, use in class, answers and figures, as Markdown", kTeach);
  command.add({"--print", &options->print_file, "FILE.html", "flashcards to print, one per page", kTeach});
  command.add({"--figure", &options->figure, "[N]",
               "what figure N shows, or writes it with -o; without N lists them", kFigures});
  command.add({"-o,--output", &options->figures.output, "FILE.svg|.png", "where to", kFigures});
  command.add({"--set", &options->figures.set, "NAME=VALUE", "a control's value; may be given more than once",
               kFigures});
  command.add({"--theme", &options->figures.theme, "THEME", "dark or light [dark]", kFigures});
  flag("--light", options->figures.light, "light theme", kFigures);
  flag("--before", options->figures.before, "as it is before the tasks are answered", kFigures);
  command.add(
      {"--scale", &options->figures.scale, "FACTOR", "of a .png: 2 doubles its pixels [1]", kFigures});
  add_speech_options(command, options->speech, true);
  command.footer = [] { return kExamples; };
  return [options] { return act(*options); };
}

}  // namespace thalweg::cli

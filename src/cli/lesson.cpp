// SPDX-License-Identifier: MIT
// thalweg lesson: the lessons, in the explorer or in the terminal.
#include <fmt/format.h>

#include <memory>

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "lessons/figure_svg.h"
#include "lessons/lesson.h"
#include "viewer/app.h"

namespace thalweg::cli {

namespace {

struct Options {
  std::string name, output;
  bool check = false, light = false;
  int figure = 0;
  std::vector<std::string> set;
  Speech speech;
};

std::vector<const lessons::Lesson*> chosen(const Options& options) {
  std::vector<const lessons::Lesson*> found;
  if (!options.name.empty()) return {&lessons::find_lesson(options.name)};
  for (const lessons::Lesson& lesson : lessons::lessons()) found.push_back(&lesson);
  return found;
}

int check(const Options& options, lessons::Lab& lab) {
  bool ok = true;
  for (const lessons::Lesson* lesson : chosen(options))
    for (const lessons::FactCheck& c : lessons::check_facts(*lesson, lab)) {
      ok = ok && c.ok;
      print(fmt::format("{:<6} {:<18} {:<24} {:>14}   found {:.10g}\n", c.ok ? "ok" : "WRONG", lesson->name,
                        c.fact->name, c.fact->stated, c.found));
    }
  return ok ? 0 : kFailed;
}

int write_figure(const Options& options, lessons::Lab& lab) {
  const lessons::Lesson& lesson = lessons::find_lesson(options.name);
  int n = 0;
  for (const lessons::Page& page : lesson.pages) {
    if (!page.figure || ++n != options.figure) continue;
    Values values = lessons::initial_values(page);
    for (const std::string& setting : options.set) {
      const std::size_t equals = setting.find('=');
      for (std::size_t k = 0; k < page.controls.size(); k++)
        if (page.controls[k].parameter.name == setting.substr(0, equals))
          values[k] = std::stod(setting.substr(equals + 1));
    }
    const lessons::Figure figure = page.figure({values, true, lab});
    if (options.output.ends_with(".png")) {
      viewer::write_figure_png(figure, options.light ? ThemeName::kLight : ThemeName::kDark, 2,
                               options.output);
      return 0;
    }
    write_file(options.output,
               {lessons::to_svg(figure, options.light ? ThemeName::kLight : ThemeName::kDark)});
    return 0;
  }
  throw InputError(fmt::format("--figure: {} has {} figures", lesson.name, n));
}

int open_lesson(const Options& options) {
  RunSpec spec;
  spec.device = DeviceKind::cpu;
  const std::unique_ptr<Backend> backend = make_backend(spec);
  lessons::Lab lab{*backend, make_loop(0)};
  if (options.check) return check(options, lab);
  if (options.figure > 0) return write_figure(options, lab);
  if (!options.name.empty())
    return viewer::run_lesson(
        {.lesson = &lessons::find_lesson(options.name), .dark = !options.light, .loop = lab.loop}, *backend);
  for (const lessons::Lesson& lesson : lessons::lessons())
    print(fmt::format("  {:<18} {}\n", lesson.name, lesson.goal));
  return 0;
}

}  // namespace

Action declare_lesson(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  command.add_option("name", options->name, "the lesson");
  command.add_flag("--check", options->check, "recompute every number that the lessons state");
  command.add_option("--figure", options->figure, "write the figure with this number, from 1");
  command.add_option("-o,--output", options->output, "where to")->type_name("FILE.svg");
  command.add_option("--set", options->set, "values of the figure's controls")->type_name("NAME=VALUE");
  command.add_flag("--light", options->light, "light theme");
  add_speech_options(command, options->speech, false);
  return [options] { return open_lesson(*options); };
}

}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
// thalweg list: the registry, for people and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/lesson_json.h"
#include "cli/terminal.h"
#include "cli/viewer_status.h"
#include "core/error.h"
#include "engine/registry.h"
#include "io/result_json.h"

namespace thalweg::cli {

namespace {

constexpr std::size_t kWidth = 100, kIndent = 4;

// One line of an entry, wrapped below its label.
void line(std::string& text, std::string_view label, std::string_view content) {
  constexpr std::size_t kLabel = 12;
  const std::string first = fmt::format("{:{}}{:<{}}", "", kIndent, label, kLabel);
  text += first + wrapped(content, kWidth, first.size()) + "\n";
}

std::string range_text(const ParameterInfo& p) {
  if (p.range.scale == Scale::flag) return "0 or 1";
  const std::string range = fmt::format("{} .. {}", p.range.low, p.range.high);
  return p.range.scale == Scale::integer ? range + ", whole" : range;
}

void parameters(std::string& text, const Parameters& parameters) {
  std::size_t name_width = 0, value_width = 0;
  for (const ParameterInfo& p : parameters) {
    name_width = std::max(name_width, p.name.size());
    value_width = std::max(value_width, fmt::formatted_size("{}", p.initial));
  }
  for (const ParameterInfo& p : parameters)
    line(text, &p == parameters.data() ? "parameters" : "",
         fmt::format("{:<{}} = {:<{}}   {} ({})", p.name, name_width, p.initial, value_width, p.meaning,
                     range_text(p)));
}

std::string describe(const SurfaceEntry& e) {
  const SurfaceInfo& i = e.info;
  std::string text = fmt::format("{}   {}\n", i.name, i.title), minima;
  line(text, "f(x, y) =", i.formula);
  line(text, "domain",
       fmt::format("[{}, {}] x [{}, {}]{}", i.domain.x0, i.domain.x1, i.domain.y0, i.domain.y1,
                   i.smoothness == Smoothness::smooth ? "" : ", not smooth everywhere"));
  for (const KnownMinimum& m : e.minima)
    minima += fmt::format("{}{:.7g} at ({:.7g}, {:.7g}){}", minima.empty() ? "" : "; ", m.value, m.x, m.y,
                          m.global ? "" : " local");
  line(text, "minima", minima.empty() ? "none" : minima);
  const LearningRates lr = default_learning_rates(e);
  line(text, "lr",
       fmt::format("{:.4g} for sgd and its kin, {:.4g} for adam and its kin", lr.gradient, lr.normalized));
  parameters(text, e.parameters);
  line(text, "source", i.source);
  return text;
}

std::string describe(const ProblemEntry& e) {
  std::string text = fmt::format("{}   {}\n", e.info.name, e.info.title);
  line(text, "mean of", e.info.formula);
  line(text, "a row", e.info.row);
  line(text, "weights", std::to_string(e.surface.weights));
  parameters(text, e.surface.parameters);
  line(text, "source", e.info.source);
  return text;
}

std::string describe(const OptimizerEntry& e) {
  std::string text = fmt::format("{}   {}\n", e.info.name, e.info.title);
  line(text, "rule", e.info.rule);
  parameters(text, e.parameters);
  line(text, "source", e.info.source);
  return text;
}

// Schedules and noises.
template <class Entry>
std::string describe(const Entry& e) {
  std::string text = fmt::format("{}   {}\n", e.info.name, e.info.title);
  line(text, "formula", e.info.formula);
  parameters(text, e.parameters);
  line(text, "source", e.info.source);
  return text;
}

template <class Entry>
std::string list(std::span<const Entry> entries, bool as_json) {
  Json json = Json::array();
  std::string text;
  for (const Entry& entry : entries) {
    if (as_json)
      json.push_back(to_json(entry));
    else
      text += (text.empty() ? "" : "\n") + describe(entry);
  }
  return as_json ? to_text(json) : text;
}

std::string list_lessons(bool as_json) {
  Json json = Json::array();
  std::string text;
  for (const lessons::Lesson& lesson : lessons::lessons()) {
    json.push_back(lesson_json(lesson));
    text += fmt::format("{}{}   {}\n", text.empty() ? "" : "\n", lesson.name, lesson.title);
    line(text, "goal", lessons::with_facts(lesson, lesson.goal));
    for (const lessons::Page& page : lesson.pages)
      line(text, &page == lesson.pages.data() ? "pages" : "", lessons::with_facts(lesson, page.title));
  }
  return as_json ? to_text(json) : text;
}

std::string list_presets(bool as_json) {
  Json json = Json::array();
  std::string text;
  for (const PresetRow& preset : preset_rows()) {
    json.push_back({{"name", preset.name}, {"title", preset.title}, {"sentence", preset.sentence}});
    text += fmt::format("{}{}   {}\n", text.empty() ? "" : "\n", preset.name, preset.title);
    line(text, "shows", preset.sentence);
  }
  return as_json ? to_text(json) : text;
}

struct Kind {
  const char* name;
  std::string (*list)(bool as_json);
};

constexpr Kind kKinds[] = {
    {"surfaces", [](bool json) { return list(surfaces(), json); }},
    {"problems", [](bool json) { return list(problems(), json); }},
    {"optimizers", [](bool json) { return list(optimizers(), json); }},
    {"schedules", [](bool json) { return list(schedules(), json); }},
    {"noises", [](bool json) { return list(noises(), json); }},
    {"lessons", list_lessons},
    {"presets", list_presets},
};

struct Options {
  std::string kind;
  Speech speech;
};

int list_kind(const Options& options) {
  std::vector<std::string> names;
  for (const Kind& kind : kKinds) {
    if (options.kind == kind.name) {
      print(kind.list(options.speech.json));
      return 0;
    }
    names.push_back(kind.name);
  }
  if (options.kind.empty())
    throw InputError(
        "list what? (accepted: surfaces, problems, optimizers, schedules, noises, lessons, presets)");
  unknown_name("kind of entry", options.kind, names);
}

constexpr const char* kExamples =
    "Formulas, domains, minima, parameters with defaults and ranges, sources.\n\n"
    "Examples:\n"
    "  thalweg list surfaces\n"
    "  thalweg list optimizers --json\n";

}  // namespace

Action declare_list(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"kind", &options->kind, "KIND",
               "surfaces, problems, optimizers, schedules, noises, lessons or presets"});
  add_speech_options(command, options->speech, true);
  command.footer = [] { return kExamples; };
  return [options] { return list_kind(*options); };
}

}  // namespace thalweg::cli

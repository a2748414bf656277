// SPDX-License-Identifier: MIT
#include "cli/bench_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/run_options.h"
#include "engine/registry.h"
#include "io/spec_text.h"
#include "study/spec_json.h"

namespace thalweg::cli {

namespace {

using study::Method;
using study::StudySpec;
using study::Task;

// "adam,sgd:momentum=0.9,nesterov=1,lion" names three: what has a '=' and no ':' goes on with the one before.
std::vector<std::string> parse_list(const std::string& text) {
  std::vector<std::string> items;
  std::string_view rest = text;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const std::string item(rest.substr(0, comma));
    if (!items.empty() && item.find('=') != std::string::npos && item.find(':') == std::string::npos)
      items.back() += "," + item;
    else
      items.push_back(item);
    if (comma == std::string_view::npos) return items;
    rest.remove_prefix(comma + 1);
  }
}

// The parts of the study that are named so, in the order of the names; new ones are made.
template <class Part, class Make>
std::vector<Part> chosen(const std::vector<Part>& parts, const std::string& text, Make make) {
  std::vector<Part> found;
  for (const std::string& label : parse_list(text)) {
    const auto same = [&](const Part& part) { return part.label == label; };
    const auto at = std::find_if(parts.begin(), parts.end(), same);
    found.push_back(at != parts.end() ? *at : make(label));
  }
  return found;
}

Method method_of(const std::string& text) {
  Method method{.label = text, .optimizer = parse_choice(text)};
  method.space = study::default_space(method.optimizer);
  return method;
}

Task task_of(const std::string& text) {
  Task task{.label = text, .landscape = parse_choice(text)};
  for (const ProblemEntry& problem : problems())
    if (problem.info.name == task.landscape.name) task.kind = LandscapeKind::problem;
  make_landscape(study::landscape_of(task, task.held_out.front()));  // for its errors
  return task;
}

struct StudyOption {
  const char *flag, *value, *meaning;
  std::string (*initial)(const StudySpec&);
  void (*apply)(StudySpec&, const std::string&);
};

constexpr i64 kMostStarts = 100'000'000;

constexpr StudyOption kOptions[] = {
    {"--methods", "NAME,...", "labels of the study, or optimizers with their parameters", nullptr,
     [](StudySpec& s, const std::string& t) { s.methods = chosen(s.methods, t, method_of); }},
    {"--tasks", "NAME,...", "labels of the study, or surfaces and problems", nullptr,
     [](StudySpec& s, const std::string& t) { s.tasks = chosen(s.tasks, t, task_of); }},
    {"--budget", "COST", "of a run: value and gradient calls 1, Hessians 2",
     [](const StudySpec& s) { return fmt::format("{}", s.budget); },
     [](StudySpec& s, const std::string& t) { s.budget = parse_number(t); }},
    {"--tuning", "1|5|15|50", "settings that each method may try; 1: its defaults",
     [](const StudySpec& s) { return std::to_string(s.tuning); },
     [](StudySpec& s, const std::string& t) { s.tuning = int(parse_count(t, 1, 1000)); }},
    {"--starts", "N", "per held-out instance; tuning and rates take a fifth of them, at least 10",
     [](const StudySpec& s) { return std::to_string(s.starts); },
     [](StudySpec& s, const std::string& t) {
       s.starts = parse_count(t, 1, kMostStarts);
       s.tuning_starts = s.rate_starts = std::max(std::min<i64>(s.starts, 10), s.starts / 5);
     }},
    {"--rates", "N", "learning rates of the sensitivity curve; 0: none",
     [](const StudySpec& s) { return std::to_string(s.rates); },
     [](StudySpec& s, const std::string& t) { s.rates = int(parse_count(t, 0, 1000)); }},
    {"--seed", "N", "of starts and noise", [](const StudySpec& s) { return std::to_string(s.seed); },
     [](StudySpec& s, const std::string& t) { s.seed = parse_seed(t); }},
    {"--precision", "float|double", "numbers of the descent",
     [](const StudySpec& s) { return std::string(to_text(s.precision)); },
     [](StudySpec& s, const std::string& t) { s.precision = parse_precision(t); }},
    {"--math", "exact|fast", "exact: the same bits on every machine",
     [](const StudySpec& s) { return std::string(to_text(s.math)); },
     [](StudySpec& s, const std::string& t) { s.math = parse_math(t); }},
};

void add_text(Usage& command, StudyOptions& options, const char* flag, const char* value,
              const std::string& meaning, const char* group) {
  command.add({flag, [&options, flag](const std::string& text) { options.given[flag] = text; }, value,
               meaning, group});
}

}  // namespace

void add_machine_options(Usage& command, StudyOptions& options) {
  constexpr const char* kGroup = "Where it runs";
  add_text(command, options, "--device", "auto|cpu|cuda[:INDEX]", "auto: the first card, else the CPU [auto]",
           kGroup);
  add_text(command, options, "--threads", "N",
           "CPU workers; 0: one per hardware thread; changes no result [0]", kGroup);
}

void add_study_options(Usage& command, StudyOptions& options) {
  constexpr const char* kGroup = "The study (options override the file or preset)";
  std::string presets;
  for (const std::string& name : study::preset_names()) presets += (presets.empty() ? "" : "|") + name;
  command.add({"study", &options.file, "STUDY.json", "a study, or the results of one", kGroup});
  command.add({"--preset", &options.preset, "NAME", "instead, one that is built in: " + presets, kGroup});
  for (const StudyOption& row : kOptions)
    add_text(command, options, row.flag, row.value,
             row.initial ? fmt::format("{} [{}]", row.meaning, row.initial({})) : row.meaning, kGroup);
  add_machine_options(command, options);
}

bool describes_study(const StudyOptions& options) {
  return !options.file.empty() || !options.preset.empty() ||
         std::any_of(std::begin(kOptions), std::end(kOptions),
                     [&](const StudyOption& row) { return options.given.contains(row.flag); });
}

StudySpec make_study(const StudyOptions& options) {
  if (!options.file.empty() && !options.preset.empty())
    throw InputError("--preset: give this or a study's file, not both");
  const bool whole = options.given.contains("--methods") && options.given.contains("--tasks");
  if (options.file.empty() && options.preset.empty() && !whole) {
    std::string presets;
    for (const std::string& name : study::preset_names()) presets += (presets.empty() ? "" : ", ") + name;
    throw InputError(fmt::format(
        "which study? (accepted: a file, --preset with one of {}, or --methods and --tasks; --init "
        "writes a file to begin with)",
        presets));
  }
  StudySpec spec;
  if (!options.file.empty()) spec = study::read_study(options.file);
  if (!options.preset.empty()) spec = in_context("--preset", [&] { return study::preset(options.preset); });
  for (const StudyOption& row : kOptions) {
    const auto given = options.given.find(row.flag);
    if (given != options.given.end()) in_context(row.flag, [&] { row.apply(spec, given->second); });
  }
  study::check(spec);
  return spec;
}

RunSpec machine_of(const StudyOptions& options, const StudySpec& spec) {
  RunSpec machine;
  machine.precision = spec.precision;
  machine.math = spec.math;
  if (const auto given = options.given.find("--device"); given != options.given.end())
    in_context("--device", [&] {
      const Device device = parse_device(given->second);
      machine.device = device.kind;
      machine.device_index = device.index;
    });
  if (const auto given = options.given.find("--threads"); given != options.given.end())
    in_context("--threads", [&] { machine.threads = int(parse_count(given->second, 0, kMostThreads)); });
  return machine;
}

study::Shard parse_shard(const std::string& text) {
  return in_context("--shard", [&] {
    constexpr i64 kMostShards = 100'000;
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos)
      throw InputError(fmt::format("'{}' is not of the form 2/4, the second of four", text));
    const i64 count = parse_count(text.substr(slash + 1), 1, kMostShards);
    return study::Shard{int(parse_count(text.substr(0, slash), 1, count)) - 1, int(count)};
  });
}

}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
#include "cli/run_options.h"

#include <fmt/format.h>

#include "cli/terminal.h"
#include "engine/plan.h"
#include "io/atomic_file.h"
#include "io/spec_json.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct RunOption {
  const char* flag;
  const char* value;
  const char* group;
  const char* meaning;
  std::string (*initial)(const RunSpec&);
  void (*apply)(RunSpec&, const std::string&);
};

constexpr const char *kWhat = "What descends", *kHow = "How much of it", *kWhere = "Where it runs";

constexpr RunOption kOptions[] = {
    {"--surface", "NAME[:key=value,...]", kWhat, "the surface",
     [](const RunSpec& s) { return to_text(s.surface); },
     [](RunSpec& s, const std::string& t) { s.surface = parse_choice(t); }},
    {"--domain", "x0,x1,y0,y1", kWhat, "where particles start and minima count",
     [](const RunSpec&) { return std::string("the surface's"); },
     [](RunSpec& s, const std::string& t) { s.domain = parse_domain(t); }},
    {"--optimizer", "NAME[:key=value,...]", kWhat, "the update rule",
     [](const RunSpec& s) { return to_text(s.optimizer); },
     [](RunSpec& s, const std::string& t) { s.optimizer = parse_choice(t); }},
    {"--lr", "RATE", kWhat, "learning rate",
     [](const RunSpec& s) {
       return s.lr ? fmt::format("{}", *s.lr) : std::string("the surface's for the optimizer");
     },
     [](RunSpec& s, const std::string& t) { s.lr = parse_number(t); }},
    {"--schedule", "NAME[:key=value,...]", kWhat, "learning rate as a function of the step",
     [](const RunSpec& s) { return to_text(s.schedule); },
     [](RunSpec& s, const std::string& t) { s.schedule = parse_choice(t); }},
    {"--noise", "NAME[:key=value,...]", kWhat, "how gradients are made stochastic",
     [](const RunSpec& s) { return to_text(s.noise); },
     [](RunSpec& s, const std::string& t) { s.noise = parse_choice(t); }},
    {"--start", "WHERE", kWhat, "uniform|sobol|grid|normal[:x=..,y=..,sigma=..] or X,Y",
     [](const RunSpec& s) { return to_text(s.start); },
     [](RunSpec& s, const std::string& t) { s.start = parse_start(t); }},
    {"--particles", "N", kHow, "number of particles",
     [](const RunSpec& s) { return std::to_string(s.particles); },
     [](RunSpec& s, const std::string& t) { s.particles = parse_count(t, 1, kMostParticles); }},
    {"--steps", "N", kHow, "number of steps", [](const RunSpec& s) { return std::to_string(s.steps); },
     [](RunSpec& s, const std::string& t) { s.steps = parse_count(t, 1, kMostSteps); }},
    {"--seed", "N", kHow, "seed of all random numbers",
     [](const RunSpec& s) { return std::to_string(s.seed); },
     [](RunSpec& s, const std::string& t) { s.seed = parse_seed(t); }},
    {"--precision", "float|double", kWhere, "numbers of the descent",
     [](const RunSpec& s) { return std::string(to_text(s.precision)); },
     [](RunSpec& s, const std::string& t) { s.precision = parse_precision(t); }},
    {"--math", "exact|fast", kWhere, "exact: the same bits on every machine",
     [](const RunSpec& s) { return std::string(to_text(s.math)); },
     [](RunSpec& s, const std::string& t) { s.math = parse_math(t); }},
    {"--device", "auto|cpu|cuda[:INDEX]", kWhere, "auto: the first card, else the CPU",
     [](const RunSpec& s) {
       return to_text(Device{s.device, s.device_index});
     },
     [](RunSpec& s, const std::string& t) {
       const Device d = parse_device(t);
       s.device = d.kind;
       s.device_index = d.index;
     }},
    {"--threads", "N", kWhere, "CPU workers; 0: one per hardware thread; changes no result",
     [](const RunSpec& s) { return std::to_string(s.threads); },
     [](RunSpec& s, const std::string& t) { s.threads = int(parse_count(t, 0, kMostThreads)); }},
};

template <class Entries>
std::string names_of(const char* title, const Entries& entries) {
  std::string names;
  for (const auto& entry : entries) names.append(names.empty() ? "" : " ").append(entry.info.name);
  constexpr std::size_t kLabel = 13;
  return fmt::format("{:<{}}{}\n", title, kLabel, wrapped(names, 100, kLabel));
}

}  // namespace

void add_run_options(CLI::App& command, RunOptions& options, Descent descent, const RunSpec& defaults) {
  for (const RunOption& row : kOptions) {
    if (descent == Descent::one_particle && std::string_view(row.flag) == "--particles") continue;
    command
        .add_option_function<std::string>(
            row.flag, [&options, &row](const std::string& text) { options.given[row.flag] = text; },
            fmt::format("{} [{}]", row.meaning, row.initial(defaults)))
        ->type_name(row.value)
        ->group(row.group);
  }
  command.add_option("--spec", options.spec_file, "read a saved spec or result; other options override it")
      ->type_name("FILE.json")
      ->group(kWhere);
  command.add_option("--save-spec", options.save_file, "write the run as a spec")
      ->type_name("FILE.json")
      ->group(kWhere);
}

RunSpec make_spec(const RunOptions& options, const RunSpec& defaults) {
  RunSpec spec = options.spec_file.empty() ? defaults : read_spec(options.spec_file);
  for (const RunOption& row : kOptions) {
    const auto given = options.given.find(row.flag);
    if (given != options.given.end()) in_context(row.flag, [&] { row.apply(spec, given->second); });
  }
  make_plan(spec);
  if (!options.save_file.empty()) in_context("--save-spec", [&] { check_output(options.save_file); });
  return spec;
}

void save_spec(const RunOptions& options, const RunSpec& spec) {
  if (!options.save_file.empty()) write_spec(options.save_file, spec);
}

void add_surface_option(CLI::App& command, std::string& surface) {
  command.add_option("--surface", surface, fmt::format("the surface [{}]", surface))
      ->type_name("NAME[:key=value,...]");
}

std::string names_text() {
  return names_of("surfaces:", surfaces()) + names_of("optimizers:", optimizers()) +
         names_of("schedules:", schedules()) + names_of("noises:", noises()) +
         "`thalweg list surfaces` and so on show their parameters.\n";
}

Size parse_size(const std::string& text) {
  const std::size_t x = text.find('x');
  if (x == std::string::npos) throw InputError("'" + text + "' is not WIDTHxHEIGHT");
  const auto side = [](const std::string& digits) { return int(parse_count(digits, 16, 16384)); };
  return {side(text.substr(0, x)), side(text.substr(x + 1))};
}

std::vector<double> parse_numbers(const std::string& text, std::size_t count) {
  std::vector<double> numbers;
  std::string_view rest = text;
  for (;;) {
    const std::size_t comma = rest.find(',');
    numbers.push_back(parse_number(rest.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  if (numbers.size() != count) throw InputError(fmt::format("'{}' is not a list of {} numbers", text, count));
  return numbers;
}

}  // namespace thalweg::cli

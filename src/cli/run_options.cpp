// SPDX-License-Identifier: MIT
#include "cli/run_options.h"

#include <fmt/format.h>

#include "cli/terminal.h"
#include "engine/plan.h"
#include "io/atomic_file.h"
#include "io/data_file.h"
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

// What the landscape was made of before is forgotten.
void use(RunSpec& spec, LandscapeKind kind) {
  spec.kind = kind;
  spec.formula.clear();
  if (kind != LandscapeKind::problem) {
    spec.data_file.clear();
    spec.data.reset();
    spec.scaling.reset();
  }
}

std::string limit_text(const std::optional<double>& limit) {
  return limit ? fmt::format("{}", *limit) : std::string("none");
}

constexpr const char *kLandscape = "The landscape", *kWhat = "What descends", *kHow = "How much of it",
                     *kWhere = "Where it runs";

constexpr RunOption kOptions[] = {
    {"--surface", "NAME[:key=value,...]", kLandscape, "the surface, or a file with a formula",
     [](const RunSpec& s) { return landscape_text(s); },
     [](RunSpec& s, const std::string& t) {
       use(s, LandscapeKind::surface);
       if (is_formula_file(t))
         read_formula(t, s);
       else
         s.surface = parse_choice(t);
     }},
    {"--problem", "NAME[:key=value,...]", kLandscape, "instead, a loss that is a mean over data",
     [](const RunSpec&) { return std::string("none"); },
     [](RunSpec& s, const std::string& t) {
       use(s, LandscapeKind::problem);
       s.surface = parse_choice(t);
     }},
    {"--formula", "TEXT", kLandscape, "instead, a formula such as \"x^2 + 10*sin(3*y)\"",
     [](const RunSpec&) { return std::string("none"); },
     [](RunSpec& s, const std::string& t) {
       use(s, LandscapeKind::formula);
       s.surface = {"formula"};
       s.formula = t;
     }},
    {"--parameters", "key=value,...", kLandscape, "of the formula",
     [](const RunSpec&) { return std::string("as written in it"); },
     [](RunSpec& s, const std::string& t) {
       if (s.kind != LandscapeKind::formula)
         throw InputError("only a formula has them; write NAME:key=value,... instead");
       s.surface.parameters = parse_choice("formula:" + t).parameters;
     }},
    {"--data", "FILE.csv|.png", kLandscape, "data of the problem: inputs, and the target last",
     [](const RunSpec&) { return std::string("the problem's own"); },
     [](RunSpec& s, const std::string& t) {
       s.data_file = t;
       s.data = read_data(t);
     }},
    {"--scaling", "none|unit|standard", kLandscape, "of the problem's inputs",
     [](const RunSpec&) { return std::string("the problem's own"); },
     [](RunSpec& s, const std::string& t) { s.scaling = parse_scaling(t); }},
    {"--domain", "x0,x1,y0,y1", kLandscape, "where particles start and minima count; two numbers per weight",
     [](const RunSpec&) { return std::string("the landscape's"); },
     [](RunSpec& s, const std::string& t) { s.domain = parse_domain(t); }},
    {"--optimizer", "NAME[:key=value,...]", kWhat, "the update rule",
     [](const RunSpec& s) { return to_text(s.optimizer); },
     [](RunSpec& s, const std::string& t) { s.optimizer = parse_choice(t); }},
    {"--lr", "RATE", kWhat, "learning rate; RATE@STEP+RATE changes it at a step",
     [](const RunSpec& s) { return s.lr ? rates_text(s) : std::string("the surface's for the optimizer"); },
     [](RunSpec& s, const std::string& t) { parse_rates(t, s); }},
    {"--schedule", "NAME[:key=value,...]", kWhat,
     "learning rate as a function of the step; FIRST@STEP+NEXT changes at a step",
     [](const RunSpec& s) { return schedules_text(s); },
     [](RunSpec& s, const std::string& t) { parse_schedules(t, s); }},
    {"--noise", "NAME[:key=value,...]", kWhat, "how gradients are made stochastic",
     [](const RunSpec& s) { return to_text(s.noise); },
     [](RunSpec& s, const std::string& t) { s.noise = parse_choice(t); }},
    {"--clip-norm", "LENGTH", kWhat, "longest gradient",
     [](const RunSpec& s) { return limit_text(s.clip_norm); },
     [](RunSpec& s, const std::string& t) { s.clip_norm = parse_number(t); }},
    {"--clip-value", "SIZE", kWhat, "largest component of a gradient",
     [](const RunSpec& s) { return limit_text(s.clip_value); },
     [](RunSpec& s, const std::string& t) { s.clip_value = parse_number(t); }},
    {"--start", "WHERE", kWhat, "uniform|sobol|grid|normal[:x=..,y=..,sigma=..]|box:x0,x1,y0,y1 or X,Y",
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

void add_option(Usage& command, RunOptions& options, const RunOption& row, const RunSpec& defaults) {
  command.add({row.flag, [&options, &row](const std::string& text) { options.given[row.flag] = text; },
               row.value, fmt::format("{} [{}]", row.meaning, row.initial(defaults)), row.group});
}

void check_one_landscape(const RunOptions& options) {
  std::string first;
  for (const char* flag : {"--surface", "--problem", "--formula"})
    if (options.given.contains(flag)) {
      if (!first.empty()) throw InputError(std::string(flag) + ": give this or " + first + ", not both");
      first = flag;
    }
}

void add_formula_file(Usage& command, RunOptions& options) {
  command.add({"--save-formula", &options.formula_file, "FILE",
               "write formula, parameters and domain to a file that --surface reads", kLandscape});
}

void check_formula_file(const std::string& file, const RunSpec& spec) {
  if (spec.kind != LandscapeKind::formula) throw InputError("there is no --formula to save");
  if (!is_formula_file(file))
    throw InputError(fmt::format("'{}' reads as a surface's name; call it {}.formula", file, file));
  check_output(file);
}

}  // namespace

void add_landscape_options(Usage& command, RunOptions& options) {
  for (const RunOption& row : kOptions)
    if (row.group == kLandscape) add_option(command, options, row, RunSpec());
  add_formula_file(command, options);
}

void add_run_options(Usage& command, RunOptions& options, Descent descent, const RunSpec& defaults) {
  for (const RunOption& row : kOptions)
    if (!(descent != Descent::ensemble && std::string_view(row.flag) == "--particles") &&
        !(descent == Descent::grid && std::string_view(row.flag) == "--start"))
      add_option(command, options, row, defaults);
  add_formula_file(command, options);
  command.add({"--spec", &options.spec_file, "FILE.json",
               "read a saved spec or result; other options override it", kWhere});
  command.add({"--save-spec", &options.save_file, "FILE.json", "write the run as a spec", kWhere});
}

RunSpec make_spec(const RunOptions& options, const RunSpec& defaults) {
  check_one_landscape(options);
  RunSpec spec = options.spec_file.empty() ? defaults : read_spec(options.spec_file);
  for (const RunOption& row : kOptions) {
    const auto given = options.given.find(row.flag);
    if (given != options.given.end()) in_context(row.flag, [&] { row.apply(spec, given->second); });
  }
  make_plan(spec);
  if (!options.save_file.empty()) in_context("--save-spec", [&] { check_output(options.save_file); });
  if (!options.formula_file.empty())
    in_context("--save-formula", [&] { check_formula_file(options.formula_file, spec); });
  return spec;
}

void save_spec(const RunOptions& options, const RunSpec& spec) {
  if (!options.save_file.empty()) write_spec(options.save_file, spec);
  if (!options.formula_file.empty()) write_file(options.formula_file, {formula_file_text(spec)});
}

std::function<std::string()> with_names(const char* examples) {
  return [examples] {
    return examples + ("\n" + names_of("surfaces:", surfaces())) + names_of("problems:", problems()) +
           names_of("optimizers:", optimizers()) + names_of("schedules:", schedules()) +
           names_of("noises:", noises()) + "`thalweg list surfaces` and so on show their parameters.\n";
  };
}

Size parse_size(const std::string& text, int largest) {
  const std::size_t x = text.find('x');
  if (x == std::string::npos) throw InputError("'" + text + "' is not WIDTHxHEIGHT");
  const auto side = [&](const std::string& digits) { return int(parse_count(digits, 16, largest)); };
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

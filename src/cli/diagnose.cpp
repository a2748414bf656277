// SPDX-License-Identifier: MIT
// thalweg diagnose: what a loss curve or a run shows, and what to change.
#include "cli/diagnose.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "cli/trace.h"
#include "core/error.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  std::string file, losses;
  Speech speech;
};

// The columns by these names as points, if all of them are there.
std::vector<Point> points_in(const Table& table, const std::vector<std::string>& names) {
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (found == table.columns.end()) return {};
    columns.push_back(std::size_t(found - table.columns.begin()));
  }
  std::vector<Point> points;
  for (std::size_t r = 0; r < rows(table); r++) {
    double at[3] = {};
    for (std::size_t k = 0; k < columns.size(); k++)
      at[k] = table.values[r * table.columns.size() + columns[k]];
    points.push_back({at[0], at[1], at[2]});
  }
  return points;
}

// Of the three numbers of weights, the largest whose columns are all there.
std::vector<Point> points_in(const Table& table, const std::string& prefix) {
  for (const int weights : {3, 2, 1}) {
    std::vector<std::string> names = coordinate_names(weights);
    for (std::string& name : names) name = prefix + name;
    if (const std::vector<Point> points = points_in(table, names); !points.empty()) return points;
  }
  return {};
}

// "8,20,55,160"; nan and inf may occur in losses.
std::vector<double> parse_losses(const std::string& text) {
  std::vector<double> losses;
  std::string_view rest = text;
  for (;;) {
    const std::size_t comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (item == "nan" || item == "inf" || item == "-inf")
      losses.push_back(std::stod(std::string(item)));
    else
      losses.push_back(parse_number(item));
    if (comma == std::string_view::npos) return losses;
    rest.remove_prefix(comma + 1);
  }
}

void tell(const Options& options, const Diagnosis& d, const RunSpec* spec) {
  if (!options.speech.json) {
    print(fmt::format("{}\n{}\n{}\n", name(d.verdict), d.reason, d.advice));
    return;
  }
  Json json{{"version", version()}};
  if (spec) json["spec"] = to_json(*spec);
  json.update(diagnosis_json(d));
  print(to_text(json));
}

int diagnose_trace(const Options& options) {
  RunSpec spec = make_spec(options.run, trace_defaults());
  spec.particles = 1;
  spec.trail = {};
  check_trace_length(spec);
  if (spec.steps < 2) throw InputError("--steps: a diagnosis needs at least 2 steps");
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);
  catch_interrupts();
  ProgressBar bar("diagnose", !options.speech.quiet);
  const Plan plan = make_plan(spec);
  const Table table = trace(plan, *backend, bar);
  bar.clear();
  const i64 done = i64(rows(table)) - 1;
  if (done >= 2) tell(options, diagnosis_of(table, plan), &plan.spec);
  if (done == spec.steps) return 0;
  print_note(options.speech, fmt::format("stopped at step {} of {}", done, spec.steps));
  return kInterrupted;
}

int diagnose_input(const Options& options) {
  const bool has_run = !options.run.given.empty() || !options.run.spec_file.empty();
  if (int(has_run) + int(!options.file.empty()) + int(!options.losses.empty()) > 1)
    throw InputError("diagnose one thing at a time (accepted: FILE.csv, --losses, or the options of a run)");
  if (!options.losses.empty()) {
    const History history = in_context("--losses", [&] {
      return History{parse_losses(options.losses), {}, {}};
    });
    tell(options, in_context("--losses", [&] { return diagnose(history); }), nullptr);
    return 0;
  }
  if (!options.file.empty()) {
    const History history = history_of(read_csv(options.file), options.file);
    tell(options, in_context(options.file, [&] { return diagnose(history); }), nullptr);
    return 0;
  }
  return diagnose_trace(options);
}

constexpr const char* kExamples =
    "A verdict (too_small, good, improving, oscillating, diverging, non_finite, plateau, saddle,\n"
    "local_minimum), the reason with the numbers seen, and what to change.  A table needs a column loss; "
    "with\n"
    "x, y and gx, gy, as trace writes them, the angles between steps count too.  With the options of a run "
    "it\n"
    "traces one particle and knows the landscape as well.\n\n"
    "Examples:\n"
    "  thalweg diagnose --losses 8,20,55,160\n"
    "  thalweg diagnose trace.csv\n"
    "  thalweg diagnose --surface himmelblau --lr 0.02 --start -3,-3\n"
    "  thalweg diagnose --formula \"x^2 - y^2 + y^4\" --lr 0.1 --start 1,0 --json\n";

}  // namespace

History history_of(const Table& table, const std::string& name) {
  const std::size_t loss = find_column(table, "loss", name);
  History history;
  for (std::size_t r = 0; r < rows(table); r++)
    history.losses.push_back(table.values[r * table.columns.size() + loss]);
  history.positions = points_in(table, std::string());
  history.gradients = points_in(table, "g");
  return history;
}

Diagnosis diagnosis_of(const Table& trace, const Plan& plan) {
  const History history = history_of(trace, "trace");
  return diagnose(history, what_is_known(plan, history.positions.back()));
}

std::string one_line(const Diagnosis& d) {
  return fmt::format("diagnosis: {}: {}  {}", name(d.verdict), d.reason, d.advice);
}

Json diagnosis_json(const Diagnosis& d) {
  return {{"verdict", name(d.verdict)}, {"reason", d.reason}, {"advice", d.advice}};
}

Action declare_diagnose(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"file", &options->file, "FILE.csv", "a table with a column loss"});
  command.add({"--losses", &options->losses, "L0,L1,...", "losses after 0, 1, ... steps"});
  add_run_options(command, options->run, Descent::one_particle, trace_defaults());
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return diagnose_input(*options); };
}

}  // namespace thalweg::cli

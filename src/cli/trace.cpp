// SPDX-License-Identifier: MIT
// thalweg trace: one particle, every step, to be followed by hand or compared with another program.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/stability.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/diagnose.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "cli/trace.h"
#include "core/error.h"
#include "engine/account_lines.h"
#include "engine/backend.h"
#include "io/account_json.h"
#include "io/atomic_file.h"
#include "io/csv.h"
#include "io/json.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  Speech speech;
  std::string output, step;
  bool stability = false;
  bool explain = false;
};

// Loss and gradient are the landscape's, in double and without noise, at the point where the particle is.
void add_row(Table& table, const Plan& plan, i64 step, Point p) {
  const Jet<double, 3> j = jet3(plan.landscape, p);
  const int n = weights(plan.landscape);
  table.values.push_back(double(step));
  for (const double a : coordinates(p, n)) table.values.push_back(a);
  table.values.push_back(j.v);
  for (int k = 0; k < n; k++) table.values.push_back(j.g[k]);
  table.values.push_back(learning_rate(plan, step));
}

// step, x, y, loss, gx, gy, lr
std::vector<std::string> columns(int weights) {
  std::vector<std::string> all{"step"}, names = coordinate_names(weights);
  all.insert(all.end(), names.begin(), names.end());
  all.push_back("loss");
  for (const std::string& name : names) all.push_back("g" + name);
  all.push_back("lr");
  return all;
}

}  // namespace

// Comparing step by step asks for reproducible bits and digits rather than for speed.
RunSpec trace_defaults() {
  RunSpec spec;
  spec.particles = 1;
  spec.steps = 100;
  spec.precision = Precision::float64;
  spec.math = MathMode::exact;
  spec.device = DeviceKind::cpu;
  spec.threads = 1;
  return spec;
}

Table trace(const Plan& plan, Backend& backend, ProgressBar& bar, bool stability) {
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  Table table{columns(weights(plan.landscape)), {}};
  if (stability) table.columns.push_back("lr_lambda_max");
  for (i64 step = 0;; step++) {
    End end;
    ensemble->ends(0, {&end, 1});
    const Point p{end.x, end.y, end.z};
    add_row(table, plan, step, p);
    if (stability) table.values.push_back(learning_rate(plan, step) * sharpness(plan.landscape, p));
    if (step == plan.spec.steps || !ProgressBar::report(&bar, step, plan.spec.steps)) return table;
    ensemble->advance(1);
  }
}

void check_trace_length(const RunSpec& spec) {
  constexpr i64 kMostRows = 10'000'000;
  if (spec.steps > kMostRows)
    throw InputError(fmt::format("--steps: a trace keeps every step, at most {} of them", kMostRows));
}

namespace {

Json rows_json(const Table& table) {
  Json json = Json::array();
  const std::size_t width = table.columns.size();
  for (std::size_t r = 0; r < rows(table); r++) {
    Json row = Json::object();
    for (std::size_t c = 0; c < width; c++) row[table.columns[c]] = table.values[r * width + c];
    row["step"] = i64(r);
    json.push_back(std::move(row));
  }
  return json;
}

constexpr std::size_t kWidth = 100, kSymbols = 24;

std::string numbers_text(const AccountLine& line, const std::vector<double>& numbers) {
  std::string text;
  for (const double a : numbers) text += (text.empty() ? "" : ", ") + fmt::format("{:.6g}", a);
  return line.shape == TermShape::number ? text : "(" + text + ")";
}

std::string account_text(const Plan& plan, i64 step, const std::vector<AccountLine>& lines) {
  std::string text = fmt::format("{}, the step from {} to {}\n{}\n", plan.optimizer->info.title, step,
                                 step + 1, wrapped(plan.optimizer->info.rule, kWidth, 0));
  for (const AccountLine& line : lines) {
    if (!line.heading.empty()) {
      text += "\n" + line.heading + "\n";
      continue;
    }
    std::string numbers = numbers_text(line, line.numbers);
    if (!line.before.empty()) numbers = numbers_text(line, line.before) + " -> " + numbers;
    text += fmt::format("  {:<{}}{}\n    {}\n", line.symbol + " ", kSymbols, numbers,
                        wrapped(line.meaning, kWidth, 4));
  }
  return text;
}

int explain_particle(const Options& options) {
  RunSpec spec = make_spec(options.run, trace_defaults());
  spec.particles = 1;
  spec.trail = {};
  const Plan plan = make_plan(spec);
  const i64 step = options.step.empty()
                       ? 0
                       : in_context("--step", [&] { return parse_count(options.step, 0, kMostSteps); });
  const StepAccount account = explain_step(plan, 0, step);
  save_spec(options.run, spec);
  print(options.speech.json ? to_text(account_json(plan, 0, account))
                            : account_text(plan, step, lines_of(plan, account)));
  return 0;
}

int trace_particle(const Options& options) {
  if (!options.step.empty() && !options.explain)
    throw InputError("--step: only --explain shows a single step");
  if (options.explain && (options.stability || !options.output.empty()))
    throw InputError("--explain shows a single step on the terminal: without --stability and -o");
  if (options.explain) return explain_particle(options);
  RunSpec spec = make_spec(options.run, trace_defaults());
  spec.particles = 1;
  spec.trail = {};
  check_trace_length(spec);
  if (!options.output.empty()) check_output(options.output);
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("trace", !options.speech.quiet);
  const Plan plan = make_plan(spec);
  const Table table = trace(plan, *backend, bar, options.stability);
  bar.clear();
  if (!options.output.empty()) write_file(options.output, {to_csv(table)});
  if (options.speech.json)
    print(to_text(rows_json(table)));
  else if (options.output.empty())
    print(to_csv(table));
  if (rows(table) >= 3) print_note(options.speech, one_line(diagnosis_of(table, plan)));
  if (i64(rows(table)) == spec.steps + 1) return 0;
  print_note(options.speech, fmt::format("stopped at step {} of {}", rows(table) - 1, spec.steps));
  return kInterrupted;
}

constexpr const char* kExamples =
    "CSV with the columns step, x, y, loss, gx, gy, lr; row k is the state after k steps, lr the rate of\n"
    "the step that follows.  Loss and gradient are exact (without noise, in double).  Without X,Y as "
    "--start\n"
    "it is particle 0 of the run with that start.  --stability adds the column lr_lambda_max, the rate "
    "times\n"
    "the largest curvature there: above 2 a step of gradient descent overshoots and grows.  --explain shows\n"
    "one step instead, number by number: what the rule asks, what it remembers, how far it goes.\n\n"
    "Examples:\n"
    "  thalweg trace --start -1.5,2 --surface rosenbrock --optimizer adam --lr 0.01\n"
    "  thalweg trace --start 0,0 --optimizer sgd:momentum=0.9 --steps 20 -o trace.csv\n"
    "  thalweg trace --start 0,0 --lr 0.02 --stability\n"
    "  thalweg trace --start 0,0 --optimizer adam --explain --step 3\n";

}  // namespace

Action declare_trace(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_run_options(command, options->run, Descent::one_particle, trace_defaults());
  command.add({"-o,--output", &options->output, "FILE.csv", "write the CSV to a file"});
  command.add({"--stability", &options->stability, "", "also the rate times the largest curvature"});
  command.add({"--explain", &options->explain, "", "one step in detail, with what each number means"});
  command.add({"--step", &options->step, "K", "which step --explain shows, the first one is 0"});
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return trace_particle(*options); };
}

}  // namespace thalweg::cli

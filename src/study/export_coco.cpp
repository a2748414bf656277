// SPDX-License-Identifier: MIT
#include "study/export_coco.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "io/atomic_file.h"
#include "study/file_names.h"
#include "study/trace.h"

namespace thalweg::study {

namespace {

namespace fs = std::filesystem;

constexpr i64 kInstances = 15;
constexpr double kPrecision = 1e-8;

std::string row(const Moment& now, double f_best) {
  return fmt::format("{} 0 {:+10.9e} {:+10.9e} {:+10.9e} {:+5.4e} {:+5.4e}\n", now.evaluations,
                     written(now.best - f_best), written(now.loss), written(now.best), written(now.at.x),
                     written(now.at.y));
}

struct Run {
  std::string dat, tdat, summary;
};

Run run_text(const Trace& trace, i64 instance) {
  const std::string header = fmt::format(
      "% f evaluations | g evaluations | best noise-free fitness - Fopt ({:.12e}) + sum g_i+ | measured "
      "fitness "
      "| best measured fitness or single-digit g-values | x1 | x2...\n",
      trace.f_best);
  Run run{header, header, {}};
  for (const Moment& m : trace.moments) {
    const std::string text = row(m, trace.f_best);
    if (m.end || m.hit) run.dat += text;
    if (m.end || m.timed) run.tdat += text;
  }
  run.summary = fmt::format(", {}:{}|{:.1e}", instance, trace.moments.back().evaluations,
                            written(trace.lowest.best - trace.f_best));
  return run;
}

void export_function(const fs::path& folder, int function, const std::string& name,
                     const StudyResults& results, const MethodOnTask& pair, Backend& backend) {
  const Method& method = results.spec.methods[std::size_t(pair.method)];
  const std::string data = fmt::format("data_f{0}/bbobexp_f{0}_DIM2", function);
  Run all;
  for (i64 instance = 1; instance <= kInstances; instance++) {
    const Run run = run_text(trace_starts(results, pair, instance, 1, backend).front(), instance);
    all.dat += run.dat;
    all.tdat += run.tdat;
    all.summary += run.summary;
  }
  const std::vector<i64>& training = results.spec.tasks[std::size_t(pair.task)].training;
  const bool seen = std::any_of(training.begin(), training.end(),
                                [](i64 instance) { return instance >= 1 && instance <= kInstances; });
  const std::string info = fmt::format(
      "suite = 'bbob', funcId = {}, DIM = 2, Precision = {:.3e}, algId = '{}', coco_version = 'thalweg {}', "
      "logger = 'bbob', data_format = 'bbob-new2'\n"
      "% {}, setting {} of {} in the study '{}'{}; an evaluation is a unit of its cost, a step costs {}\n"
      "{}.dat{}\n",
      function, kPrecision, name, results.version, name, pair.setting, settings_of(results.spec, method),
      file_names({results.spec.name}).front(), seen ? " (tuned on some of these instances)" : "",
      pair.cost_per_step, data, all.summary);
  fs::create_directories(folder / fmt::format("data_f{}", function));
  write_file(folder / (data + ".dat"), {all.dat});
  write_file(folder / (data + ".tdat"), {all.tdat});
  write_file(folder / fmt::format("bbobexp_f{}.info", function), {info});
}

}  // namespace

void export_coco(const fs::path& folder, const StudyResults& results, Backend& backend) {
  std::map<int, std::size_t> functions;  // to the first task over each
  for (std::size_t t = 0; t < results.spec.tasks.size(); t++)
    if (const Task& task = results.spec.tasks[t]; is_bbob(task))
      functions.emplace(std::stoi(task.landscape.name.substr(4)), t);
  std::vector<std::string> labels;
  for (const Method& method : results.spec.methods) labels.push_back(method.label);
  const std::vector<std::string> names = file_names(labels);
  for (const auto& [function, task] : functions)
    for (std::size_t m = 0; m < names.size(); m++)
      export_function(folder / names[m], function, names[m], results,
                      results.pairs[m * results.spec.tasks.size() + task], backend);
}

}  // namespace thalweg::study

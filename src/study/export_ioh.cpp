// SPDX-License-Identifier: MIT
#include "study/export_ioh.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "io/atomic_file.h"
#include "io/json.h"
#include "study/file_names.h"
#include "study/trace.h"

namespace thalweg::study {

namespace {

namespace fs = std::filesystem;

constexpr i64 kStarts = 5;  // per instance

std::vector<double> written_point(Point at, int weights) {
  std::vector<double> x = coordinates(at, weights);
  for (double& a : x) a = written(a);
  return x;
}

// The header stands before every run.
std::string run_rows(const Trace& trace, int weights) {
  std::string text = "evaluations raw_y raw_y_best";
  for (int k = 0; k < weights; k++) text += fmt::format(" x{}", k);
  text += '\n';
  for (const Moment& m : trace.moments) {
    if (!m.end && !m.hit) continue;
    text += fmt::format("{} {} {}", m.evaluations, written(m.loss - trace.f_best),
                        written(m.best - trace.f_best));
    for (const double a : written_point(m.at, weights)) text += fmt::format(" {}", a);
    text += '\n';
  }
  return text;
}

Json run_json(const Trace& trace, i64 instance, int weights) {
  return {{"instance", instance},
          {"evals", trace.moments.back().evaluations},
          {"best",
           {{"evals", trace.lowest.evaluations},
            {"y", written(trace.lowest.best - trace.f_best)},
            {"x", written_point(trace.lowest.at, weights)}}}};
}

void export_pair(const fs::path& folder, const std::string& method_name, const std::string& task_name,
                 const StudyResults& results, const MethodOnTask& pair, Backend& backend) {
  const StudySpec& spec = results.spec;
  const Task& task = spec.tasks[std::size_t(pair.task)];
  const int id = pair.task + 1;
  const int n = weights(make_landscape(landscape_of(task, task.held_out.front())));
  const std::string name = fmt::format("f{}_{}", id, task_name),
                    data = fmt::format("data_{}/IOHprofiler_f{}_DIM{}.dat", name, id, n);
  std::string rows;
  Json runs = Json::array();
  for (const i64 instance : task.held_out)
    for (const Trace& trace : trace_starts(results, pair, instance, kStarts, backend)) {
      rows += run_rows(trace, n);
      runs.push_back(run_json(trace, instance, n));
    }
  const auto attribute = [](const char* key, const std::string& value) { return Json{{key, value}}; };
  const Json json = {
      {"version", "0.3.5"},  // of the format
      {"suite", "thalweg"},
      {"function_id", id},
      {"function_name", task_name},
      {"maximization", false},
      {"algorithm", {{"name", method_name}, {"info", fmt::format("thalweg {}", results.version)}}},
      {"experiment_attributes",
       Json::array({attribute("study", spec.name), attribute("setting", fmt::format("{}", pair.setting)),
                    attribute("lr", fmt::format("{}", pair.lr)),
                    attribute("cost_per_step", fmt::format("{}", pair.cost_per_step)),
                    attribute("f_best", fmt::format("{}", results.f_best[std::size_t(pair.task)]))})},
      {"run_attributes", Json::array()},
      {"attributes", Json::array({"evaluations", "raw_y", "raw_y_best"})},
      {"scenarios", Json::array({{{"dimension", n}, {"path", data}, {"runs", runs}}})}};
  fs::create_directories(folder / ("data_" + name));
  write_file(folder / data, {rows});
  write_file(folder / fmt::format("IOHprofiler_{}.json", name), {to_text(json)});
}

}  // namespace

void export_ioh(const fs::path& folder, const StudyResults& results, Backend& backend) {
  const StudySpec& spec = results.spec;
  std::vector<std::string> methods, tasks;
  for (const Method& method : spec.methods) methods.push_back(method.label);
  for (const Task& task : spec.tasks) tasks.push_back(task.label);
  methods = file_names(methods);
  tasks = file_names(tasks);
  for (const MethodOnTask& pair : results.pairs)
    if (!is_bbob(spec.tasks[std::size_t(pair.task)])) {
      const std::string& name = methods[std::size_t(pair.method)];
      export_pair(folder / name, name, tasks[std::size_t(pair.task)], results, pair, backend);
    }
}

}  // namespace thalweg::study

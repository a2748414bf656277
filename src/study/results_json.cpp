// SPDX-License-Identifier: MIT
#include "study/results_json.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/json_values.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "study/jobs.h"
#include "study/spec_json.h"

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity(),
                 kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLargest = std::size_t(1) << 30;

Json number_json(double a) {
  if (std::isfinite(a)) return a;
  return std::isnan(a) ? "NaN" : a > 0 ? "Infinity" : "-Infinity";
}

double number_from(const Json& json) {
  if (!json.is_string()) return json_number(json);
  const std::string& text = json_text(json);
  if (text == "NaN") return kNaN;
  if (text == "Infinity") return kInfinity;
  if (text == "-Infinity") return -kInfinity;
  throw InputError("is '" + text + "' (accepted: a number, \"Infinity\", \"-Infinity\", \"NaN\")");
}

const Json& member(const Json& json, const char* name) {
  check_object(json);
  const auto found = json.find(name);
  if (found == json.end()) throw InputError(std::string("has no \"") + name + "\"");
  return *found;
}

// f of the member, whose name errors carry.
template <class F>
auto read(const Json& json, const char* name, F f) {
  const Json& found = member(json, name);
  return in_context(name, [&] { return f(found); });
}

double number(const Json& json, const char* name) { return read(json, name, number_from); }
i64 count(const Json& json, const char* name) {
  return read(json, name, [](const Json& j) { return json_count(j, 0, 9'000'000'000'000'000); });
}

template <class F>
auto list(const Json& json, const char* name, F f) {
  return read(json, name, [&](const Json& array) {
    check_array(array);
    std::vector<decltype(f(array))> all;
    for (std::size_t i = 0; i < array.size(); i++)
      all.push_back(in_context(fmt::format("[{}]", i), [&] { return f(array[i]); }));
    return all;
  });
}

template <class T, class F>
Json list_json(const std::vector<T>& values, F f) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(f(value));
  return list;
}

Json numbers_json(const std::vector<double>& values) { return list_json(values, number_json); }

Json estimate_json(const Estimate& e) {
  return {{"value", number_json(e.value)}, {"ci95", Json::array({number_json(e.low), number_json(e.high)})}};
}

std::pair<double, double> interval(const Json& json) {
  const std::vector<double> ends = list(json, "ci95", number_from);
  if (ends.size() != 2) throw InputError("ci95: has not two ends");
  return {ends[0], ends[1]};
}

Estimate estimate(const Json& json) {
  const auto [low, high] = interval(json);
  return {number(json, "value"), low, high};
}

Json staircase_json(const Staircase& s) { return {{"x", numbers_json(s.x)}, {"y", numbers_json(s.y)}}; }
Staircase staircase(const Json& json) {
  Staircase s{list(json, "x", number_from), list(json, "y", number_from)};
  if (s.x.size() != s.y.size()) throw InputError("has not as many x as y");
  return s;
}

Json target_json(const TargetResult& t, i64 runs) {
  return {
      {"target", t.target},
      {"reached", t.reached},
      {"success",
       {{"value", double(t.reached) / double(runs)}, {"ci95", Json::array({t.success.low, t.success.high})}}},
      {"running_time", estimate_json(t.running_time)}};
}

TargetResult target(const Json& json) {
  const auto [low, high] = read(json, "success", interval);
  return {number(json, "target"), count(json, "reached"), {low, high}, read(json, "running_time", estimate)};
}

Json rate_json(const RateResult& r) {
  return {{"lr", r.lr},
          {"runs", r.runs},
          {"reached", r.reached},
          {"running_time", number_json(r.running_time)},
          {"reached_by_tenths", numbers_json(r.bins)}};
}

RateResult rate(const Json& json) {
  return {number(json, "lr"), count(json, "runs"), count(json, "reached"), number(json, "running_time"),
          list(json, "reached_by_tenths", number_from)};
}

Json evaluations_json(const Evaluations& e) {
  return {{"value", e.value}, {"gradient", e.gradient}, {"hessian", e.hessian}};
}
Evaluations evaluations(const Json& json) {
  return {count(json, "value"), count(json, "gradient"), count(json, "hessian")};
}

Json outcomes_json(const std::array<i64, kOutcomes>& outcomes) {
  Json json = Json::object();
  for (int i = 0; i < kOutcomes; i++) json[std::string(name(Outcome(i)))] = outcomes[std::size_t(i)];
  return json;
}
std::array<i64, kOutcomes> outcomes(const Json& json) {
  std::array<i64, kOutcomes> all{};
  for (int i = 0; i < kOutcomes; i++)
    all[std::size_t(i)] = count(json, std::string(name(Outcome(i))).c_str());
  return all;
}

// Methods and tasks by their labels: a document is read by people too.
template <class T>
int index_of(const std::vector<T>& all, const std::string& label, const char* what) {
  std::vector<std::string> labels;
  for (const T& one : all) {
    if (one.label == label) return int(labels.size());
    labels.push_back(one.label);
  }
  unknown_name(what, label, labels);
}

Json pair_json(const StudySpec& spec, const MethodOnTask& p) {
  return {{"method", spec.methods[std::size_t(p.method)].label},
          {"task", spec.tasks[std::size_t(p.task)].label},
          {"setting", p.setting},
          {"optimizer", thalweg::to_json(p.optimizer)},
          {"lr", p.lr},
          {"runs", p.runs},
          {"cost_per_step", p.cost_per_step},
          {"evaluations_per_step", evaluations_json(p.per_step)},
          {"targets", list_json(p.targets, [&](const TargetResult& t) { return target_json(t, p.runs); })},
          {"outcomes", outcomes_json(p.outcomes)},
          {"final_excess",
           {{"q25", number_json(p.final_low)},
            {"median", number_json(p.final_median)},
            {"q75", number_json(p.final_high)}}},
          {"anytime", number_json(p.anytime)},
          {"stationary", number_json(p.stationary)},
          {"rates", list_json(p.rates, rate_json)},
          {"good_decades", number_json(p.good_decades)},
          {"reached_over_cost", staircase_json(p.reached)}};
}

MethodOnTask pair_from(const StudySpec& spec, const Json& json) {
  MethodOnTask p{};
  p.method =
      read(json, "method", [&](const Json& j) { return index_of(spec.methods, json_text(j), "method"); });
  p.task = read(json, "task", [&](const Json& j) { return index_of(spec.tasks, json_text(j), "task"); });
  p.setting = int(count(json, "setting"));
  p.optimizer = members_from_json(Json{{"optimizer", member(json, "optimizer")}}).optimizer;
  p.lr = number(json, "lr");
  p.runs = count(json, "runs");
  p.cost_per_step = number(json, "cost_per_step");
  p.per_step = read(json, "evaluations_per_step", evaluations);
  p.targets = list(json, "targets", target);
  p.outcomes = read(json, "outcomes", outcomes);
  const Json& ends = member(json, "final_excess");
  p.final_low = number(ends, "q25");
  p.final_median = number(ends, "median");
  p.final_high = number(ends, "q75");
  p.anytime = number(json, "anytime");
  p.stationary = number(json, "stationary");
  p.rates = list(json, "rates", rate);
  p.good_decades = number(json, "good_decades");
  p.reached = read(json, "reached_over_cost", staircase);
  return p;
}

Json comparison_json(const StudySpec& spec, const Comparison& c) {
  return {{"task", spec.tasks[std::size_t(c.task)].label},
          {"a", spec.methods[std::size_t(c.a)].label},
          {"b", spec.methods[std::size_t(c.b)].label},
          {"ratio_of_running_times", estimate_json(c.ratio)},
          {"a12", number_json(c.a12)},
          {"share_a_faster", number_json(c.pairs.first)},
          {"share_of_ties", number_json(c.pairs.ties)},
          {"p", number_json(c.p)},
          {"p_holm", number_json(c.p_adjusted)}};
}

Comparison comparison(const StudySpec& spec, const Json& json) {
  const auto method = [&](const Json& j) { return index_of(spec.methods, json_text(j), "method"); };
  return {read(json, "task", [&](const Json& j) { return index_of(spec.tasks, json_text(j), "task"); }),
          read(json, "a", method),
          read(json, "b", method),
          read(json, "ratio_of_running_times", estimate),
          number(json, "a12"),
          {number(json, "share_a_faster"), number(json, "share_of_ties")},
          number(json, "p"),
          number(json, "p_holm")};
}

StudyResults document(const Json& json) {
  StudyResults r{};
  r.spec = read(json, "spec", study_from_json);
  r.version = read(json, "version", [](const Json& j) { return json_text(j); });
  const auto boolean = [](const Json& j) {
    if (!j.is_boolean()) wrong_type(j, "true or false");
    return j.get<bool>();
  };
  r.f_best = list(json, "f_best", number_from);
  for (const bool b : list(json, "f_best_published", boolean)) r.f_best_published.push_back(b);
  r.final_target =
      list(json, "final_target", [&](const Json& j) { return int(json_count(j, 0, r.spec.targets - 1)); });
  r.pairs = list(json, "pairs", [&](const Json& j) { return pair_from(r.spec, j); });
  r.comparisons = list(json, "comparisons", [&](const Json& j) { return comparison(r.spec, j); });
  r.overall = list(json, "overall", staircase);
  r.profiles = list(json, "profiles", staircase);
  for (const bool b : list(json, "uses_optimum", boolean)) r.uses_optimum.push_back(b);
  const std::size_t methods = r.spec.methods.size(), tasks = r.spec.tasks.size();
  if (r.f_best.size() != tasks || r.f_best_published.size() != tasks || r.final_target.size() != tasks ||
      r.pairs.size() != methods * tasks || r.overall.size() != methods || r.profiles.size() != methods ||
      r.uses_optimum.size() != methods)
    throw InputError("has not the results of as many methods and tasks as its spec");
  for (std::size_t i = 0; i < r.pairs.size(); i++)
    if (pair_of(r.spec, r.pairs[i].method, r.pairs[i].task) != i ||
        std::ssize(r.pairs[i].targets) != r.spec.targets)
      throw InputError(fmt::format("pairs: [{}]: is not where it belongs, or lacks targets", i));
  if (!json.contains("machine")) return r;
  const Json& machine = member(json, "machine");
  r.device = read(machine, "device", [](const Json& j) { return json_text(j); });
  const std::vector<double> seconds = list(machine, "seconds", number_from),
                            speed = list(machine, "particle_steps_per_second", number_from);
  for (std::size_t i = 0; i < r.pairs.size() && i < std::min(seconds.size(), speed.size()); i++) {
    r.pairs[i].seconds = seconds[i];
    r.pairs[i].particle_steps_per_second = speed[i];
  }
  return r;
}

}  // namespace

Json reproducible(const StudyResults& r) {
  const auto boolean = [](bool b) { return Json(b); };
  return {{"format", "thalweg study results 1"},
          {"version", r.version},
          {"spec", to_json(r.spec)},
          {"f_best", numbers_json(r.f_best)},
          {"f_best_published", list_json(r.f_best_published, boolean)},
          {"final_target", r.final_target},
          {"pairs", list_json(r.pairs, [&](const MethodOnTask& p) { return pair_json(r.spec, p); })},
          {"comparisons",
           list_json(r.comparisons, [&](const Comparison& c) { return comparison_json(r.spec, c); })},
          {"overall", list_json(r.overall, staircase_json)},
          {"profiles", list_json(r.profiles, staircase_json)},
          {"uses_optimum", list_json(r.uses_optimum, boolean)}};
}

Json to_json(const StudyResults& r) {
  Json json = reproducible(r), seconds = Json::array(), speed = Json::array();
  for (const MethodOnTask& p : r.pairs) {
    seconds.push_back(p.seconds);
    speed.push_back(p.particle_steps_per_second);
  }
  json["machine"] = Json{{"device", r.device}, {"seconds", seconds}, {"particle_steps_per_second", speed}};
  return json;
}

StudyResults results_from_json(const Json& json) {
  if (!json.is_object() || !json.contains("pairs")) throw InputError("these are no results of a study");
  return document(json);
}

StudyResults read_results(const std::filesystem::path& path) {
  const Json json = parse_json(read_file(path, kLargest), path.string());
  return in_context(path.string(), [&] { return results_from_json(json); });
}

std::string results_csv(const StudyResults& r) {
  // A label in quotes, with the quotes in it doubled (RFC 4180).
  const auto quoted = [](const std::string& label) {
    std::string text = "\"";
    for (const char c : label) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
  };
  const auto finite = [](double a) { return std::isfinite(a) ? fmt::format("{}", a) : std::string(); };
  std::string csv =
      "method,task,target,runs,reached,success,success_low,success_high,running_time,running_time_low,"
      "running_time_high\n";
  for (const MethodOnTask& p : r.pairs)
    for (const TargetResult& t : p.targets)
      csv += fmt::format(
          "{},{},{},{},{},{},{},{},{},{},{}\n", quoted(r.spec.methods[std::size_t(p.method)].label),
          quoted(r.spec.tasks[std::size_t(p.task)].label), t.target, p.runs, t.reached,
          double(t.reached) / double(p.runs), t.success.low, t.success.high, finite(t.running_time.value),
          finite(t.running_time.low), finite(t.running_time.high));
  return csv;
}

}  // namespace thalweg::study

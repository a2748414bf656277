// SPDX-License-Identifier: MIT
#include "study/spec_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/json_values.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::study {

namespace {

constexpr std::pair<Scale, const char*> kScales[] = {
    {Scale::linear, "linear"}, {Scale::log, "log"}, {Scale::integer, "integer"}, {Scale::flag, "switch"}};

std::string text_of(Scale scale) {
  for (const auto& [s, name] : kScales)
    if (s == scale) return name;
  return "linear";
}

Scale scale_of(const std::string& text) {
  std::vector<std::string> names;
  for (const auto& [s, name] : kScales) {
    if (text == name) return s;
    names.emplace_back(name);
  }
  unknown_name("scale", text, names);
}

Json without_comments(const Json& json) {
  if (json.is_array()) {
    Json list = Json::array();
    for (const Json& one : json) list.push_back(without_comments(one));
    return list;
  }
  if (!json.is_object()) return json;
  Json object = Json::object();
  for (const auto& [key, value] : json.items())
    if (!key.starts_with("//")) object[key] = without_comments(value);
  return object;
}

// A member of T: how it is read.
template <class T>
struct Member {
  const char* name;
  void (*read)(T&, const Json&);
};

template <class T, std::size_t N>
void read_members(T& t, const Json& json, const Member<T> (&members)[N]) {
  check_object(json);
  std::vector<std::string> names;
  for (const Member<T>& member : members) names.emplace_back(member.name);
  for (const auto& [key, value] : json.items()) {
    const auto known = std::find(names.begin(), names.end(), key);
    if (known == names.end()) unknown_name("member", key, names);
    in_context(key, [&, &v = value] { members[known - names.begin()].read(t, v); });
  }
}

// "methods[2]: ..." for the errors of the elements.
template <class F>
auto list_of(const Json& json, F one) {
  check_array(json);
  std::vector<decltype(one(json))> list;
  for (std::size_t i = 0; i < json.size(); i++)
    list.push_back(in_context("[" + std::to_string(i) + "]", [&] { return one(json[i]); }));
  return list;
}

constexpr i64 kMost = 9'000'000'000'000'000;

constexpr Member<SearchAxis> kAxisMembers[] = {
    {"name", [](SearchAxis& a, const Json& j) { a.name = json_text(j); }},
    {"low", [](SearchAxis& a, const Json& j) { a.low = json_number(j); }},
    {"high", [](SearchAxis& a, const Json& j) { a.high = json_number(j); }},
    {"scale", [](SearchAxis& a, const Json& j) { a.scale = scale_of(json_text(j)); }},
};

SearchAxis axis(const Json& json) {
  SearchAxis a{"", 0, 0};
  read_members(a, json, kAxisMembers);
  if (a.name.empty()) throw InputError("has no \"name\"");
  return a;
}

Json axis_json(const SearchAxis& a) {
  return {{"name", a.name}, {"low", a.low}, {"high", a.high}, {"scale", text_of(a.scale)}};
}

// The members among `names` are those of a run spec; the others stay.
RunSpec part_of_run(Json& json, std::initializer_list<const char*> names) {
  Json part = Json::object();
  for (const char* name : names)
    if (json.contains(name)) {
      part[name] = json[name];
      json.erase(name);
    }
  return members_from_json(part);
}

constexpr Member<Method> kMethodMembers[] = {
    {"label", [](Method& m, const Json& j) { m.label = json_text(j); }},
    {"space", [](Method& m, const Json& j) { m.space = list_of(j, axis); }},
};

Method method(Json json) {
  if (json.is_string()) json = Json{{"optimizer", json}};
  check_object(json);
  if (!json.contains("optimizer")) throw InputError("has no \"optimizer\"");
  const RunSpec run = part_of_run(json, {"optimizer", "lr", "schedule", "clip_norm", "clip_value"});
  Method m{thalweg::to_text(run.optimizer),
           run.optimizer,
           run.lr,
           run.schedule,
           run.then,
           run.clip_norm,
           run.clip_value};
  in_context("optimizer", [&] { m.space = default_space(m.optimizer); });
  read_members(m, json, kMethodMembers);
  return m;
}

Json method_json(const Method& m) {
  RunSpec run;
  run.schedule = m.schedule;
  run.then = m.then;
  Json json{{"label", m.label}, {"optimizer", thalweg::to_json(m.optimizer)}};
  if (m.lr) json["lr"] = *m.lr;
  json["schedule"] = thalweg::to_json(run)["schedule"];
  if (m.clip_norm) json["clip_norm"] = *m.clip_norm;
  if (m.clip_value) json["clip_value"] = *m.clip_value;
  json["space"] = Json::array();
  for (const SearchAxis& a : m.space) json["space"].push_back(axis_json(a));
  return json;
}

std::vector<i64> instances(const Json& json) {
  return list_of(json, [](const Json& j) { return json_count(j, 0, kMost); });
}

constexpr Member<Task> kTaskMembers[] = {
    {"label", [](Task& t, const Json& j) { t.label = json_text(j); }},
    {"training", [](Task& t, const Json& j) { t.training = instances(j); }},
    {"held_out", [](Task& t, const Json& j) { t.held_out = instances(j); }},
    {"f_best", [](Task& t, const Json& j) { t.f_best = json_number(j); }},
};

Task task(Json json) {
  if (json.is_string()) json = Json{{"surface", json}};
  check_object(json);
  if (!json.contains("surface") && !json.contains("problem") && !json.contains("formula"))
    throw InputError("has no \"surface\", \"problem\" or \"formula\"");
  const RunSpec run = part_of_run(json, {"surface", "problem", "formula", "data", "domain", "noise"});
  Task t{landscape_text(run), run.kind, run.surface, run.formula, run.data_file, run.domain, run.noise};
  if (t.noise.name != "none") t.label += " + " + thalweg::to_text(t.noise);
  read_members(t, json, kTaskMembers);
  return t;
}

Json task_json(const Task& t) {
  Json json{{"label", t.label}};
  if (t.kind == LandscapeKind::formula) {
    json["formula"] = Json{{"text", t.formula}};
    for (const auto& [key, value] : t.landscape.parameters) json["formula"][key] = value;
  } else {
    json[t.kind == LandscapeKind::problem ? "problem" : "surface"] = thalweg::to_json(t.landscape);
  }
  if (!t.data_file.empty()) json["data"] = t.data_file;
  if (t.domain) json["domain"] = domain_json(*t.domain, t.domain->weights);
  json["noise"] = thalweg::to_json(t.noise);
  json["training"] = t.training;
  json["held_out"] = t.held_out;
  if (t.f_best) json["f_best"] = *t.f_best;
  return json;
}

constexpr Member<CostModel> kCostMembers[] = {
    {"value", [](CostModel& c, const Json& j) { c.value = json_number(j); }},
    {"gradient", [](CostModel& c, const Json& j) { c.gradient = json_number(j); }},
    {"hessian", [](CostModel& c, const Json& j) { c.hessian = json_number(j); }},
};

constexpr Member<StudySpec> kTargetMembers[] = {
    {"high", [](StudySpec& s, const Json& j) { s.target_high = json_number(j); }},
    {"low", [](StudySpec& s, const Json& j) { s.target_low = json_number(j); }},
    {"count", [](StudySpec& s, const Json& j) { s.targets = int(json_count(j, 1, 1000)); }},
};

constexpr Member<StudySpec> kMembers[] = {
    {"version", [](StudySpec&, const Json& j) { json_text(j); }},
    {"name", [](StudySpec& s, const Json& j) { s.name = json_text(j); }},
    {"methods", [](StudySpec& s, const Json& j) { s.methods = list_of(j, method); }},
    {"tasks", [](StudySpec& s, const Json& j) { s.tasks = list_of(j, task); }},
    {"cost", [](StudySpec& s, const Json& j) { read_members(s.cost, j, kCostMembers); }},
    {"budget", [](StudySpec& s, const Json& j) { s.budget = json_number(j); }},
    {"tuning", [](StudySpec& s, const Json& j) { s.tuning = int(json_count(j, 1, 10'000)); }},
    {"tuning_starts", [](StudySpec& s, const Json& j) { s.tuning_starts = json_count(j, 1, kMost); }},
    {"starts", [](StudySpec& s, const Json& j) { s.starts = json_count(j, 1, kMost); }},
    {"rates", [](StudySpec& s, const Json& j) { s.rates = int(json_count(j, 0, 1000)); }},
    {"rate_starts", [](StudySpec& s, const Json& j) { s.rate_starts = json_count(j, 1, kMost); }},
    {"rate_axis", [](StudySpec& s, const Json& j) { s.rate_axis = axis(j); }},
    {"start",
     [](StudySpec& s, const Json& j) {
       s.start = members_from_json(Json{{"start", j}}).start;
     }},
    {"targets", [](StudySpec& s, const Json& j) { read_members(s, j, kTargetMembers); }},
    {"seed", [](StudySpec& s, const Json& j) { s.seed = json_seed(j); }},
    {"precision", [](StudySpec& s, const Json& j) { s.precision = parse_precision(json_text(j)); }},
    {"math", [](StudySpec& s, const Json& j) { s.math = parse_math(json_text(j)); }},
};

}  // namespace

Json to_json(const StudySpec& s) {
  RunSpec run;
  run.start = s.start;
  Json methods = Json::array(), tasks = Json::array();
  for (const Method& m : s.methods) methods.push_back(method_json(m));
  for (const Task& t : s.tasks) tasks.push_back(task_json(t));
  return {{"version", version()},
          {"name", s.name},
          {"methods", methods},
          {"tasks", tasks},
          {"cost", {{"value", s.cost.value}, {"gradient", s.cost.gradient}, {"hessian", s.cost.hessian}}},
          {"budget", s.budget},
          {"tuning", s.tuning},
          {"tuning_starts", s.tuning_starts},
          {"starts", s.starts},
          {"rates", s.rates},
          {"rate_starts", s.rate_starts},
          {"rate_axis", axis_json(s.rate_axis)},
          {"start", thalweg::to_json(run)["start"]},
          {"targets", {{"high", s.target_high}, {"low", s.target_low}, {"count", s.targets}}},
          {"seed", s.seed},
          {"precision", to_text(s.precision)},
          {"math", to_text(s.math)}};
}

StudySpec study_from_json(const Json& json) {
  if (!json.is_object()) throw InputError("a study is a JSON object, this is " + kind_of(json));
  StudySpec spec;
  read_members(spec, without_comments(json), kMembers);
  check(spec);
  return spec;
}

StudySpec read_study(const std::filesystem::path& path) {
  const Json json = read_json(path);
  const bool results = json.is_object() && json.contains("spec");
  return in_context(path.string(), [&] { return study_from_json(results ? json["spec"] : json); });
}

std::string example_study() {
  return R"({
  "// study": "Which optimizer is better here, and how sure are we?",
  "// comments": "Members whose names begin with // are ignored.",
  "name": "example",

  "// methods": "Optimizers (thalweg list optimizers) with schedule and clipping, compared as one.",
  "methods": [
    "sgd",
    {"label": "momentum", "optimizer": "sgd:momentum=0.9"},
    {"label": "adam, cosine", "optimizer": "adam", "schedule": "cosine",
     "// space": "What tuning searches.  Without it: the rate and up to two more parameters.",
     "space": [{"name": "lr", "low": 1e-6, "high": 10, "scale": "log"}]},
    "random_search"
  ],

  "// tasks": "Surfaces, problems over data or formulas, with noise if wanted.",
  "// instances": "Settings are chosen on the training instances; results are of the held-out ones.",
  "tasks": [
    "rosenbrock",
    {"label": "himmelblau, noisy", "surface": "himmelblau", "noise": "gaussian:sigma=0.5",
     "training": [101, 102], "held_out": [1, 2, 3]},
    {"label": "bowl", "formula": "x^2 + 100*y^2", "domain": [-5, 5, -5, 5], "f_best": 0}
  ],

  "// cost": "Of one call of the oracle.  A gradient comes with its value.",
  "cost": {"value": 1, "gradient": 1, "hessian": 2},
  "// budget": "Cost per run: a method that costs two gradients per step gets half the steps.",
  "budget": 1000,

  "// tuning": "Settings that every method may try on every task; 1 means its defaults.",
  "tuning": 5,
  "tuning_starts": 50,
  "// starts": "Per held-out instance.  All methods begin at the same ones and see the same noise.",
  "starts": 200,
  "start": "uniform",

  "// rates": "Learning rates of the sensitivity curve; 0 leaves it away.",
  "rates": 15,
  "rate_starts": 50,
  "rate_axis": {"name": "lr", "low": 1e-6, "high": 10, "scale": "log"},

  "// targets": "Excesses over the lowest value that count as reached: 10^high ... 10^low.",
  "targets": {"high": 2, "low": -8, "count": 51},

  "seed": 1,
  "precision": "double",
  "math": "exact"
}
)";
}

}  // namespace thalweg::study

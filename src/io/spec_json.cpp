// SPDX-License-Identifier: MIT
#include "io/spec_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/plan.h"
#include "io/atomic_file.h"
#include "io/data_file.h"
#include "io/json_values.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg {

namespace {

// A parameter: a number, or a switch as true or false.
double parameter(const Json& json) {
  return json.is_boolean() ? double(json.get<bool>()) : json_number(json);
}

Choice choice(const Json& json) {
  if (json.is_string()) return parse_choice(json.get_ref<const std::string&>());
  if (!json.is_object()) wrong_type(json, "an object with \"name\", or a string NAME:key=value,...");
  const auto name = json.find("name");
  if (name == json.end()) throw InputError("has no \"name\"");
  Choice result{in_context("name", [&] { return json_text(*name); })};
  for (const auto& [key, value] : json.items())
    if (key != "name") result.parameters.emplace_back(key, in_context(key, [&] { return parameter(value); }));
  return result;
}

Domain domain(const Json& json) {
  if (!json.is_array() || (json.size() != 2 && json.size() != 4 && json.size() != 6))
    wrong_type(json, "an array [x0, x1, y0, y1]");
  Domain d(Box{}, int(json.size() / 2));
  double* const edges[] = {&d.x0, &d.x1, &d.y0, &d.y1, &d.z0, &d.z1};
  for (std::size_t i = 0; i < json.size(); i++) *edges[i] = json_number(json[i]);
  return d;
}

// {"text": ..., parameter: value, ...}
void formula(RunSpec& spec, const Json& json) {
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  if (json.is_string()) {
    spec.formula = json.get<std::string>();
    return;
  }
  if (!json.is_object() || !json.contains("text")) wrong_type(json, "an object with \"text\", or a string");
  for (const auto& [key, value] : json.items())
    in_context(key, [&, &k = key, &v = value] {
      if (k == "text")
        spec.formula = json_text(v);
      else
        spec.surface.parameters.emplace_back(k, parameter(v));
    });
}

void schedules(RunSpec& spec, const Json& json) {
  if (json.is_string()) return parse_schedules(json.get_ref<const std::string&>(), spec);
  if (!json.is_array()) {
    spec.schedule = choice(json);
    return;
  }
  if (json.empty()) throw InputError("is an empty array");
  spec.schedule = choice(json[0]);
  for (std::size_t i = 1; i < json.size(); i++) {
    Json part = json[i];
    check_object(part);
    if (!part.contains("from")) throw InputError("a schedule that follows another one needs \"from\"");
    const i64 from = in_context("from", [&] { return json_count(part["from"], 1, kMostSteps); });
    part.erase("from");
    spec.then.push_back({from, choice(part)});
  }
}

Start start(const Json& json) {
  if (json.is_string()) return parse_start(json.get_ref<const std::string&>());
  check_object(json);
  static const std::vector<std::string> keys{"kind", "x", "y", "z", "sigma", "box"};
  Start s;
  for (const auto& [key, value] : json.items()) {
    in_context(key, [&, &k = key, &v = value] {
      if (k == "kind") {
        s.kind = parse_start_kind(json_text(v));
      } else if (k == "x") {
        s.x = json_number(v);
      } else if (k == "y") {
        s.y = json_number(v);
      } else if (k == "z") {
        s.z = json_number(v);
      } else if (k == "sigma") {
        s.sigma = json_number(v);
      } else if (k == "box") {
        s.box = domain(v);
      } else {
        unknown_name("member", k, keys);
      }
    });
  }
  if ((s.kind != StartKind::normal && s.sigma) || (s.kind != StartKind::box && s.box) ||
      (s.kind != StartKind::normal && s.kind != StartKind::point && (s.x || s.y || s.z)))
    throw InputError("'" + std::string(to_text(s.kind)) + "' has no such values");
  return s;
}

void rates(RunSpec& spec, const Json& json) {
  if (!json.is_array()) wrong_type(json, "an array of objects with \"from\" and \"lr\"");
  static const std::vector<std::string> keys{"from", "lr"};
  for (const Json& part : json) {
    check_object(part);
    for (const auto& [key, value] : part.items())
      if (key != "from" && key != "lr") unknown_name("member", key, keys);
    if (!part.contains("from") || !part.contains("lr"))
      throw InputError("a later rate needs \"from\" and \"lr\"");
    const i64 from = in_context("from", [&] { return json_count(part["from"], 1, kMostSteps); });
    spec.rates.push_back({from, in_context("lr", [&] { return json_number(part["lr"]); })});
  }
}

TrailSpec trail(const Json& json) {
  check_object(json);
  static const std::vector<std::string> keys{"every", "length"};
  TrailSpec t;
  for (const auto& [key, value] : json.items()) {
    in_context(key, [&, &k = key, &v = value] {
      if (k == "every") {
        t.every = json_count(v, 1, kMostSteps);
      } else if (k == "length") {
        t.length = json_count(v, 0, kMostSteps);
      } else {
        unknown_name("member", k, keys);
      }
    });
  }
  return t;
}

struct Member {
  const char* name;
  void (*read)(RunSpec&, const Json&);
};

constexpr Member kMembers[] = {
    {"version", [](RunSpec&, const Json& j) { json_text(j); }},
    {"surface",
     [](RunSpec& s, const Json& j) {
       s.kind = LandscapeKind::surface;
       s.surface = choice(j);
     }},
    {"problem",
     [](RunSpec& s, const Json& j) {
       s.kind = LandscapeKind::problem;
       s.surface = choice(j);
     }},
    {"formula", formula},
    {"data",
     [](RunSpec& s, const Json& j) {
       s.data_file = json_text(j);
       s.data = read_data(s.data_file);
     }},
    {"scaling", [](RunSpec& s, const Json& j) { s.scaling = parse_scaling(json_text(j)); }},
    {"domain", [](RunSpec& s, const Json& j) { s.domain = domain(j); }},
    {"optimizer", [](RunSpec& s, const Json& j) { s.optimizer = choice(j); }},
    {"lr", [](RunSpec& s, const Json& j) { s.lr = json_number(j); }},
    {"rates", rates},
    {"schedule", schedules},
    {"clip_norm", [](RunSpec& s, const Json& j) { s.clip_norm = json_number(j); }},
    {"clip_value", [](RunSpec& s, const Json& j) { s.clip_value = json_number(j); }},
    {"noise", [](RunSpec& s, const Json& j) { s.noise = choice(j); }},
    {"start", [](RunSpec& s, const Json& j) { s.start = start(j); }},
    {"particles", [](RunSpec& s, const Json& j) { s.particles = json_count(j, 1, kMostParticles); }},
    {"steps", [](RunSpec& s, const Json& j) { s.steps = json_count(j, 1, kMostSteps); }},
    {"seed", [](RunSpec& s, const Json& j) { s.seed = json_seed(j); }},
    {"precision", [](RunSpec& s, const Json& j) { s.precision = parse_precision(json_text(j)); }},
    {"math", [](RunSpec& s, const Json& j) { s.math = parse_math(json_text(j)); }},
    {"device",
     [](RunSpec& s, const Json& j) {
       const Device d = parse_device(json_text(j));
       s.device = d.kind;
       s.device_index = d.index;
     }},
    {"threads", [](RunSpec& s, const Json& j) { s.threads = int(json_count(j, 0, kMostThreads)); }},
    {"trail", [](RunSpec& s, const Json& j) { s.trail = trail(j); }},
};

void read_member(RunSpec& spec, const std::string& key, const Json& value) {
  for (const Member& member : kMembers)
    if (key == member.name) return in_context(key, [&] { member.read(spec, value); });
  std::vector<std::string> names;
  for (const Member& member : kMembers) names.push_back(member.name);
  unknown_name("member", key, names);
}

Json start_json(const Start& start) {
  Json json{{"kind", to_text(start.kind)}};
  if (start.kind == StartKind::normal || start.kind == StartKind::point) {
    if (start.x) json["x"] = *start.x;
    if (start.y) json["y"] = *start.y;
    if (start.z) json["z"] = *start.z;
  }
  if (start.kind == StartKind::normal && start.sigma) json["sigma"] = *start.sigma;
  if (start.box) json["box"] = domain_json(*start.box, start.box->weights);
  return json;
}

Json schedules_json(const RunSpec& spec) {
  if (spec.then.empty()) return to_json(spec.schedule);
  Json all = Json::array({to_json(spec.schedule)});
  for (const SchedulePart& part : spec.then) {
    Json json{{"from", part.from}};
    json.update(to_json(part.schedule));
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace

Json domain_json(const Box& d, int weights) {
  const double edges[] = {d.x0, d.x1, d.y0, d.y1, d.z0, d.z1};
  Json json = Json::array();
  for (int i = 0; i < 2 * weights; i++) json.push_back(edges[i]);
  return json;
}

Json to_json(const Choice& choice) {
  Json json{{"name", choice.name}};
  for (const auto& [key, value] : choice.parameters) json[key] = value;
  return json;
}

Json to_json(const RunSpec& spec) {
  Json json{{"version", version()}};
  if (spec.kind == LandscapeKind::formula) {
    json["formula"] = Json{{"text", spec.formula}};
    for (const auto& [key, value] : spec.surface.parameters) json["formula"][key] = value;
  } else {
    json[spec.kind == LandscapeKind::problem ? "problem" : "surface"] = to_json(spec.surface);
  }
  if (!spec.data_file.empty()) json["data"] = spec.data_file;
  if (spec.scaling) json["scaling"] = to_text(*spec.scaling);
  if (spec.domain) json["domain"] = domain_json(*spec.domain, spec.domain->weights);
  json["optimizer"] = to_json(spec.optimizer);
  if (spec.lr) json["lr"] = *spec.lr;
  for (const RateChange& change : spec.rates)
    json["rates"].push_back(Json{{"from", change.from}, {"lr", change.lr}});
  json["schedule"] = schedules_json(spec);
  json["noise"] = to_json(spec.noise);
  if (spec.clip_norm) json["clip_norm"] = *spec.clip_norm;
  if (spec.clip_value) json["clip_value"] = *spec.clip_value;
  json["start"] = start_json(spec.start);
  json["particles"] = spec.particles;
  json["steps"] = spec.steps;
  json["seed"] = spec.seed;
  json["precision"] = to_text(spec.precision);
  json["math"] = to_text(spec.math);
  json["device"] = to_text(Device{spec.device, spec.device_index});
  json["threads"] = spec.threads;
  json["trail"] = Json{{"every", spec.trail.every}, {"length", spec.trail.length}};
  return json;
}

RunSpec members_from_json(const Json& json) {
  if (!json.is_object()) throw InputError("a run spec is a JSON object, this is " + kind_of(json));
  if (json.contains("surface") + json.contains("problem") + json.contains("formula") > 1)
    throw InputError("only one of surface, problem and formula can be descended");
  RunSpec spec;
  for (const auto& [key, value] : json.items()) read_member(spec, key, value);
  return spec;
}

RunSpec spec_from_json(const Json& json) {
  const RunSpec spec = members_from_json(json);
  make_plan(spec);
  return spec;
}

RunSpec read_spec(const std::filesystem::path& path) {
  const Json json = read_json(path);
  const bool is_result = json.is_object() && json.contains("spec");
  return in_context(path.string(), [&] { return spec_from_json(is_result ? json["spec"] : json); });
}

void write_spec(const std::filesystem::path& path, const RunSpec& spec) {
  write_file(path, {to_text(to_json(spec))});
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/app/session_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "engine/plan.h"
#include "io/atomic_file.h"
#include "io/data_file.h"
#include "io/json_values.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"
#include "viewer/app/heights.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/methods.h"
#include "viewer/app/names.h"

namespace thalweg::viewer {
namespace {

constexpr i64 kVersion = 1;

double number_in(const Json& json, double low, double high) {
  const double a = json_number(json);
  if (!(a >= low && a <= high))
    throw InputError("is " + json.dump() + " (accepted: " + Json(low).dump() + " to " + Json(high).dump() +
                     ")");
  return a;
}

bool truth(const Json& json) {
  if (!json.is_boolean()) wrong_type(json, "true or false");
  return json.get<bool>();
}

std::vector<double> numbers(const Json& json, std::size_t least, std::size_t most) {
  if (!json.is_array() || json.size() < least || json.size() > most)
    wrong_type(json, "an array of numbers, one per coordinate");
  std::vector<double> all;
  for (const Json& item : json) all.push_back(json_number(item));
  return all;
}

/// A member of an object and what reads it.
template <class T>
struct Member {
  const char* name;
  void (*read)(T&, const Json&);
};

template <class T, std::size_t n>
void read_members(T& value, const Json& json, const Member<T> (&members)[n]) {
  check_object(json);
  for (const auto& [key, item] : json.items()) {
    const auto found = std::find_if(std::begin(members), std::end(members),
                                    [&, &k = key](const Member<T>& m) { return k == m.name; });
    if (found == std::end(members)) {
      std::vector<std::string> names;
      for (const Member<T>& m : members) names.push_back(m.name);
      unknown_name("member", key, names);
    }
    in_context(key, [&, &i = item] { found->read(value, i); });
  }
}

constexpr double kFarTarget = 100, kFullTurn = 1e6;

constexpr Member<Camera> kCameraMembers[] = {
    {"azimuth", [](Camera& c, const Json& j) { c.azimuth = number_in(j, -kFullTurn, kFullTurn); }},
    {"elevation", [](Camera& c, const Json& j) { c.elevation = number_in(j, kLowestElevation, 90); }},
    {"distance", [](Camera& c, const Json& j) { c.distance = number_in(j, kNearest, kFarthest); }},
    {"target",
     [](Camera& c, const Json& j) {
       const std::vector<double> at = numbers(j, 3, 3);
       for (const double a : at)
         if (!(std::abs(a) <= kFarTarget)) throw InputError("is too far away");
       c.target = {at[0], at[1], at[2]};
     }},
};

void read_options(SessionState& state, const Json& json) {
  check_object(json);
  for (const auto& [key, value] : json.items()) {
    const Option option = option_named(key);
    in_context(key, [&, &v = value] { state.options.set(option, truth(v)); });
  }
}

constexpr Member<HeightChoice> kHeightMembers[] = {
    {"scale", [](HeightChoice& h, const Json& j) { h.scale = scale_named(json_text(j)); }},
    {"exponent", [](HeightChoice& h, const Json& j) { h.exponent = json_number(j); }},
    {"low", [](HeightChoice& h, const Json& j) { h.low = json_number(j); }},
    {"high", [](HeightChoice& h, const Json& j) { h.high = json_number(j); }},
};

/// A rival is the part of a run spec that is its own.
Rival rival_from_json(const Json& json) {
  static const std::vector<std::string> keys{"optimizer", "lr", "rates", "schedule"};
  check_object(json);
  for (const auto& [key, value] : json.items())
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) unknown_name("member", key, keys);
  const RunSpec members = members_from_json(json);
  return rival_of(members);
}

void read_rivals(SessionState& state, const Json& json) {
  check_array(json);
  state.rivals.clear();
  for (const Json& rival : json) state.rivals.push_back(rival_from_json(rival));
  check_rivals(state.rivals);
  for (const Rival& rival : state.rivals) make_plan(run_of(rival, state.spec));
}

void read_hidden(SessionState& state, const Json& json) {
  check_array(json);
  for (const Json& method : json) state.hidden[std::size_t(json_count(method, 0, kMostMethods - 1))] = true;
}

Json rivals_json(const SessionState& state) {
  Json all = Json::array();
  for (const Rival& rival : state.rivals) {
    const Json whole = to_json(run_of(rival, state.spec));
    Json own{{"optimizer", whole["optimizer"]}, {"schedule", whole["schedule"]}};
    if (rival.lr) own["lr"] = *rival.lr;
    if (!rival.rates.empty()) own["rates"] = whole["rates"];
    all.push_back(std::move(own));
  }
  return all;
}

Json heights_json(const HeightChoice& h) {
  Json json{{"scale", name(h.scale)}, {"exponent", h.exponent}};
  if (h.low) json["low"] = *h.low;
  if (h.high) json["high"] = *h.high;
  return json;
}

// "run" comes first: what follows depends on it.
constexpr Member<SessionState> kMembers[] = {
    {"version", [](SessionState&, const Json& j) { json_text(j); }},
    {"session",
     [](SessionState&, const Json& j) {
       if (json_count(j, 1, i64(1) << 53) > kVersion)
         throw InputError("was written by a newer version of this program");
     }},
    {"run", [](SessionState&, const Json&) {}},
    {"step", [](SessionState& s, const Json& j) { s.seek = json_count(j, 0, s.spec.steps); }},
    {"playing", [](SessionState& s, const Json& j) { s.playing = truth(j); }},
    {"speed", [](SessionState& s, const Json& j) { s.speed = number_in(j, kSlowest, kFastest); }},
    {"camera", [](SessionState& s, const Json& j) { read_members(s.camera, j, kCameraMembers); }},
    {"show", read_options},
    {"colours", [](SessionState& s, const Json& j) { s.color_map = color_map_named(json_text(j)); }},
    {"selected",
     [](SessionState& s, const Json& j) {
       const std::vector<double> at = numbers(j, 1, 3);
       s.selected = Point{at[0], at.size() > 1 ? at[1] : 0, at.size() > 2 ? at[2] : 0};
     }},
    {"least_persistence",
     [](SessionState& s, const Json& j) { s.least_persistence = number_in(j, 0, 1e300); }},
    {"followed", [](SessionState& s, const Json& j) { s.followed = json_count(j, 0, s.spec.particles - 1); }},
    {"rivals", read_rivals},
    {"hidden", read_hidden},
    {"colouring", [](SessionState& s, const Json& j) { s.coloring = coloring_named(json_text(j)); }},
    {"heights",
     [](SessionState& s, const Json& j) {
       read_members(s.heights, j, kHeightMembers);
       check(s.heights);
     }},
    {"trails",
     [](SessionState& s, const Json& j) {
       if (!j.is_array() || j.size() < 2 || j.size() > 3)
         wrong_type(j, "an array of two or three numbers: length, fade and how many");
       s.trail_length = number_in(j[0], 0, 1);
       s.trail_fade = number_in(j[1], 0, 1);
       if (j.size() > 2) s.trails = json_count(j[2], 1, kMostTrails);
     }},
};

Json camera_json(const Camera& c) {
  return {{"azimuth", c.azimuth},
          {"elevation", c.elevation},
          {"distance", c.distance},
          {"target", {c.target.x, c.target.y, c.target.z}}};
}

Json options_json(const Options& options) {
  Json json = Json::object();
  for (const OptionName& o : option_names()) json[o.name] = options[o.option];
  return json;
}

bool is_session(const Json& json) { return json.is_object() && json.contains("session"); }

/// The problem and its data, the present problem before all others.
OpenedLandscape data_of(const std::filesystem::path& path, const RunSpec& present) {
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.data_file = path.string();
  spec.data = read_data(path);
  std::vector<std::string> names;
  if (present.kind == LandscapeKind::problem) names.push_back(present.surface.name);
  for (const ProblemEntry& p : problems()) names.push_back(p.info.name);
  std::string why;
  for (const std::string& problem : names) {
    spec.surface = {problem};
    try {
      make_landscape(spec);
      return {spec};
    } catch (const InputError& error) {
      if (why.empty()) why = error.what();
    }
  }
  throw InputError(path.string() + ": no problem can be made of these data: " + why);
}

/// The run that a picture was saved with, or null.
Json run_of_picture(const std::filesystem::path& path) {
  for (const auto& [key, text] : read_png_texts(path))
    if (key == "thalweg:spec") return parse_json(text, path.string());
  return {};
}

Opened opened_json(const Json& json, const std::filesystem::path& path) {
  return in_context(path.string(), [&]() -> Opened {
    if (is_session(json)) return session_from_json(json);
    const bool is_result = json.is_object() && json.contains("spec");
    return spec_from_json(is_result ? json["spec"] : json);
  });
}

}  // namespace

Json session_json(const SessionState& state, i64 step) {
  RunSpec spec = state.spec;
  // The session may be opened from another folder.
  if (!spec.data_file.empty()) spec.data_file = std::filesystem::absolute(spec.data_file).string();
  Json json{{"version", version()}, {"session", kVersion}, {"run", to_json(spec)}};
  json["step"] = state.seek.value_or(step);
  json["playing"] = state.playing;
  json["speed"] = state.speed;
  json["camera"] = camera_json(camera_goal(state));
  json["show"] = options_json(state.options);
  json["colours"] = std::string(thalweg::name(state.color_map));
  if (state.selected) json["selected"] = {state.selected->x, state.selected->y, state.selected->z};
  if (state.followed) json["followed"] = *state.followed;
  json["least_persistence"] = state.least_persistence;
  json["heights"] = heights_json(state.heights);
  json["trails"] = {state.trail_length, state.trail_fade};
  if (state.trails) json["trails"].push_back(*state.trails);
  if (state.coloring) json["colouring"] = name(*state.coloring);
  if (!state.rivals.empty()) json["rivals"] = rivals_json(state);
  for (int i = 0; i < kMostMethods; i++)
    if (state.hidden[std::size_t(i)]) json["hidden"].push_back(i);
  return json;
}

SessionState session_from_json(const Json& json) {
  check_object(json);
  const auto run = json.find("run");
  if (run == json.end()) throw InputError("a session has a \"run\"");
  SessionState state = make_session(in_context("run", [&] { return spec_from_json(*run); }), {});
  read_members(state, json, kMembers);
  state.relief = state.options[Option::kFlat] ? 0 : 1;
  if (state.seek == 0) state.seek.reset();
  return state;
}

void write_session(const std::filesystem::path& path, const SessionState& state, i64 step) {
  write_file(path, {to_text(session_json(state, step))});
}

Opened read_opened(const std::filesystem::path& path, const RunSpec& present) {
  const std::string kind = path.extension().string();
  if (kind == ".formula") {
    OpenedLandscape opened;
    read_formula(path, opened.spec);
    in_context(path.string(), [&] { make_landscape(opened.spec); });
    return opened;
  }
  if (kind == ".csv") return data_of(path, present);
  if (kind != ".png") return opened_json(read_json(path), path);
  const Json run = run_of_picture(path);
  if (run.is_null()) return data_of(path, present);
  return opened_json(run, path);
}

bool is_session_file(const std::filesystem::path& path) {
  try {
    return is_session(read_json(path));
  } catch (const InputError&) {
    return false;
  }
}

SessionState read_session(const std::filesystem::path& path) {
  const Opened opened = read_opened(path, RunSpec());
  if (const auto* session = std::get_if<SessionState>(&opened)) return *session;
  if (const auto* run = std::get_if<RunSpec>(&opened)) return make_session(*run, {});
  return make_session(std::get<OpenedLandscape>(opened).spec, {});
}

}  // namespace thalweg::viewer

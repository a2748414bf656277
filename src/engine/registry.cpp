// SPDX-License-Identifier: MIT
#include "engine/registry.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "core/error.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/schedules.h"
#include "registry/surfaces.h"

namespace thalweg {

namespace {

template <class Registered>
Parameters describe() {
  Parameters all;
  if constexpr (requires { Registered::fields; }) {
    const typename Registered::Hyper defaults;
    for (const auto& field : Registered::fields)
      all.push_back({field.name, defaults.*field.member, field.range, field.meaning});
  }
  return all;
}

template <class Registered>
auto hyper(const Values& values) {
  typename Registered::Hyper h;
  if constexpr (requires { Registered::fields; }) {
    std::size_t i = 0;
    for (const auto& field : Registered::fields) h.*field.member = values[i++];
  }
  return h;
}

template <class S>
S make_surface(const Values& values) {
  if constexpr (requires { typename S::Hyper; })
    return S(hyper<S>(values));
  else
    return S{};
}

template <class S>
const S& as(const std::byte* functor) {
  return *reinterpret_cast<const S*>(functor);
}

template <class S>
SurfaceEntry surface_entry(const char* type, const char* header) {
  static_assert(std::is_trivially_copyable_v<S>, "cards get surfaces by value");
  SurfaceEntry e;
  e.info = S::info;
  e.type = type;
  e.header = header;
  e.parameters = describe<S>();
  e.minima_of = []([[maybe_unused]] const std::byte* f) -> std::vector<KnownMinimum> {
    if constexpr (requires { &S::minimum; })
      return {as<S>(f).minimum()};
    else if constexpr (requires { S::minima; })
      return {std::begin(S::minima), std::end(S::minima)};
    else
      return {};
  };
  e.make = [](const Values& v) {
    const S s = make_surface<S>(v);
    Bytes bytes(sizeof(S));
    std::memcpy(bytes.data(), &s, sizeof(S));
    return bytes;
  };
  Values defaults;
  for (const ParameterInfo& p : e.parameters) defaults.push_back(p.initial);
  e.minima = e.minima_of(e.make(defaults).data());
  e.learning_rates = []([[maybe_unused]] const Values& v) {
    if constexpr (requires { &S::learning_rates; })
      return S::learning_rates(hyper<S>(v));
    else
      return S::info.lr;
  };
  e.value = [](const std::byte* f, Point p) { return thalweg::value(as<S>(f), Vec<double, 2>{{p.x, p.y}}); };
  e.jet = [](const std::byte* f, Point p) { return thalweg::jet(as<S>(f), Vec<double, 2>{{p.x, p.y}}); };
  e.enclose = [](const std::byte* f, Interval x, Interval y) {
    return thalweg::jet(as<S>(f), Vec<Interval, 2>{{x, y}});
  };
  return e;
}

// A Step<double> is nothing but doubles, nested or not.
template <class Step>
inline constexpr int kConstants = int(sizeof(Step) / sizeof(double));

template <class O, int V>
RuleInfo rule_info() {
  using Rule = rule_t<O, V>;
  using Step = typename Rule::template Step<double>;
  using State = typename Rule::template State<double, 2>;
  static_assert(std::is_trivially_copyable_v<State> && std::is_trivially_copyable_v<Step>);
  RuleInfo r;
  r.stages = stages<Rule>;
  r.request = request<Rule>;
  r.constants = kConstants<Step>;
  r.state_numbers = std::is_empty_v<State> ? 0 : int(sizeof(State) / sizeof(double));
  r.draws = draws<Rule>;
  r.pauses = pauses<Rule>;
  r.at = [](const Values& values, double lr, i64 t, double* constants) {
    const Step step = Rule::at(hyper<O>(values), lr, t);
    std::memcpy(constants, &step, sizeof step);
  };
  return r;
}

template <class O>
OptimizerEntry optimizer_entry(const char* type, const char* header) {
  OptimizerEntry e;
  e.info = O::info;
  e.type = type;
  e.header = header;
  e.parameters = describe<O>();
  [&]<int... V>(std::integer_sequence<int, V...>) { (e.rules.push_back(rule_info<O, V>()), ...); }
  (std::make_integer_sequence<int, variants<O>>{});
  e.variant = [](const Values& v) { return thalweg::variant<O>(hyper<O>(v)); };
  e.conflict = []([[maybe_unused]] const Values& v) -> const char* {
    if constexpr (requires { &O::conflict; })
      return O::conflict(hyper<O>(v));
    else
      return nullptr;
  };
  return e;
}

template <class S>
ScheduleEntry schedule_entry() {
  ScheduleEntry e;
  e.info = S::info;
  e.parameters = describe<S>();
  e.parameters.push_back({"warmup", 0, kSteps, "steps of a straight line up before the schedule begins"});
  e.at = [](const Values& v, double lr, i64 k, i64 steps) {
    const auto schedule = [h = hyper<S>(v)](double rate, i64 step, i64 all) {
      return S::at(h, rate, step, all);
    };
    return warmed_up(schedule, lr, v.back(), k, steps);
  };
  return e;
}

template <class N>
NoiseEntry noise_entry(const char* type, const char* header) {
  using Constants = typename N::template Constants<double>;
  NoiseEntry e;
  e.info = N::info;
  e.type = type;
  e.header = header;
  e.parameters = describe<N>();
  e.random = N::random;
  e.constants = kConstants<Constants>;
  e.at = [](const Values& v, double* constants) {
    const Constants c = N::at(hyper<N>(v));
    std::memcpy(constants, &c, sizeof c);
  };
  return e;
}

template <class Entry>
const Entry& find(std::span<const Entry> entries, const char* what, const std::string& name) {
  std::vector<std::string> names;
  for (const Entry& e : entries) {
    if (name == e.info.name) return e;
    names.push_back(e.info.name);
  }
  unknown_name(what, name, names);
}

std::string quote(double a) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.6g", a);
  return buffer;
}

void check(const std::string& owner, const ParameterInfo& p, double value) {
  const std::string what = owner + " parameter '" + p.name + "'";
  if (!std::isfinite(value)) throw InputError(what + " must be a finite number, not " + quote(value));
  if (p.range.scale == Scale::flag) {
    if (value != 0 && value != 1) throw InputError(what + " is a switch: 0 or 1, not " + quote(value));
  } else if (!(value >= p.range.low && value <= p.range.high)) {
    throw InputError(what + " must be in " + quote(p.range.low) + ".." + quote(p.range.high) + ", not " +
                     quote(value));
  }
  if (p.range.scale == Scale::integer && value != std::floor(value))
    throw InputError(what + " must be a whole number, not " + quote(value));
}

}  // namespace

std::span<const SurfaceEntry> surfaces() {
#define ENTRY(Type) surface_entry<Type>("thalweg::" #Type, THALWEG_HEADER_##Type),
  static const std::vector<SurfaceEntry> all = {THALWEG_FOR_EACH_SURFACE(ENTRY)};
#undef ENTRY
  return all;
}

std::span<const OptimizerEntry> optimizers() {
#define ENTRY(Type) optimizer_entry<Type>("thalweg::" #Type, THALWEG_HEADER_##Type),
  static const std::vector<OptimizerEntry> all = {THALWEG_FOR_EACH_OPTIMIZER(ENTRY)};
#undef ENTRY
  return all;
}

std::span<const ScheduleEntry> schedules() {
#define ENTRY(Type) schedule_entry<Type>(),
  static const std::vector<ScheduleEntry> all = {THALWEG_FOR_EACH_SCHEDULE(ENTRY)};
#undef ENTRY
  return all;
}

std::span<const NoiseEntry> noises() {
#define ENTRY(Type) noise_entry<Type>("thalweg::" #Type, THALWEG_HEADER_##Type),
  static const std::vector<NoiseEntry> all = {THALWEG_FOR_EACH_NOISE(ENTRY)};
#undef ENTRY
  return all;
}

const SurfaceEntry& find_surface(const std::string& name) { return find(surfaces(), "surface", name); }
const OptimizerEntry& find_optimizer(const std::string& name) {
  return find(optimizers(), "optimizer", name);
}
const ScheduleEntry& find_schedule(const std::string& name) { return find(schedules(), "schedule", name); }
const NoiseEntry& find_noise(const std::string& name) { return find(noises(), "noise", name); }

Values resolve(const std::string& owner, const Parameters& parameters, const Choice& choice) {
  Values values;
  std::vector<std::string> names;
  for (const ParameterInfo& p : parameters) {
    values.push_back(p.initial);
    names.push_back(p.name);
  }
  for (const auto& [key, value] : choice.parameters) {
    const auto found = std::find(names.begin(), names.end(), key);
    if (found == names.end()) {
      if (names.empty()) throw InputError(owner + " has no parameters, so '" + key + "' is unknown");
      unknown_name(owner + " parameter", key, names);
    }
    const std::size_t i = std::size_t(found - names.begin());
    check(owner, parameters[i], value);
    values[i] = value;
  }
  return values;
}

}  // namespace thalweg

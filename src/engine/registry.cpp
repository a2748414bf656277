// SPDX-License-Identifier: MIT
#include "engine/registry.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "core/error.h"
#include "engine/entries.h"
#include "problems/finite_sum.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/problems.h"
#include "registry/schedules.h"
#include "registry/surfaces_names.h"

namespace thalweg {

#define THALWEG_DECLARE(Type) SurfaceEntry entry_##Type();
THALWEG_FOR_EACH_SURFACE(THALWEG_DECLARE)
#undef THALWEG_DECLARE

namespace {

// A Step<double> is nothing but doubles, nested or not.
template <class Step>
inline constexpr int kConstants = int(sizeof(Step) / sizeof(double));

template <class Rule, int N>
constexpr int state_numbers() {
  using State = typename Rule::template State<double, N>;
  return std::is_empty_v<State> ? 0 : int(sizeof(State) / sizeof(double));
}

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
  r.state_numbers[0] = state_numbers<Rule, 1>();
  r.state_numbers[1] = state_numbers<Rule, 2>();
  r.state_numbers[2] = state_numbers<Rule, 3>();
  r.draws = draws<Rule>;
  r.pauses = pauses<Rule>;
  r.at = [](const Values& values, double lr, i64 t, double* constants) {
    const Step step = Rule::at(hyper<O>(values), lr, t);
    std::memcpy(constants, &step, sizeof step);
  };
  return r;
}

template <class P>
ProblemEntry problem_entry(const char* type, const char* header) {
  using Sum = FiniteSum<P>;
  ProblemEntry e;
  e.info = P::info;
  e.inputs = P::inputs;
  SurfaceEntry& s = e.surface;
  s.info.name = P::info.name;
  s.info.title = P::info.title;
  s.info.formula = P::info.formula;
  s.info.domain = P::info.domain;
  s.info.source = P::info.source;
  s.info.display = Display::log;
  s.header = header;
  s.type = std::string("thalweg::FiniteSum<thalweg::") + type + ">";
  s.kernels = type;
  s.parameters = describe<P>();
  s.minima_of = [](const std::byte*) { return std::vector<KnownMinimum>(); };
  add_functions<Sum>(s);
  e.make = [](const Values& v, const double* rows, const float* rounded, i64 count) {
    return bytes_of(Sum{{rows, rounded}, u64(count), make_registered<P>(v)});
  };
  e.rows = [](const Values& v) {
    const P problem = make_registered<P>(v);
    std::vector<double> rows(std::size_t(P::rows) * (P::inputs + 1));
    for (int i = 0; i < P::rows; i++) problem.row(i, &rows[std::size_t(i) * (P::inputs + 1)]);
    return rows;
  };
  return e;
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
  e.momentum = nullptr;
  if constexpr (requires { &S::momentum; })
    e.momentum = [](const Values& v, i64 k, i64 steps) {
      const auto h = hyper<S>(v);
      if (!cycles_momentum<S>(h)) return std::nan("");
      return warmed_up_momentum([&](i64 step, i64 all) { return S::momentum(h, step, all); }, v.back(), k,
                                steps);
    };
  e.plateau = nullptr;
  if constexpr (requires { &S::constants; })
    e.plateau = [](const Values& v, double lr) {
      const typename S::template Constants<double> c = S::constants(hyper<S>(v), lr);
      std::vector<double> numbers(sizeof c / sizeof(double));
      std::memcpy(numbers.data(), &c, sizeof c);
      return numbers;
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
  e.samples = samples<N>;
  e.constants = kConstants<Constants>;
  e.at = [](const Values& v, double* constants) {
    const Constants c = N::at(hyper<N>(v));
    std::memcpy(constants, &c, sizeof c);
  };
  return e;
}

template <class Entry>
const Entry* find(std::span<const Entry> entries, const std::string& name) {
  for (const Entry& e : entries)
    if (name == e.info.name) return &e;
  return nullptr;
}

template <class Entry>
const Entry& find(std::span<const Entry> entries, const char* what, const std::string& name) {
  if (const Entry* found = find(entries, name)) return *found;
  std::vector<std::string> names;
  for (const Entry& e : entries) names.push_back(e.info.name);
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
#define ENTRY(Type) entry_##Type(),
  static const std::vector<SurfaceEntry> all = {THALWEG_FOR_EACH_SURFACE(ENTRY)};
#undef ENTRY
  return all;
}

std::span<const ProblemEntry> problems() {
#define ENTRY(Type) problem_entry<Type>(#Type, THALWEG_HEADER_##Type),
  static const std::vector<ProblemEntry> all = {THALWEG_FOR_EACH_PROBLEM(ENTRY)};
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

const SurfaceEntry& find_surface(const std::string& name) {
  if (!find(surfaces(), name) && find(problems(), name))
    throw InputError("'" + name + "' is a problem over data, not a surface: use --problem " + name);
  return find(surfaces(), "surface", name);
}
const ProblemEntry& find_problem(const std::string& name) {
  if (!find(problems(), name) && find(surfaces(), name))
    throw InputError("'" + name + "' is a surface, not a problem over data: use --surface " + name);
  return find(problems(), "problem", name);
}
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

// SPDX-License-Identifier: MIT
#include "study/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/philox.h"
#include "core/sobol.h"
#include "io/data_file.h"

namespace thalweg::study {

namespace {

double at_share(const SearchAxis& axis, double share) {
  switch (axis.scale) {
    case Scale::log:
      return axis.low * std::pow(axis.high / axis.low, share);
    case Scale::linear:
      return axis.low + (axis.high - axis.low) * share;
    case Scale::integer:
      return std::min(axis.high, std::floor(axis.low + (axis.high - axis.low + 1) * share));
    case Scale::flag:
      return share < 0.5 ? 0 : 1;
  }
  return axis.low;
}

// FNV-1a: tasks keep their random numbers whatever stands beside them in the study.
u64 hash_of(const std::string& text) {
  u64 hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ u8(c)) * 1099511628211ull;
  return hash;
}

u64 seed_of(const StudySpec& spec, const Task& task, i64 instance) {
  const u64 label = hash_of(task.label), number = u64(instance);
  const Words<u32> words =
      philox(Words<u32>{{u32(label), u32(label >> 32), u32(number), u32(number >> 32)}}, spec.seed);
  return u64(words.w[1]) << 32 | words.w[0];
}

i64 starts_of(const StudySpec& spec, Phase phase) {
  switch (phase) {
    case Phase::lowest:
    case Phase::tuning:
      return spec.tuning_starts;
    case Phase::test:
      return spec.starts;
    case Phase::rates:
      return spec.rate_starts;
  }
  return spec.starts;
}

}  // namespace

bool has_instances(const Task& task) {
  if (task.kind != LandscapeKind::surface) return false;
  const Parameters& parameters = find_surface(task.landscape.name).parameters;
  return std::any_of(parameters.begin(), parameters.end(),
                     [](const ParameterInfo& p) { return p.name == "instance"; });
}

int settings_of(const StudySpec& spec, const Method& method) {
  return method.space.empty() ? 1 : spec.tuning;
}

Setting setting_of(const Method& method, int k) {
  Setting setting;
  if (k == 0) return setting;
  const SobolPoint p = sobol(u32(k));
  const u32 words[] = {p.x, p.y, p.z};
  for (std::size_t i = 0; i < method.space.size(); i++)
    setting.values.push_back(at_share(method.space[i], double(words[i]) / 4294967296.0));
  return setting;
}

double rate_of(const StudySpec& spec, int k) {
  return at_share(spec.rate_axis, double(k) / double(std::max(1, spec.rates - 1)));
}

RunSpec landscape_of(const Task& task, i64 instance) {
  RunSpec run;
  run.kind = task.kind;
  run.surface = task.landscape;
  run.formula = task.formula;
  run.data_file = task.data_file;
  if (!task.data_file.empty()) run.data = read_data(task.data_file);
  run.domain = task.domain;
  if (has_instances(task)) set(run.surface, "instance", double(instance));
  return run;
}

RunSpec run_of(const StudySpec& spec, const CellId& cell, const Setting& setting) {
  const Task& task = spec.tasks[std::size_t(cell.task)];
  const Method& method = spec.methods[std::size_t(cell.method)];
  RunSpec run = landscape_of(task, cell.instance);
  run.optimizer = method.optimizer;
  run.lr = method.lr;
  run.schedule = method.schedule;
  run.then = method.then;
  run.clip_norm = method.clip_norm;
  run.clip_value = method.clip_value;
  for (std::size_t i = 0; i < setting.values.size(); i++) {
    if (method.space[i].name == "lr")
      run.lr = setting.values[i];
    else
      set(run.optimizer, method.space[i].name, setting.values[i]);
  }
  if (cell.phase == Phase::rates) run.lr = rate_of(spec, cell.setting);
  run.start = spec.start;
  run.particles = starts_of(spec, cell.phase);
  run.seed = seed_of(spec, task, cell.instance);
  run.precision = spec.precision;
  run.math = spec.math;
  run.steps = 1;
  // Noise acts on gradients, or on which data are seen: a rule that asks for values alone sees none of the
  // former.
  const Plan quiet = make_plan(run);
  const bool gradients = rule(quiet).request != Request::value;
  if (gradients || find_noise(task.noise.name).samples) run.noise = task.noise;
  const double cost = cost_per_step(spec, quiet), steps = std::floor(spec.budget / cost * (1 + 1e-12));
  if (!(steps >= 1)) throw InputError(fmt::format("a step costs {} and the budget is {}", cost, spec.budget));
  run.steps = i64(steps);
  make_plan(run, quiet.landscape);
  return run;
}

double cost_per_step(const StudySpec& spec, const Plan& plan) {
  const Evaluations e = evaluations_per_step(plan);
  const double values = double(std::max<i64>(0, e.value - e.gradient));
  return values * spec.cost.value + double(e.gradient) * spec.cost.gradient +
         double(e.hessian) * spec.cost.hessian;
}

}  // namespace thalweg::study

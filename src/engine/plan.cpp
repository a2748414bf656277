// SPDX-License-Identifier: MIT
#include "engine/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "engine/watch.h"

namespace thalweg {

namespace {

double default_lr(const Landscape& f, const OptimizerInfo& info) {
  switch (info.family) {
    case Family::gradient:
      return info.lr_factor * f.lr.gradient;
    case Family::normalized:
      return info.lr_factor * f.lr.normalized;
    case Family::newton:
    case Family::self_scaling:
      return 1;
  }
  return f.lr.gradient;
}

// A coordinate that the run's precision can hold with room to square it.
void check_coordinate(const char* what, double a) {
  if (!(std::abs(a) <= 1e15))
    throw InputError(std::string(what) + " must be a finite number within 1e15 of 0");
}

StartPlan make_start(const RunSpec& spec, const Box& domain) {
  const Start& s = spec.start;
  const Point middle = centre(domain);
  StartPlan plan{};
  plan.kind = int(s.kind);
  plan.box = domain;
  plan.x = s.x.value_or(middle.x);
  plan.y = s.y.value_or(middle.y);
  plan.sigma_x = s.sigma.value_or(width(domain) / 6);
  plan.sigma_y = s.sigma.value_or(height(domain) / 6);
  plan.seed = spec.seed;
  check_coordinate("start x", plan.x);
  check_coordinate("start y", plan.y);
  check_coordinate("start sigma", plan.sigma_x);
  if (!(plan.sigma_x >= 0)) throw InputError("start sigma must not be negative");
  if (s.kind == StartKind::point && (!s.x || !s.y))
    throw InputError("a start point needs both coordinates: X,Y");
  // As square a grid as the count allows, wide before high; the last row may be incomplete.
  const double n = double(spec.particles);
  plan.columns = std::max<u64>(1, u64(std::ceil(std::sqrt(n))));
  plan.rows = (u64(spec.particles) + plan.columns - 1) / plan.columns;
  return plan;
}

}  // namespace

Plan make_plan(const RunSpec& spec) {
  Plan plan;
  plan.spec = spec;
  plan.landscape = make_landscape(spec.surface, spec.domain);
  plan.optimizer = &find_optimizer(spec.optimizer.name);
  plan.schedule = &find_schedule(spec.schedule.name);
  plan.noise = &find_noise(spec.noise.name);

  plan.hyper = resolve("optimizer " + spec.optimizer.name, plan.optimizer->parameters, spec.optimizer);
  if (const char* conflict = plan.optimizer->conflict(plan.hyper))
    throw InputError("optimizer " + spec.optimizer.name + ": " + conflict);
  plan.variant = plan.optimizer->variant(plan.hyper);
  plan.schedule_parameters =
      resolve("schedule " + spec.schedule.name, plan.schedule->parameters, spec.schedule);
  plan.noise_parameters = resolve("noise " + spec.noise.name, plan.noise->parameters, spec.noise);
  plan.noise_constants.resize(std::size_t(plan.noise->constants));
  plan.noise->at(plan.noise_parameters, plan.noise_constants.data());

  if (spec.particles < 1) throw InputError("particles must be at least 1");
  // Steps are counted in 32 bits per particle, and so is the step in the random numbers' counter.
  constexpr i64 kMostSteps = std::numeric_limits<u32>::max() - 2 * kWatchSteps;
  if (spec.steps < 0 || spec.steps > kMostSteps)
    throw InputError("steps must be in 0.." + std::to_string(kMostSteps) + ", not " +
                     std::to_string(spec.steps));
  if (spec.threads < 0) throw InputError("threads must be 0 (one per hardware thread) or more");
  if (spec.device_index < 0) throw InputError("a device index must not be negative");
  if (spec.trail.every < 1 || spec.trail.length < 0)
    throw InputError("a trail needs every >= 1 and length >= 0");
  if (!plan.spec.lr) plan.spec.lr = default_lr(plan.landscape, plan.optimizer->info);
  if (!(*plan.spec.lr >= 0) || !(*plan.spec.lr <= 1e30))
    throw InputError("lr must be a finite number, 0 or more");
  plan.start = make_start(spec, plan.landscape.domain);
  return plan;
}

double learning_rate(const Plan& plan, i64 k) {
  return plan.schedule->at(plan.schedule_parameters, *plan.spec.lr, k, plan.spec.steps);
}

std::vector<double> step_constants(const Plan& plan, i64 first, i64 count) {
  const RuleInfo& r = rule(plan);
  std::vector<double> table(std::size_t(count) * std::size_t(r.constants));
  for (i64 k = 0; k < count; k++)
    r.at(plan.hyper, learning_rate(plan, first + k), first + k + 1,
         &table[std::size_t(k) * std::size_t(r.constants)]);
  return table;
}

Evaluations evaluations_per_step(const Plan& plan) {
  const RuleInfo& r = rule(plan);
  Evaluations e;
  (r.request == Request::hessian ? e.hessian : e.gradient) = r.stages;
  if (r.request == Request::hessian) e.gradient = r.stages;  // a Hessian comes with the gradient
  return e;
}

}  // namespace thalweg

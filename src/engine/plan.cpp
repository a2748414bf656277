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
      return info.lr_factor;
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

// Sets f_star to the lowest published value in the domain, unless the spec has it.
void tell_optimum(Plan& plan) {
  for (const auto& [name, value] : plan.spec.optimizer.parameters)
    if (name == "f_star") return;
  const Parameters& parameters = plan.optimizer->parameters;
  const auto field =
      std::find_if(parameters.begin(), parameters.end(), [](const auto& p) { return p.name == "f_star"; });
  const std::vector<KnownMinimum>& minima = plan.landscape.minima;
  const auto lowest = std::min_element(minima.begin(), minima.end(),
                                       [](const auto& a, const auto& b) { return a.value < b.value; });
  if (lowest == minima.end())
    throw InputError("optimizer " + plan.spec.optimizer.name +
                     " needs the lowest value of the surface, which is not known here; set f_star");
  plan.hyper[std::size_t(field - parameters.begin())] = lowest->value;
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
  if (plan.optimizer->info.uses_optimum) tell_optimum(plan);
  if (const char* conflict = plan.optimizer->conflict(plan.hyper))
    throw InputError("optimizer " + spec.optimizer.name + ": " + conflict);
  plan.variant = plan.optimizer->variant(plan.hyper);
  plan.pauses = rule(plan).pauses || plan.schedule->info.pauses;
  plan.schedule_parameters =
      resolve("schedule " + spec.schedule.name, plan.schedule->parameters, spec.schedule);
  plan.noise_parameters = resolve("noise " + spec.noise.name, plan.noise->parameters, spec.noise);
  plan.noise_constants.resize(std::size_t(plan.noise->constants));
  plan.noise->at(plan.noise_parameters, plan.noise_constants.data());
  if (rule(plan).request == Request::value && plan.noise->random)
    throw InputError(
        "optimizer " + spec.optimizer.name +
        " asks for values only, so noise on the gradient would change nothing; use --noise none");

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
  const i64 n = rule(plan).stages;
  switch (rule(plan).request) {
    case Request::gradient:
      return {.gradient = n};
    case Request::hessian:
      return {.gradient = n, .hessian = n};
    case Request::value:
      return {.value = n};
    case Request::value_and_gradient:
      return {.value = n, .gradient = n};
  }
  return {};
}

}  // namespace thalweg

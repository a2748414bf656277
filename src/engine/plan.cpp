// SPDX-License-Identifier: MIT
#include "engine/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "engine/hyper_at.h"
#include "engine/watch.h"

namespace thalweg {

namespace {

double default_lr(const Landscape& f, const OptimizerInfo& info) {
  switch (info.family) {
    case Family::gradient:
      return info.lr_factor * learning_rates(f).gradient;
    case Family::normalized:
      return info.lr_factor * learning_rates(f).normalized;
    case Family::newton:
    case Family::self_scaling:
      return info.lr_factor;
  }
  return info.lr_factor;
}

// A coordinate that the run's precision can hold with room to square it.
void check_coordinate(const char* what, double a) {
  if (!(std::abs(a) <= 1e15))
    throw InputError(std::string(what) + " must be a finite number within 1e15 of 0");
}

// A point has as many coordinates as there are weights, and a mean no more.
void check_start_coordinates(const Start& s, int weights) {
  const bool point = s.kind == StartKind::point;
  const std::optional<double> given[] = {s.x, s.y, s.z};
  static constexpr const char* kWanted[] = {"one coordinate: X", "two coordinates: X,Y",
                                            "three coordinates: X,Y,Z"};
  for (int k = 0; k < 3; k++) {
    if (point && k < weights && !given[k])
      throw InputError(std::string("a start point needs ") + kWanted[weights - 1]);
    if (k >= weights && given[k])
      throw InputError(std::string("this landscape's starts have ") + kWanted[weights - 1]);
  }
}

StartPlan make_start(const RunSpec& spec, const Box& domain, int weights) {
  const Start& s = spec.start;
  const Point middle = centre(domain);
  StartPlan plan{};
  plan.kind = int(s.kind);
  plan.box = domain;
  plan.weights = weights;
  plan.middle = {s.x.value_or(middle.x), weights > 1 ? s.y.value_or(middle.y) : 0,
                 weights > 2 ? s.z.value_or(middle.z) : 0};
  plan.sigma = {s.sigma.value_or(width(domain) / 6), s.sigma.value_or(height(domain) / 6),
                s.sigma.value_or(depth(domain) / 6)};
  plan.seed = spec.seed;
  check_coordinate("start x", plan.middle.x);
  check_coordinate("start y", plan.middle.y);
  check_coordinate("start z", plan.middle.z);
  check_coordinate("start sigma", plan.sigma.x);
  if (!(plan.sigma.x >= 0)) throw InputError("start sigma must not be negative");
  check_start_coordinates(s, weights);
  // As square a grid (as cubic a one) as the count allows, wide before high; the last row may be incomplete.
  const double n = double(spec.particles);
  const u64 count = u64(spec.particles);
  const double side = weights == 1 ? n : weights == 2 ? std::sqrt(n) : std::cbrt(n);
  plan.columns = std::max<u64>(1, u64(std::ceil(side - 1e-9 * side)));
  plan.rows = weights == 1 ? 1 : weights == 2 ? (count + plan.columns - 1) / plan.columns : plan.columns;
  plan.layers = (count + plan.columns * plan.rows - 1) / (plan.columns * plan.rows);
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

// The schedules with their first steps; every one but the last ends where the next one begins.
std::vector<SchedulePlan> make_schedules(const RunSpec& spec) {
  std::vector<SchedulePart> parts{{0, spec.schedule}};
  for (const SchedulePart& part : spec.then) parts.push_back(part);
  std::vector<SchedulePlan> plans;
  for (std::size_t i = 0; i < parts.size(); i++) {
    if (i > 0 && parts[i].from <= parts[i - 1].from)
      throw InputError("schedules that follow each other need rising steps above 0, not " +
                       std::to_string(parts[i].from));
    const ScheduleEntry& entry = find_schedule(parts[i].schedule.name);
    if (entry.plateau && parts.size() > 1)
      throw InputError("schedule " + parts[i].schedule.name +
                       " goes its own way and cannot be part of a sequence");
    const i64 end = i + 1 < parts.size() ? parts[i + 1].from : std::max(spec.steps, parts[i].from);
    plans.push_back({parts[i].from, end - parts[i].from, &entry,
                     resolve("schedule " + parts[i].schedule.name, entry.parameters, parts[i].schedule)});
  }
  return plans;
}

// Beyond the run the last step's schedule goes on as it was.
i64 last_step(const Plan& plan, i64 k) {
  return std::clamp<i64>(k, 0, std::max<i64>(0, plan.spec.steps - 1));
}

const SchedulePlan& schedule_at(const Plan& plan, i64 step) {
  std::size_t i = 0;
  while (i + 1 < plan.schedules.size() && plan.schedules[i + 1].from <= step) i++;
  return plan.schedules[i];
}

// Whether the rate falls below a thousandth of what it is later: who does not move then may well move later.
// Looked at where machines look for particles at rest, and between in as many places as tell.
bool rate_comes_back(const Plan& plan) {
  constexpr i64 kPlaces = 256;
  const i64 first = kCheckEvery - 1, last = plan.spec.steps - 1;
  double lowest = std::numeric_limits<double>::infinity();
  for (i64 i = 0; i <= kPlaces && first < last; i++) {
    const double rate = learning_rate(plan, first + i64(double(last - first) * (double(i) / kPlaces)));
    if (rate > 1000 * lowest) return true;
    lowest = std::min(lowest, rate);
  }
  return false;
}

// The hyper-parameters of step k: some schedules move the momentum.
Values with_momentum(const Plan& plan, Values hyper, i64 k) {
  const i64 step = last_step(plan, k);
  const SchedulePlan& s = schedule_at(plan, step);
  if (!s.entry->momentum) return hyper;
  const double momentum = s.entry->momentum(s.parameters, step - s.from, s.steps);
  if (std::isnan(momentum)) return hyper;
  const Parameters& parameters = plan.optimizer->parameters;
  for (std::size_t i = 0; i < parameters.size(); i++)
    if (parameters[i].name == "momentum" || parameters[i].name == "beta1") {
      hyper[i] = momentum;
      break;
    }
  return hyper;
}

Clip<double> make_clip(const RunSpec& spec) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  const Clip<double> clip{spec.clip_value.value_or(kNone), spec.clip_norm.value_or(kNone)};
  if (!(clip.value > 0) || !(clip.norm > 0)) throw InputError("gradients are clipped to a length above 0");
  return clip;
}

std::vector<double> make_plateau(const Plan& plan) {
  const SchedulePlan& s = plan.schedules.front();
  return s.entry->plateau ? s.entry->plateau(s.parameters, *plan.spec.lr) : std::vector<double>();
}

}  // namespace

Plan make_plan(const RunSpec& spec) { return make_plan(spec, make_landscape(spec)); }

Plan make_plan(const RunSpec& spec, const Landscape& landscape) {
  Plan plan;
  plan.spec = spec;
  plan.landscape = landscape;
  plan.optimizer = &find_optimizer(spec.optimizer.name);
  plan.noise = &find_noise(spec.noise.name);

  plan.hyper = resolve("optimizer " + spec.optimizer.name, plan.optimizer->parameters, spec.optimizer);
  if (plan.optimizer->info.uses_optimum) tell_optimum(plan);
  plan.schedules = make_schedules(spec);
  // A schedule may switch the momentum of a rule on, which is another variant.  Cycles may begin at 0, but do
  // not stay there for two steps.
  Values moved = plan.hyper;
  for (const SchedulePlan& s : plan.schedules)
    for (const i64 k : {s.from, s.from + i64(s.parameters.back()) + 1}) {  // the last one is the warm-up
      const Values then = with_momentum(plan, plan.hyper, k);
      for (std::size_t i = 0; i < moved.size(); i++) moved[i] = std::max(moved[i], then[i]);
    }
  if (const char* conflict = plan.optimizer->conflict(moved))
    throw InputError("optimizer " + spec.optimizer.name + ": " + conflict);
  plan.variant = plan.optimizer->variant(moved);
  // The next schedule may bring a rate of 0 back, and the next draw a gradient: batches and dropout give
  // exact zeros.
  plan.pauses = rule(plan).pauses || plan.schedules.size() > 1 || plan.noise->random;
  for (const SchedulePlan& s : plan.schedules) plan.pauses |= s.entry->info.pauses;
  plan.noise_parameters = resolve("noise " + spec.noise.name, plan.noise->parameters, spec.noise);
  plan.noise_constants.resize(std::size_t(plan.noise->constants));
  plan.noise->at(plan.noise_parameters, plan.noise_constants.data());
  if (plan.noise->samples && spec.kind != LandscapeKind::problem)
    throw InputError("noise " + spec.noise.name +
                     " takes a part of the data at a time, and only problems have data: use "
                     "--problem NAME, or noise gaussian for additive noise");
  plan.clip = make_clip(spec);
  if (rule(plan).request == Request::value && clips(plan))
    throw InputError("optimizer " + spec.optimizer.name +
                     " asks for values only: there is no gradient to clip");
  if (rule(plan).request == Request::value && plan.noise->random && !plan.noise->samples)
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
  plan.pauses |= rate_comes_back(plan);
  plan.plateau_constants = make_plateau(plan);
  plan.start = make_start(spec, plan.landscape.domain, weights(plan.landscape));
  return plan;
}

double learning_rate(const Plan& plan, i64 k) {
  const i64 step = last_step(plan, k);
  const SchedulePlan& s = schedule_at(plan, step);
  return s.entry->at(s.parameters, *plan.spec.lr, step - s.from, s.steps);
}

Values hyper_at(const Plan& plan, i64 k) { return with_momentum(plan, plan.hyper, k); }

std::vector<double> step_constants(const Plan& plan, i64 first, i64 count) {
  const RuleInfo& r = rule(plan);
  std::vector<double> table(std::size_t(count) * std::size_t(r.constants));
  for (i64 k = 0; k < count; k++)
    r.at(hyper_at(plan, first + k), learning_rate(plan, first + k), first + k + 1,
         &table[std::size_t(k) * std::size_t(r.constants)]);
  return table;
}

std::vector<double> watch_constants(const Plan& plan, i64 first) {
  return step_constants(plan, first, kWatchSteps);
}

Evaluations evaluations_per_step(const Plan& plan) {
  const i64 n = rule(plan).stages, watched = plan.plateau_constants.empty() ? 0 : 1;
  switch (rule(plan).request) {
    case Request::gradient:
      return {.value = watched, .gradient = n};
    case Request::hessian:
      return {.value = watched, .gradient = n, .hessian = n};
    case Request::value:
      return {.value = n + watched};
    case Request::value_and_gradient:
      return {.value = n + watched, .gradient = n};
  }
  return {};
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "study/trace.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Point point_of(Ensemble& ensemble, i64 i) {
  End end;
  ensemble.ends(i, {&end, 1});
  return {end.x, end.y, end.z};
}

}  // namespace

bool HitTrigger::operator()(double excess) {
  if (std::isnan(excess)) return false;
  const double target = std::ceil(20 * std::log10(std::max(excess, 1e-8)));
  if (!(target < lowest_)) return false;
  lowest_ = target;
  return true;
}

bool TimeTrigger::operator()(i64 evaluations) {
  if (evaluations < next_) return false;
  // The lowest number of either kind beyond this one.
  i64 round = weights_, power = 1;
  for (; round <= evaluations; power *= 10)
    for (const i64 factor : {1, 2, 5})
      if (round <= evaluations) round = weights_ * factor * power;
  i64 even = evaluations;
  for (double i = std::floor(20 * std::log10(double(evaluations))); even <= evaluations; i++)
    even = i64(std::floor(std::pow(10, i / 20)));
  next_ = std::min(round, even);
  return true;
}

std::vector<Trace> trace_starts(const StudyResults& results, const MethodOnTask& pair, i64 instance,
                                i64 count, Backend& backend) {
  const StudySpec& spec = results.spec;
  const CellId cell{Phase::test, pair.method, pair.task, instance, pair.setting};
  RunSpec run = run_of(spec, cell, setting_of(spec.methods[std::size_t(pair.method)], pair.setting));
  // Starts of a grid depend on how many there are; all others only on their index.
  if (run.start.kind != StartKind::grid) run.particles = std::min<i64>(run.particles, count);
  const Plan plan = make_plan(run);
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  const std::size_t n = std::size_t(std::min<i64>(run.particles, count));
  const double f_best = lowest_value(spec, {results.f_best, results.f_best_published}, pair.task, instance);
  std::vector<Trace> traces(n, {{}, f_best, {}});
  std::vector<HitTrigger> hits(n);
  TimeTrigger times(weights(plan.landscape));
  std::vector<double> losses(n);
  for (i64 step = 0;; step++) {
    ensemble->losses(0, losses);
    const i64 evaluations = evaluations_at(step, pair.cost_per_step);
    const bool end = step == 0 || step == run.steps, timed = times(evaluations);
    for (std::size_t i = 0; i < n; i++) {
      Trace& trace = traces[i];
      const bool hit = hits[i](losses[i] - f_best);
      const bool lower = step == 0 || losses[i] < trace.lowest.best;
      if (!end && !hit && !timed && !lower) continue;
      const double best = std::fmin(step == 0 ? kInfinity : trace.lowest.best, losses[i]);
      const Moment now{step, evaluations, losses[i], best, point_of(*ensemble, i64(i)), end, hit, timed};
      if (end || hit || timed) trace.moments.push_back(now);
      if (lower) trace.lowest = now;
    }
    if (step == run.steps) return traces;
    ensemble->advance(1);
  }
}

i64 evaluations_at(i64 step, double cost_per_step) {
  return 1 + i64(std::ceil(double(step) * cost_per_step));
}

double written(double a) {
  constexpr double kMost = 1e300;
  return std::isnan(a) ? kMost : std::clamp(a, -kMost, kMost);
}

bool is_bbob(const Task& task) {
  const std::string& name = task.landscape.name;
  return task.kind == LandscapeKind::surface && name.starts_with("bbob") && task.noise.name == "none" &&
         !task.f_best && !task.domain && task.landscape.parameters.empty();
}

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
#include "viewer/app/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg::viewer {
namespace {

/// Minima that are found by different methods differ by rounding.
bool as_low(double value, double lowest) {
  constexpr double kRounding = 1e-9;
  return value <= lowest + kRounding * std::max(1.0, std::abs(lowest));
}

std::optional<i64> steps_to_bottom(std::span<const LossSample> history, double lowest) {
  if (history.empty()) return {};
  const double goal = kNearBottom * (history.front().median - lowest);
  for (const LossSample& s : history)
    if (s.median - lowest <= goal) return s.step;
  return {};
}

/// The method whose interval is above all others, if there is one.
void mark_best(std::vector<MethodResult>& results) {
  for (MethodResult& r : results)
    r.best = r.known && results.size() > 1 &&
             std::all_of(results.begin(), results.end(), [&](const MethodResult& other) {
               return &other == &r || (other.known && other.interval.high < r.interval.low);
             });
}

}  // namespace

std::optional<double> lowest_loss(const Landscape& f, std::span<const MethodRun> runs) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const KnownMinimum& m : f.minima) lowest = std::min(lowest, m.value);
  for (const MethodRun& run : runs)
    if (run.found)
      for (const ReachedMinimum& m : run.found->result.minima) lowest = std::min(lowest, m.value);
  return std::isfinite(lowest) ? std::optional(lowest) : std::nullopt;
}

std::vector<MethodResult> compare(const Landscape& f, std::span<const MethodRun> runs) {
  const std::optional<double> lowest = lowest_loss(f, runs);
  std::vector<MethodResult> results;
  for (const MethodRun& run : runs) {
    MethodResult& r = results.emplace_back();
    if (!run.plan || !run.found) continue;
    r.known = true;
    r.particles = run.plan->spec.particles;
    for (const ReachedMinimum& m : run.found->result.minima)
      if (as_low(m.value, *lowest)) r.at_global += m.count;
    r.interval = wilson95(r.at_global, r.particles);
    r.loss = run.found->result.loss.median;
    if (lowest) r.steps = steps_to_bottom(run.history, *lowest);
    r.per_step = evaluations_per_step(*run.plan);
  }
  mark_best(results);
  return results;
}

}  // namespace thalweg::viewer

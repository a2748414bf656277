// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include "study/runner.h"

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::optional<double> published(const Task& task, i64 instance) {
  if (task.f_best) return task.f_best;
  double lowest = kInfinity;
  for (const KnownMinimum& m : make_landscape(landscape_of(task, instance)).minima)
    lowest = std::min(lowest, m.value);
  return std::isfinite(lowest) ? std::optional(lowest) : std::nullopt;
}

}  // namespace

std::optional<LowestValues> lowest_values(const StudySpec& spec, const CellStore& store) {
  LowestValues all;
  for (int t = 0; t < std::ssize(spec.tasks); t++) {
    const Task& task = spec.tasks[std::size_t(t)];
    const std::optional<double> known = published(task, task.held_out.front());
    all.published.push_back(known.has_value());
    double lowest = known.value_or(kInfinity);
    if (!known)
      for (int m = 0; m < std::ssize(spec.methods); m++)
        for (const i64 instance : task.training) {
          const std::optional<CellResult> cell =
              done_cell(spec, store, {Phase::lowest, m, t, instance, 0}, {}, 0);
          if (!cell) return {};
          for (const double loss : cell->best_excess) lowest = std::min(lowest, loss);
        }
    all.f_best.push_back(std::isfinite(lowest) ? lowest : 0);
  }
  return all;
}

double lowest_value(const StudySpec& spec, const LowestValues& lowest, int task, i64 instance) {
  const Task& t = spec.tasks[std::size_t(task)];
  if (has_instances(t))
    if (const std::optional<double> known = published(t, instance)) return *known;
  return lowest.f_best[std::size_t(task)];
}

}  // namespace thalweg::study

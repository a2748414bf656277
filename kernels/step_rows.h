// SPDX-License-Identifier: MIT
// The constants of steps in a run's precision, cut into launches.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/plan.h"
#include "kernels/program.h"

namespace thalweg::kernels {

inline std::size_t number_bytes(Precision precision) {
  return precision == Precision::float64 ? sizeof(double) : sizeof(float);
}
std::vector<std::byte> in_precision(Precision precision, std::span<const double> numbers);

/// The bytes of what kernels/descent.cuh calls Surroundings: constants of noise, clipping and plateau
/// schedule.
std::vector<std::byte> surroundings(const Plan& plan);

/// Constants of `count` steps, row by row.
struct StepRows {
  Precision precision = Precision::float32;
  i64 first = 0, count = 0;
  std::size_t row_bytes = 0;
  std::vector<std::byte> bytes;
  std::size_t numbers() const { return row_bytes / number_bytes(precision); }
  std::span<const std::byte> row(i64 k) const {  ///< of step k in [first, first + count)
    return std::span(bytes).subspan(std::size_t(k - first) * row_bytes, row_bytes);
  }
};

StepRows step_rows(const Plan& plan, i64 first, i64 count);
/// Of the kWatchSteps steps from `step` on; beyond the budget the learning rate stays what it was at the last
/// step.
StepRows watch_rows(const Plan& plan, i64 step);

/// What the constants of a run's steps look like, found out by looking at some of them; the first step, which
/// is often special, is none of these.
StepShape shape_of(const Plan& plan);

/// One launch of the descent.
struct Cut {
  i64 count;
  StepShape shape;
};
/// What to launch at step k of `rows`: as many rows as one table holds and that have the shape, or, where the
/// guess was wrong, that do not.  Which shape step k is launched in depends on its constants alone.
Cut next_cut(const StepRows& rows, i64 k, const StepShape& shape);

/// Bytes of every StepTable, at most.
inline constexpr std::size_t kStepTableBytes = kMostStepNumbers * sizeof(double) + kTableBytes;
/// The StepTable of a launch at step k, followed by zeros.
std::array<std::byte, kStepTableBytes> step_table(const StepRows& rows, i64 k, const Cut& cut);

}  // namespace thalweg::kernels

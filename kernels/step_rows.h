// SPDX-License-Identifier: MIT
// The constants of steps in a run's precision, cut into launches.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/plan.h"
#include "kernels/program.h"

namespace thalweg::kernels {

std::vector<std::byte> in_precision(Precision precision, std::span<const double> numbers);

/// The bytes of what kernels/descent.cuh calls Surroundings: constants of noise, clipping and plateau
/// schedule.
std::vector<std::byte> surroundings(const Plan& plan);

/// Constants of `count` steps, row by row.
struct StepRows {
  i64 first = 0, count = 0;
  std::size_t row_bytes = 0;
  std::vector<std::byte> bytes;
  std::span<const std::byte> row(i64 k) const {  ///< of step k in [first, first + count)
    return std::span(bytes).subspan(std::size_t(k - first) * row_bytes, row_bytes);
  }
};

StepRows step_rows(const Plan& plan, i64 first, i64 count);
/// Of the kWatchSteps steps from `step` on; beyond the budget the learning rate stays what it was at the last
/// step.
StepRows watch_rows(const Plan& plan, i64 step);

/// How many rows from step k on are equal, at least 1.
i64 equal_rows(const StepRows& rows, i64 k);

/// Whether most of the run's steps have the same constants, found out by looking at a few of them.
bool mostly_fixed(const Plan& plan);

/// One launch of the descent.
struct Cut {
  i64 count;
  StepConstants constants;
};
/// What to launch at step k of `rows`: a long run of equal rows if `fixed`, else as many rows as a table
/// holds.
Cut next_cut(const StepRows& rows, i64 k, bool fixed);

}  // namespace thalweg::kernels

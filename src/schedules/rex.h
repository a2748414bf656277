// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Stays high and falls late: a reflected exponential.
struct Rex {
  static constexpr ScheduleInfo info{"rex", "REX", "lr (1 - z) / (1/2 + (1 - z) / 2), z = min(k, T) / T",
                                     "J. Chen, C. Wolfe, A. Kyrillidis 2022, equation 1"};
  struct Hyper {
    double total_iters = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"total_iters", &Hyper::total_iters, kSteps, "steps to 0; 0 means all of the run"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double left = 1 - progress(k, h.total_iters, steps);
    return lr * left / (0.5 + 0.5 * left);
  }
};

}  // namespace thalweg

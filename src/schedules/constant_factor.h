// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// A fraction of lr for the first total_iters steps, then lr.
struct ConstantFactor {
  static constexpr ScheduleInfo info{"constant_factor", "Constant factor",
                                     "lr (k < total_iters ? factor : 1)", "torch ConstantLR"};
  struct Hyper {
    double factor = 1.0 / 3, total_iters = 5;
  };
  static constexpr Field<Hyper> fields[] = {
      {"factor", &Hyper::factor, {0, 1}, "share of lr at the beginning"},
      {"total_iters", &Hyper::total_iters, kSteps, "steps of the beginning"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64) {
    return double(k) < h.total_iters ? lr * h.factor : lr;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// From one fraction of lr to another on a straight line, then constant: a warm-up with its defaults.
struct Linear {
  static constexpr ScheduleInfo info{
      "linear", "Linear", "lr (start_factor + (end_factor - start_factor) min(k, total_iters) / total_iters)",
      "torch LinearLR"};
  struct Hyper {
    double start_factor = 1.0 / 3, end_factor = 1, total_iters = 5;
  };
  static constexpr Field<Hyper> fields[] = {
      {"start_factor", &Hyper::start_factor, {0, 1}, "share of lr at the first step"},
      {"end_factor", &Hyper::end_factor, {0, 1}, "share of lr from total_iters on"},
      {"total_iters", &Hyper::total_iters, kSteps, "steps of the line; 0 means all of the run"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double t = progress(k, h.total_iters, steps);
    return lr * (h.start_factor + (h.end_factor - h.start_factor) * t);
  }
};

}  // namespace thalweg

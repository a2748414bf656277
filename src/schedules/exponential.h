// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Falls by the same factor in every step.
struct Exponential {
  static constexpr ScheduleInfo info{"exponential", "Exponential", "lr gamma^k", "torch ExponentialLR"};
  struct Hyper {
    double gamma = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"gamma", &Hyper::gamma, {0, 1}, "factor of each step; 0 means: to a hundredth over the run"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    if (h.gamma > 0) return lr * __builtin_pow(h.gamma, double(k));
    return lr * __builtin_pow(0.01, double(k) / double(steps > 0 ? steps : 1));
  }
};

}  // namespace thalweg

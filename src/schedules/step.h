// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Falls by the factor gamma after every step_size steps.
struct StepDecay {
  static constexpr ScheduleInfo info{"step", "Step", "lr gamma^floor(k / step_size)", "torch StepLR"};
  struct Hyper {
    double step_size = 0, gamma = 0.1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"step_size", &Hyper::step_size, kSteps, "steps between two falls; 0 means a third of the run"},
      {"gamma", &Hyper::gamma, {0, 1}, "factor of each fall"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double size = h.step_size > 0 ? h.step_size : double(steps) / 3;
    return lr * __builtin_pow(h.gamma, __builtin_floor(double(k) / size));
  }
};

}  // namespace thalweg

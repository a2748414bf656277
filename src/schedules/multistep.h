// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Falls by the factor gamma at each of two milestones.
struct MultiStep {
  static constexpr ScheduleInfo info{"multistep", "Multi-step", "lr gamma^(number of milestones <= k)",
                                     "torch MultiStepLR, with two milestones"};
  struct Hyper {
    double milestone1 = 0, milestone2 = 0, gamma = 0.1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"milestone1", &Hyper::milestone1, kSteps, "step of the first fall; 0 means half of the run"},
      {"milestone2", &Hyper::milestone2, kSteps,
       "step of the second fall; 0 means three quarters of the run"},
      {"gamma", &Hyper::gamma, {0, 1}, "factor of each fall"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double first = h.milestone1 > 0 ? h.milestone1 : double(steps) / 2,
                 second = h.milestone2 > 0 ? h.milestone2 : double(steps) * 3 / 4;
    return lr * (double(k) >= first ? h.gamma : 1) * (double(k) >= second ? h.gamma : 1);
  }
};

}  // namespace thalweg

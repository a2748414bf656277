// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Falls by the factor gamma at each of up to four milestones, which may come in any order.
struct MultiStep {
  static constexpr ScheduleInfo info{"multistep", "Multi-step", "lr gamma^(number of milestones <= k)",
                                     "torch MultiStepLR, with up to four milestones"};
  struct Hyper {
    double milestone1 = 0, milestone2 = 0, milestone3 = 0, milestone4 = 0, gamma = 0.1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"milestone1", &Hyper::milestone1, kSteps, "step of the first fall; 0 means half of the run"},
      {"milestone2", &Hyper::milestone2, kSteps,
       "step of the second fall; 0 means three quarters of the run"},
      {"milestone3", &Hyper::milestone3, kSteps, "step of a third fall; 0 means none"},
      {"milestone4", &Hyper::milestone4, kSteps, "step of a fourth fall; 0 means none"},
      {"gamma", &Hyper::gamma, {0, 1}, "factor of each fall"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double never = 2 * kSteps.high,
                 milestones[] = {h.milestone1 > 0 ? h.milestone1 : double(steps) / 2,
                                 h.milestone2 > 0 ? h.milestone2 : double(steps) * 3 / 4,
                                 h.milestone3 > 0 ? h.milestone3 : never,
                                 h.milestone4 > 0 ? h.milestone4 : never};
    for (const double milestone : milestones)
      if (double(k) >= milestone) lr *= h.gamma;
    return lr;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "schedules/schedule.h"

namespace thalweg {

/// torch's CosineAnnealingLR as it is: after T_max it rises again, with the period 2 T_max.  `cosine` stays
/// down.
struct CosineAnnealing {
  static constexpr ScheduleInfo info{"cosine_annealing", "Cosine annealing",
                                     "eta_min + (lr - eta_min) (1 + cos(pi k / T_max)) / 2",
                                     "I. Loshchilov, F. Hutter 2017; torch CosineAnnealingLR", true};
  struct Hyper {
    double T_max = 0, eta_min = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"T_max", &Hyper::T_max, kSteps, "half a period in steps; 0 means a fifth of the run"},
      {"eta_min", &Hyper::eta_min, {0, 1e3}, "lowest learning rate"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double half = h.T_max > 0 ? h.T_max : double(steps > 0 ? steps : 1) / 5;
    return h.eta_min + (lr - h.eta_min) * (1 + cos(3.14159265358979323846 * (double(k) / half))) / 2;
  }
};

}  // namespace thalweg

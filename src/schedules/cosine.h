// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "schedules/schedule.h"

namespace thalweg {

/// Half a cosine from lr to eta_min, then eta_min: the closed form of torch's CosineAnnealingLR held at its
/// end (torch's own recursion rises again after T_max).
struct Cosine {
  static constexpr ScheduleInfo info{"cosine", "Cosine",
                                     "eta_min + (lr - eta_min) (1 + cos(pi min(k, T_max) / T_max)) / 2",
                                     "I. Loshchilov, F. Hutter 2017, equation 5; torch CosineAnnealingLR"};
  struct Hyper {
    double T_max = 0, eta_min = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"T_max",
       &Hyper::T_max,
       {0, 1e12, Scale::integer},
       "steps to the end of the cosine; 0 means all of the run"},
      {"eta_min", &Hyper::eta_min, {0, 1e3}, "learning rate at the end"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double end = h.T_max > 0 ? h.T_max : double(steps), t = double(k) < end ? double(k) / end : 1;
    return h.eta_min + (lr - h.eta_min) * (1 + cos(3.14159265358979323846 * t)) / 2;
  }
};

}  // namespace thalweg

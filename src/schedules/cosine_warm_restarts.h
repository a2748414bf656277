// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "schedules/schedule.h"

namespace thalweg {

/// Half a cosine down, again and again, each T_mult times as long as the last.
struct CosineWarmRestarts {
  static constexpr ScheduleInfo info{
      "cosine_warm_restarts", "Cosine with warm restarts",
      "eta_min + (lr - eta_min) (1 + cos(pi T_cur / T_i)) / 2, T_i = T_0 T_mult^i",
      "SGDR: I. Loshchilov, F. Hutter 2017; torch CosineAnnealingWarmRestarts", true};
  struct Hyper {
    double T_0 = 0, T_mult = 1, eta_min = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"T_0", &Hyper::T_0, kSteps, "steps of the first cosine; 0 means a quarter of the run"},
      {"T_mult", &Hyper::T_mult, {1, 100, Scale::integer}, "how much longer each cosine is than the last"},
      {"eta_min", &Hyper::eta_min, {0, 1e3}, "learning rate at the ends"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double first = h.T_0 > 0 ? h.T_0 : double(steps > 4 ? steps : 4) / 4, t = double(k);
    double length = first, since = t;
    if (h.T_mult > 1)
      for (; since >= length; length *= h.T_mult) since -= length;
    else
      since = t - __builtin_floor(t / first) * first;
    return h.eta_min + (lr - h.eta_min) * (1 + cos(3.14159265358979323846 * since / length)) / 2;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Falls with a power of the step; with power 1, or any above 1/2, noise averages out in the end.
struct InverseTime {
  static constexpr ScheduleInfo info{"inverse_time", "Inverse time", "lr / (1 + k / k0)^power",
                                     "H. Robbins, S. Monro 1951, condition 6"};
  struct Hyper {
    double k0 = 0, power = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"k0", &Hyper::k0, kSteps, "steps to half of lr (power 1); 0 means a tenth of the run"},
      {"power", &Hyper::power, {0, 2}, "how fast it falls in the end"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double k0 = h.k0 > 0 ? h.k0 : double(steps > 10 ? steps : 10) / 10;
    return lr / __builtin_pow(1 + double(k) / k0, h.power);
  }
};

}  // namespace thalweg

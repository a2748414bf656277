// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "schedules/schedule.h"

namespace thalweg {

/// Falls with the root of the step.  With warmup = k0 the rate after the warm-up is lr sqrt(k0 / k): the
/// schedule of the Transformer.
struct InverseSqrt {
  static constexpr ScheduleInfo info{"inverse_sqrt", "Inverse square root", "lr / sqrt(1 + k / k0)",
                                     "A. Vaswani et al. 2017, equation 3 (without its warm-up)"};
  struct Hyper {
    double k0 = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"k0", &Hyper::k0, {1, 1e12, Scale::integer}, "step at which lr has fallen by the root of 2"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64) { return lr / sqrt(1 + double(k) / h.k0); }
};

}  // namespace thalweg

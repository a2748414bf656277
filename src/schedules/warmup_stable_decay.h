// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// A line up, a plateau, and a line down at the end.
struct WarmupStableDecay {
  static constexpr ScheduleInfo info{"warmup_stable_decay", "Warm-up, stable, decay",
                                     "lr {(k + 1) / warm-up, 1, line to end_factor}",
                                     "WSD: S. Hu et al. 2024 (MiniCPM), section 4"};
  struct Hyper {
    double warmup_share = 0.1, decay_share = 0.2, end_factor = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"warmup_share", &Hyper::warmup_share, {0, 1}, "share of the run that goes up"},
      {"decay_share", &Hyper::decay_share, {0, 1}, "share of the run that goes down"},
      {"end_factor", &Hyper::end_factor, {0, 1}, "share of lr at the end"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double n = double(steps), warmup = h.warmup_share * n, decay = h.decay_share * n, t = double(k);
    const double up = t + 1 < warmup ? (t + 1) / warmup : 1;
    const double left = t < n ? n - t : 0, down = left < decay ? left / decay : 1;
    return lr * (up < 1 ? up : h.end_factor + (1 - h.end_factor) * down);
  }
};

}  // namespace thalweg

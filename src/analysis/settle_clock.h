// SPDX-License-Identifier: MIT
// After how many steps particles came to stay.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/backend.h"

namespace thalweg {

/// Notes after how many steps particles came to stay, from looks at their positions after 1, 2, 3, ... steps,
/// the intervals growing by a fifth.  The time of the last look at which a particle had moved by more than
/// `near` since the one before is refined by how far it had moved then and afterwards, as if it came closer
/// at a constant rate.
class SettleClock {
 public:
  SettleClock(const Box& domain, double near, i64 particles)
      : x_scale_(float(1 / (near * width(domain)))),
        y_scale_(float(1 / (near * height(domain)))),
        before_(std::size_t(particles)),
        now_(before_.size()),
        moved_(before_.size()),
        settled_(before_.size()) {}

  static i64 next_look(i64 step) { return step + std::max<i64>(1, step / 5); }

  void start(Ensemble& ensemble) { ensemble.positions(0, before_); }

  void look(Ensemble& ensemble) {
    ensemble.positions(0, now_);
    const float step = float(ensemble.step()), interval = step - last_look_;
    for (std::size_t i = 0; i < now_.size(); i++) {
      const float d = std::max(std::abs(now_[i].x - before_[i].x) * x_scale_,
                               std::abs(now_[i].y - before_[i].y) * y_scale_);
      if (!(d <= 1)) {  // NaN moves
        moved_[i] = d;
        settled_[i] = step;
      } else if (moved_[i] > 1) {
        const float above = std::log(std::min(moved_[i], 1e6f)), below = std::log(std::max(d, 1e-12f));
        settled_[i] = last_look_ + interval * above / (above - below);
        moved_[i] = 0;
      }
    }
    std::swap(now_, before_);
    last_look_ = step;
  }

  std::vector<float> settled() && { return std::move(settled_); }

 private:
  float x_scale_, y_scale_, last_look_ = 0;
  std::vector<PointF> before_, now_;
  std::vector<float> moved_,
      settled_;  // moved_: at the last look that saw it move, in units of `near`; 0 afterwards
};

}  // namespace thalweg

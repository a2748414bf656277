// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// Up to lr and down again, in triangles.  lr is torch's max_lr.  The momentum goes the other way, down from
/// max_momentum and up again, in triangles that shrink as those of the rate do.
struct Cyclic {
  static constexpr ScheduleInfo info{"cyclic", "Cyclic",
                                     "base + (lr - base) (up: x, down: 1 - x) {1, 2^-(cycle - 1), gamma^k}, "
                                     "base = base_factor lr; momentum the same, upside down",
                                     "L. Smith 2017; torch CyclicLR", true};
  struct Hyper {
    double base_factor = 0.1, step_size_up = 0, step_size_down = 0, mode = 0, gamma = 1, cycle_momentum = 1,
           base_momentum = 0.8, max_momentum = 0.9;
  };
  static constexpr Field<Hyper> fields[] = {
      {"base_factor", &Hyper::base_factor, {0, 1}, "lowest learning rate as a share of lr"},
      {"step_size_up", &Hyper::step_size_up, kSteps, "steps up; 0 means an eighth of the run"},
      {"step_size_down", &Hyper::step_size_down, kSteps, "steps down; 0 means as many as up"},
      {"mode", &Hyper::mode, {0, 2, Scale::integer}, "0 triangular; 1 each half as high; 2 falling by gamma"},
      {"gamma", &Hyper::gamma, {0, 1}, "factor of each step in mode 2"},
      {"cycle_momentum", &Hyper::cycle_momentum, kSwitch, "move the rule's momentum against the rate"},
      {"base_momentum", &Hyper::base_momentum, kMomenta, "momentum where the rate is highest"},
      {"max_momentum", &Hyper::max_momentum, kMomenta, "momentum where the rate is lowest"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double base = h.base_factor * lr;
    return base + (lr - base) * height(h, k, steps);
  }
  static double momentum(const Hyper& h, i64 k, i64 steps) {
    return h.max_momentum - (h.max_momentum - h.base_momentum) * height(h, k, steps);
  }

 private:
  /// How high up the triangle, 1 at the top of the first.
  static double height(const Hyper& h, i64 k, i64 steps) {
    const double up = h.step_size_up > 0 ? h.step_size_up : double(steps > 8 ? steps : 8) / 8,
                 down = h.step_size_down > 0 ? h.step_size_down : up, total = up + down, ratio = up / total;
    const double cycle = __builtin_floor(1 + double(k) / total), x = 1 + double(k) / total - cycle;
    const double side = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
    const double scale = h.mode == 1   ? __builtin_pow(2.0, 1 - cycle)
                         : h.mode == 2 ? __builtin_pow(h.gamma, double(k))
                                       : 1;
    return side * scale;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "schedules/schedule.h"

namespace thalweg {

/// Up from lr / div_factor to lr, then down to a tiny rate; with three_phase down to where it began first.
/// lr is torch's max_lr.  The momentum goes the other way: lowest where the rate is highest.
struct OneCycle {
  static constexpr ScheduleInfo info{
      "one_cycle", "One cycle",
      "lr / div_factor -> lr -> lr / div_factor / final_div_factor, along half cosines; "
      "momentum max -> base -> max",
      "L. Smith, N. Topin 2019; torch OneCycleLR"};
  struct Hyper {
    double pct_start = 0.3, div_factor = 25, final_div_factor = 1e4, three_phase = 0, linear = 0,
           cycle_momentum = 1, base_momentum = 0.85, max_momentum = 0.95;
  };
  static constexpr Field<Hyper> fields[] = {
      {"pct_start", &Hyper::pct_start, {0, 1}, "share of the run that goes up"},
      {"div_factor", &Hyper::div_factor, {1, 1e6, Scale::log}, "how far below lr it begins"},
      {"final_div_factor",
       &Hyper::final_div_factor,
       {1, 1e9, Scale::log},
       "how far below its beginning it ends"},
      {"three_phase", &Hyper::three_phase, kSwitch, "go down as fast as up first, then on to the end"},
      {"linear", &Hyper::linear, kSwitch, "straight lines instead of cosines"},
      {"cycle_momentum", &Hyper::cycle_momentum, kSwitch, "move the rule's momentum against the rate"},
      {"base_momentum", &Hyper::base_momentum, kMomenta, "momentum where the rate is highest"},
      {"max_momentum", &Hyper::max_momentum, kMomenta, "momentum at the beginning and at the end"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    const double first = lr / h.div_factor;
    return along(h, k, steps, first, lr, first / h.final_div_factor);
  }
  static double momentum(const Hyper& h, i64 k, i64 steps) {
    return along(h, k, steps, h.max_momentum, h.base_momentum, h.max_momentum);
  }

 private:
  /// From first to top and, with three phases through first again, to last.
  static double along(const Hyper& h, i64 k, i64 steps, double first, double top, double last) {
    const double end = double(steps) - 1, peak = h.pct_start * double(steps) - 1,
                 turn = h.three_phase != 0 ? 2 * h.pct_start * double(steps) - 2 : peak, t = double(k);
    if (t <= peak) return between(h, first, top, share(t, 0, peak));
    if (h.three_phase != 0 && t <= turn) return between(h, top, first, share(t, peak, turn));
    return between(h, h.three_phase != 0 ? first : top, last, share(t, turn, end));
  }
  static double share(double t, double from, double to) {
    return t < to && to > from ? (t - from) / (to - from) : 1;
  }
  static double between(const Hyper& h, double a, double b, double share) {
    if (h.linear != 0) return a + (b - a) * share;
    return b + (a - b) / 2 * (1 + cos(3.14159265358979323846 * share));
  }
};

}  // namespace thalweg

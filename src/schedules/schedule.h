// SPDX-License-Identifier: MIT
// The schedule contract: the learning rate as a function of the step.  A registered schedule is a struct with
//   static constexpr ScheduleInfo info;  struct Hyper;  static constexpr Field<Hyper> fields[]
//   static double at(const Hyper&, double lr, i64 k, i64 steps)     k = 0 for the first of `steps` steps
// One that moves the momentum against the rate has beside them, as PyTorch spells it,
//   Hyper::cycle_momentum                                           a switch: 0 leaves the momentum alone
//   static double momentum(const Hyper&, i64 k, i64 steps)          instead of the rule's `momentum` or
//   `beta1`
// Host code in double; machines only see its values.
#pragma once

#include "core/parameters.h"

namespace thalweg {

struct ScheduleInfo {
  const char* name;
  const char* title;
  const char* formula;
  const char* source;
  bool pauses = false;  ///< the rate may come back from (almost) 0
};

/// A number of steps; where 0 is said to mean a part of the run, that is so in no other place.
inline constexpr Range kSteps{0, 1e12, Scale::integer};

/// Where step k is on the way to `total` (0: all of the run): from 0 to 1, where it stays.
inline double progress(i64 k, double total, i64 steps) {
  const double end = total > 0 ? total : double(steps);
  return double(k) < end ? double(k) / end : 1;
}

/// The momenta between which a cycle of the learning rate moves: 1 would never forget.
inline constexpr Range kMomenta{0, 0.99999};

/// True if schedule S, with these parameters, replaces the momentum of the rule.
template <class S>
constexpr bool cycles_momentum([[maybe_unused]] const typename S::Hyper& h) {
  if constexpr (requires { &S::momentum; })
    return h.cycle_momentum != 0;
  else
    return false;
}

/// A straight line up to the schedule over the first `warmup` steps: what the parameter `warmup`, which every
/// schedule has, does.  The schedule itself begins after it.
template <class At>
double warmed_up(At at, double lr, double warmup, i64 k, i64 steps) {
  const i64 w = i64(warmup);
  if (k < w) return lr * ((double(k) + 1) / warmup);
  return at(lr, k - w, steps > w ? steps - w : 0);
}

/// The momentum beside it: during the warm-up that of the schedule's first step.
template <class Momentum>
double warmed_up_momentum(Momentum momentum, double warmup, i64 k, i64 steps) {
  const i64 w = i64(warmup);
  return momentum(k > w ? k - w : 0, steps > w ? steps - w : 0);
}

}  // namespace thalweg

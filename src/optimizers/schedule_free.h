// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

namespace detail {

/// What the schedule-free rules share.  The particle is the average x, which is what the method reports; the
/// gradient is asked at y, between x and the iterate z.  Step t enters the average with the weight
/// t^r lr_max^2, where lr_max is the largest rate so far.
struct ScheduleFree {
  template <class T, int N>
  struct Average {
    Vec<T, N> ahead;  ///< z - x
    T weights, lr_max;
  };
  static void terms(const auto& a, const auto& tell) {
    tell(a.ahead, "z - p", "From the average, which is the particle, to the iterate z that goes downhill.");
    tell(a.weights, "sum w",
         "The weights of all steps so far: a new one enters the average by its share of them.");
    tell(a.lr_max, "lr_max", "The largest rate so far; its square weighs a step.");
  }

  /// y = (1 - beta) z + beta x.
  template <class T, int N>
  THALWEG_HD static Vec<T, N> between(const Average<T, N>& a, const Vec<T, N>& x, T beta) {
    return x + (T(1) - beta) * a.ahead;
  }

  /// z -= step; x moves towards z by the share that this step has in the average.
  template <class T, int N>
  THALWEG_HD static void advance(Average<T, N>& a, Vec<T, N>& x, const Vec<T, N>& step, T lr, T age) {
    a.lr_max = max(a.lr_max, lr);
    const T weight = age * (a.lr_max * a.lr_max);
    a.weights = a.weights + weight;
    const T share = select(a.weights > T(0), weight / a.weights, T(0));
    const Vec<T, N> ahead = a.ahead - step;
    x = x + share * ahead;
    a.ahead = (T(1) - share) * ahead;
  }

  static double warmed(double lr, double warmup_steps, i64 t) {
    return double(t) < warmup_steps ? lr * double(t) / warmup_steps : lr;
  }

  template <class H>
  static constexpr Field<H> warmup_field(double H::*member) {
    return {"warmup_steps", member, {0, 1e9, Scale::integer}, "steps over which the rate rises to lr"};
  }
  template <class H>
  static constexpr Field<H> r_field(double H::*member) {
    return {"r", member, {0, 10}, "power of the step in the weights of the average"};
  }
};

}  // namespace detail

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

namespace detail {

/// A line search that asks once per step, with the same operations for every lane: bisection and doubling
/// until the decrease is sufficient, f <= f0 + c1 t slope, and the slope flat enough, >= c2 slope (the weak
/// Wolfe conditions).  A. Lewis, M. Overton 2013, algorithm 2.6.  Values that are not numbers count as too
/// high.
struct WeakWolfe {
  /// After so many trials along one line the rule starts anew from the steepest descent.
  static constexpr double kMostTrials = 40;

  template <class R>
  struct Conditions {
    R c1, c2;
  };
  template <class T, int N>
  struct Line {
    Vec<T, N> direction, gradient;         ///< gradient at the beginning of the line
    T value, slope, t, low, high, trials;  ///< high: 0 while there is none
  };
  static void terms(const auto& l, const auto& tell) {
    tell(l.direction, "d", "The direction of the line that is searched.");
    tell(l.gradient, "g_0", "The gradient at the beginning of the line.");
    tell(l.value, "f_0", "The loss at the beginning of the line: a step has to end lower.");
    tell(l.slope, "slope", "The slope of the loss along d at the beginning of the line.");
    tell(l.t, "t", "How far along d the next try is, in lengths of d.");
    tell(l.low, "t_low", "Nearer than this is too near.");
    tell(l.high, "t_high", "Farther than this is too far; 0: not known yet.");
    tell(l.trials, "tries", "How many points of this line have been tried and rejected.");
  }

  template <class T, int N>
  THALWEG_HD static Vec<T, N> trial(const Line<T, N>& l, const Vec<T, N>& p) {
    return p + l.t * l.direction;
  }

  /// True where the trial is accepted; elsewhere the next t is chosen.
  template <class T, int N, class R>
  THALWEG_HD static auto judge(Line<T, N>& l, const Answer<T, N>& a, const Conditions<R>& c) {
    const auto low_enough = a.value <= l.value + T(c.c1) * l.t * l.slope;
    const auto too_steep = both(low_enough, dot(a.gradient, l.direction) < T(c.c2) * l.slope);
    const auto accepted = both(low_enough, !too_steep);
    l.low = select(too_steep, l.t, l.low);
    l.high = select(low_enough, l.high, l.t);
    l.trials = l.trials + T(1);
    const T next = select(l.high > T(0), T(0.5) * (l.low + l.high), T(2) * l.t);
    l.t = select(accepted, l.t, next);
    return accepted;
  }

  /// Where `now` holds, a new line begins at the answer's gradient, along `direction` or, where that is not
  /// downhill, along the steepest descent.  True where it is the steepest descent.
  template <class T, int N, class M>
  THALWEG_HD static M begin(Line<T, N>& l, const Answer<T, N>& a, const Vec<T, N>& direction, T t, M now) {
    const T slope = dot(a.gradient, direction);
    const M downhill = slope < T(0);
    l.direction = select(now, select(downhill, direction, T(-1) * a.gradient), l.direction);
    l.slope = select(now, select(downhill, slope, -dot(a.gradient, a.gradient)), l.slope);
    l.gradient = select(now, a.gradient, l.gradient);
    l.value = select(now, a.value, l.value);
    l.t = select(now, t, l.t);
    l.low = select(now, T(0), l.low);
    l.high = select(now, T(0), l.high);
    l.trials = select(now, T(0), l.trials);
    return both(now, M(!downhill));
  }

  /// The first step's length in t: lr, or lr / |g|_1 where the gradient is long.
  template <class T, int N>
  THALWEG_HD static T first_length(const Vec<T, N>& gradient, T lr) {
    return lr * min(T(1) / norm1(gradient), T(1));
  }
};

}  // namespace detail

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

namespace detail {

/// The line search of torch.optim.LBFGS (strong Wolfe conditions, cubic interpolation; J. Nocedal, S. Wright
/// 2006, algorithms 3.5 and 3.6) as a machine that takes in one value and gradient per step, with the same
/// operations for every lane.
struct StrongWolfe {
  static constexpr double kC1 = 1e-4, kC2 = 0.9, kMostTrials = 25;

  /// A point of the line, at distance t.
  template <class T, int N>
  struct End {
    T t, value, slope;
    Vec<T, N> gradient;
  };
  template <class T, int N>
  struct Search {
    Vec<T, N> direction;
    End<T, N> start;
    /// Before a minimum is bracketed `low` is the last trial; then they are the better and the worse end.
    End<T, N> low, high;
    T t, trials;
    T zooming, slow;  ///< 1 or 0: between two ends; the last trial was near one of them
  };
  static void terms(const auto& s, const auto& tell) {
    tell(s.direction, "d", "The direction of the line that is searched.");
    tell(s.t, "t", "How far along d the next try is, in lengths of d.");
    tell(s.trials, "tries", "How many points of this line have been tried.");
    tell(s.zooming, "zooming", "1 when a minimum is known to lie between two points of the line.");
    tell(s.slow, "slow", "1 when the last try was close to one of these two points.");
    tell(s.start.t, "t_0", "Where on the line the search began: at 0.");
    tell(s.start.value, "f_0", "The loss there: a step has to end lower.");
    tell(s.start.slope, "slope_0", "The slope of the loss along d there.");
    tell(s.start.gradient, "g_0", "The gradient there.");
    tell(s.low.t, "t_low", "Where the best point found on the line is.");
    tell(s.low.value, "f_low", "The loss there.");
    tell(s.low.slope, "slope_low", "The slope along d there: an accepted step needs it flat.");
    tell(s.low.gradient, "g_low", "The gradient there.");
    tell(s.high.t, "t_high", "Where the other end of the stretch that holds the minimum is.");
    tell(s.high.value, "f_high", "The loss there.");
    tell(s.high.slope, "slope_high", "The slope along d there.");
    tell(s.high.gradient, "g_high", "The gradient there.");
  }

  template <class M, class T, int N>
  THALWEG_HD static End<T, N> choose(M condition, const End<T, N>& a, const End<T, N>& b) {
    return {select(condition, a.t, b.t), select(condition, a.value, b.value),
            select(condition, a.slope, b.slope), select(condition, a.gradient, b.gradient)};
  }

  /// A search along `direction` from where the gradient is that of `from`, with the first trial at t.
  template <class T, int N>
  THALWEG_HD static Search<T, N> begin(const End<T, N>& from, const Vec<T, N>& direction, T t) {
    const End<T, N> start{T(0), from.value, dot(from.gradient, direction), from.gradient};
    return {direction, start, start, start, t, T(0), T(0), T(0)};
  }

  /// Takes in the answer at t and chooses the next t.  True where the search is over: its result is `low`.
  template <class T, int N>
  THALWEG_HD static auto judge(Search<T, N>& s, const Answer<T, N>& a, T smallest_change) {
    const End<T, N> trial{s.t, a.value, dot(a.gradient, s.direction), a.gradient};
    const auto zooming = s.zooming > T(0), bracketing = !zooming;
    const auto flat = abs(trial.slope) <= T(-kC2) * s.start.slope;
    // Values that are not numbers are too high and not lower.
    const auto too_high = !(trial.value <= s.start.value + T(kC1) * s.t * s.start.slope);
    const auto not_lower = !(trial.value < s.low.value);

    // Bracketing: is there a minimum between the last trial and this one?
    const auto over = both(bracketing, s.trials >= T(kMostTrials));
    const auto rises = either(too_high, both(s.trials > T(1), not_lower));
    const auto found = both(both(bracketing, !over), both(!rises, flat));
    const auto undecided = both(both(bracketing, !over), !found);
    const auto bracketed = both(undecided, either(rises, trial.slope >= T(0)));
    const auto further = both(undecided, !bracketed);

    // Zooming: which end does the trial replace?
    const auto worse = both(zooming, either(too_high, not_lower)), better = both(zooming, !worse);
    const auto turned = both(better, trial.slope * (s.high.t - s.low.t) >= T(0));

    const T farther = beyond(s.low, trial);
    const auto as_high = either(either(over, bracketed), worse);
    const End<T, N> high = choose(as_high, trial, choose(turned, s.low, s.high));
    const End<T, N> low = choose(over, s.start, choose(either(either(found, further), better), trial, s.low));
    const auto swapped = both(as_high, high.value < low.value);
    s.low = choose(swapped, high, low);
    s.high = choose(swapped, low, high);

    s.trials = s.trials + select(either(zooming, further), T(1), T(0));
    s.slow = select(bracketed, T(0), s.slow);
    const auto zooms = either(zooming, bracketed);
    s.zooming = select(zooms, T(1), T(0));
    s.t = select(further, farther, s.t);
    zoom(s, zooms);
    const auto narrow = abs(s.high.t - s.low.t) * largest(s.direction) < smallest_change;
    const auto ended = both(zooms, either(narrow, s.trials >= T(kMostTrials)));
    return either(either(over, found), either(both(better, flat), ended));
  }

 private:
  template <class T, int N>
  THALWEG_HD static T largest(const Vec<T, N>& a) {
    T r = abs(a[0]);
    THALWEG_UNROLL
    for (int i = 1; i < N; i++) r = max(r, abs(a[i]));
    return r;
  }

  /// The minimum of the cubic through the values and slopes of two points, held in [lower, upper]; their
  /// middle where there is none.
  template <class T, int N>
  THALWEG_HD static T cubic(const End<T, N>& a, const End<T, N>& b, T lower, T upper) {
    const auto ordered = a.t <= b.t;
    const End<T, N> x = choose(ordered, a, b), y = choose(ordered, b, a);
    const T d1 = x.slope + y.slope - T(3) * (x.value - y.value) / (x.t - y.t);
    const T square = d1 * d1 - x.slope * y.slope, d2 = sqrt(square);
    const T minimum = y.t - (y.t - x.t) * ((y.slope + d2 - d1) / (y.slope - x.slope + T(2) * d2));
    return select(square >= T(0), min(max(minimum, lower), upper), T(0.5) * (lower + upper));
  }

  /// The next trial beyond the last two.
  template <class T, int N>
  THALWEG_HD static T beyond(const End<T, N>& last, const End<T, N>& now) {
    return cubic(last, now, now.t + T(0.01) * (now.t - last.t), T(10) * now.t);
  }

  /// The next trial between the two ends, a tenth of the way from either where the cubic hardly moves.
  template <class T, int N, class M>
  THALWEG_HD static void zoom(Search<T, N>& s, M zooms) {
    const T left = min(s.low.t, s.high.t), right = max(s.low.t, s.high.t), margin = T(0.1) * (right - left);
    const T t = cubic(s.low, s.high, left, right);
    const auto near = min(right - t, t - left) < margin;
    const auto stuck = both(near, either(s.slow > T(0), either(t >= right, t <= left)));
    const T inside = select(abs(t - right) < abs(t - left), right - margin, left + margin);
    s.slow = select(zooms, select(both(near, !stuck), T(1), T(0)), s.slow);
    s.t = select(zooms, select(stuck, inside, t), s.t);
  }
};

}  // namespace detail

}  // namespace thalweg

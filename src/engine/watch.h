// SPDX-License-Identifier: MIT
// What a machine notices about a particle, for every number type: shared by the CPU blocks and the CUDA
// threads.
//
// During the descent, at every step whose number is a multiple of kCheckEvery and at the last one, a particle
// is stopped for good when it is not finite, has escaped, or is at rest.  Stopping at rest loses nothing: a
// step that moves no bit will not move one later, unless the plan says that it may.  After the run,
// kWatchSteps further steps on a copy tell whether it oscillates.
#pragma once

#include "core/math.h"
#include "core/vec.h"

namespace thalweg {

inline constexpr i64 kCheckEvery = 16;
inline constexpr int kWatchSteps = 16;
/// Beyond this many half-widths of the domain from its centre a particle has escaped and is stopped.
inline constexpr double kEscapeReach = 1000;

/// Bits of a particle's status.
enum Status : u8 {
  kMoving = 0,
  kAtRest = 1,
  kNonFinite = 2,
  kEscaped = 4,
  kOscillating = 8,  ///< found by the watch after the run
  kRisen = 16,       ///< f(end) > 2 |f(start)|, found after the run
};

template <class T, int N>
struct Reach {
  Vec<T, N> centre, half;  ///< half: kEscapeReach half-widths
  T pauses{};  ///< 1 if a particle that stands still may move again (Plan::pauses), so is not at rest
};

/// 0 or one of the bits that stop a particle, as a number of type T (exact for small integers), from its
/// position before and after the step.
template <Real T, int N>
THALWEG_HD T stop_status(const Vec<T, N>& before, const Vec<T, N>& after, const Reach<T, N>& reach) {
  T finite = T(1), inside = T(1), rest = T(1) - reach.pauses;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) {
    finite = select(is_finite(after[i]), finite, T(0));
    inside = select(abs(after[i] - reach.centre[i]) <= reach.half[i], inside, T(0));
    rest = select(after[i] == before[i], rest, T(0));
  }
  const T stopped =
      select(inside == T(0), T(double(kEscaped)), select(rest == T(1), T(double(kAtRest)), T(0)));
  return select(finite == T(0), T(double(kNonFinite)), stopped);
}

/// stop_status(before, after, reach) == 0, as a mask or a bool, for the price of a few comparisons: nearly
/// always this is all that a check has to know.  It relies on halves being finite: no infinity is inside.
/// Masks of what has moved and of what is inside, joined, would be spread out into numbers by GCC 12; one
/// that stands still is nowhere inside instead.
template <Real T, int N>
THALWEG_HD auto goes_on(const Vec<T, N>& before, const Vec<T, N>& after, const Reach<T, N>& reach)
    -> decltype(T(0) < T(0)) {
  T half = reach.pauses * reach.half[0] - (T(1) - reach.pauses);  // if it stands still: half[0] or -1
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) half = select(after[i] != before[i], reach.half[0], half);
  auto inside = abs(after[0] - reach.centre[0]) <= half;
  THALWEG_UNROLL
  for (int i = 1; i < N; i++) inside = inside & (abs(after[i] - reach.centre[i]) <= reach.half[i]);
  return inside;
}

/// Counts reversals: successive steps at more than 120 degrees.
template <class T, int N>
struct Watch {
  Vec<T, N> step{};                ///< the last one
  T reversals{}, first{}, last{};  ///< first, last: squared lengths of the first and the last step
};

/// Step k = 0, 1, ... of the watch.
template <Real T, int N>
THALWEG_HD void observe(Watch<T, N>& w, int k, const Vec<T, N>& before, const Vec<T, N>& after) {
  const Vec<T, N> step = after - before;
  const T length = dot(step, step);
  if (k == 0) {
    w.first = length;
  } else {
    const T d = dot(step, w.step);
    // d < -|a||b| / 2, squared
    w.reversals =
        w.reversals + select(d < T(0), select(d * d > T(0.25) * (length * w.last), T(1), T(0)), T(0));
  }
  w.last = length;
  w.step = step;
}

/// 1 if more than half of the steps reverse and the last is longer than a fifth of the first.
template <Real T, int N>
THALWEG_HD T oscillates(const Watch<T, N>& w) {
  return select(T(2) * w.reversals > T(double(kWatchSteps - 1)),
                select(w.last > T(0.04) * w.first, T(1), T(0)), T(0));
}

}  // namespace thalweg

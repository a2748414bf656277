// SPDX-License-Identifier: MIT
// Small operations that many rules share.  All of them let NaN through, so that a particle that is no longer
// finite is seen to be so.
#pragma once

#include "core/math_steps.h"
#include "core/vec.h"

namespace thalweg {

/// -1, 0 or 1 per component; 0 and NaN stay what they are.
template <class T, int N>
THALWEG_HD Vec<T, N> sign(const Vec<T, N>& a) {
  return detail::each<T, N>([&](int i) { return sign(a[i]); });
}

template <Real T>
THALWEG_HD T clamp(T a, same_t<T> low, same_t<T> high) {
  return select(a < low, low, select(a > high, high, a));
}

/// The larger one; NaN if b is.
template <Real T>
THALWEG_HD T floor_at(same_t<T> floor, T b) {
  return max(T(floor), b);
}

template <class T, int N>
THALWEG_HD T norm(const Vec<T, N>& a) {
  return sqrt(dot(a, a));
}
/// Sum of absolute values.
template <class T, int N>
THALWEG_HD T norm1(const Vec<T, N>& a) {
  T s = abs(a[0]);
  THALWEG_UNROLL
  for (int i = 1; i < N; i++) s = s + abs(a[i]);
  return s;
}

// Host only: what the constants of a step are made of.

/// 1 - beta^t: the share of a decaying mean that t terms have filled.
inline double filled(double beta, i64 t) { return 1 - __builtin_pow(beta, double(t)); }

}  // namespace thalweg

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

// Comparisons, which are bool for numbers and a mask per lane for vectors of them.
template <class M>
THALWEG_HD M both(M a, M b) {
  return M(a & b);
}
template <class M>
THALWEG_HD M either(M a, M b) {
  return M(a | b);
}
/// The components of a where the condition holds, else those of b.
template <class M, class T, int N>
THALWEG_HD Vec<T, N> select(M condition, const Vec<T, N>& a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return select(condition, a[i], b[i]); });
}

/// Values that are not numbers count as the highest.
template <Real T>
THALWEG_HD T high_if_nan(T value) {
  return select(value == value, value, T(1) / T(0));
}

/// Exchanges a and b where the condition holds.
template <class M, class A>
THALWEG_HD void exchange(M condition, A& a, A& b) {
  const A before = a;
  a = select(condition, b, a);
  b = select(condition, before, b);
}

// Host only: what the constants of a step are made of.

/// 1 - beta^t: the share of a decaying mean that t terms have filled.
inline double filled(double beta, i64 t) { return 1 - __builtin_pow(beta, double(t)); }

}  // namespace thalweg

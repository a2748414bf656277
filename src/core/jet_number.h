// SPDX-License-Identifier: MIT
// Second-order jets: value, gradient and Hessian of a formula in one pass, exact up to rounding.
// Newton steps, the kind of a critical point, curvature colouring and proofs (over intervals) need nothing
// else.
#pragma once

#include "core/real.h"
#include "core/vec.h"

namespace thalweg {

template <class T, int N>
struct Jet {
  T v;
  Vec<T, N> g;        ///< gradient
  Symmetric<T, N> h;  ///< Hessian
};

/// Argument k of N with value v.
template <class T, int N>
THALWEG_HD Jet<T, N> variable(T v, int k) {
  Jet<T, N> r;
  r.v = v;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) r.g[i] = i == k ? T(1) : T(0);
  THALWEG_UNROLL
  for (int i = 0; i < r.h.kSize; i++) r.h.a[i] = T(0);
  return r;
}

namespace detail {

template <class T, int N, class V, class G, class H>
THALWEG_HD Jet<T, N> jet(V v, G g, H h) {
  Jet<T, N> r;
  r.v = v;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) r.g[i] = g(i);
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) {
    THALWEG_UNROLL
    for (int j = i; j < N; j++) r.h(i, j) = h(i, j);
  }
  return r;
}

}  // namespace detail

/// Chain rule for a function of one argument with value f and derivatives df, ddf at a.v.
template <class T, int N>
THALWEG_HD Jet<T, N> chain(const Jet<T, N>& a, same_t<T> f, same_t<T> df, same_t<T> ddf) {
  return detail::jet<T, N>(
      f, [&](int i) { return df * a.g[i]; },
      [&](int i, int j) { return df * a.h(i, j) + ddf * (a.g[i] * a.g[j]); });
}

/// The derivatives at (a.v, b.v) of a function of two arguments.
template <class T>
struct Partials {
  T a, b, aa, ab, bb;
};
template <class T, int N>
THALWEG_HD Jet<T, N> chain(const Jet<T, N>& a, const Jet<T, N>& b, same_t<T> f, const Partials<T>& d) {
  return detail::jet<T, N>(
      f, [&](int i) { return d.a * a.g[i] + d.b * b.g[i]; },
      [&](int i, int j) {
        return (d.a * a.h(i, j) + d.b * b.h(i, j)) +
               (d.aa * (a.g[i] * a.g[j]) + d.ab * (a.g[i] * b.g[j] + a.g[j] * b.g[i]) +
                d.bb * (b.g[i] * b.g[j]));
      });
}

template <class T, int N>
THALWEG_HD Jet<T, N> operator+(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::jet<T, N>(
      a.v + b.v, [&](int i) { return a.g[i] + b.g[i]; }, [&](int i, int j) { return a.h(i, j) + b.h(i, j); });
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator-(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::jet<T, N>(
      a.v - b.v, [&](int i) { return a.g[i] - b.g[i]; }, [&](int i, int j) { return a.h(i, j) - b.h(i, j); });
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator*(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::jet<T, N>(
      a.v * b.v, [&](int i) { return a.g[i] * b.v + a.v * b.g[i]; },
      [&](int i, int j) {
        return (a.h(i, j) * b.v + a.v * b.h(i, j)) + (a.g[i] * b.g[j] + a.g[j] * b.g[i]);
      });
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator-(const Jet<T, N>& a) {
  return detail::jet<T, N>(
      -a.v, [&](int i) { return -a.g[i]; }, [&](int i, int j) { return -a.h(i, j); });
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator+(Jet<T, N> a, same_t<T> b) {
  a.v = a.v + b;
  return a;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator+(same_t<T> a, const Jet<T, N>& b) {
  return b + a;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator-(Jet<T, N> a, same_t<T> b) {
  a.v = a.v - b;
  return a;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator-(same_t<T> a, const Jet<T, N>& b) {
  return -b + a;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator*(const Jet<T, N>& a, same_t<T> b) {
  return detail::jet<T, N>(
      a.v * b, [&](int i) { return a.g[i] * b; }, [&](int i, int j) { return a.h(i, j) * b; });
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator*(same_t<T> a, const Jet<T, N>& b) {
  return b * a;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator/(same_t<T> a, const Jet<T, N>& b) {
  const T q = a / b.v, dq = -q / b.v;
  return chain(b, q, dq, T(-2) * dq / b.v);
}
// The Hessian is that of a * (1 / b); value and gradient are to the last bit those of duals.
template <class T, int N>
THALWEG_HD Jet<T, N> operator/(const Jet<T, N>& a, const Jet<T, N>& b) {
  const T inverse = T(1) / b.v;
  Jet<T, N> r = a * (T(1) / b);
  r.v = a.v / b.v;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) r.g[i] = (a.g[i] - r.v * b.g[i]) * inverse;
  return r;
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator/(const Jet<T, N>& a, same_t<T> b) {
  Jet<T, N> r = a * (T(1) / b);
  r.v = a.v / b;
  return r;
}

}  // namespace thalweg

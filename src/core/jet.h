// SPDX-License-Identifier: MIT
// Second-order jets: value, gradient and Hessian of a formula in one pass, exact up to rounding.
// Newton steps, the kind of a critical point, curvature colouring and proofs (over intervals) need nothing
// else.
#pragma once

#include "core/math.h"
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
template <class T, int N>
THALWEG_HD Jet<T, N> operator/(const Jet<T, N>& a, const Jet<T, N>& b) {
  return a * (T(1) / b);
}
template <class T, int N>
THALWEG_HD Jet<T, N> operator/(const Jet<T, N>& a, same_t<T> b) {
  return a * (T(1) / b);
}

template <class T, int N>
THALWEG_HD Jet<T, N> sq(const Jet<T, N>& a) {
  return chain(a, sq(a.v), a.v + a.v, T(2));
}
template <class T, int N>
THALWEG_HD Jet<T, N> sin(const Jet<T, N>& a) {
  const T s = sin(a.v), c = cos(a.v);
  return chain(a, s, c, -s);
}
template <class T, int N>
THALWEG_HD Jet<T, N> cos(const Jet<T, N>& a) {
  const T s = sin(a.v), c = cos(a.v);
  return chain(a, c, -s, -c);
}
template <class T, int N>
THALWEG_HD Jet<T, N> exp(const Jet<T, N>& a) {
  const T e = exp(a.v);
  return chain(a, e, e, e);
}
template <class T, int N>
THALWEG_HD Jet<T, N> log(const Jet<T, N>& a) {
  const T d = T(1) / a.v;
  return chain(a, log(a.v), d, -sq(d));
}
/// Derivatives at 0 are taken as 0, as for dual numbers.
template <class T, int N>
THALWEG_HD Jet<T, N> sqrt(const Jet<T, N>& a) {
  const T s = sqrt(a.v), d = select(s > T(0), T(0.5) / s, T(0));
  return chain(a, s, d, select(s > T(0), T(-0.5) * d / a.v, T(0)));
}
template <class T, int N>
THALWEG_HD Jet<T, N> abs(const Jet<T, N>& a) {
  return chain(a, abs(a.v), select(a.v > T(0), T(1), select(a.v < T(0), T(-1), T(0))), T(0));
}

/// Value, gradient and Hessian of a formula of N arguments at p.
template <class F, class T>
THALWEG_HD Jet<T, 1> jet(const F& f, const Vec<T, 1>& p) {
  return f(variable<T, 1>(p[0], 0));
}
template <class F, class T>
THALWEG_HD Jet<T, 2> jet(const F& f, const Vec<T, 2>& p) {
  return f(variable<T, 2>(p[0], 0), variable<T, 2>(p[1], 1));
}
template <class F, class T>
THALWEG_HD Jet<T, 3> jet(const F& f, const Vec<T, 3>& p) {
  return f(variable<T, 3>(p[0], 0), variable<T, 3>(p[1], 1), variable<T, 3>(p[2], 2));
}

}  // namespace thalweg

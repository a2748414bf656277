// SPDX-License-Identifier: MIT
// The elementary functions of masked dual numbers.  At points without a derivative one is defined, so that a
// descent never meets NaN there:
//   abs, sign, floor, ceil, round, comparisons   0 at the kink or jump (for abs a subgradient)
//   min, max                                     at ties the first argument's
//   sqrt, cbrt, asin, acos, pow, hypot           0 where the true one is infinite or undefined at the edge of
//   the
//                                                domain
//   where                                        the chosen side's
#pragma once

#include "core/dual_number.h"
#include "core/math_hyperbolic.h"
#include "core/math_powers.h"

namespace thalweg {

template <class T, int M>
THALWEG_HD Dual<T, M> sq(const Dual<T, M>& a) {
  return chain(a, a.v * a.v, a.v + a.v);
}
template <class T, int M>
THALWEG_HD Dual<T, M> sin(const Dual<T, M>& a) {
  return chain(a, sin(a.v), cos(a.v));
}
template <class T, int M>
THALWEG_HD Dual<T, M> cos(const Dual<T, M>& a) {
  return chain(a, cos(a.v), -sin(a.v));
}
template <class T, int M>
THALWEG_HD Dual<T, M> exp(const Dual<T, M>& a) {
  const T e = exp(a.v);
  return chain(a, e, e);
}
template <class T, int M>
THALWEG_HD Dual<T, M> log(const Dual<T, M>& a) {
  return chain(a, log(a.v), T(1) / a.v);
}
/// 0 at 0: the subgradient of smallest norm of |x| = sqrt(x^2), and finite where a root sits at a surface's
/// minimum.
template <class T, int M>
THALWEG_HD Dual<T, M> sqrt(const Dual<T, M>& a) {
  const T s = sqrt(a.v);
  return chain(a, s, select(s > T(0), T(0.5) / s, T(0)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> abs(const Dual<T, M>& a) {
  return chain(a, abs(a.v), select(a.v > T(0), T(1), select(a.v < T(0), T(-1), T(0))));
}

template <class T, int M>
THALWEG_HD Dual<T, M> tan(const Dual<T, M>& a) {
  const T t = tan(a.v);
  return chain(a, t, T(1) + sq(t));
}
template <class T, int M>
THALWEG_HD Dual<T, M> asin(const Dual<T, M>& a) {
  const T s = sqrt(T(1) - sq(a.v));
  return chain(a, asin(a.v), select(s > T(0), T(1) / s, T(0)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> acos(const Dual<T, M>& a) {
  const T s = sqrt(T(1) - sq(a.v));
  return chain(a, acos(a.v), select(s > T(0), T(-1) / s, T(0)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> atan(const Dual<T, M>& a) {
  return chain(a, atan(a.v), T(1) / (T(1) + sq(a.v)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> sinh(const Dual<T, M>& a) {
  return chain(a, sinh(a.v), cosh(a.v));
}
template <class T, int M>
THALWEG_HD Dual<T, M> cosh(const Dual<T, M>& a) {
  return chain(a, cosh(a.v), sinh(a.v));
}
/// The derivative as 1 / cosh^2, which keeps its relative accuracy in the tails.
template <class T, int M>
THALWEG_HD Dual<T, M> tanh(const Dual<T, M>& a) {
  return chain(a, tanh(a.v), T(1) / sq(cosh(a.v)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> erf(const Dual<T, M>& a) {
  return chain(a, erf(a.v), Enclosure<T>::constant(1.12837916709551257390) * exp(-sq(a.v)));
}
template <class T, int M>
THALWEG_HD Dual<T, M> cbrt(const Dual<T, M>& a) {
  const T r = cbrt(a.v);
  return chain(a, r, select(a.v == T(0), T(0), T(1) / (T(3) * sq(r))));
}
template <class T, int M>
THALWEG_HD Dual<T, M> log2(const Dual<T, M>& a) {
  return chain(a, log2(a.v), Enclosure<T>::constant(1.44269504088896340736) / a.v);
}
template <class T, int M>
THALWEG_HD Dual<T, M> log10(const Dual<T, M>& a) {
  return chain(a, log10(a.v), Enclosure<T>::constant(0.43429448190325182765) / a.v);
}

/// a^n for whole n.
template <class T, int M>
THALWEG_HD Dual<T, M> powi(const Dual<T, M>& a, int n) {
  return chain(a, powi(a.v, n), n == 0 ? T(0) : T(n) * powi(a.v, n - 1));
}

namespace detail {

/// d(a^b)/da, where p = a^b.
template <class T>
THALWEG_HD T pow_slope_of_base(const T& a, const T& b, const T& p) {
  return select(a == T(0), select(b == T(1), T(1), T(0)), b * p / a);
}
/// d(a^b)/db, where p = a^b.
template <class T>
THALWEG_HD T pow_slope_of_exponent(const T& a, const T& p) {
  return select(a > T(0), p * log(a), T(0));
}

}  // namespace detail

template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> pow(const Dual<T, M>& a, const Dual<T, N>& b) {
  const T p = pow(a.v, b.v);
  return chain(a, b, p, detail::pow_slope_of_base(a.v, b.v, p), detail::pow_slope_of_exponent(a.v, p));
}
/// The angle of the point (x, y); its derivatives at the origin are 0.
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> atan2(const Dual<T, M>& y, const Dual<T, N>& x) {
  const T r = sq(x.v) + sq(y.v), inverse = select(r > T(0), T(1) / r, T(0));
  return chain(y, x, atan2(y.v, x.v), x.v * inverse, -(y.v * inverse));
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> hypot(const Dual<T, M>& a, const Dual<T, N>& b) {
  const T h = hypot(a.v, b.v), inverse = select(h > T(0), T(1) / h, T(0));
  return chain(a, b, h, a.v * inverse, b.v * inverse);
}

namespace detail {

/// a where the mask holds, b elsewhere: value and partials.
template <class Mask, class T, int M, int N>
THALWEG_HD Dual<T, M | N> choose(const Mask& mask, const Dual<T, M>& a, const Dual<T, N>& b) {
  Dual<T, M | N> r;
  r.v = select(mask, a.v, b.v);
  each_partial<M | N>([&]<int K>() { at<K>(r) = select(mask, partial<K>(a), partial<K>(b)); });
  return r;
}

}  // namespace detail

template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> min(const Dual<T, M>& a, const Dual<T, N>& b) {
  return detail::choose(a.v <= b.v, a, b);
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> max(const Dual<T, M>& a, const Dual<T, N>& b) {
  return detail::choose(a.v >= b.v, a, b);
}
/// a where the condition's value is not 0, b where it is.
template <class T, int C, int M, int N>
THALWEG_HD Dual<T, M | N> where(const Dual<T, C>& condition, const Dual<T, M>& a, const Dual<T, N>& b) {
  return detail::choose(condition.v == T(0), b, a);
}

// Steps have no partials: the type says so.
template <class T, int M>
THALWEG_HD Dual<T, 0> floor(const Dual<T, M>& a) {
  return {floor(a.v)};
}
template <class T, int M>
THALWEG_HD Dual<T, 0> ceil(const Dual<T, M>& a) {
  return {ceil(a.v)};
}
template <class T, int M>
THALWEG_HD Dual<T, 0> round(const Dual<T, M>& a) {
  return {round(a.v)};
}
template <class T, int M>
THALWEG_HD Dual<T, 0> sign(const Dual<T, M>& a) {
  return {sign(a.v)};
}
template <class T, int M, int N>
THALWEG_HD Dual<T, 0> less(const Dual<T, M>& a, const Dual<T, N>& b) {
  return {less(a.v, b.v)};
}
template <class T, int M, int N>
THALWEG_HD Dual<T, 0> less_equal(const Dual<T, M>& a, const Dual<T, N>& b) {
  return {less_equal(a.v, b.v)};
}
template <class T, int M, int N>
THALWEG_HD Dual<T, 0> equal(const Dual<T, M>& a, const Dual<T, N>& b) {
  return {equal(a.v, b.v)};
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> mod(const Dual<T, M>& a, const Dual<T, N>& b) {
  return a - b * floor(a / b);
}

// With a constant, which is a dual without partials: what only its derivative would need is dead code.
#define THALWEG_WITH_CONSTANT(name)                        \
  template <class T, int M>                                \
  THALWEG_HD auto name(const Dual<T, M>& a, same_t<T> b) { \
    return name(a, Dual<T, 0>{b});                         \
  }                                                        \
  template <class T, int M>                                \
  THALWEG_HD auto name(same_t<T> a, const Dual<T, M>& b) { \
    return name(Dual<T, 0>{a}, b);                         \
  }
THALWEG_WITH_CONSTANT(pow)
THALWEG_WITH_CONSTANT(atan2)
THALWEG_WITH_CONSTANT(hypot)
THALWEG_WITH_CONSTANT(min)
THALWEG_WITH_CONSTANT(max)
THALWEG_WITH_CONSTANT(less)
THALWEG_WITH_CONSTANT(less_equal)
THALWEG_WITH_CONSTANT(equal)
THALWEG_WITH_CONSTANT(mod)
#undef THALWEG_WITH_CONSTANT
template <class T, int C, int M>
THALWEG_HD Dual<T, M> where(const Dual<T, C>& condition, const Dual<T, M>& a, same_t<T> b) {
  return where(condition, a, Dual<T, 0>{b});
}
template <class T, int C, int M>
THALWEG_HD Dual<T, M> where(const Dual<T, C>& condition, same_t<T> a, const Dual<T, M>& b) {
  return where(condition, Dual<T, 0>{a}, b);
}
template <class T, int C>
THALWEG_HD Dual<T, 0> where(const Dual<T, C>& condition, same_t<T> a, same_t<T> b) {
  return where(condition, Dual<T, 0>{a}, Dual<T, 0>{b});
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> where(double condition, const Dual<T, M>& a, const Dual<T, N>& b) {
  return where(Dual<T, 0>{T(condition)}, a, b);
}
template <class T, int M>
THALWEG_HD Dual<T, M> where(double condition, const Dual<T, M>& a, same_t<T> b) {
  return where(condition, a, Dual<T, 0>{b});
}
template <class T, int M>
THALWEG_HD Dual<T, M> where(double condition, same_t<T> a, const Dual<T, M>& b) {
  return where(condition, Dual<T, 0>{a}, b);
}

}  // namespace thalweg

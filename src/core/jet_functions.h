// SPDX-License-Identifier: MIT
// The elementary functions of second-order jets.  Where a derivative does not exist the same ones are defined
// as for dual numbers (core/dual_functions.h); second derivatives at kinks are 0.  Over intervals that
// contain a kink or a jump the enclosure of what does not exist is the whole line, so that no proof rests on
// it.
#pragma once

#include "core/jet_number.h"
#include "core/math_hyperbolic.h"
#include "core/math_powers.h"

namespace thalweg {

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
template <class T, int N>
THALWEG_HD Jet<T, N> sqrt(const Jet<T, N>& a) {
  const T s = sqrt(a.v), d = select(s > T(0), T(0.5) / s, T(0));
  return chain(a, s, d, select(s > T(0), T(-0.5) * d / a.v, T(0)));
}
template <class T, int N>
THALWEG_HD Jet<T, N> abs(const Jet<T, N>& a) {
  return chain(a, abs(a.v), select(a.v > T(0), T(1), select(a.v < T(0), T(-1), T(0))),
               Enclosure<T>::slope_if_mixed(a.v > T(0)));
}

template <class T, int N>
THALWEG_HD Jet<T, N> tan(const Jet<T, N>& a) {
  const T t = tan(a.v), d = T(1) + sq(t);
  return chain(a, t, d, T(2) * t * d);
}
template <class T, int N>
THALWEG_HD Jet<T, N> asin(const Jet<T, N>& a) {
  const T s = sqrt(T(1) - sq(a.v)), d = select(s > T(0), T(1) / s, T(0));
  return chain(a, asin(a.v), d, a.v * d * sq(d));
}
template <class T, int N>
THALWEG_HD Jet<T, N> acos(const Jet<T, N>& a) {
  const T s = sqrt(T(1) - sq(a.v)), d = select(s > T(0), T(-1) / s, T(0));
  return chain(a, acos(a.v), d, a.v * d * sq(d));
}
template <class T, int N>
THALWEG_HD Jet<T, N> atan(const Jet<T, N>& a) {
  const T d = T(1) / (T(1) + sq(a.v));
  return chain(a, atan(a.v), d, T(-2) * a.v * sq(d));
}
template <class T, int N>
THALWEG_HD Jet<T, N> sinh(const Jet<T, N>& a) {
  const T s = sinh(a.v);
  return chain(a, s, cosh(a.v), s);
}
template <class T, int N>
THALWEG_HD Jet<T, N> cosh(const Jet<T, N>& a) {
  const T c = cosh(a.v);
  return chain(a, c, sinh(a.v), c);
}
template <class T, int N>
THALWEG_HD Jet<T, N> tanh(const Jet<T, N>& a) {
  const T t = tanh(a.v), d = T(1) / sq(cosh(a.v));
  return chain(a, t, d, T(-2) * t * d);
}
template <class T, int N>
THALWEG_HD Jet<T, N> erf(const Jet<T, N>& a) {
  const T d = Enclosure<T>::constant(1.12837916709551257390) * exp(-sq(a.v));
  return chain(a, erf(a.v), d, T(-2) * a.v * d);
}
template <class T, int N>
THALWEG_HD Jet<T, N> cbrt(const Jet<T, N>& a) {
  const T r = cbrt(a.v), d = select(a.v == T(0), T(0), T(1) / (T(3) * sq(r)));
  return chain(a, r, d, select(a.v == T(0), T(0), T(-2) * d / (T(3) * a.v)));
}
template <class T, int N>
THALWEG_HD Jet<T, N> log2(const Jet<T, N>& a) {
  const T d = Enclosure<T>::constant(1.44269504088896340736) / a.v;
  return chain(a, log2(a.v), d, -d / a.v);
}
template <class T, int N>
THALWEG_HD Jet<T, N> log10(const Jet<T, N>& a) {
  const T d = Enclosure<T>::constant(0.43429448190325182765) / a.v;
  return chain(a, log10(a.v), d, -d / a.v);
}

/// a^n for whole n.
template <class T, int N>
THALWEG_HD Jet<T, N> powi(const Jet<T, N>& a, int n) {
  return chain(a, powi(a.v, n), n == 0 ? T(0) : T(n) * powi(a.v, n - 1),
               n == 0 || n == 1 ? T(0) : T(n) * T(n - 1) * powi(a.v, n - 2));
}

namespace detail {

template <class T>
THALWEG_HD Partials<T> pow_partials(const T& a, const T& b, const T& p) {
  const auto zero = a == T(0), positive = a > T(0);
  const T q = p / a, l = log(a);
  return {.a = select(zero, select(b == T(1), T(1), T(0)), b * q),
          .b = select(positive, p * l, T(0)),
          .aa = select(zero, select(b == T(2), T(2), T(0)), b * (b - T(1)) * q / a),
          .ab = select(positive, q * (T(1) + b * l), T(0)),
          .bb = select(positive, p * sq(l), T(0))};
}

/// a where the mask holds, b elsewhere: value, gradient and Hessian.  `jumps`: the value may jump between
/// them, otherwise it has a kink.
template <class Mask, class T, int N>
THALWEG_HD Jet<T, N> choose(const Mask& mask, const Jet<T, N>& a, const Jet<T, N>& b, bool jumps) {
  const T kink = Enclosure<T>::slope_if_mixed(mask), jump = jumps ? kink : T(0);
  return jet<T, N>(
      select(mask, a.v, b.v), [&](int i) { return select(mask, a.g[i], b.g[i]) + jump; },
      [&](int i, int j) { return select(mask, a.h(i, j), b.h(i, j)) + kink; });
}

/// A step: constant, except that over intervals with more than one value a jump lies inside.
template <int N, class T>
THALWEG_HD Jet<T, N> step(const T& v) {
  const T jump = Enclosure<T>::slope_if_mixed(v == v);
  return jet<T, N>(
      v, [&](int) { return jump; }, [&](int, int) { return jump; });
}

template <int N, class T>
THALWEG_HD Jet<T, N> constant(const T& v) {
  return jet<T, N>(
      v, [](int) { return T(0); }, [](int, int) { return T(0); });
}

}  // namespace detail

template <class T, int N>
THALWEG_HD Jet<T, N> pow(const Jet<T, N>& a, const Jet<T, N>& b) {
  const T p = pow(a.v, b.v);
  return chain(a, b, p, detail::pow_partials(a.v, b.v, p));
}
template <class T, int N>
THALWEG_HD Jet<T, N> pow(const Jet<T, N>& a, same_t<T> b) {
  const T p = pow(a.v, b);
  const Partials<T> d = detail::pow_partials(a.v, b, p);
  return chain(a, p, d.a, d.aa);
}
template <class T, int N>
THALWEG_HD Jet<T, N> pow(same_t<T> a, const Jet<T, N>& b) {
  const T p = pow(a, b.v);
  const Partials<T> d = detail::pow_partials(a, b.v, p);
  return chain(b, p, d.b, d.bb);
}
/// The angle of the point (x, y).  It jumps at the negative x axis.
template <class T, int N>
THALWEG_HD Jet<T, N> atan2(const Jet<T, N>& y, const Jet<T, N>& x) {
  const T r = sq(x.v) + sq(y.v), inverse = select(r > T(0), T(1) / r, T(0));
  const T u = x.v * inverse, v = y.v * inverse, cross = T(2) * u * v;
  const T jump = select(x.v < T(0), Enclosure<T>::slope_if_mixed(y.v < T(0)), T(0));
  const Partials<T> d{.a = u + jump, .b = -v, .aa = -cross, .ab = sq(v) - sq(u), .bb = cross};
  return chain(y, x, atan2(y.v, x.v), d);
}
template <class T, int N>
THALWEG_HD Jet<T, N> hypot(const Jet<T, N>& a, const Jet<T, N>& b) {
  const T h = hypot(a.v, b.v), inverse = select(h > T(0), T(1) / h, T(0));
  const T u = a.v * inverse, v = b.v * inverse;
  return chain(a, b, h,
               {.a = u, .b = v, .aa = sq(v) * inverse, .ab = -(u * v * inverse), .bb = sq(u) * inverse});
}
template <class T, int N>
THALWEG_HD Jet<T, N> min(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::choose(a.v <= b.v, a, b, false);
}
template <class T, int N>
THALWEG_HD Jet<T, N> max(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::choose(a.v >= b.v, a, b, false);
}
/// a where the condition's value is not 0, b where it is.
template <class T, int N>
THALWEG_HD Jet<T, N> where(const Jet<T, N>& condition, const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::choose(condition.v == T(0), b, a, true);
}

template <class T, int N>
THALWEG_HD Jet<T, N> floor(const Jet<T, N>& a) {
  return detail::step<N>(floor(a.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> ceil(const Jet<T, N>& a) {
  return detail::step<N>(ceil(a.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> round(const Jet<T, N>& a) {
  return detail::step<N>(round(a.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> sign(const Jet<T, N>& a) {
  return detail::step<N>(sign(a.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> less(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::step<N>(less(a.v, b.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> less_equal(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::step<N>(less_equal(a.v, b.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> equal(const Jet<T, N>& a, const Jet<T, N>& b) {
  return detail::step<N>(equal(a.v, b.v));
}
template <class T, int N>
THALWEG_HD Jet<T, N> mod(const Jet<T, N>& a, const Jet<T, N>& b) {
  return a - b * floor(a / b);
}

#define THALWEG_WITH_CONSTANT(name)                            \
  template <class T, int N>                                    \
  THALWEG_HD Jet<T, N> name(const Jet<T, N>& a, same_t<T> b) { \
    return name(a, detail::constant<N>(b));                    \
  }                                                            \
  template <class T, int N>                                    \
  THALWEG_HD Jet<T, N> name(same_t<T> a, const Jet<T, N>& b) { \
    return name(detail::constant<N>(a), b);                    \
  }
THALWEG_WITH_CONSTANT(atan2)
THALWEG_WITH_CONSTANT(hypot)
THALWEG_WITH_CONSTANT(min)
THALWEG_WITH_CONSTANT(max)
THALWEG_WITH_CONSTANT(less)
THALWEG_WITH_CONSTANT(less_equal)
THALWEG_WITH_CONSTANT(equal)
THALWEG_WITH_CONSTANT(mod)
#undef THALWEG_WITH_CONSTANT
template <class T, int N>
THALWEG_HD Jet<T, N> where(const Jet<T, N>& condition, const Jet<T, N>& a, same_t<T> b) {
  return where(condition, a, detail::constant<N>(b));
}
template <class T, int N>
THALWEG_HD Jet<T, N> where(const Jet<T, N>& condition, same_t<T> a, const Jet<T, N>& b) {
  return where(condition, detail::constant<N>(a), b);
}
template <class T, int N>
THALWEG_HD Jet<T, N> where(const Jet<T, N>& condition, same_t<T> a, same_t<T> b) {
  return where(condition, detail::constant<N>(a), detail::constant<N>(b));
}
template <class T, int N>
THALWEG_HD Jet<T, N> where(double condition, const Jet<T, N>& a, const Jet<T, N>& b) {
  return where(detail::constant<N>(T(condition)), a, b);
}
template <class T, int N>
THALWEG_HD Jet<T, N> where(double condition, const Jet<T, N>& a, same_t<T> b) {
  return where(condition, a, detail::constant<N>(b));
}
template <class T, int N>
THALWEG_HD Jet<T, N> where(double condition, same_t<T> a, const Jet<T, N>& b) {
  return where(condition, detail::constant<N>(a), b);
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// Masked dual numbers: forward-mode derivatives where the TYPE says which partials exist (bit k of Mask:
// d/dx_k). The seeds are Dual<T, 1>, Dual<T, 2>, Dual<T, 4>; sums and products unite the masks.  Structural
// zeros therefore never reach the compiler, which IEEE forbids to drop 0 * a: gradients cost 1.0 to 1.3 times
// hand-written ones. With Mask 0 a dual is a plain value, so one formula body serves values and gradients.
#pragma once

#include "core/real.h"

namespace thalweg {

/// A value and the partial derivatives that Mask names, in order.
template <class T, int Mask>
struct Dual {
  T v;
  T d[__builtin_popcount(Mask)];
};
template <class T>
struct Dual<T, 0> {
  T v;
};

namespace detail {

/// Partial K of a dual whose mask has it.
template <int K, class T, int M>
THALWEG_HD constexpr T& at(Dual<T, M>& a) {
  return a.d[__builtin_popcount(M & ((1 << K) - 1))];
}
template <int K, class T, int M>
THALWEG_HD constexpr const T& at(const Dual<T, M>& a) {
  return a.d[__builtin_popcount(M & ((1 << K) - 1))];
}

template <int Mask, class F>
THALWEG_HD void each_partial(F f) {
  if constexpr ((Mask & 1) != 0) f.template operator()<0>();
  if constexpr ((Mask & 2) != 0) f.template operator()<1>();
  if constexpr ((Mask & 4) != 0) f.template operator()<2>();
}

}  // namespace detail

/// Partial K; zero where the type says that it does not exist.
template <int K, class T, int M>
THALWEG_HD T partial(const Dual<T, M>& a) {
  if constexpr ((M >> K & 1) != 0)
    return detail::at<K>(a);
  else
    return T(0);
}

/// Chain rule for a function of one argument with value f and derivative df at a.v.
template <class T, int M>
THALWEG_HD Dual<T, M> chain(const Dual<T, M>& a, same_t<T> f, same_t<T> df) {
  Dual<T, M> r;
  r.v = f;
  detail::each_partial<M>([&]<int K>() { detail::at<K>(r) = df * detail::at<K>(a); });
  return r;
}
/// Chain rule for a function of two arguments with value f and derivatives fa, fb at (a.v, b.v).
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> chain(const Dual<T, M>& a, const Dual<T, N>& b, same_t<T> f, same_t<T> fa,
                                same_t<T> fb) {
  Dual<T, M | N> r;
  r.v = f;
  detail::each_partial<M | N>([&]<int K>() {
    if constexpr ((M & N) >> K & 1)
      detail::at<K>(r) = fa * detail::at<K>(a) + fb * detail::at<K>(b);
    else if constexpr (M >> K & 1)
      detail::at<K>(r) = fa * detail::at<K>(a);
    else
      detail::at<K>(r) = fb * detail::at<K>(b);
  });
  return r;
}

template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> operator+(const Dual<T, M>& a, const Dual<T, N>& b) {
  Dual<T, M | N> r;
  r.v = a.v + b.v;
  detail::each_partial<M | N>([&]<int K>() {
    if constexpr ((M & N) >> K & 1)
      detail::at<K>(r) = detail::at<K>(a) + detail::at<K>(b);
    else if constexpr (M >> K & 1)
      detail::at<K>(r) = detail::at<K>(a);
    else
      detail::at<K>(r) = detail::at<K>(b);
  });
  return r;
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> operator-(const Dual<T, M>& a, const Dual<T, N>& b) {
  Dual<T, M | N> r;
  r.v = a.v - b.v;
  detail::each_partial<M | N>([&]<int K>() {
    if constexpr ((M & N) >> K & 1)
      detail::at<K>(r) = detail::at<K>(a) - detail::at<K>(b);
    else if constexpr (M >> K & 1)
      detail::at<K>(r) = detail::at<K>(a);
    else
      detail::at<K>(r) = -detail::at<K>(b);
  });
  return r;
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> operator*(const Dual<T, M>& a, const Dual<T, N>& b) {
  Dual<T, M | N> r;
  r.v = a.v * b.v;
  detail::each_partial<M | N>([&]<int K>() {
    if constexpr ((M & N) >> K & 1)
      detail::at<K>(r) = detail::at<K>(a) * b.v + a.v * detail::at<K>(b);
    else if constexpr (M >> K & 1)
      detail::at<K>(r) = detail::at<K>(a) * b.v;
    else
      detail::at<K>(r) = a.v * detail::at<K>(b);
  });
  return r;
}
template <class T, int M, int N>
THALWEG_HD Dual<T, M | N> operator/(const Dual<T, M>& a, const Dual<T, N>& b) {
  Dual<T, M | N> r;
  const T inverse = T(1) / b.v;
  r.v = a.v / b.v;
  detail::each_partial<M | N>([&]<int K>() {
    if constexpr ((M & N) >> K & 1)
      detail::at<K>(r) = (detail::at<K>(a) - r.v * detail::at<K>(b)) * inverse;
    else if constexpr (M >> K & 1)
      detail::at<K>(r) = detail::at<K>(a) * inverse;
    else
      detail::at<K>(r) = -(r.v * detail::at<K>(b)) * inverse;
  });
  return r;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator-(const Dual<T, M>& a) {
  Dual<T, M> r;
  r.v = -a.v;
  detail::each_partial<M>([&]<int K>() { detail::at<K>(r) = -detail::at<K>(a); });
  return r;
}

// With a constant: the partials pass through or are scaled, nothing is added to them.
template <class T, int M>
THALWEG_HD Dual<T, M> operator+(Dual<T, M> a, same_t<T> b) {
  a.v = a.v + b;
  return a;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator+(same_t<T> a, const Dual<T, M>& b) {
  return b + a;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator-(Dual<T, M> a, same_t<T> b) {
  a.v = a.v - b;
  return a;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator-(same_t<T> a, const Dual<T, M>& b) {
  Dual<T, M> r = -b;
  r.v = a - b.v;
  return r;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator*(const Dual<T, M>& a, same_t<T> b) {
  return chain(a, a.v * b, b);
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator*(same_t<T> a, const Dual<T, M>& b) {
  return b * a;
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator/(const Dual<T, M>& a, same_t<T> b) {
  return chain(a, a.v / b, T(1) / b);
}
template <class T, int M>
THALWEG_HD Dual<T, M> operator/(same_t<T> a, const Dual<T, M>& b) {
  const T q = a / b.v;
  return chain(b, q, -q / b.v);
}

}  // namespace thalweg

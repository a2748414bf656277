// SPDX-License-Identifier: MIT
// Values and gradients of formulas by masked dual numbers (core/dual_number.h has the type and its
// arithmetic, core/dual_functions.h the elementary functions).
#pragma once

#include "core/dual_functions.h"
#include "core/vec.h"

namespace thalweg {

namespace detail {

template <class T, int Mask>
THALWEG_HD Dual<T, Mask> seed(T v) {
  Dual<T, Mask> r;
  r.v = v;
  each_partial<Mask>([&]<int K>() { detail::at<K>(r) = T(1); });
  return r;
}

}  // namespace detail

/// How many arguments a functor takes: two unless it says otherwise.
template <class F>
inline constexpr int weights_of = [] {
  if constexpr (requires { F::weights; })
    return F::weights;
  else
    return 2;
}();

/// f(p): F is a formula of N arguments that takes duals.
template <class F, class T>
THALWEG_HD T value(const F& f, const Vec<T, 1>& p) {
  return f(detail::seed<T, 0>(p[0])).v;
}
template <class F, class T>
THALWEG_HD T value(const F& f, const Vec<T, 2>& p) {
  return f(detail::seed<T, 0>(p[0]), detail::seed<T, 0>(p[1])).v;
}
template <class F, class T>
THALWEG_HD T value(const F& f, const Vec<T, 3>& p) {
  return f(detail::seed<T, 0>(p[0]), detail::seed<T, 0>(p[1]), detail::seed<T, 0>(p[2])).v;
}

/// grad f(p).  The unused value is dead code that every compiler removes.
template <class F, class T>
THALWEG_HD Vec<T, 1> gradient(const F& f, const Vec<T, 1>& p) {
  const auto r = f(detail::seed<T, 1>(p[0]));
  return {{partial<0>(r)}};
}
template <class F, class T>
THALWEG_HD Vec<T, 2> gradient(const F& f, const Vec<T, 2>& p) {
  const auto r = f(detail::seed<T, 1>(p[0]), detail::seed<T, 2>(p[1]));
  return {{partial<0>(r), partial<1>(r)}};
}
template <class F, class T>
THALWEG_HD Vec<T, 3> gradient(const F& f, const Vec<T, 3>& p) {
  const auto r = f(detail::seed<T, 1>(p[0]), detail::seed<T, 2>(p[1]), detail::seed<T, 4>(p[2]));
  return {{partial<0>(r), partial<1>(r), partial<2>(r)}};
}

}  // namespace thalweg

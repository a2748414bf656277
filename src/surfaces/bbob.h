// SPDX-License-Identifier: MIT
// The 24 noiseless functions of the Black-Box Optimization Benchmark (BBOB) in two dimensions, what they
// share. Values are those of its reference implementation COCO up to rounding.  Definitions: N. Hansen, S.
// Finck, R. Ros, A. Auger, Real-Parameter Black-Box Optimization Benchmarking 2009: Noiseless Functions
// Definitions, INRIA RR-6829; formulas in the comments are its own for D = 2, with d = (x, y) - x_opt.
//
// An instance is drawn by a random generator: the optimum x_opt, its value f_opt, rotations R and Q.  That
// happens on the host (bbob.cpp).  f_opt is added last: what an optimizer is judged by is f - f_opt, which
// may be smaller than the spacing of numbers around f_opt.
//
// T_osz and T_asy bend an axis where its coordinate is 0.  There the derivative of T_osz oscillates without a
// limit and the second derivative of T_asy is infinite; both are defined as what holds at a distance of
// 1e-18, so that gradients are finite everywhere.
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

namespace bbob {

inline constexpr Box kDomain{-5, 5, -5, 5};
inline constexpr double kRoot10 = 3.16227766016837933200;
inline constexpr const char* kSource = "N. Hansen, S. Finck, R. Ros, A. Auger 2009, INRIA RR-6829";

/// The matrix ((xx, xy), (yx, yy)), applied row by row.
struct Linear {
  double xx, xy, yx, yy;
  template <class X, class Y>
  THALWEG_HD constexpr auto u(const X& x, const Y& y) const {
    return xx * x + xy * y;
  }
  template <class X, class Y>
  THALWEG_HD constexpr auto v(const X& x, const Y& y) const {
    return yx * x + yy * y;
  }
};

/// T_osz: sign(x) exp(l + 0.049 (sin c1 l + sin c2 l)), l = log|x|, (c1, c2) = (10, 7.9) for x > 0,
/// (5.5, 3.1) for x < 0.  Written as a factor between 0.9 and 1.11, which is held constant for |x| < 1e-18.
template <class X>
THALWEG_HD constexpr auto oscillate(const X& x) {
  const auto l = log(max(abs(x), 1e-18));
  const auto left = less(x, 0);
  return x * exp(0.049 * (sin(where(left, 5.5, 10) * l) + sin(where(left, 3.1, 7.9) * l)));
}

/// T_asy for the second of two coordinates: x^(1 + beta sqrt x) where x > 0, x elsewhere.
template <class X>
THALWEG_HD constexpr auto skew(double beta, const X& x) {
  const auto p = max(x, 1e-18);
  return where(less(0, x), x * exp(beta * (sqrt(p) * log(p))), x);
}

/// The squared distance to the domain, by coordinate.
template <class X, class Y>
THALWEG_HD constexpr auto penalty(const X& x, const Y& y) {
  return sq(max(0, abs(x) - 5)) + sq(max(0, abs(y) - 5));
}

/// 10 (1 - cos 2 pi u) without its cancellation.
template <class U>
THALWEG_HD constexpr auto ripple(const U& u) {
  return 20 * sq(sin(kPi * u));
}
template <class U, class V>
THALWEG_HD constexpr auto rastrigin(const U& u, const V& v) {
  return (ripple(u) + sq(u)) + (ripple(v) + sq(v));
}
/// With its minimum at u = v = 0 instead of 1.
template <class U, class V>
THALWEG_HD constexpr auto rosenbrock(const U& u, const V& v) {
  return 100 * sq(sq(u + 1) - (v + 1)) + sq(u);
}

}  // namespace bbob

/// What every instance has.
struct Bbob {
  struct Hyper {
    double instance = 1;
  };
  /// Seeds are 10000 instance + ..., of a generator modulo 2^31 - 1: beyond 200000 they would begin anew.
  static constexpr Field<Hyper> fields[] = {
      {"instance",
       &Hyper::instance,
       {1, 200000, Scale::integer},
       "which optimum, optimal value and rotations"},
  };

  double x_opt, y_opt, f_opt;
  KnownMinimum minimum() const { return {x_opt, y_opt, f_opt}; }

 protected:
  Bbob(int function, const Hyper& hyper);
};

}  // namespace thalweg

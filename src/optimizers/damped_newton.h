// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
namespace thalweg {

/// Newton's method on the Hessian plus a multiple of the identity that lifts its lowest eigenvalue to
/// `damping` where it is below: always downhill, and never farther than |g| / damping.
struct DampedNewton {
  static constexpr OptimizerInfo info{
      .name = "damped_newton",
      .title = "Damped Newton",
      .rule = "p -= lr (H + max(0, damping - l_min(H)) I)^-1 g",
      .source = "J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.4",
      .family = Family::newton};
  struct Hyper {
    double damping = 0.1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"damping", &Hyper::damping, {1e-9, 1e9, Scale::log}, "smallest curvature that is divided by"},
  };

  static constexpr Request request = Request::hessian;
  template <class R>
  struct Step {
    R lr, damping;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static Step<double> at(const Hyper& h, double lr, i64) { return {lr, h.damping}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    const Eigen<T, N> e = eigen(a.hessian);
    T lowest = e.values[0];
    THALWEG_UNROLL
    for (int i = 1; i < N; i++) lowest = min(lowest, e.values[i]);
    const T shift = floor_at(T(0), T(c.damping) - lowest);
    p = p - T(c.lr) * spectral(e, a.gradient, [&](T value) { return T(1) / (value + shift); });
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Newton's method as it stands: it goes to the nearest critical point of the local quadratic model, be that
/// a minimum, a saddle or a maximum, and to infinity where the Hessian is singular.  Nocedal & Wright 2006,
/// section 3.3.
struct Newton {
  static constexpr OptimizerInfo info{
      .name = "newton",
      .title = "Newton",
      .rule = "p -= lr H^-1 g",
      .source = "J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.3",
      .family = Family::newton};
  struct Hyper {};

  static constexpr Request request = Request::hessian;
  template <class R>
  struct Step {
    R lr;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static Step<double> at(const Hyper&, double lr, i64) { return {lr}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    p = p - T(c.lr) * solve(a.hessian, a.gradient);
  }
};

}  // namespace thalweg

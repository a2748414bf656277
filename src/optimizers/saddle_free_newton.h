// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
namespace thalweg {

/// Newton's method with the absolute values of the Hessian's eigenvalues: downhill also along negative
/// curvature, so that it leaves saddles as fast as it finds minima.
struct SaddleFreeNewton {
  static constexpr OptimizerInfo info{.name = "saddle_free_newton",
                                      .title = "Saddle-free Newton",
                                      .rule = "p -= lr (|H| + damping I)^-1 g",
                                      .source = "Y. Dauphin et al. 2014, algorithm 1",
                                      .family = Family::newton};
  struct Hyper {
    double damping = 1e-3;
  };
  static constexpr Field<Hyper> fields[] = {
      {"damping", &Hyper::damping, {0, 1e9, Scale::log}, "added to the absolute curvatures"},
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
    const auto inverse = [&](T value) { return T(1) / (abs(value) + T(c.damping)); };
    p = p - T(c.lr) * spectral(eigen(a.hessian), a.gradient, inverse);
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// SGD that adds noise of its own to the gradient, less and less of it, to get off saddles and plateaus.
struct NoisySgd {
  static constexpr OptimizerInfo info{.name = "noisy_sgd",
                                      .title = "Noisy SGD",
                                      .rule = "p -= lr (g + xi), xi ~ N(0, eta / t^gamma I)",
                                      .source = "A. Neelakantan et al. 2015, equation 1; optax.noisy_sgd"};
  struct Hyper {
    double eta = 0.01, gamma = 0.55;
  };
  static constexpr Field<Hyper> fields[] = {
      {"eta", &Hyper::eta, {0, 1e6, Scale::log}, "variance of the first step's noise"},
      {"gamma", &Hyper::gamma, {0, 10}, "power of the step with which it falls"},
  };

  static constexpr bool random = true;
  template <class R>
  struct Step {
    R lr, sigma;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static void factors(const auto& c, const auto& tell) {
    tell(c.sigma, "sqrt(eta / t^gamma)", "The size of the noise that is added to the gradient; it fades.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, sqrt(h.eta / __builtin_pow(double(t), h.gamma))};
  }

  template <class T, int N, class R, class U>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c,
                                const Words<U>& words) {
    p = p - T(c.lr) * (g + T(c.sigma) * standard_normals<T, N>(words));
  }
};

}  // namespace thalweg

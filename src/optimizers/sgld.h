// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Stochastic gradient Langevin dynamics: gradient descent with just as much noise that it samples from the
/// density exp(-f / temperature) as lr goes to 0.
struct Sgld {
  static constexpr OptimizerInfo info{.name = "sgld",
                                      .title = "SGLD",
                                      .rule = "p -= lr g + sqrt(2 lr temperature) xi, xi ~ N(0, I)",
                                      .source = "M. Welling, Y. W. Teh 2011, equation 4"};
  struct Hyper {
    double temperature = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"temperature", &Hyper::temperature, {0, 1e9, Scale::log}, "height of the hills that it climbs"},
  };

  static constexpr bool random = true;
  template <class R>
  struct Step {
    R lr, sigma;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static void factors(const auto& c, const auto& tell) {
    tell(c.sigma, "sqrt(2 lr temperature)", "The size of the random kick that is added to the step.");
  }
  static Step<double> at(const Hyper& h, double lr, i64) { return {lr, sqrt(2 * lr * h.temperature)}; }

  template <class T, int N, class R, class U>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c,
                                const Words<U>& words) {
    p = p - (T(c.lr) * g + T(c.sigma) * standard_normals<T, N>(words));
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Adadelta, with eps inside both roots, as everywhere.
struct Adadelta {
  static constexpr OptimizerInfo info{.name = "adadelta",
                                      .title = "Adadelta",
                                      .rule =
                                          "v = rho v + (1 - rho) g^2; d = sqrt(u + eps) / sqrt(v + eps) g; "
                                          "u = rho u + (1 - rho) d^2; p -= lr d",
                                      .source = "M. Zeiler 2012; torch.optim.Adadelta",
                                      .family = Family::self_scaling};
  struct Hyper {
    double rho = 0.9, eps = 1e-6, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"rho", &Hyper::rho, kDecay, "decay of the means of the squared gradient and the squared step"},
      {"eps", &Hyper::eps, kSmall, "added inside the roots; sets the size of the first steps"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, rho, gain, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> v, u;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.v, "v", "The mean of the squared gradients: its root is how steep each coordinate usually is.");
    tell(s.u, "u",
         "The mean of the squared steps: its root is how far each coordinate usually goes, the unit of the "
         "next step.");
  }
  static Step<double> at(const Hyper& h, double lr, i64) {
    return {lr, h.rho, 1 - h.rho, h.eps, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.v = T(c.rho) * s.v + T(c.gain) * (g * g);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T d = sqrt(s.u[i] + T(c.eps)) / sqrt(s.v[i] + T(c.eps)) * g[i];
      s.u[i] = T(c.rho) * s.u[i] + T(c.gain) * (d * d);
      p[i] = p[i] - T(c.lr) * d;
    }
  }
};

}  // namespace thalweg

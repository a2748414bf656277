// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam with Nesterov's momentum in Dozat's form, where the momentum itself grows with the step (mu), as
/// torch.optim.NAdam has it since 2.0; version 1.13 of it counts mu twice in the second product.  With
/// constant_mu the momentum is beta1 throughout: that is optax.nadam.
struct Nadam {
  static constexpr OptimizerInfo info{
      .name = "nadam",
      .title = "NAdam",
      .rule =
          "mu_t = beta1 (1 - 0.96^(t momentum_decay) / 2); P = prod mu; D = sqrt(v / (1 - beta2^t)) + eps; "
          "p -= lr ((1 - mu_t) / (1 - P) g + mu_(t+1) / (1 - P mu_(t+1)) m) / D",
      .source = "T. Dozat 2016; torch.optim.NAdam",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, momentum_decay = 4e-3, constant_mu = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
      {"momentum_decay", &Hyper::momentum_decay, kFraction, "how fast the momentum reaches beta1"},
      {"constant_mu", &Hyper::constant_mu, kSwitch, "momentum beta1 from the first step on, as in optax"},
  };

  template <class R>
  struct Step {
    R lr, beta1, gain1, beta2, gain2, inverse_root, eps, weight_decay, mu, mu_next;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
    T product = T(1);  ///< of all mu so far
  };

  static double mu(const Hyper& h, i64 t) {
    return h.constant_mu != 0 ? h.beta1
                              : h.beta1 * (1 - 0.5 * __builtin_pow(0.96, double(t) * h.momentum_decay));
  }
  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v", words::kSquare);
    tell(s.product, "P", "The product of all mu so far: the share of m that is still its beginning at 0.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.mu, "mu_t", "The momentum of this step.");
    tell(c.mu_next, "mu_(t+1)", "The momentum of the next step, which is already applied.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr,    h.beta1,        1 - h.beta1, h.beta2,     1 - h.beta2, 1 / sqrt(filled(h.beta2, t)),
            h.eps, h.weight_decay, mu(h, t),    mu(h, t + 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    s.product = s.product * T(c.mu);
    const T of_gradient = T(c.lr) * T(R(1) - c.mu) / (T(1) - s.product),
            of_mean = T(c.lr * c.mu_next) / (T(1) - s.product * T(c.mu_next));
    THALWEG_UNROLL
    for (int i = 0; i < N; i++)
      p[i] = p[i] - (of_gradient * g[i] + of_mean * s.m[i]) / (sqrt(s.v[i]) * T(c.inverse_root) + T(c.eps));
  }
};

}  // namespace thalweg

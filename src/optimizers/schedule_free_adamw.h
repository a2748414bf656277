// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/schedule_free.h"
#include "optimizers/terms.h"

namespace thalweg {
/// Schedule-free averaging around AdamW without its mean of the gradient: the average takes its place.
struct ScheduleFreeAdamW {
  static constexpr OptimizerInfo info{
      .name = "schedule_free_adamw",
      .title = "Schedule-free AdamW",
      .rule =
          "y = (1 - beta1) z + beta1 p; v = beta2 v + (1 - beta2) g^2; z -= lr (g / (sqrt(v / (1 - "
          "beta2^t)) + eps) + weight_decay y); p += c (z - p)",
      .source = "A. Defazio et al. 2024, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, warmup_steps = 0, r = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kFraction, "where the gradient is asked: 0 at z, 1 at the average"},
      beta2_field(&Hyper::beta2),
      eps_field(&Hyper::eps),
      {"weight_decay", &Hyper::weight_decay, kPull, "pull towards 0 at y, beside the divided gradient"},
      detail::ScheduleFree::warmup_field(&Hyper::warmup_steps),
      detail::ScheduleFree::r_field(&Hyper::r),
  };

  static constexpr bool probes = true;
  template <class R>
  struct Step {
    R lr, beta1, beta2, gain2, inverse_root, eps, age, weight_decay;
  };
  template <class T, int N>
  struct State {
    detail::ScheduleFree::Average<T, N> average;
    Vec<T, N> v;
  };

  static void terms(const auto& s, const auto& tell) {
    detail::ScheduleFree::terms(s.average, tell);
    tell(s.v, "v", words::kSquare);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.lr, "lr, warmed up", "The rate of this step.");
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.age, "t^r", "The weight of this step in the average.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {detail::ScheduleFree::warmed(lr, h.warmup_steps, t),
            h.beta1,
            h.beta2,
            1 - h.beta2,
            1 / sqrt(filled(h.beta2, t)),
            h.eps,
            __builtin_pow(double(t), h.r),
            h.weight_decay};
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return detail::ScheduleFree::between(s.average, p, T(c.beta1));
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    Vec<T, N> step;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) step[i] = g[i] / (sqrt(s.v[i]) * T(c.inverse_root) + T(c.eps));
    if (c.weight_decay != 0)
      step = step + T(c.weight_decay) * detail::ScheduleFree::between(s.average, p, T(c.beta1));
    detail::ScheduleFree::advance(s.average, p, T(c.lr) * step, T(c.lr), T(c.age));
  }
};

}  // namespace thalweg

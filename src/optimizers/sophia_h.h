// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
#include "optimizers/terms.h"
namespace thalweg {

/// A mean of the gradient divided by a mean of the Hessian's diagonal and clipped, so that it is a sign where
/// the curvature is small or negative.  As in optax the diagonal is renewed after the step, every
/// update_interval steps, and the mean of the gradient is corrected for its start.  The oracle is asked for a
/// Hessian in every step, used or not.
struct SophiaH {
  static constexpr OptimizerInfo info{
      .name = "sophia_h",
      .title = "Sophia-H",
      .rule =
          "m = beta1 m + (1 - beta1) g; p -= lr (clip(m^ / max(gamma h, eps), +-clip) + weight_decay p); "
          "every update_interval steps h = beta2 h + (1 - beta2) u (H u), u = +-1",
      .source = "H. Liu et al. 2023, algorithm 3; optax.contrib.sophia",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.965, beta2 = 0.99, eps = 1e-8, gamma = 0.01, clip = 1, update_interval = 10,
           weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      {"beta2", &Hyper::beta2, kDecay, "decay of the mean of the Hessian's diagonal"},
      {"eps", &Hyper::eps, kSmall, "smallest divisor"},
      {"gamma", &Hyper::gamma, {1e-6, 10, Scale::log}, "share of the curvature that is divided by"},
      {"clip", &Hyper::clip, {1e-6, 1e6, Scale::log}, "largest step in units of lr"},
      {"update_interval", &Hyper::update_interval, {1, 1e6, Scale::integer}, "steps between two Hessians"},
      decoupled_decay_field(&Hyper::weight_decay),
  };

  static constexpr Request request = Request::hessian;
  static constexpr bool random = true;
  template <class R>
  struct Step {
    R lr, correction, beta1, gain1, beta2, gain2, eps, gamma, clip, keep, renew;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, h;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.h, "h", "The mean of the curvature estimates per coordinate: the step is divided by it.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.correction, "1 / (1 - beta1^t)",
         "What m is multiplied by, because it began at 0; in the end it is 1.");
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
    tell(c.renew, "renew", "1 in steps that measure the curvature, else 0.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr,
            1 / filled(h.beta1, t),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.eps,
            h.gamma,
            h.clip,
            1 - lr * h.weight_decay,
            double((t - 1) % i64(h.update_interval) == 0)};
  }

  template <class T, int N, class R, class U>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c,
                                const Words<U>& words) {
    s.m = T(c.beta1) * s.m + T(c.gain1) * a.gradient;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T step = (T(c.correction) * s.m[i]) / floor_at(T(c.eps), T(c.gamma) * s.h[i]);
      p[i] = T(c.keep) * p[i] - T(c.lr) * clamp(step, T(-c.clip), T(c.clip));
    }
    if (c.renew != 0) {
      const Vec<T, N> u = random_signs<T, N>(words);
      s.h = T(c.beta2) * s.h + T(c.gain2) * (u * multiply(a.hessian, u));
    }
  }
};

}  // namespace thalweg

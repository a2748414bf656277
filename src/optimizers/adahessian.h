// SPDX-License-Identifier: MIT
#pragma once

#include "core/math_powers.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
#include "optimizers/terms.h"
namespace thalweg {

/// Adam with the Hessian's diagonal in place of the gradient, estimated as u H u with random signs u
/// (Hutchinson).  The paper's averaging over neighbouring parameters has no meaning here.
struct AdaHessian {
  static constexpr OptimizerInfo info{
      .name = "adahessian",
      .title = "AdaHessian",
      .rule =
          "h = u (H u), u = +-1; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) h^2; "
          "p -= lr m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t))^hessian_power + eps)",
      .source = "Z. Yao et al. 2021, algorithm 1",
      .family = Family::newton,
      .lr_factor = 0.1};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, hessian_power = 1, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      {"beta2", &Hyper::beta2, kDecay, "decay of the mean of the squared diagonal"},
      eps_field(&Hyper::eps),
      {"hessian_power", &Hyper::hessian_power, kFraction, "1: divide by the curvature; 0: not at all"},
      decoupled_decay_field(&Hyper::weight_decay),
  };

  static constexpr Request request = Request::hessian;
  static constexpr bool random = true;
  template <class R>
  struct Step {
    R rate, inverse_root, beta1, gain1, beta2, gain2, eps, power, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(
        s.v, "v",
        "The mean of the squared curvature estimates h^2: its root divides the step, as in Newton's method.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr / filled(h.beta1, t),
            1 / sqrt(filled(h.beta2, t)),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.eps,
            h.hessian_power,
            1 - lr * h.weight_decay};
  }

  template <class T, int N, class R, class U>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c,
                                const Words<U>& words) {
    const Vec<T, N> u = random_signs<T, N>(words), h = u * multiply(a.hessian, u);
    s.m = T(c.beta1) * s.m + T(c.gain1) * a.gradient;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (h * h);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      T curvature = sqrt(s.v[i]) * T(c.inverse_root);
      if (c.power != 1) curvature = pow(curvature, T(c.power));
      p[i] = T(c.keep) * p[i] - T(c.rate) * (s.m[i] / (curvature + T(c.eps)));
    }
  }
};

}  // namespace thalweg

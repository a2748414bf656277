// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Rectified Adam: raw momentum until the second moment is worth dividing by (rho_t > 5, strictly, as in
/// PyTorch; others take >= 5), then Adam times a factor that grows to 1.  The first steps are therefore
/// lr g, however long g is.
struct Radam {
  static constexpr OptimizerInfo info{
      .name = "radam",
      .title = "RAdam",
      .rule = "p -= lr m / (1 - beta1^t) (rho_t > 5 ? r_t sqrt(1 - beta2^t) / (sqrt(v) + eps) : 1)",
      .source = "L. Liu et al. 2020, algorithm 2; torch.optim.RAdam",
      .family = Family::normalized,
      .lr_factor = 0.1};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {beta1_field(&Hyper::beta1), beta2_field(&Hyper::beta2),
                                            eps_field(&Hyper::eps), weight_decay_field(&Hyper::weight_decay)};

  template <class R>
  struct Step {
    R rate, rectified, beta1, gain1, beta2, gain2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v", words::kSquare);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
    tell(c.rectified, "r_t sqrt(1 - beta2^t)",
         "How far v can be trusted, over sqrt(v): 0 in the first steps, which do not divide at all.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double fill = filled(h.beta2, t), limit = 2 / (1 - h.beta2) - 1,
                 rho = limit - 2 * double(t) * (1 - fill) / fill,
                 factor = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho);
    return {lr / filled(h.beta1, t),
            rho > 5 ? sqrt(factor * fill) : 0,
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.eps,
            h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      T step = s.m[i];
      if (c.rectified != 0) step = step * (T(c.rectified) / (sqrt(s.v[i]) + T(c.eps)));
      p[i] = p[i] - T(c.rate) * step;
    }
  }
};

}  // namespace thalweg

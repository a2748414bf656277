// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Averaged SGD as torch.optim.ASGD has it.  The particle is the average, which is what the method reports;
/// its gradient is asked at the iterate.  Until step t0 the two are the same.
struct Asgd {
  static constexpr OptimizerInfo info{
      .name = "asgd",
      .title = "ASGD",
      .rule =
          "w *= 1 - lambd eta; w -= eta g(w); eta = lr / (1 + lambd lr t)^alpha; "
          "p += (w - p) / max(1, t - t0)",
      .source = "B. Polyak, A. Juditsky 1992; torch.optim.ASGD"};
  struct Hyper {
    double lambd = 1e-4, alpha = 0.75, t0 = 1e6, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"lambd", &Hyper::lambd, {0, 10}, "decay of the iterate and of the learning rate"},
      {"alpha", &Hyper::alpha, {0, 2}, "power with which the learning rate falls"},
      {"t0", &Hyper::t0, {0, 1e9, Scale::integer}, "step at which the averaging starts"},
      weight_decay_field(&Hyper::weight_decay),
  };

  static constexpr bool probes = true;
  template <class R>
  struct Step {
    R eta, keep, share, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> ahead;  ///< from the average to the iterate
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.ahead, "w - p", "From the average, which is the particle, to the iterate w that goes downhill.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.eta, "lr / (1 + lambd lr (t - 1))^alpha", "The rate of the iterate; it falls slowly.");
    tell(c.keep, "1 - lambd eta", "What the iterate is multiplied by: a pull towards 0.");
    tell(c.share, "1 / max(1, t - 1 - t0)",
         "Share of the way that the average goes to the iterate; 1: it is the iterate.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double eta = lr / __builtin_pow(1 + h.lambd * lr * double(t - 1), h.alpha),
                 averaged = double(t - 1) - h.t0;
    return {eta, 1 - h.lambd * eta, averaged > 1 ? 1 / averaged : 1, h.weight_decay};
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>&) {
    return p + s.ahead;
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    Vec<T, N> w = p + s.ahead;
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * w;
    w = T(c.keep) * w - T(c.eta) * g;
    p = c.share != 1 ? p + T(c.share) * (w - p) : w;
    s.ahead = w - p;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adafactor for a vector, where nothing is factored, as torch.optim.Adafactor has it: the rate is relative
/// to the size of p and lr is only its cap.  eps1 = 0 stands for the spacing of the numbers at 1, PyTorch's
/// None.
struct Adafactor {
  static constexpr OptimizerInfo info{
      .name = "adafactor",
      .title = "Adafactor",
      .rule =
          "b = 1 - t^beta2_decay; a = max(eps2, rms(p)) min(lr, 1 / sqrt(t)); p *= 1 - lr weight_decay; "
          "v = b v + (1 - b) g^2; u = g / max(sqrt(v), eps1); p -= a u / max(1, rms(u) / d)",
      .source = "N. Shazeer, M. Stern 2018; torch.optim.Adafactor",
      .family = Family::normalized};
  struct Hyper {
    double beta2_decay = -0.8, eps1 = 0, eps2 = 1e-3, d = 1, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta2_decay", &Hyper::beta2_decay, {-2, 0}, "power of t with which the mean of g^2 lengthens"},
      {"eps1", &Hyper::eps1, kSmall, "smallest divisor; 0: the spacing of the numbers at 1"},
      {"eps2", &Hyper::eps2, kSmall, "smallest size of p that the rate is relative to"},
      {"d", &Hyper::d, {1, 100}, "longest update, root mean square"},
      decoupled_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R keep, relative, beta2, gain2, eps1, eps2, inverse_d;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.v, "v",
         "The mean of the squared gradients, over more and more steps: its root divides the gradient.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
    tell(c.relative, "min(lr, 1 / sqrt(t))", "The step as a share of the size of p; lr is only its cap.");
    tell(c.beta2, "1 - t^beta2_decay", "How much of the old v is kept; it grows towards 1.");
    tell(c.gain2, "t^beta2_decay", "How much of g^2 enters v.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double cap = 1 / sqrt(double(t)), gain = __builtin_pow(double(t), h.beta2_decay);
    return {1 - lr * h.weight_decay, lr < cap ? lr : cap, 1 - gain, gain, h.eps1, h.eps2, 1 / h.d};
  }

  template <class T, int N>
  THALWEG_HD static T root_mean_square(const Vec<T, N>& a) {
    return sqrt(dot(a, a) * T(1.0 / N));
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    const R spacing = sizeof(R) == sizeof(float) ? R(0x1p-23) : R(0x1p-52);
    const T smallest = T(c.eps1 > 0 ? c.eps1 : spacing);
    const T rate = floor_at(T(c.eps2), root_mean_square(p)) * T(c.relative);
    p = T(c.keep) * p;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    Vec<T, N> u;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) u[i] = g[i] / floor_at(smallest, sqrt(s.v[i]));
    p = p - (rate / floor_at(T(1), root_mean_square(u) * T(c.inverse_d))) * u;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Resilient propagation as torch.optim.Rprop has it: where the gradient changes its sign the step shrinks
/// and this step is left out, without going back (the variant known as iRprop-).
struct Rprop {
  static constexpr OptimizerInfo info{
      .name = "rprop",
      .title = "Rprop",
      .rule = "d *= eta_plus where g g_last > 0, eta_minus where < 0 (then g = 0); p -= sign(g) d",
      .source = "M. Riedmiller, H. Braun 1993; torch.optim.Rprop",
      .family = Family::normalized};
  struct Hyper {
    double eta_minus = 0.5, eta_plus = 1.2, step_size_min = 1e-6, step_size_max = 50;
  };
  static constexpr Field<Hyper> fields[] = {
      {"eta_minus", &Hyper::eta_minus, {0.01, 1}, "factor of the step where the gradient changed its sign"},
      {"eta_plus", &Hyper::eta_plus, {1, 10}, "factor of the step where it did not"},
      {"step_size_min", &Hyper::step_size_min, {0, 1, Scale::log}, "smallest step"},
      {"step_size_max", &Hyper::step_size_max, {1e-6, 1e6, Scale::log}, "largest step"},
  };
  static constexpr bool pauses = true;  // for a step, where the gradient changes its sign
  static constexpr const char* conflict(const Hyper& h) {
    return h.step_size_min > h.step_size_max ? "step_size_min must not exceed step_size_max" : nullptr;
  }

  template <class R>
  struct Step {
    R initial, eta_minus, eta_plus, smallest, largest;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> last, size;  ///< gradient that was used last; step per coordinate
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.last, "g_last",
         "The gradient that was used; 0 where it changed its sign, and that coordinate rests.");
    tell(s.size, "d", "The step per coordinate: longer while the sign stays, shorter when it changes.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.initial, "lr at t = 1", "Where the step sizes begin.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {t == 1 ? lr : 0, h.eta_minus, h.eta_plus, h.step_size_min, h.step_size_max};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T same = g[i] * s.last[i];
      const T factor = select(same > T(0), T(c.eta_plus), select(same < T(0), T(c.eta_minus), T(1)));
      s.size[i] = clamp((s.size[i] + T(c.initial)) * factor, T(c.smallest), T(c.largest));
      s.last[i] = select(same < T(0), T(0), g[i]);
      p[i] = p[i] - sign(s.last[i]) * s.size[i];
    }
  }
};

}  // namespace thalweg

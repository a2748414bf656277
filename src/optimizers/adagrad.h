// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Adagrad as torch.optim.Adagrad has it: the sum starts at initial_accumulator_value and eps is outside the
/// root.  optax starts at 0.1 and adds eps = 1e-7 inside: that is eps_in_root.
struct Adagrad {
  static constexpr OptimizerInfo info{
      .name = "adagrad",
      .title = "Adagrad",
      .rule = "v += g^2; p -= lr / (1 + (t - 1) lr_decay) g / (sqrt(v) + eps)",
      .source = "J. Duchi, E. Hazan, Y. Singer 2011; torch.optim.Adagrad",
      .family = Family::normalized,
      .lr_factor = 10};
  struct Hyper {
    double lr_decay = 0, weight_decay = 0, initial_accumulator_value = 0, eps = 1e-10, eps_in_root = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"lr_decay", &Hyper::lr_decay, {0, 1}, "how fast the learning rate falls with the step"},
      weight_decay_field(&Hyper::weight_decay),
      {"initial_accumulator_value", &Hyper::initial_accumulator_value, {0, 1e6}, "where the sum starts"},
      eps_field(&Hyper::eps),
      {"eps_in_root", &Hyper::eps_in_root, kSwitch, "add eps inside the root, as optax does"},
  };

  template <class R>
  struct Step {
    R rate, initial, eps, eps_in_root, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.v, "v",
         "The sum of all squared gradients: it only grows, so that steep coordinates take ever shorter "
         "steps.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 + (t - 1) lr_decay)", "The rate of this step.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double inside = h.eps_in_root != 0 ? h.eps : 0;
    return {lr / (1 + double(t - 1) * h.lr_decay), t == 1 ? h.initial_accumulator_value : 0, h.eps - inside,
            inside, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.v = (s.v + T(c.initial)) + g * g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++)
      p[i] = p[i] - T(c.rate) * (g[i] / (sqrt(s.v[i] + T(c.eps_in_root)) + T(c.eps)));
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/adam.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Adam with the weight decay as a step of its own, taken first, as torch.optim.AdamW has it (and with
/// PyTorch's default of 0.01; optax has 1e-4).
struct AdamW {
  static constexpr OptimizerInfo info{
      .name = "adamw",
      .title = "AdamW",
      .rule = "p *= 1 - lr weight_decay; then Adam",
      .source = "I. Loshchilov, F. Hutter 2019, algorithm 2; torch.optim.AdamW",
      .family = Family::normalized};
  struct Hyper : Adam::Hyper {
    constexpr Hyper() { weight_decay = 0.01; }
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field<Hyper>(&Hyper::beta1),
      beta2_field<Hyper>(&Hyper::beta2),
      eps_field<Hyper>(&Hyper::eps),
      decoupled_decay_field<Hyper>(&Hyper::weight_decay),
      {"amsgrad", &Hyper::amsgrad, kSwitch, "divide by the largest second moment so far"},
  };

  static constexpr int variants = Adam::variants;
  static constexpr int variant(const Hyper& h) { return Adam::variant(h); }

  template <int V>
  struct Rule {
    using Inner = Adam::Rule<V>;
    template <class R>
    struct Step {
      R keep;
      typename Inner::template Step<R> adam;
    };
    template <class T, int N>
    using State = typename Inner::template State<T, N>;

    static void terms(const auto& s, const auto& tell) { Inner::terms(s, tell); }
    static void factors(const auto& c, const auto& tell) {
      Inner::factors(c.adam, tell);
      tell(c.keep, "1 - lr weight_decay", words::kKeep);
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) {
      Adam::Hyper bare = h;
      bare.weight_decay = 0;
      return {1 - lr * h.weight_decay, Inner::at(bare, lr, t)};
    }

    template <class T, int N, class R>
    THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
      p = T(c.keep) * p;
      Inner::update(s, p, g, c.adam);
    }
  };
};

}  // namespace thalweg

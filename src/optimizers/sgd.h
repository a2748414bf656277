// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Gradient descent with momentum as torch.optim.SGD has it: the buffer starts as the first gradient
/// (dampening not applied), the learning rate is outside the buffer.  Polyak 1964; Nesterov 1983 in the form
/// of Sutskever et al. 2013.
struct Sgd {
  static constexpr OptimizerInfo info{.name = "sgd",
                                      .title = "SGD",
                                      .rule =
                                          "g += weight_decay p; b = momentum b + (1 - dampening) g; "
                                          "p -= lr (nesterov ? g + momentum b : b)",
                                      .source = "torch.optim.SGD; B. Polyak 1964; I. Sutskever et al. 2013"};
  struct Hyper {
    double momentum = 0, dampening = 0, weight_decay = 0, nesterov = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"momentum", &Hyper::momentum, {0, 1}, "share of the last step that is kept"},
      {"dampening", &Hyper::dampening, {0, 1}, "share of the gradient that is kept out of the buffer"},
      {"weight_decay", &Hyper::weight_decay, {0, 10}, "pull towards 0, added to the gradient"},
      {"nesterov", &Hyper::nesterov, kSwitch,
       "look ahead along the buffer; needs momentum > 0 and dampening 0"},
  };
  /// What is wrong with this combination, or nullptr.
  static constexpr const char* conflict(const Hyper& h) {
    return h.nesterov != 0 && (h.momentum <= 0 || h.dampening != 0)
               ? "nesterov needs momentum > 0 and dampening = 0"
               : nullptr;
  }

  static constexpr int variants = 2;
  static constexpr int variant(const Hyper& h) { return h.momentum != 0; }

  template <int V>
  struct Rule;
};

/// Without momentum: no state.
template <>
struct Sgd::Rule<0> {
  template <class R>
  struct Step {
    R lr, weight_decay;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static Step<double> at(const Hyper& h, double lr, i64) { return {lr, h.weight_decay}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    p = p - T(c.lr) * g;
  }
};

template <>
struct Sgd::Rule<1> {
  template <class R>
  struct Step {
    R lr, weight_decay, momentum, gain, nesterov;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> b;  ///< momentum buffer
  };

  static void terms(const auto& s, const auto& tell) { tell(s.b, "b", words::kBuffer); }
  static void factors(const auto& c, const auto& tell) {
    tell(c.gain, "1 - dampening, 1 at t = 1", "How much of the gradient enters b: all of the first one.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.weight_decay, h.momentum, t == 1 ? 1 : 1 - h.dampening, h.nesterov};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.b = T(c.momentum) * s.b + T(c.gain) * g;
    p = p - T(c.lr) * (c.nesterov != 0 ? g + T(c.momentum) * s.b : s.b);
  }
};

}  // namespace thalweg

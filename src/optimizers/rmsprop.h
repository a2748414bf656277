// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// RMSprop: Hinton's lecture 6e, 2012, with the options of torch.optim.RMSprop: centered (Graves 2013) and
/// momentum. The centered variance v - m^2 can round below 0; the root is then NaN, as it is in PyTorch.
/// eps_in_root adds eps inside the root, which optax does (with alpha = 0.9).
struct Rmsprop {
  static constexpr OptimizerInfo info{.name = "rmsprop",
                                      .title = "RMSprop",
                                      .rule =
                                          "v = alpha v + (1 - alpha) g^2; d = g / (sqrt(v [- m^2]) + eps); "
                                          "b = momentum b + d; p -= lr b",
                                      .source = "T. Tieleman, G. Hinton 2012; torch.optim.RMSprop",
                                      .family = Family::normalized};
  struct Hyper {
    double alpha = 0.99, eps = 1e-8, weight_decay = 0, momentum = 0, centered = 0, eps_in_root = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"alpha", &Hyper::alpha, {0, 0.99999}, "decay of the mean of the squared gradient"},
      {"eps", &Hyper::eps, {0, 1, Scale::log}, "added to the root, against division by zero"},
      {"weight_decay", &Hyper::weight_decay, {0, 10}, "pull towards 0, added to the gradient"},
      {"momentum", &Hyper::momentum, {0, 1}, "share of the last step that is kept"},
      {"centered", &Hyper::centered, kSwitch, "divide by the standard deviation of the gradient"},
      {"eps_in_root", &Hyper::eps_in_root, kSwitch, "add eps inside the root, as optax does"},
  };

  static constexpr int variants = 4;
  static constexpr int variant(const Hyper& h) { return (h.centered != 0) + 2 * (h.momentum != 0); }

  template <class T, int N, int V>
  struct Memory;

  template <int V>
  struct Rule {
    static constexpr bool kCentered = (V & 1) != 0, kMomentum = (V & 2) != 0;
    template <class R>
    struct Step {
      R lr, alpha, gain, eps, eps_in_root, weight_decay, momentum;
    };
    template <class T, int N>
    using State = Memory<T, N, V>;

    static void terms(const auto& s, const auto& tell) {
      tell(s.v, "v",
           "The mean of the squared gradients: alpha of the old one plus 1 - alpha of g^2. Its root is the "
           "usual size of the slope, by which the gradient is divided.");
      if constexpr (kCentered) tell(s.m, "m", "The mean of the gradients: v - m^2 is their variance.");
      if constexpr (kMomentum)
        tell(s.b, "b", "The momentum: momentum times the old one plus the divided gradient.");
    }
    static Step<double> at(const Hyper& h, double lr, i64) {
      const double inside = h.eps_in_root != 0 ? h.eps : 0;
      return {lr, h.alpha, 1 - h.alpha, h.eps - inside, inside, h.weight_decay, h.momentum};
    }

    template <class T, int N, class R>
    THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
      if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
      s.v = T(c.alpha) * s.v + T(c.gain) * (g * g);
      if constexpr (kCentered) s.m = T(c.alpha) * s.m + T(c.gain) * g;
      THALWEG_UNROLL
      for (int i = 0; i < N; i++) {
        T v = s.v[i];
        if constexpr (kCentered) v = v - s.m[i] * s.m[i];
        T d = g[i] / (sqrt(v + T(c.eps_in_root)) + T(c.eps));
        if constexpr (kMomentum) d = s.b[i] = T(c.momentum) * s.b[i] + d;
        p[i] = p[i] - T(c.lr) * d;
      }
    }
  };
};

template <class T, int N>
struct Rmsprop::Memory<T, N, 0> {
  Vec<T, N> v;
};
template <class T, int N>
struct Rmsprop::Memory<T, N, 1> {
  Vec<T, N> v, m;
};
template <class T, int N>
struct Rmsprop::Memory<T, N, 2> {
  Vec<T, N> v, b;
};
template <class T, int N>
struct Rmsprop::Memory<T, N, 3> {
  Vec<T, N> v, m, b;
};

}  // namespace thalweg

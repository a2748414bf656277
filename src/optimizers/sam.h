// SPDX-License-Identifier: MIT
#pragma once

#include "optimizers/sgd.h"

namespace thalweg {

/// Sharpness-aware minimization around a base optimizer: the base is driven by the gradient at the worst
/// point nearby, p + rho g / |g|.  Two gradients per step.  Foret et al. 2021, algorithm 1.
template <class Base>
struct SharpnessAware {
  struct Hyper : Base::Hyper {
    double rho = 0.05;
  };

  static constexpr int variants = thalweg::variants<Base>;
  static constexpr int variant(const Hyper& h) { return thalweg::variant<Base>(h); }

  template <int V>
  struct Rule {
    using Inner = rule_t<Base, V>;
    static constexpr int stages = 2;
    template <class R>
    struct Step {
      R rho;
      typename Inner::template Step<R> base;
    };
    template <class T, int N>
    struct State {
      [[no_unique_address]] typename Inner::template State<T, N> base;  ///< takes no room if it is empty
      Vec<T, N> ascent;  ///< from p to the worst point; lives between the two stages only
    };

    static void terms(const auto& s, const auto& tell) {
      if constexpr (requires { Inner::terms(s.base, tell); }) Inner::terms(s.base, tell);
      tell(s.ascent, "e",
           "From the particle to the worst point nearby, uphill and rho long; the gradient there is what "
           "counts.");
    }
    static void factors(const auto& c, const auto& tell) {
      if constexpr (requires { Inner::factors(c.base, tell); }) Inner::factors(c.base, tell);
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) { return {h.rho, Inner::at(h, lr, t)}; }

    template <int K, class T, int N, class R>
    THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>&) {
      if constexpr (K == 0)
        return p;
      else
        return p + s.ascent;
    }

    template <int K, class T, int N, class R>
    THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
      if constexpr (K == 0)
        s.ascent = (T(c.rho) / (sqrt(dot(g, g)) + T(1e-12))) * g;
      else
        Inner::update(s.base, p, g, c.base);
    }
  };
};

/// Sharpness-aware SGD.
struct Sam : SharpnessAware<Sgd> {
  static constexpr OptimizerInfo info{.name = "sam",
                                      .title = "SAM",
                                      .rule = "e = rho g / |g|; SGD with the gradient at p + e",
                                      .source = "P. Foret et al. 2021, algorithm 1"};
  static constexpr Field<Hyper> fields[] = {
      {"rho", &Hyper::rho, {0, 10}, "radius of the neighbourhood"},
      {"momentum", &Hyper::momentum, {0, 1}, "share of the last step that is kept"},
      {"dampening", &Hyper::dampening, {0, 1}, "share of the gradient that is kept out of the buffer"},
      {"weight_decay", &Hyper::weight_decay, {0, 10}, "pull towards 0, added to the gradient"},
      {"nesterov", &Hyper::nesterov, kSwitch,
       "look ahead along the buffer; needs momentum > 0 and dampening 0"},
  };
  static constexpr const char* conflict(const Hyper& h) { return Sgd::conflict(h); }
};

}  // namespace thalweg

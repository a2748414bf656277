// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/sgd.h"

namespace thalweg {

/// SAM with a neighbourhood that is as large in each coordinate as the coordinate is, around SGD.  Two
/// gradients per step.
struct Asam {
  static constexpr OptimizerInfo info{
      .name = "asam",
      .title = "ASAM",
      .rule = "T = |p| + eta; e = rho T^2 g / |T g|; SGD with the gradient at p + e",
      .source = "J. Kwon et al. 2021, algorithm 1",
      .lr_factor = 0.3};
  struct Hyper : Sgd::Hyper {
    double rho = 0.5, eta = 0.01;
  };
  static constexpr Field<Hyper> fields[] = {
      {"rho", &Hyper::rho, {0, 10}, "radius of the neighbourhood, in units of p"},
      {"eta", &Hyper::eta, kFraction, "added to |p|, against a neighbourhood of size 0"},
      momentum_field<Hyper>(&Hyper::momentum),
      {"dampening", &Hyper::dampening, kFraction, "share of the gradient that is kept out of the buffer"},
      weight_decay_field<Hyper>(&Hyper::weight_decay),
      {"nesterov", &Hyper::nesterov, kSwitch,
       "look ahead along the buffer; needs momentum > 0 and dampening 0"},
  };
  static constexpr const char* conflict(const Hyper& h) { return Sgd::conflict(h); }

  static constexpr int variants = Sgd::variants;
  static constexpr int variant(const Hyper& h) { return Sgd::variant(h); }

  template <int V>
  struct Rule {
    using Inner = Sgd::Rule<V>;
    static constexpr int stages = 2;
    template <class R>
    struct Step {
      R rho, eta;
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
           "From the particle to the worst point nearby, farther in coordinates that are large; the gradient "
           "there is what counts.");
    }
    static void factors(const auto& c, const auto& tell) {
      if constexpr (requires { Inner::factors(c.base, tell); }) Inner::factors(c.base, tell);
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) { return {h.rho, h.eta, Inner::at(h, lr, t)}; }

    template <int K, class T, int N, class R>
    THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>&) {
      if constexpr (K == 0)
        return p;
      else
        return p + s.ascent;
    }

    template <int K, class T, int N, class R>
    THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
      if constexpr (K == 0) {
        Vec<T, N> size;
        THALWEG_UNROLL
        for (int i = 0; i < N; i++) size[i] = abs(p[i]) + T(c.eta);
        const Vec<T, N> scaled = size * g;
        s.ascent = (T(c.rho) / (norm(scaled) + T(1e-12))) * (size * scaled);
      } else {
        Inner::update(s.base, p, g, c.base);
      }
    }
  };
};

}  // namespace thalweg

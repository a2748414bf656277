// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// SGD whose rate is the largest distance from the start so far over the root of the sum of all squared
/// gradients.  The first distance is reps_rel (1 + |p0|), as the paper proposes.
struct Dog {
  static constexpr OptimizerInfo info{.name = "dog",
                                      .title = "DoG",
                                      .rule = "r = max(r, |p - p0|); G += |g|^2; p -= lr r / sqrt(G + eps) g",
                                      .source = "M. Ivgi, O. Hinder, Y. Carmon 2023, equation 2",
                                      .family = Family::self_scaling};
  struct Hyper {
    double reps_rel = 1e-6, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"reps_rel", &Hyper::reps_rel, {1e-12, 1, Scale::log}, "first distance relative to 1 + |p0|"},
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, reps_rel, eps, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start;
    T distance, squares;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.distance, "r", "The farthest that the particle has been from its start.");
    tell(s.squares, "G", "The sum of all squared lengths of gradients: the rate is lr r / sqrt(G + eps).");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.reps_rel, h.eps, h.weight_decay, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    if (c.first != 0) {
      s.start = p;
      s.distance = T(c.reps_rel) * (T(1) + norm(p));
    }
    s.distance = max(s.distance, norm(p - s.start));
    s.squares = s.squares + dot(g, g);
    p = p - (T(c.lr) * (s.distance / sqrt(s.squares + T(c.eps)))) * g;
  }
};

}  // namespace thalweg

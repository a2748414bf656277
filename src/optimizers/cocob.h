// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Coin betting: no learning rate at all; each coordinate bets a share of its winnings on the sign of its
/// slope.  lr multiplies the gradient, to whose scale the method does not react.
struct Cocob {
  static constexpr OptimizerInfo info{.name = "cocob",
                                      .title = "COCOB",
                                      .rule =
                                          "L = max(L, |g|); G += |g|; R = max(R - g (p - p0), 0); h -= g; "
                                          "p = p0 + h / (L max(G + L, alpha L)) (L + R)",
                                      .source = "F. Orabona, T. Tommasi 2017, algorithm 2",
                                      .family = Family::self_scaling};
  struct Hyper {
    double alpha = 100, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"alpha", &Hyper::alpha, {1, 1e6, Scale::log}, "the larger, the smaller the first bets"},
      {"eps", &Hyper::eps, {1e-12, 1, Scale::log}, "where the largest slope starts"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, alpha, eps, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start, bets, largest, total, reward;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.bets, "h", "The sum of all slopes, downhill: which way to bet.");
    tell(s.largest, "L", "The largest slope so far.");
    tell(s.total, "G", "The sum of the sizes of all slopes.");
    tell(s.reward, "R", "What the bets have won: the drop that the slopes promised on the way.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.alpha, h.eps, h.weight_decay, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.first != 0) s.start = p;
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    g = T(c.lr) * g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T largest = s.largest[i] = max(floor_at(T(c.eps), s.largest[i]), abs(g[i]));
      s.total[i] = s.total[i] + abs(g[i]);
      s.reward[i] = floor_at(T(0), s.reward[i] - g[i] * (p[i] - s.start[i]));
      s.bets[i] = s.bets[i] - g[i];
      const T scale = largest * max(s.total[i] + largest, T(c.alpha) * largest);
      p[i] = s.start[i] + s.bets[i] / scale * (largest + s.reward[i]);
    }
  }
};

}  // namespace thalweg

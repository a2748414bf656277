// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// The (1+1) evolution strategy: a normal step from the best point so far, kept if it is not worse, with a
/// size that a fifth of successes leaves as it is.  lr is the first size.
struct OnePlusOneEs {
  static constexpr OptimizerInfo info{
      .name = "one_plus_one_es",
      .title = "(1+1)-ES",
      .rule = "q = p + sigma xi; f(q) <= f(p): p = q, sigma *= increase; else sigma *= increase^(-1/4)",
      .source = "I. Rechenberg 1973; S. Kern et al. 2004, section 2.1",
      .family = Family::normalized,
      .lr_factor = 10};
  struct Hyper {
    double increase = 1.5;
  };
  static constexpr Field<Hyper> fields[] = {
      {"increase", &Hyper::increase, {1, 10}, "factor of the size after a success"},
  };

  static constexpr Request request = Request::value;
  static constexpr bool probes = true, random = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr, increase, decrease;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> draw;
    T sigma, best;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.draw, "xi", "The direction that the next step tries, drawn at random.");
    tell(s.sigma, "sigma", "The size of the tries: larger after a success, smaller after a failure.");
    tell(s.best, "f_best", "The lowest loss so far, that of the particle.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.decrease, "increase^(-1/4)", "What sigma is multiplied by after a failure.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {double(t == 1), lr, h.increase, __builtin_pow(h.increase, -0.25)};
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : p + s.sigma * s.draw;
  }

  template <int K, class T, int N, class R, class U>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c,
                                const Words<U>& words) {
    const T value = high_if_nan(a.value);
    if (c.first != 0) {
      s.sigma = T(c.lr);
      s.best = value;
    } else {
      const auto success = value <= s.best;
      p = select(success, p + s.sigma * s.draw, p);
      s.best = select(success, value, s.best);
      s.sigma = s.sigma * select(success, T(c.increase), T(c.decrease));
    }
    s.draw = standard_normals<T, N>(words);
  }
};

}  // namespace thalweg

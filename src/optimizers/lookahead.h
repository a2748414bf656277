// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/adam.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/sgd.h"

namespace thalweg {

/// Lookahead around a base optimizer: after every k steps of it, slow weights move a share alpha of the way
/// to where it arrived, and it goes on from there.  Zhang et al. 2019, algorithm 1.
template <class Base>
struct LookingAhead {
  struct Hyper : Base::Hyper {
    double k = 5, alpha = 0.5;
  };

  static constexpr int variants = thalweg::variants<Base>;
  static constexpr int variant(const Hyper& h) { return thalweg::variant<Base>(h); }

  template <int V>
  struct Rule {
    using Inner = rule_t<Base, V>;
    template <class R>
    struct Step {
      R first, share;
      typename Inner::template Step<R> base;
    };
    template <class T, int N>
    struct State {
      [[no_unique_address]] typename Inner::template State<T, N> base;  ///< takes no room if it is empty
      Vec<T, N> slow;
    };

    static void terms(const auto& s, const auto& tell) {
      if constexpr (requires { Inner::terms(s.base, tell); }) Inner::terms(s.base, tell);
      tell(s.slow, "slow",
           "The slow weights, which every k steps go a share alpha of the way to where the base optimizer "
           "has got.");
    }
    static void factors(const auto& c, const auto& tell) {
      if constexpr (requires { Inner::factors(c.base, tell); }) Inner::factors(c.base, tell);
      tell(c.share, "alpha, else 0",
           "The share of the way that the slow weights go in this step: alpha every k steps, else 0.");
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) {
      return {double(t == 1), t % i64(h.k) == 0 ? h.alpha : 0, Inner::at(h, lr, t)};
    }

    template <class T, int N, class R>
    THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
      if (c.first != 0) s.slow = p;
      Inner::update(s.base, p, g, c.base);
      if (c.share != 0) {
        s.slow = s.slow + T(c.share) * (p - s.slow);
        p = s.slow;
      }
    }
  };

  static constexpr Field<Hyper> k_field{
      "k", &Hyper::k, {1, 1e6, Scale::integer}, "steps of the base between two moves of the slow weights"};
  static constexpr Field<Hyper> alpha_field{"alpha", &Hyper::alpha, kFraction,
                                            "share of the way that the slow weights go"};
};

struct Lookahead : LookingAhead<Sgd> {
  static constexpr OptimizerInfo info{.name = "lookahead",
                                      .title = "Lookahead SGD",
                                      .rule = "k steps of SGD; slow += alpha (p - slow); p = slow",
                                      .source = "M. Zhang et al. 2019, algorithm 1"};
  static constexpr Field<Hyper> fields[] = {
      k_field,
      alpha_field,
      momentum_field<Hyper>(&Hyper::momentum),
      {"dampening", &Hyper::dampening, kFraction, "share of the gradient that is kept out of the buffer"},
      weight_decay_field<Hyper>(&Hyper::weight_decay),
      {"nesterov", &Hyper::nesterov, kSwitch,
       "look ahead along the buffer; needs momentum > 0 and dampening 0"},
  };
  static constexpr const char* conflict(const Hyper& h) { return Sgd::conflict(h); }
};

struct LookaheadAdam : LookingAhead<Adam> {
  static constexpr OptimizerInfo info{.name = "lookahead_adam",
                                      .title = "Lookahead Adam",
                                      .rule = "k steps of Adam; slow += alpha (p - slow); p = slow",
                                      .source = "M. Zhang et al. 2019, algorithm 1",
                                      .family = Family::normalized};
  static constexpr Field<Hyper> fields[] = {
      k_field,
      alpha_field,
      beta1_field<Hyper>(&Hyper::beta1),
      beta2_field<Hyper>(&Hyper::beta2),
      eps_field<Hyper>(&Hyper::eps),
      weight_decay_field<Hyper>(&Hyper::weight_decay),
      {"amsgrad", &Hyper::amsgrad, kSwitch, "divide by the largest second moment so far"},
  };
};

}  // namespace thalweg

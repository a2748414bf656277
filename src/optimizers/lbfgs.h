// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "optimizers/strong_wolfe.h"
#include "optimizers/terms.h"
namespace thalweg {

/// L-BFGS as torch.optim.LBFGS has it, one evaluation per step: with its strong Wolfe line search p stands
/// still while a line is searched; without it (PyTorch's default) every step moves p by lr along the
/// direction, as PyTorch's step() does with max_iter=1. PyTorch keeps 100 pairs, here 10 at most.  Where
/// PyTorch stops (the direction is not downhill) the pairs are forgotten.
struct Lbfgs {
  static constexpr OptimizerInfo info{
      .name = "lbfgs",
      .title = "L-BFGS",
      .rule = "p += t d, d = -B g with B from the last history_size pairs of changes of p and g",
      .source = "J. Nocedal, S. Wright, Numerical Optimization, 2006, algorithm 7.5; torch.optim.LBFGS",
      .family = Family::newton};
  static constexpr int kMostPairs = 10;
  struct Hyper {
    double history_size = kMostPairs, tolerance_change = 1e-9, fixed_step = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"history_size", &Hyper::history_size, {1, kMostPairs, Scale::integer}, "pairs that are remembered"},
      {"tolerance_change",
       &Hyper::tolerance_change,
       {0, 1, Scale::log},
       "brackets shorter than this are not searched"},
      {"fixed_step", &Hyper::fixed_step, kSwitch, "steps of lr without a search, PyTorch's default"},
  };

  static constexpr int variants = 2;
  static constexpr int variant(const Hyper& h) { return h.fixed_step != 0; }

  /// The newest pair first; those that are not there yet are 0.
  template <class T, int N>
  struct Pairs {
    Vec<T, N> steps[kMostPairs], changes[kMostPairs];
    T scale = T(1);  ///< s.y / y.y of the newest pair
  };

  static void terms_of(const auto& pairs, const auto& tell) {
    tell(pairs.steps, "s_i", "The last steps, newest first: where the particle went.");
    tell(pairs.changes, "y_i", "How the gradient changed in each of them: the curvature along s_i.");
    tell(pairs.scale, "gamma", "The size that the newest pair gives to the estimate of the inverse Hessian.");
  }

  /// Takes in a pair if its curvature is positive and `now` holds.
  template <class T, int N, class R, class M>
  THALWEG_HD static void learn(Pairs<T, N>& pairs, const Vec<T, N>& step, const Vec<T, N>& change, R size,
                               M now) {
    const T sy = dot(step, change);
    const auto good = both(now, sy > T(1e-10));
    THALWEG_UNROLL
    for (int i = kMostPairs - 1; i > 0; i--)
      if (R(i) < size) {
        pairs.steps[i] = select(good, pairs.steps[i - 1], pairs.steps[i]);
        pairs.changes[i] = select(good, pairs.changes[i - 1], pairs.changes[i]);
      }
    pairs.steps[0] = select(good, step, pairs.steps[0]);
    pairs.changes[0] = select(good, change, pairs.changes[0]);
    pairs.scale = select(good, sy / dot(change, change), pairs.scale);
  }

  /// -B g by the recursion of two loops.
  template <class T, int N>
  THALWEG_HD static Vec<T, N> direction(const Pairs<T, N>& pairs, const Vec<T, N>& gradient) {
    T along[kMostPairs];
    Vec<T, N> q = T(-1) * gradient;
    THALWEG_UNROLL
    for (int i = 0; i < kMostPairs; i++) {
      along[i] = share(pairs, i, dot(pairs.steps[i], q));
      q = q - along[i] * pairs.changes[i];
    }
    q = pairs.scale * q;
    THALWEG_UNROLL
    for (int i = kMostPairs - 1; i >= 0; i--)
      q = q + (along[i] - share(pairs, i, dot(pairs.changes[i], q))) * pairs.steps[i];
    return q;
  }

  template <int V>
  struct Rule;

 private:
  // a / s.y of pair i, 0 where there is none.
  template <class T, int N>
  THALWEG_HD static T share(const Pairs<T, N>& pairs, int i, T a) {
    const T sy = dot(pairs.steps[i], pairs.changes[i]);
    return select(sy > T(0), a / sy, T(0));
  }
};

/// Steps of a fixed length.
template <>
struct Lbfgs::Rule<1> {
  template <class R>
  struct Step {
    R first, lr, size;
  };
  template <class T, int N>
  struct State {
    Pairs<T, N> pairs;
    Vec<T, N> step, gradient;  ///< the last ones
  };

  static void terms(const auto& s, const auto& tell) {
    terms_of(s.pairs, tell);
    tell(s.step, "s", "The step itself, kept to learn the curvature along it.");
    tell(s.gradient, "g_last", words::kLast);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) { return {double(t == 1), lr, h.history_size}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    T rate = T(c.lr);
    if (c.first != 0)
      rate = rate * min(T(1) / norm1(g), T(1));
    else
      learn(s.pairs, s.step, g - s.gradient, c.size, T(0) < T(1));
    s.gradient = g;
    s.step = rate * direction(s.pairs, g);
    p = p + s.step;
  }
};

/// Steps whose length is searched.
template <>
struct Lbfgs::Rule<0> {
  using Line = detail::StrongWolfe;
  static constexpr Request request = Request::value_and_gradient;
  static constexpr bool probes = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr, size, tolerance_change;
  };
  template <class T, int N>
  struct State {
    Pairs<T, N> pairs;
    Line::Search<T, N> search;
  };

  static void terms(const auto& s, const auto& tell) {
    terms_of(s.pairs, tell);
    Line::terms(s.search, tell);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {double(t == 1), lr, h.history_size, h.tolerance_change};
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : p + s.search.t * s.search.direction;
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    if (c.first != 0) {
      p = p + T(0) * a.value * a.gradient;  // a start without a slope is not finite
      const Line::End<T, N> here{T(0), a.value, T(0), a.gradient};
      s.search = Line::begin(here, T(-1) * a.gradient, T(c.lr) * min(T(1) / norm1(a.gradient), T(1)));
      return;
    }
    const auto done = Line::judge(s.search, a, T(c.tolerance_change));
    const Line::End<T, N> found = s.search.low;
    const Vec<T, N> step = found.t * s.search.direction;
    learn(s.pairs, step, found.gradient - s.search.start.gradient, c.size, done);
    p = select(done, p + step, p);

    const Vec<T, N> along = direction(s.pairs, found.gradient), steepest = T(-1) * found.gradient;
    const auto downhill = dot(found.gradient, along) < T(0);
    forget(s.pairs, both(done, !downhill));
    const Line::Search<T, N> next = Line::begin(found, select(downhill, along, steepest), T(c.lr));
    s.search.direction = select(done, next.direction, s.search.direction);
    s.search.start = Line::choose(done, next.start, s.search.start);
    s.search.low = Line::choose(done, next.low, s.search.low);
    s.search.high = Line::choose(done, next.high, s.search.high);
    s.search.t = select(done, next.t, s.search.t);
    s.search.trials = select(done, T(0), s.search.trials);
    s.search.zooming = select(done, T(0), s.search.zooming);
    s.search.slow = select(done, T(0), s.search.slow);
  }

 private:
  template <class T, int N, class M>
  THALWEG_HD static void forget(Pairs<T, N>& pairs, M now) {
    THALWEG_UNROLL
    for (int i = 0; i < kMostPairs; i++) {
      pairs.steps[i] = select(now, all<T, N>(0), pairs.steps[i]);
      pairs.changes[i] = select(now, all<T, N>(0), pairs.changes[i]);
    }
    pairs.scale = select(now, T(1), pairs.scale);
  }
};

}  // namespace thalweg

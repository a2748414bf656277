// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
#include "optimizers/line_search.h"
namespace thalweg {

/// BFGS with the dense inverse Hessian and a weak Wolfe line search, one value and gradient per step: p
/// stands still while a line is searched.
struct Bfgs {
  static constexpr OptimizerInfo info{
      .name = "bfgs",
      .title = "BFGS",
      .rule = "p += t d, d = -B g; B -> (I - s y^T / s.y) B (I - y s^T / s.y) + s s^T / s.y",
      .source =
          "J. Nocedal, S. Wright, Numerical Optimization, 2006, algorithm 6.1; A. Lewis, M. Overton 2013",
      .family = Family::newton};
  struct Hyper {
    double c1 = 1e-4, c2 = 0.9;
  };
  static constexpr Field<Hyper> fields[] = {
      {"c1", &Hyper::c1, {1e-9, 0.5, Scale::log}, "share of the expected decrease that is enough"},
      {"c2", &Hyper::c2, kFraction, "share of the first slope that is flat enough"},
  };
  static constexpr const char* conflict(const Hyper& h) {
    return h.c1 >= h.c2 ? "c1 must be below c2" : nullptr;
  }

  static constexpr Request request = Request::value_and_gradient;
  static constexpr bool probes = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr;
    detail::WeakWolfe::Conditions<R> wolfe;
  };
  template <class T, int N>
  struct State {
    detail::WeakWolfe::Line<T, N> line;
    Symmetric<T, N> inverse;  ///< of the Hessian
    T unscaled;               ///< 1 until the first pair has set the scale of `inverse`
  };

  static void terms(const auto& s, const auto& tell) {
    detail::WeakWolfe::terms(s.line, tell);
    tell(s.inverse, "B",
         "The estimate of the inverse Hessian, from how the gradient changed: -B g is nearly Newton's step.");
    tell(s.unscaled, "unscaled", "1 until the first step has shown how large B should be.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) { return {double(t == 1), lr, {h.c1, h.c2}}; }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : detail::WeakWolfe::trial(s.line, p);
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    using Search = detail::WeakWolfe;
    if (c.first != 0) {
      p = p + T(0) * a.value * a.gradient;  // a start without a slope is not finite
      const auto always = T(0) < T(1);
      Search::begin(s.line, a, all<T, N>(0), Search::first_length(a.gradient, T(c.lr)), always);
      reset(s, always);
      return;
    }
    const T t = s.line.t;
    const auto accepted = Search::judge(s.line, a, c.wolfe);
    const Vec<T, N> step = t * s.line.direction;
    learn(s, step, a.gradient - s.line.gradient, accepted);
    p = select(accepted, p + step, p);
    reset(s, Search::begin(s.line, a, T(-1) * multiply(s.inverse, a.gradient), T(c.lr), accepted));

    // A line that has seen too many trials is left for the steepest descent from where it began.
    const Answer<T, N> begin{s.line.value, s.line.gradient, {}};
    const T length = Search::first_length(begin.gradient, T(c.lr));
    reset(s, Search::begin(s.line, begin, all<T, N>(0), length, s.line.trials >= T(Search::kMostTrials)));
  }

 private:
  template <class T, int N, class M>
  THALWEG_HD static void reset(State<T, N>& s, M now) {
    s.unscaled = select(now, T(1), s.unscaled);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      THALWEG_UNROLL
      for (int j = i; j < N; j++) s.inverse(i, j) = select(now, T(double(i == j)), s.inverse(i, j));
    }
  }

  // Takes in a pair of changes of p and g, if its curvature is positive.
  template <class T, int N, class M>
  THALWEG_HD static void learn(State<T, N>& s, const Vec<T, N>& step, const Vec<T, N>& change, M now) {
    const T sy = dot(step, change);
    const auto good = both(now, sy > T(0));
    const T scale = select(s.unscaled > T(0), sy / dot(change, change), T(1));
    Symmetric<T, N> B = s.inverse;
    THALWEG_UNROLL
    for (int k = 0; k < Symmetric<T, N>::kSize; k++) B.a[k] = scale * B.a[k];
    const Vec<T, N> By = multiply(B, change);
    const T along = (T(1) + dot(change, By) / sy) / sy;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      THALWEG_UNROLL
      for (int j = i; j < N; j++) {
        const T updated = B(i, j) + along * (step[i] * step[j]) - (By[i] * step[j] + step[i] * By[j]) / sy;
        s.inverse(i, j) = select(good, updated, s.inverse(i, j));
      }
    }
    s.unscaled = select(good, T(0), s.unscaled);
  }
};

}  // namespace thalweg

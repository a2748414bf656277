// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "optimizers/line_search.h"
namespace thalweg {

/// Nonlinear conjugate gradients of Polak and Ribiere, restarted where beta would be negative or the
/// direction not downhill, with a weak Wolfe line search: one value and gradient per step, and p stands still
/// while a line is searched.
struct NonlinearCg {
  static constexpr OptimizerInfo info{.name = "nonlinear_cg",
                                      .title = "Nonlinear CG",
                                      .rule = "p += t d; d = -g + max(0, g.(g - g_last) / g_last.g_last) d",
                                      .source =
                                          "J. Nocedal, S. Wright, Numerical Optimization, 2006, equation "
                                          "5.44 (PR+); A. Lewis, M. Overton 2013",
                                      .family = Family::newton};
  struct Hyper {
    double c1 = 1e-4, c2 = 0.1;
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
  using State = detail::WeakWolfe::Line<T, N>;

  static void terms(const auto& s, const auto& tell) { detail::WeakWolfe::terms(s, tell); }
  static Step<double> at(const Hyper& h, double lr, i64 t) { return {double(t == 1), lr, {h.c1, h.c2}}; }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : detail::WeakWolfe::trial(s, p);
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    using Search = detail::WeakWolfe;
    if (c.first != 0) {
      p = p + T(0) * a.value * a.gradient;  // a start without a slope is not finite
      Search::begin(s, a, all<T, N>(0), Search::first_length(a.gradient, T(c.lr)), T(0) < T(1));
      return;
    }
    const T t = s.t;
    const auto accepted = Search::judge(s, a, c.wolfe);
    p = select(accepted, p + t * s.direction, p);

    const T square = dot(s.gradient, s.gradient), product = dot(a.gradient, a.gradient - s.gradient);
    const T beta = select(square > T(0), max(product / square, T(0)), T(0));
    const Vec<T, N> direction = beta * s.direction - a.gradient;
    // As long a first trial as would lower f as much to first order as the last step did.
    const T next = dot(a.gradient, direction);
    Search::begin(s, a, direction, select(next < T(0), t * (s.slope / next), t), accepted);

    const Answer<T, N> begin{s.value, s.gradient, {}};
    const T length = Search::first_length(begin.gradient, T(c.lr));
    Search::begin(s, begin, all<T, N>(0), length, s.trials >= T(Search::kMostTrials));
  }
};

}  // namespace thalweg

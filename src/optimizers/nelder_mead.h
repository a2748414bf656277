// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Nelder and Mead's simplex, with the usual coefficients 1, 2, 1/2, 1/2 and in the order of scipy's
/// implementation, one value per step.  p is the best vertex; the first simplex has edges of lr along the
/// axes.
struct NelderMead {
  static constexpr OptimizerInfo info{
      .name = "nelder_mead",
      .title = "Nelder-Mead",
      .rule = "reflect, expand, contract or shrink a simplex of N + 1 points",
      .source = "J. Nelder, R. Mead 1965; scipy.optimize.minimize(method='Nelder-Mead')",
      .family = Family::normalized,
      .lr_factor = 10};
  struct Hyper {};

  static constexpr Request request = Request::value;
  static constexpr bool probes = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr;
  };
  /// What the value of the trial will decide.  Kept as a number.
  enum Phase { kVertices, kReflection, kExpansion, kOutside, kInside };
  template <class T, int N>
  struct State {
    Vec<T, N> x[N + 1];  ///< best first, once they are all known
    T f[N + 1];
    Vec<T, N> trial, reflected;
    T f_reflected, phase, next;  ///< next: the vertex whose value is asked for, in kVertices
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.x, "x_k", "The corners of the simplex, best first once all are known.");
    tell(s.f, "f_k", "Their losses.");
    tell(s.trial, "x_t", "The point that the next step tries.");
    tell(s.reflected, "x_r", "The worst corner, reflected through the others.");
    tell(s.f_reflected, "f_r", "Its loss.");
    tell(s.phase, "phase", "What is tried: 0 a corner, 1 the reflection, 2 farther out, 3 and 4 nearer in.");
    tell(s.next, "next", "The corner whose loss is asked for while the simplex is new.");
  }
  static Step<double> at(const Hyper&, double lr, i64 t) { return {double(t == 1), lr}; }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : s.trial;
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    const T value = high_if_nan(a.value);
    if (c.first != 0) build(s, p, T(c.lr));
    const auto asking = s.phase == T(double(kVertices)), reflecting = s.phase == T(double(kReflection));
    const auto expanding = s.phase == T(double(kExpansion)), outside = s.phase == T(double(kOutside));
    const auto inside = s.phase == T(double(kInside));

    THALWEG_UNROLL
    for (int i = 0; i <= N; i++) s.f[i] = select(both(asking, s.next == T(double(i))), value, s.f[i]);
    const auto known = both(asking, s.next >= T(double(N)));

    const auto best = both(reflecting, value < s.f[0]), good = both(reflecting, value < s.f[N - 1]);
    const auto fair = both(reflecting, value < s.f[N]);
    const auto contracted = either(both(outside, value <= s.f_reflected), both(inside, value < s.f[N]));
    const auto as_reflected = both(expanding, !(value < s.f_reflected));
    const auto replaces = either(either(both(good, !best), expanding), contracted);
    s.x[N] = select(replaces, select(as_reflected, s.reflected, s.trial), s.x[N]);
    s.f[N] = select(replaces, select(as_reflected, s.f_reflected, value), s.f[N]);
    s.reflected = select(reflecting, s.trial, s.reflected);
    s.f_reflected = select(reflecting, value, s.f_reflected);
    const auto shrinks = both(either(outside, inside), !contracted);

    const auto whole = either(known, replaces);
    sort(s, whole);
    p = select(whole, s.x[0], p);
    shrink(s, shrinks);
    s.next = select(shrinks, T(1), s.next + T(1));

    s.phase = select(shrinks, T(double(kVertices)), s.phase);
    s.phase = select(whole, T(double(kReflection)), s.phase);
    s.phase = select(best, T(double(kExpansion)), s.phase);
    s.phase = select(both(fair, !good), T(double(kOutside)), s.phase);
    s.phase = select(both(reflecting, !fair), T(double(kInside)), s.phase);
    propose(s);
  }

 private:
  template <class T, int N>
  THALWEG_HD static void build(State<T, N>& s, const Vec<T, N>& p, T edge) {
    THALWEG_UNROLL
    for (int i = 0; i <= N; i++) {
      s.x[i] = p;
      if (i > 0) s.x[i][i - 1] = s.x[i][i - 1] + edge;
      s.f[i] = T(1) / T(0);
    }
    s.phase = T(double(kVertices));
    s.next = T(0);
  }

  template <class T, int N, class M>
  THALWEG_HD static void sort(State<T, N>& s, M now) {
    THALWEG_UNROLL
    for (int end = N; end > 0; end--) {
      THALWEG_UNROLL
      for (int i = 0; i < end; i++) {
        const auto wrong = both(now, s.f[i] > s.f[i + 1]);
        exchange(wrong, s.f[i], s.f[i + 1]);
        exchange(wrong, s.x[i], s.x[i + 1]);
      }
    }
  }

  template <class T, int N, class M>
  THALWEG_HD static void shrink(State<T, N>& s, M now) {
    THALWEG_UNROLL
    for (int i = 1; i <= N; i++) s.x[i] = select(now, s.x[0] + T(0.5) * (s.x[i] - s.x[0]), s.x[i]);
  }

  // The trial of the phase that was decided on: a vertex, or a point on the line from the worst vertex
  // through the centre of the others.
  template <class T, int N>
  THALWEG_HD static void propose(State<T, N>& s) {
    Vec<T, N> centre = s.x[0], vertex = s.x[0];
    THALWEG_UNROLL
    for (int i = 1; i < N; i++) centre = centre + s.x[i];
    centre = T(1.0 / N) * centre;
    THALWEG_UNROLL
    for (int i = 1; i <= N; i++) vertex = select(s.next == T(double(i)), s.x[i], vertex);
    T reach = T(1);
    reach = select(s.phase == T(double(kExpansion)), T(2), reach);
    reach = select(s.phase == T(double(kOutside)), T(0.5), reach);
    reach = select(s.phase == T(double(kInside)), T(-0.5), reach);
    const Vec<T, N> on_line = (T(1) + reach) * centre - reach * s.x[N];
    s.trial = select(s.phase == T(double(kVertices)), vertex, on_line);
  }
};

}  // namespace thalweg

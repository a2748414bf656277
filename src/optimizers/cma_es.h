// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/eigen.h"
namespace thalweg {

/// The evolution strategy with covariance matrix adaptation, (mu/mu_w, lambda) with rank-one and rank-mu
/// updates, one value per step: a generation takes `population` steps.  p is the best point seen so far; lr
/// is the first standard deviation.
struct CmaEs {
  static constexpr OptimizerInfo info{
      .name = "cma_es",
      .title = "CMA-ES",
      .rule = "x_k = m + sigma C^(1/2) xi; m, sigma, C from the better half of each generation",
      .source = "N. Hansen, The CMA Evolution Strategy: A Tutorial, 2016, figure 6; purecmaes.m",
      .family = Family::normalized,
      .lr_factor = 10};
  static constexpr int kMost = 8, kMostParents = kMost / 2;
  struct Hyper {
    double population = 6;
  };
  static constexpr Field<Hyper> fields[] = {
      {"population",
       &Hyper::population,
       {4, kMost, Scale::integer},
       "points per generation; half of them are parents"},
  };

  static constexpr Request request = Request::value;
  static constexpr bool probes = true, random = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr;
    R index, last;            ///< which point of its generation this is; whether it is the last
    R weights[kMostParents];  ///< of the parents, best first; 0 beyond them
    R parents;                ///< their effective number, mu_eff
  };
  template <class T, int N>
  struct State {
    Vec<T, N> mean, sigma_path, path,
        step;  ///< step: from the mean to the point that is asked for, over sigma
    Symmetric<T, N> covariance;
    Vec<T, N> steps[kMost];
    T values[kMost];
    T sigma, best, fade;  ///< fade: (1 - c_sigma)^(2 generations)
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.mean, "m", "The centre of the cloud from which points are drawn.");
    tell(s.sigma_path, "p_sigma",
         "The path of the centre in units of the cloud: long if it keeps going one way, and then the cloud "
         "grows.");
    tell(s.path, "p_c", "The path of the centre, along which the cloud stretches.");
    tell(s.step, "z", "From the centre to the next point to try, over sigma.");
    tell(s.covariance, "C", "The shape of the cloud.");
    tell(s.steps, "z_k", "The points of this generation so far, from the centre and over sigma.");
    tell(s.values, "f_k", "Their losses.");
    tell(s.sigma, "sigma", "The size of the cloud.");
    tell(s.best, "f_best", "The lowest loss seen so far; the particle is where that was.");
    tell(s.fade, "fade", "How much of p_sigma still is its beginning at 0.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.index, "k", "Which point of its generation this step tries; -1: the start.");
    tell(c.last, "last", "1 on the last point of a generation, when the cloud moves.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    Step<double> c{double(t == 1), lr, -1, 0, {}, 0};
    const i64 population = i64(h.population), parents = population / 2;
    if (t > 1) {
      c.index = double((t - 2) % population);
      c.last = double((t - 1) % population == 0);
    }
    double sum = 0, squares = 0;
    for (i64 i = 0; i < parents; i++)
      sum += c.weights[i] = __builtin_log(double(parents) + 0.5) - __builtin_log(double(i + 1));
    for (double& w : c.weights) {
      w /= sum;
      squares += w * w;
    }
    c.parents = 1 / squares;
    return c;
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : s.mean + s.sigma * s.step;
  }

  template <int K, class T, int N, class R, class U>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c,
                                const Words<U>& words) {
    const T value = high_if_nan(a.value);
    if (c.first != 0) {
      begin(s, p, T(c.lr));
      s.best = value;
    } else {
      const auto better = value < s.best;
      p = select(better, s.mean + s.sigma * s.step, p);
      s.best = select(better, value, s.best);
      THALWEG_UNROLL
      for (int i = 0; i < kMost; i++)
        if (R(i) == c.index) {
          s.steps[i] = s.step;
          s.values[i] = value;
        }
      if (c.last != 0) next_generation(s, c);
    }
    const auto root = [](T variance) { return sqrt(floor_at(T(0), variance)); };
    s.step = spectral(eigen(s.covariance), standard_normals<T, N>(words), root);
  }

 private:
  template <class T, int N>
  THALWEG_HD static void begin(State<T, N>& s, const Vec<T, N>& p, T sigma) {
    s.mean = p;
    s.sigma_path = s.path = all<T, N>(0);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      THALWEG_UNROLL
      for (int j = i; j < N; j++) s.covariance(i, j) = T(double(i == j));
    }
    THALWEG_UNROLL
    for (int i = 0; i < kMost; i++) s.values[i] = T(1) / T(0);
    s.sigma = sigma;
    s.fade = T(1);
  }

  template <class T, int N, class R>
  THALWEG_HD static void next_generation(State<T, N>& s, const Step<R>& c) {
    sort(s);
    Vec<T, N> move = T(c.weights[0]) * s.steps[0];
    THALWEG_UNROLL
    for (int i = 1; i < kMostParents; i++) move = move + T(c.weights[i]) * s.steps[i];
    s.mean = s.mean + s.sigma * move;

    const R n = R(N), mu = c.parents, c_sigma = (mu + 2) / (n + mu + 5);
    const R c_path = (4 + mu / n) / (n + 4 + 2 * mu / n), c_one = 2 / ((n + R(1.3)) * (n + R(1.3)) + mu);
    const R c_mu_free = 2 * (mu - 2 + 1 / mu) / ((n + 2) * (n + 2) + mu);
    const R c_mu = c_mu_free < 1 - c_one ? c_mu_free : 1 - c_one;
    const R crowd = sqrt((mu - 1) / (n + 1)) - 1, damping = 1 + 2 * (crowd > 0 ? crowd : 0) + c_sigma;
    const R length = sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));  // of a normal vector, about

    const auto inverse_root = [](T variance) { return T(1) / sqrt(max(variance, T(1e-30))); };
    s.sigma_path = T(1 - c_sigma) * s.sigma_path +
                   T(sqrt(c_sigma * (2 - c_sigma) * mu)) * spectral(eigen(s.covariance), move, inverse_root);
    s.fade = T((1 - c_sigma) * (1 - c_sigma)) * s.fade;
    const T square = dot(s.sigma_path, s.sigma_path);
    const T calm = select(square / (T(1) - s.fade) < T(n * (2 + 4 / (n + 1))), T(1), T(0));
    s.path = T(1 - c_path) * s.path + (calm * T(sqrt(c_path * (2 - c_path) * mu))) * move;
    const T keep = T(1 - c_one - c_mu) + (T(1) - calm) * T(c_one * c_path * (2 - c_path));
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      THALWEG_UNROLL
      for (int j = i; j < N; j++) {
        T spread = T(0);
        THALWEG_UNROLL
        for (int k = 0; k < kMostParents; k++)
          spread = spread + T(c.weights[k]) * (s.steps[k][i] * s.steps[k][j]);
        s.covariance(i, j) =
            keep * s.covariance(i, j) + T(c_one) * (s.path[i] * s.path[j]) + T(c_mu) * spread;
      }
    }
    s.sigma = s.sigma * exp(T(c_sigma / damping) * (sqrt(square) / T(length) - T(1)));
  }

  template <class T, int N>
  THALWEG_HD static void sort(State<T, N>& s) {
    THALWEG_UNROLL
    for (int end = kMost - 1; end > 0; end--) {
      THALWEG_UNROLL
      for (int i = 0; i < end; i++) {
        const auto wrong = s.values[i] > s.values[i + 1];
        exchange(wrong, s.values[i], s.values[i + 1]);
        exchange(wrong, s.steps[i], s.steps[i + 1]);
      }
    }
  }
};

}  // namespace thalweg

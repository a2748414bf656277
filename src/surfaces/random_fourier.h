// SPDX-License-Identifier: MIT
#pragma once

#include "core/constant_table.h"
#include "core/philox.h"
#include "surfaces/surface.h"

namespace thalweg {

/// A random smooth field with Gaussian correlations of the given length: variance 1, no trend, minima
/// everywhere, none of them known beforehand.
struct RandomFourier {
  static constexpr SurfaceInfo info{
      .name = "random_fourier",
      .title = "Random Fourier field",
      .formula = "sqrt(2 / 32) * sum over 32 i of cos(wx_i x + wy_i y + phase_i)",
      .domain = {-5, 5, -5, 5},
      .lr = {0.1, 0.05},
      .source = "A. Rahimi, B. Recht, Random features for large-scale kernel machines, 2007"};

  static constexpr int kWaves = 32;
  struct Hyper {
    double length = 1, seed = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"length", &Hyper::length, {0.2, 5, Scale::log}, "over which values are alike"},
      {"seed", &Hyper::seed, {0, 1e6, Scale::integer}, "of the random waves"},
  };
  /// A fifth of 1 / curvature, which is about 2 / length^2.
  static constexpr LearningRates learning_rates(const Hyper& h) { return {0.1 * h.length * h.length, 0.05}; }

  template <class R>
  struct Wave {
    R x, y, phase;
  };
  ConstantTable<Wave, kWaves> waves;

  /// Wave vectors are standard normal over length: the spectrum of exp(-d^2 / (2 length^2)).
  explicit RandomFourier(const Hyper& h) : waves{} {
    for (int i = 0; i < kWaves; i++) {
      const Words<u32> random = random_words(u64(h.seed), Stream::start, u32(i), 0);
      double u, v;
      box_muller(open_unit<double>(random.w[0]), open_unit<double>(random.w[1]), u, v);
      waves.set(i, {u / h.length, v / h.length, 2 * kPi * open_unit<double>(random.w[2])});
    }
  }

  template <class X, class Y>
  THALWEG_HD constexpr auto wave(X x, Y y, int i) const {
    const auto& w = waves.template at<X>(i);
    return cos(w.x * x + w.y * y + w.phase);
  }

  THALWEG_FORMULA {
    auto sum = wave(x, y, 0);
    THALWEG_UNROLL_SOME
    for (int i = 1; i < kWaves; i++) sum = sum + wave(x, y, i);
    return 0.25 * sum;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A hole in a plain: the gradient vanishes as exp(-r^2), and far starts do not feel it.
struct Plateau {
  static constexpr SurfaceInfo info{
      .name = "plateau",
      .title = "Plateau",
      .formula = "1 - exp(-(x^2 + y^2)/(2*width^2))",
      .domain = {-5, 5, -5, 5},
      .lr = {0.5, 0.05},
      .source =
          "X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward "
          "neural networks, 2010"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  struct Hyper {
    double width = 1.5;
  };
  static constexpr Field<Hyper> fields[] = {{"width", &Hyper::width, {1, 5}, "of the hole"}};
  /// Half of 1 / curvature at the minimum.
  static constexpr LearningRates learning_rates(const Hyper& h) { return {0.5 * h.width * h.width, 0.05}; }

  double scale;
  explicit Plateau(const Hyper& h) : scale(-0.5 / (h.width * h.width)) {}

  THALWEG_FORMULA { return 1 - exp(scale * (sq(x) + sq(y))); }
};

}  // namespace thalweg

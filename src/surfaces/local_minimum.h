// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A deep and a shallow hole in a bowl.
struct LocalMinimum {
  static constexpr SurfaceInfo info{
      .name = "local_minimum",
      .title = "Local minimum",
      .formula =
          "let w = 1.4*y; x^2 + w^2 - 2*exp(-5*((x - 1)^2 + w^2)) - 6*exp(-5*((x + 1)^2 + "
          "w^2))",
      .domain = {-2, 2, -2, 2},
      .lr = {0.01, 0.02},
      .source = "L. Jiang, gradient_descent_viz, 2020"};
  static constexpr KnownMinimum minima[] = {{-0.9675774464554597, 0, -5.032339968658435},
                                            {0.9053178606008483, 0, -1.0927320384810153, false}};

  THALWEG_FORMULA {
    const auto v = 1.96 * sq(y);
    return sq(x) + v - 2 * exp(-5 * (sq(x - 1) + v)) - 6 * exp(-5 * (sq(x + 1) + v));
  }
};

}  // namespace thalweg

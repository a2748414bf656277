// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bowl with two hills and a hole beside one of them.
struct Hills {
  static constexpr SurfaceInfo info{
      .name = "hills",
      .title = "Hills",
      .formula =
          "let w = 1.4*y; x^2 + w^2 + 2*exp(-5*((x - 1)^2 + w^2)) + 6*exp(-5*((x + 1)^2 + "
          "w^2)) - 2*exp(-5*((x - 1)^2 + (w + 1)^2))",
      .domain = {-2, 2, -2, 2},
      .lr = {0.01, 0.02},
      .source = "L. Jiang, gradient_descent_viz, 2020"};
  static constexpr KnownMinimum minima[] = {
      {0.9003065222993073, -0.6534011583039486, -0.1588086100344146},
      {0.04150712569956181, -0.0006403776376543042, 0.04828496079613093, false}};

  THALWEG_FORMULA {
    const auto w = 1.4 * y;
    const auto v = sq(w);
    return sq(x) + v + 2 * exp(-5 * (sq(x - 1) + v)) + 6 * exp(-5 * (sq(x + 1) + v)) -
           2 * exp(-5 * (sq(x - 1) + sq(w + 1)));
  }
};

}  // namespace thalweg

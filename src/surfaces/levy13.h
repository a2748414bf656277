// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Very many minima on a bowl.
struct Levy13 {
  static constexpr SurfaceInfo info{
      .name = "levy13",
      .title = "Levy 13",
      .formula = "sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)",
      .domain = {-10, 10, -10, 10},
      .lr = {2e-5, 0.1},
      .source =
          "A. Levy, A. Montalvo, The tunneling algorithm for the global minimization of "
          "functions, 1985"};
  static constexpr KnownMinimum minima[] = {{1, 1, 0}};

  THALWEG_FORMULA {
    return sq(sin(3 * kPi * x)) + sq(x - 1) * (1 + sq(sin(3 * kPi * y))) +
           sq(y - 1) * (1 + sq(sin(2 * kPi * y)));
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bowl with shallow ripples.
struct Bohachevsky1 {
  static constexpr SurfaceInfo info{
      .name = "bohachevsky1",
      .title = "Bohachevsky 1",
      .formula = "x^2 + 2*y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7",
      .domain = {-5, 5, -5, 5},
      .lr = {0.005, 0.05},
      .source =
          "I. Bohachevsky, M. Johnson, M. Stein, Generalized simulated annealing, "
          "Technometrics 28, 1986"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return (sq(x) + 2 * sq(y) + 0.7) - (0.3 * cos(3 * kPi * x) + 0.4 * cos(4 * kPi * y)); }
};

}  // namespace thalweg

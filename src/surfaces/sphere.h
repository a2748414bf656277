// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The convex bowl of every introduction; gradient descent contracts by 1 - 2 lr per step.
struct Sphere {
  static constexpr SurfaceInfo info{
      .name = "sphere",
      .title = "Sphere",
      .formula = "x^2 + y^2",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.05},
      .source =
          "K. De Jong, An analysis of the behavior of a class of genetic adaptive "
          "systems, 1975, F1"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return sq(x) + sq(y); }
};

}  // namespace thalweg

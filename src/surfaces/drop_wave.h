// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Rings of minima around one point.  The minimum is -1; ensmallen's documentation says 0.  The tiny
/// number in the root makes cos(12 r), a smooth function of r^2, differentiable at the centre too.
struct DropWave {
  static constexpr SurfaceInfo info{
      .name = "drop_wave",
      .title = "Drop wave",
      .formula = "-(1 + cos(12*hypot(x, y))) / (0.5*(x^2 + y^2) + 2)",
      .domain = {-5.12, 5.12, -5.12, 5.12},
      .lr = {0.01, 0.005},
      .source = "S. Surjanovic, D. Bingham, Virtual Library of Simulation Experiments, 2013"};
  static constexpr KnownMinimum minima[] = {{0, 0, -1}};

  THALWEG_FORMULA {
    const auto s = sq(x) + sq(y);
    return -(1 + cos(12 * sqrt(s + 1e-20))) / (0.5 * s + 2);
  }
};

}  // namespace thalweg

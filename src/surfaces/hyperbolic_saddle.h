// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The plain saddle: descent leaves it exponentially, and never from the line y = 0.  Unbounded below.
struct HyperbolicSaddle {
  static constexpr SurfaceInfo info{
      .name = "hyperbolic_saddle",
      .title = "Hyperbolic saddle",
      .formula = "x^2 - y^2",
      .domain = {-2, 2, -2, 2},
      .lr = {0.005, 0.02},
      .source = "Y. Dauphin et al., Identifying and attacking the saddle point problem, 2014"};

  THALWEG_FORMULA { return sq(x) - sq(y); }
};

}  // namespace thalweg

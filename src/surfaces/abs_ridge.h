// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Kinks along both axes, one ten times as steep: the gradient's sign chatters across them and its
/// length never falls.  The slope of abs is defined as 0 on the axes.
struct AbsRidge {
  static constexpr SurfaceInfo info{
      .name = "abs_ridge",
      .title = "L1 ridge",
      .formula = "abs(x) + 10*abs(y)",
      .domain = {-5, 5, -5, 5},
      .lr = {0.02, 0.02},
      .source = "N. Shor, Minimization Methods for Non-Differentiable Functions, 1985",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return abs(x) + 10 * abs(y); }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Deceptive: the second best minimum is far from the best.  With 418.9829, as often printed, the
/// minimum has an error of 2.5e-5.  Lower outside the domain.  At x = 0 and y = 0 second derivatives
/// are infinite; the gradient is 0 there.
struct Schwefel {
  static constexpr SurfaceInfo info{
      .name = "schwefel",
      .title = "Schwefel 2.26",
      .formula = "837.9657745448678 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
      .domain = {-500, 500, -500, 500},
      .lr = {1, 1},
      .source = "H.-P. Schwefel, Numerical Optimization of Computer Models, 1981",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{420.96874635998205, 420.96874635998205, 4.144399297756378e-13}};

  THALWEG_FORMULA { return (837.9657745448678 - x * sin(sqrt(abs(x)))) - y * sin(sqrt(abs(y))); }
};

}  // namespace thalweg

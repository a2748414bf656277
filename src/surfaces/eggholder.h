// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The lowest value of the domain, -959.6407 at (512, 404.2319), lies on its border: what a descent
/// ends at depends on clamping, and without it lower values follow outside.  The roots have kinks of
/// infinite slope where their arguments vanish; the gradient of the root is defined as 0 there.
struct Eggholder {
  static constexpr SurfaceInfo info{
      .name = "eggholder",
      .title = "Eggholder",
      .formula = "-(y + 47)*sin(sqrt(abs(y + x/2 + 47))) - x*sin(sqrt(abs(x - y - 47)))",
      .domain = {-512, 512, -512, 512},
      .lr = {0.05, 2},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013",
      .smoothness = Smoothness::kinked};

  THALWEG_FORMULA {
    const auto u = y + 47;
    return -(u * sin(sqrt(abs(u + 0.5 * x)))) - x * sin(sqrt(abs(x - u)));
  }
};

}  // namespace thalweg

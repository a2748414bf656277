// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// No minimum inside: the lowest value of the domain, -2.0218 at (2, 0.1058), lies on its border, and
/// descent leaves there.
struct Adjiman {
  static constexpr SurfaceInfo info{
      .name = "adjiman",
      .title = "Adjiman",
      .formula = "cos(x)*sin(y) - x/(y^2 + 1)",
      .domain = {-1, 2, -1, 1},
      .lr = {0.01, 0.01},
      .source =
          "C. Adjiman et al., A global optimization method, alpha-BB, Computers & Chemical "
          "Engineering 22, 1998"};

  THALWEG_FORMULA { return cos(x) * sin(y) - x / (sq(y) + 1); }
};

}  // namespace thalweg

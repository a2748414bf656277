// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// At 0 the gradient vanishes and the Hessian has an eigenvalue 0: the second order cannot tell the
/// saddle from a minimum.  A quartic bounds x^2 + y^3.
struct DegenerateSaddle {
  static constexpr SurfaceInfo info{
      .name = "degenerate_saddle",
      .title = "Degenerate saddle",
      .formula = "x^2 + y^3 + y^4/4",
      .domain = {-4, 4, -5, 3},
      .lr = {0.01, 0.02},
      .source =
          "R. Thom, Structural Stability and Morphogenesis, 1975: the fold, with a quartic "
          "term that bounds it"};
  static constexpr KnownMinimum minima[] = {{0, -3, -6.75}};

  THALWEG_FORMULA { return sq(x) + sq(y) * (y * (1 + 0.25 * y)); }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A tilted, wavy valley: one minimum in view of the global one, and lower ones outside the domain
/// without end.
struct McCormick {
  static constexpr SurfaceInfo info{
      .name = "mccormick",
      .title = "McCormick",
      .formula = "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
      .domain = {-1.5, 4, -3, 4},
      .lr = {0.02, 0.02},
      .source =
          "G. McCormick, Computability of global solutions to factorable nonconvex "
          "programs, 1976"};
  static constexpr KnownMinimum minima[] = {
      {-0.5471975511965977, -1.5471975511965979, -1.9132229549810364},
      {2.5943951023931957, 1.5943951023931955, 1.2283696986087569, false}};

  THALWEG_FORMULA { return sin(x + y) + sq(x - y) - 1.5 * x + 2.5 * y + 1; }
};

}  // namespace thalweg

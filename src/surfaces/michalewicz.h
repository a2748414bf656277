// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Steep ravines between plateaus; the second one has 2 y^2, the index before the square.
struct Michalewicz {
  static constexpr SurfaceInfo info{
      .name = "michalewicz",
      .title = "Michalewicz",
      .formula = "-sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2*y^2/pi)^20",
      .domain = {0, kPi, 0, kPi},
      .lr = {0.005, 0.01},
      .source = "Z. Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs, 1992"};
  static constexpr KnownMinimum minima[] = {
      {2.2029055201726093, 1.5707963267948966, -1.8013034100985525},
      {2.2029055201726093, 2.7115714838430143, -1.2140595156208163, false}};

  THALWEG_FORMULA {
    return -(sin(x) * powi(sin((1 / kPi) * sq(x)), 20) + sin(y) * powi(sin((2 / kPi) * sq(y)), 20));
  }
};

}  // namespace thalweg

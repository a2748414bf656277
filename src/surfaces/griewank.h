// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bowl so wide that only its ripples are seen; the argument of the second cosine is y / sqrt(2).
struct Griewank {
  static constexpr SurfaceInfo info{
      .name = "griewank",
      .title = "Griewank",
      .formula = "1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
      .domain = {-10, 10, -10, 10},
      .lr = {0.1, 0.02},
      .source = "A. Griewank, Generalized descent for global optimization, JOTA 34, 1981"};
  static constexpr KnownMinimum minima[] = {
      {0, 0, 0},
      {-3.1400226338955397, -4.438444480920714, 0.007396040334115082, false},
      {-3.1400226338955397, 4.438444480920714, 0.007396040334115082, false},
      {3.1400226338955397, -4.438444480920714, 0.007396040334115082, false},
      {3.1400226338955397, 4.438444480920714, 0.007396040334115082, false},
      {-6.280045279379904, 0, 0.009864672061006214, false},
      {6.280045279379904, 0, 0.009864672061006214, false},
      {0, -8.876888929095657, 0.019719489248184802, false},
      {0, 8.876888929095657, 0.019719489248184802, false},
      {-9.420067886213593, -4.438444437201061, 0.027125384395415616, false},
      {-9.420067886213593, 4.438444437201061, 0.027125384395415616, false},
      {9.420067886213593, -4.438444437201061, 0.027125384395415616, false},
      {9.420067886213593, 4.438444437201061, 0.027125384395415616, false},
      {-6.280045217550294, -8.876888885374552, 0.02958416121207001, false},
      {-6.280045217550294, 8.876888885374552, 0.02958416121207001, false},
      {6.280045217550294, -8.876888885374552, 0.02958416121207001, false},
      {6.280045217550294, 8.876888885374552, 0.02958416121207001, false}};

  THALWEG_FORMULA {
    constexpr double c = 0.70710678118654752440;
    return 1 + (1.0 / 4000) * (sq(x) + sq(y)) - cos(x) * cos(c * y);
  }
};

}  // namespace thalweg

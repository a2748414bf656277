// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A funnel with ripples; ensmallen's documentation prints "e*(...)" for its second exp.  The tip at the
/// minimum is a cone: the gradient does not vanish towards it, and at (0, 0) itself it is defined as 0.
struct Ackley {
  static constexpr SurfaceInfo info{
      .name = "ackley",
      .title = "Ackley",
      .formula = "20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
      .domain = {-5, 5, -5, 5},
      .lr = {5e-3, 0.02},
      .source = "D. Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA {
    constexpr double w = 2 * kPi, e = 2.71828182845904523536;
    return (20 - 20 * exp(-0.2 * sqrt(0.5 * (sq(x) + sq(y))))) + (e - exp(0.5 * (cos(w * x) + cos(w * y))));
  }
};

}  // namespace thalweg

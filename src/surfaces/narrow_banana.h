// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Rosenbrock's valley with any steepness: its walls cap the learning rate at 1 / steepness while its
/// floor needs a large one.
struct NarrowBanana {
  static constexpr SurfaceInfo info{
      .name = "narrow_banana",
      .title = "Narrow banana",
      .formula = "steepness*(y - x^2)^2 + (1 - x)^2",
      .domain = {-2, 2, -1, 3},
      .lr = {5e-6, 0.02},
      .source = "H. Rosenbrock, The Computer Journal 3, 1960, with steepness 100",
      .display = Display::log,
      .display_scale = 500};
  static constexpr KnownMinimum minima[] = {{1, 1, 0}};

  struct Hyper {
    double steepness = 1e4;
  };
  static constexpr Field<Hyper> fields[] = {
      {"steepness", &Hyper::steepness, {1, 1e6, Scale::log}, "of the walls, against 1 of the floor"}};
  /// Half of 1 / curvature of the walls at the rim.
  static constexpr LearningRates learning_rates(const Hyper& h) { return {0.05 / (1 + h.steepness), 0.02}; }

  double steepness;
  explicit NarrowBanana(const Hyper& h) : steepness(h.steepness) {}

  THALWEG_FORMULA { return steepness * sq(y - sq(x)) + sq(1 - x); }
};

}  // namespace thalweg

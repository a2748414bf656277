// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A parabola with ripples.  Convex while amplitude / wavelength^2 is below 1 / (2 pi^2); beyond it the
/// border between learning rates that converge and those that diverge is a fractal.  The ripples' phase
/// is shifted by half a wave, so that the minimum is 0 at the origin.
struct CosineQuadratic {
  static constexpr SurfaceInfo info{
      .name = "cosine_quadratic",
      .title = "Cosine quadratic",
      .formula = "x^2 + y^2 + amplitude*(2 - cos(2*pi*x/wavelength) - cos(2*pi*y/wavelength))",
      .domain = {-3, 3, -3, 3},
      .lr = {0.02, 0.02},
      .source =
          "Y. Liu, Complex fractal trainability boundary can arise from trivial "
          "non-convexity, 2024, arXiv 2406.13971"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  struct Hyper {
    double amplitude = 0.2, wavelength = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"amplitude", &Hyper::amplitude, {0, 2}, "of the ripples"},
      {"wavelength", &Hyper::wavelength, {0.1, 10, Scale::log}, "of the ripples"},
  };
  /// Half of 1 / largest curvature.
  static constexpr LearningRates learning_rates(const Hyper& h) {
    const double wave = 2 * kPi / h.wavelength;
    return {0.5 / (2 + h.amplitude * wave * wave), 0.02};
  }

  double amplitude, wave;
  explicit CosineQuadratic(const Hyper& h) : amplitude(h.amplitude), wave(2 * kPi / h.wavelength) {}

  THALWEG_FORMULA { return sq(x) + sq(y) + amplitude * (2 - cos(wave * x) - cos(wave * y)); }
};

}  // namespace thalweg

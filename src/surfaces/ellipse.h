// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A quadratic bowl with eigenvalues 1 and `condition`, turned by `rotation`: plain gradient descent needs of
/// the order of `condition` steps, and -grad f does not point at the minimum.
struct Ellipse {
  static constexpr SurfaceInfo info{
      .name = "ellipse",
      .title = "Ellipse",
      .formula =
          "let a = rotation*pi/180; "
          "((cos(a)*x + sin(a)*y)^2 + condition*(cos(a)*y - sin(a)*x)^2)/2",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.05},
      .source = "J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.3",
      .display = Display::log,
      .display_scale = 5};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  struct Hyper {
    double condition = 10, rotation = 30;
  };
  static constexpr Field<Hyper> fields[] = {
      {"condition",
       &Hyper::condition,
       {1, 1e6, Scale::log},
       "ratio of the largest to the smallest eigenvalue"},
      {"rotation", &Hyper::rotation, {-180, 180}, "angle of the long axis to the x axis, in degrees"},
  };
  /// The rate 2 / (1 + condition) of the fastest linear convergence.
  static constexpr LearningRates learning_rates(const Hyper& h) { return {2 / (1 + h.condition), 0.05}; }

  double condition, c, s;
  explicit Ellipse(const Hyper& h)
      : condition(h.condition), c(cos(h.rotation * (kPi / 180))), s(sin(h.rotation * (kPi / 180))) {}

  THALWEG_FORMULA { return 0.5 * (sq(c * x + s * y) + condition * sq(c * y - s * x)); }
};

}  // namespace thalweg

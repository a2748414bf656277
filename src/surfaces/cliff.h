// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A step in a shallow bowl: one gradient evaluated on it throws a particle far away unless it is
/// clipped.
struct Cliff {
  static constexpr SurfaceInfo info{
      .name = "cliff",
      .title = "Cliff",
      .formula = "(x^2 + y^2)/100 + 1/(1 + exp(-steepness*x))",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.05},
      .source =
          "R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent "
          "neural networks, 2013, section 2.3"};

  struct Hyper {
    double steepness = 20;
  };
  static constexpr Field<Hyper> fields[] = {
      {"steepness", &Hyper::steepness, {1, 100, Scale::log}, "of the step, 4 times its largest slope"}};

  double steepness;
  explicit Cliff(const Hyper& h) : steepness(h.steepness) {}

  /// Left of the step, where its slope is the bowl's: found by bisection, since df/dx rises all the way up to
  /// it.
  KnownMinimum minimum() const {
    double low = -5, high = 0;
    for (int i = 0; i < 100; i++) {
      const double middle = 0.5 * (low + high);
      (gradient(*this, Vec<double, 2>{{middle, 0}})[0] < 0 ? low : high) = middle;
    }
    return {high, 0, value(*this, Vec<double, 2>{{high, 0}})};
  }

  THALWEG_FORMULA { return 0.01 * (sq(x) + sq(y)) + (0.5 + 0.5 * tanh((0.5 * steepness) * x)); }
};

}  // namespace thalweg

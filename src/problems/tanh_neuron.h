// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// One neuron, a tanh(w x): turning both signs changes nothing, so there are two minima, (2, 1.5) and (-2,
/// -1.5) for the built-in data, with a saddle at 0 and plateaus where the neuron saturates.
struct TanhNeuron {
  static constexpr ProblemInfo info{.name = "tanh_neuron",
                                    .title = "One tanh neuron",
                                    .formula = "(a*tanh(w*x) - y)^2",
                                    .row = "x, y",
                                    .domain = {-4, 4, -3, 3},
                                    .source = "D. Rumelhart, G. Hinton, R. Williams 1986"};
  static constexpr int weights = 2, inputs = 1;

  THALWEG_HD constexpr auto operator()(const auto& row, auto w, auto a) const {
    return sq(a * tanh(w * row[0]) - row[1]);
  }

  /// y = 1.5 tanh(2 x) at 21 points from -2 to 2.
  static constexpr int rows = 21;
  void row(int i, double* out) const {
    out[0] = 0.2 * (i - 10);
    out[1] = 1.5 * tanh(2 * out[0]);
  }
};

}  // namespace thalweg

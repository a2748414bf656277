// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// Two linear layers of one weight each.  Every pair with the right product is a minimum: a hyperbola of
/// them, steeper the farther apart the weights are, with a saddle at 0.
struct TwoLayerLinear {
  static constexpr ProblemInfo info{.name = "two_layer_linear",
                                    .title = "Two linear layers",
                                    .formula = "(w1*w2*x - y)^2, or half of it",
                                    .row = "x, y",
                                    .domain = {-4, 4, -4, 4},
                                    .source = "P. Baldi, K. Hornik 1989"};
  static constexpr int weights = 2, inputs = 1;
  struct Hyper {
    double half = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"half", &Hyper::half, kSwitch, "half the squared error, so that the slope has no factor 2"},
  };

  double factor;
  explicit TwoLayerLinear(const Hyper& h) : factor(h.half != 0 ? 0.5 : 1) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto w1, auto w2) const {
    return factor * sq(w1 * w2 * row[0] - row[1]);
  }

  /// y = 2 x with errors of standard deviation 0.2, at 8 points up to 1.6.
  static constexpr int rows = 8;
  void row(int i, double* out) const {
    out[0] = 0.2 * (i + 1);
    out[1] = 2 * out[0] + 0.2 * row_normal(3, i);
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// A straight line b + w x through points.  Since x is never 0, b and w pull at each other: the valley is
/// narrow unless the inputs are scaled.
struct LineFit {
  static constexpr ProblemInfo info{.name = "line_fit",
                                    .title = "Line fit",
                                    .formula = "(b + w*x - y)^2, or half of it",
                                    .row = "x, y",
                                    .domain = {-6, 10, -2, 4},
                                    .source = "least squares: A.-M. Legendre 1805"};
  static constexpr int weights = 2, inputs = 1;
  struct Hyper {
    double half = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"half", &Hyper::half, kSwitch, "half the squared error, so that the slope has no factor 2"},
  };

  double factor;
  explicit LineFit(const Hyper& h) : factor(h.half != 0 ? 0.5 : 1) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto b, auto w) const {
    return factor * sq(b + w * row[0] - row[1]);
  }

  /// y = 2 + 0.8 x with errors of standard deviation 0.5, x = 0.2, 0.4, ..., 5.
  static constexpr int rows = 25;
  void row(int i, double* out) const {
    out[0] = 0.2 * (i + 1);
    out[1] = 2 + 0.8 * out[0] + 0.5 * row_normal(1, i);
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// prediction = w x: the smallest model there is.  The built-in data are one example, x = 2 with the answer
/// 10: the best weight is 5, and at w = 1 the slope is -16 with the half and -32 without.
struct OneWeight {
  static constexpr ProblemInfo info{.name = "one_weight",
                                    .title = "One weight",
                                    .formula = "(w*x - y)^2, or half of it",
                                    .row = "x, y",
                                    .domain = {-2, 12},
                                    .source = "least squares: A.-M. Legendre 1805"};
  static constexpr int weights = 1, inputs = 1;
  struct Hyper {
    double half = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"half", &Hyper::half, kSwitch, "half the squared error, so that the slope has no factor 2"},
  };

  double factor;
  explicit OneWeight(const Hyper& h) : factor(h.half != 0 ? 0.5 : 1) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto w) const {
    return factor * sq(w * row[0] - row[1]);
  }

  static constexpr int rows = 1;
  void row(int, double* out) const {
    out[0] = 2;
    out[1] = 10;
  }
};

}  // namespace thalweg

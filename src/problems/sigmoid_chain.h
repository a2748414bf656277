// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// A deep chain of sigmoids that share a weight and a bias.  Every layer multiplies the slope by at most |w|
/// / 4, so it vanishes with the depth.
struct SigmoidChain {
  static constexpr ProblemInfo info{.name = "sigmoid_chain",
                                    .title = "Chain of sigmoids",
                                    .formula = "(h - y)^2, h = sigmoid(w*h + b) `depth` times from h = x",
                                    .row = "x, y",
                                    .domain = {-10, 10, -8, 8},
                                    .source = "S. Hochreiter 1991"};
  static constexpr int weights = 2, inputs = 1;
  struct Hyper {
    double depth = 4;
  };
  static constexpr Field<Hyper> fields[] = {
      {"depth", &Hyper::depth, {1, 1000, Scale::integer}, "layers"},
  };

  double depth;
  explicit SigmoidChain(const Hyper& h) : depth(h.depth) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto w, auto b) const {
    auto h = sigmoid(w * row[0] + b);
    for (int layer = 1; layer < int(depth); layer++) h = sigmoid(w * h + b);
    return sq(h - row[1]);
  }

  /// What a chain with w = 5 and b = -2.5, which tells its inputs apart, answers at 11 points from 0 to 1.
  static constexpr int rows = 11;
  void row(int i, double* out) const {
    out[0] = 0.1 * i;
    double h = out[0];
    for (int layer = 0; layer < int(depth); layer++) h = 0.5 + 0.5 * tanh(0.5 * (5 * h - 2.5));
    out[1] = h;
  }
};

}  // namespace thalweg

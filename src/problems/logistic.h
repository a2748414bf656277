// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// Two classes told apart by the probability sigmoid(b + w x): log-loss.  When a threshold separates the
/// classes the loss falls for ever as w grows, and the minimum is at infinity; l2 > 0 brings it back.
struct Logistic {
  static constexpr ProblemInfo info{.name = "logistic",
                                    .title = "Logistic regression",
                                    .formula = "log(1 + exp(b + w*x)) - label*(b + w*x) + l2/2*w^2",
                                    .row = "x, label (0 or 1)",
                                    .domain = {-8, 8, -6, 10},
                                    .source = "D. Cox 1958"};
  static constexpr int weights = 2, inputs = 1;
  struct Hyper {
    double l2 = 0, gap = 2;
  };
  static constexpr Field<Hyper> fields[] = {
      {"l2", &Hyper::l2, {0, 10, Scale::log}, "weight of the penalty on w"},
      {"gap", &Hyper::gap, {0, 10}, "built-in data: distance of the classes in standard deviations"},
  };

  double l2, gap;
  explicit Logistic(const Hyper& h) : l2(h.l2), gap(h.gap) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto b, auto w) const {
    const auto z = b + w * row[0];
    return softplus(z) - row[1] * z + 0.5 * l2 * sq(w);
  }

  static constexpr int rows = 100;
  void row(int i, double* out) const {
    const double label = i % 2;
    out[0] = (label - 0.5) * gap + row_normal(2, i);
    out[1] = label;
  }
};

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// Two classes and a margin: the loss of a linear support vector machine.  Rows that are right by more than
/// the margin have no slope; on the margin itself the slope is that of the wrong side's end, 0.
struct Hinge {
  static constexpr ProblemInfo info{.name = "hinge",
                                    .title = "Hinge loss",
                                    .formula = "max(0, 1 - s*(b + w*x)) + l2/2*w^2, s = 2*label - 1",
                                    .row = "x, label (0 or 1)",
                                    .domain = {-4, 4, -3, 5},
                                    .source = "C. Cortes, V. Vapnik 1995"};
  static constexpr int weights = 2, inputs = 1;
  struct Hyper {
    double l2 = 0.01, gap = 2;
  };
  static constexpr Field<Hyper> fields[] = {
      {"l2", &Hyper::l2, {0, 10, Scale::log}, "weight of the penalty on w"},
      {"gap", &Hyper::gap, {0, 10}, "built-in data: distance of the classes in standard deviations"},
  };

  double l2, gap;
  explicit Hinge(const Hyper& h) : l2(h.l2), gap(h.gap) {}

  THALWEG_HD constexpr auto operator()(const auto& row, auto b, auto w) const {
    return max(0.0, 1 - (2 * row[1] - 1) * (b + w * row[0])) + 0.5 * l2 * sq(w);
  }

  static constexpr int rows = 100;
  void row(int i, double* out) const {
    const double label = i % 2;
    out[0] = (label - 0.5) * gap + row_normal(2, i);
    out[1] = label;
  }
};

}  // namespace thalweg

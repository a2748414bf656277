// SPDX-License-Identifier: MIT
// Runs whose course is known from theory: descents written down here, in double, step by step.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/diagnosis.h"

namespace thalweg::test {

struct Descent {
  std::string name;
  History history;
  Knowledge known;
};

/// f = (c1 u^2 + c2 v^2) / 2 with (u, v) the axes turned by `angle`, from `start` along them; heavy ball
/// v = momentum v + g, p -= lr v; gradients get normal noise of that sigma.
struct Quadratic {
  std::array<double, 2> curvatures{1, 1};
  double lr = 0.1, momentum = 0, noise = 0, angle = 0.3;
  Point start{1, 1};
  int steps = 100;
  unsigned seed = 1;
};
/// known: lowest 0 and a typical slope, that at the start.
Descent descend_quadratic(const Quadratic& q);

RunSpec spec_of(const std::string& surface, double lr, int steps);
RunSpec formula_spec(const std::string& formula, const Box& domain, double lr, int steps);
/// Plain gradient descent on a landscape from `start`, with everything that the landscape says.
Descent follow(const RunSpec& spec, Point start);

}  // namespace thalweg::test

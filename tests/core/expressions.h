// SPDX-License-Identifier: MIT
// Small formulas that use each operator and function of duals and jets in each combination of arguments: both
// variable, the same variable twice, a constant on either side.  Smooth for arguments in [0.2, 2].
#pragma once

#include <random>
#include <vector>

#include "core/dual.h"
#include "core/jet.h"

namespace thalweg::test {

/// Calls visit(name, formula) for formulas of two arguments.
template <class Visit>
void each_binary_expression(Visit visit) {
  visit("x + y", [](auto x, auto y) { return x + y; });
  visit("x + xy", [](auto x, auto y) { return x + x * y; });
  visit("x - y", [](auto x, auto y) { return x - y; });
  visit("xy - x", [](auto x, auto y) { return x * y - x; });
  visit("y - xy", [](auto x, auto y) { return y - x * y; });
  visit("x y", [](auto x, auto y) { return x * y; });
  visit("(x + y) y", [](auto x, auto y) { return (x + y) * y; });
  visit("(x + y) x", [](auto x, auto y) { return (x + y) * x; });
  visit("(x + y) (x - y)", [](auto x, auto y) { return (x + y) * (x - y); });
  visit("x / y", [](auto x, auto y) { return x / y; });
  visit("y / x", [](auto x, auto y) { return y / x; });
  visit("(x + y) / y", [](auto x, auto y) { return (x + y) / y; });
  visit("x / (x + y)", [](auto x, auto y) { return x / (x + y); });
  visit("xy / (x + y)", [](auto x, auto y) { return x * y / (x + y); });
  visit("-x + -(xy)", [](auto x, auto y) { return -x + -(x * y); });
  visit("constants",
        [](auto x, auto y) { return (3 + x) * (y + 2) - (1.5 - y) * (x - 0.5) + 2 * x + y * 3; });
  visit("quotients with constants", [](auto x, auto y) { return 3 / x + y / 7 + 1 / (x * y) + (x + y) / 2; });
  visit("sq", [](auto x, auto y) { return sq(x - 3 * y); });
  visit("sin", [](auto x, auto y) { return sin(3 * x + y); });
  visit("cos", [](auto x, auto y) { return cos(x * y); });
  visit("exp", [](auto x, auto y) { return exp(x - 2 * y); });
  visit("log", [](auto x, auto y) { return log(x + y * y); });
  visit("sqrt", [](auto x, auto y) { return sqrt(x * y + 1); });
  visit("abs", [](auto x, auto y) { return abs(x) * abs(-y); });
  visit("all together", [](auto x, auto y) {
    return exp(-sq(x - y)) * sin(4 * x) / sqrt(1 + sq(y)) + log(1 + x * y) * cos(y - 2);
  });
}

inline std::vector<double> random_coordinates(int n, unsigned seed = 1) {
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<double> distribution(0.2, 2);
  std::vector<double> x;
  for (int i = 0; i < n; i++) x.push_back(distribution(generator));
  return x;
}

}  // namespace thalweg::test

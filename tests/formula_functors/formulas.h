// SPDX-License-Identifier: MIT
// The formulas whose printed functors are compiled into the tests.
#pragma once

#include <string>
#include <vector>

#include "../formula/random_formula.h"

namespace thalweg::test {

inline std::vector<std::string> compiled_formula_texts() {
  std::vector<std::string> texts{
      "x^2 + 10*sin(3*y)",
      "100*(y - x^2)^2 + (1 - x)^2",
      "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
      "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))",
      "20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
      "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + "
      "12*x^2 + "
      "48*y - 36*x*y + 27*y^2))",
      "x",
      "-y",
      "x^3 - 5",
      "floor(3*x)*y",
      "sin(floor(2*x))",
      "a = 1.5 : 0..10; b = 2 : 1..3; a*x^2 + y^b + sin(a*b)*x + where(a < b, x, y*y) + atan2(y, a) + "
      "(a*b)^x",
      "where(x < y, x^2*y, 3)",
      "where(x < 0, where(y < 0, x*y, -x), 2)",
      "min(x^2, y, 0.5) + max(x, 0) + max(0.25, y)",
      "pow(x, y) + 2^y + x^2.5 + x^-3 + y^5",
      "atan2(y, x) + atan2(1, x) + hypot(x, 2) + hypot(x, y)",
      "asin(x/4) + acos(y/4) + atan(x*y) + tan(x)",
      "sinh(x) + cosh(y) + tanh(x*y) + erf(x) + cbrt(y)",
      "log(x^2 + 1) + log2(y^2 + 1) + log10(x) + sqrt(y)",
      "round(x) + ceil(y) + sign(x*y) + mod(x, 0.7) + abs(x - y)",
      "1/x + x/y + y/3 - (2 - x)/(x*y)",
      "let u = x + y; let v = sin(u)*u; v^2 - 3*v + u/v",
      "(x == y) + (x != 0.5)*x + (x >= y)*y",
      // Every pair of instructions that runs as one, with partials of x, of y, of both.
      "sin(x) + 3*cos(y)",
      "sin(x*y) - 3*cos(y)",
      "(2*sin(x) - y)*(3*sin(x*y) - x)",
      "cos(y) + sin(x)^2",
      "cos(x*y) - sin(y)^2",
      "(sin(x*y)^2 - x)*(sin(x)^2 - y)",
      "(sin(x) + cos(y))^2 + x*y",
      "(sin(x) - x*y)^2 + y",
      "(sin(x) + 3)^2*(x - 2)^2*(y*x - 1)^2",
      "(3 - cos(y))^2*(1 - x*y)^2*x",
      "(3*sin(x)^2)*(2*cos(x*y)^2)",
      "(3*sin(x) + 1)*(2*y - 3)*(x*y*2 - 1)",
      "(1 - 3*sin(x))*(2 - 3*x*y)",
      // The same where one operand has no partials.
      "floor(x) + 3*y",
      "floor(x) - 2*floor(y) + x*(floor(y) + sin(x)^2)",
      "(floor(x) + y)^2 + (ceil(x) - ceil(y))^2*x",
  };
  for (unsigned seed = 100; seed < 130; seed++) texts.push_back(RandomFormula(seed).text());
  return texts;
}

}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Canonical text: reads back as the same formula, for chosen and for random formulas.
#include "formula/print_text.h"

#include <gtest/gtest.h>

#include "formula/parse.h"
#include "random_formula.h"

namespace thalweg {
namespace {

void expect_round_trip(const std::string& text) {
  Formula first;
  try {
    first = parse_formula(text);
  } catch (const FormulaError&) {
    return;  // a random constant that is not finite, say
  }
  const std::string canonical = print_text(first);
  const Formula second = parse_formula(canonical);
  EXPECT_TRUE(first.nodes == second.nodes) << text << "\n" << canonical;
  EXPECT_TRUE(first.parameters == second.parameters) << text << "\n" << canonical;
  EXPECT_EQ(print_text(second), canonical);
}

TEST(PrintText, IsShort) {
  EXPECT_EQ(print_text(parse_formula("((x)^2)+((10*(sin((3*y))))) ")), "x^2 + 10*sin(3*y)");
  EXPECT_EQ(print_text(parse_formula("-(x^2) - (y - 1) / (x*y)")), "-x^2 - (y - 1)/(x*y)");
  EXPECT_EQ(print_text(parse_formula("-3*x + y^-2 + (-3)^y")), "-3*x + y^-2 + (-3)^y");
  EXPECT_EQ(print_text(parse_formula("where(x<y, (x+y)^2, (x+y))")),
            "let t1 = x + y; where(x < y, t1^2, t1)");
  EXPECT_EQ(print_text(parse_formula("t = 2 : 0..3; sin(x*y)*sin(x*y) + t*x")),
            "t = 2 : 0..3; let t_1 = sin(x*y); t_1*t_1 + t*x");
  EXPECT_EQ(print_text(parse_formula("x")), "x");
}

TEST(PrintText, ReadsBackAsTheSameFormula) {
  for (const char* text :
       {"x - (y - (x - y))", "x/(y/x)", "(x*y)^2^x", "2^-x^2", "-(-x + y)", "-(2*x)", "(-x)^3",
        "1 - (x == y)", "(x < y) < (y < x)", "min(x, y, x*y)", "mod(x, y)", "x^0.1 + 1e-300*y + 1e300*y",
        "0 - x", "x*(0 - 0)", "a = -1 : -2..-0.5; b = 1e-5:0..1; x^a + b^y + a*b*x", "exp(x)^2", "e^(x*y)",
        "sqrt(x)^-1"})
    expect_round_trip(text);
}

TEST(PrintText, RandomFormulasReadBack) {
  for (unsigned seed = 0; seed < 3000; seed++) expect_round_trip(test::RandomFormula(seed).text());
}

// Definitions used once can nest deeper than the parser accepts; the printer has to break them up.
TEST(PrintText, DeepFormulasReadBack) {
  std::string text = "let a0 = x; ";
  for (int i = 1; i <= 2000; i++) {
    const std::string before = "a" + std::to_string(i - 1);
    text += "let a" + std::to_string(i) + " = ";
    text += (i % 3 == 0   ? "sin(" + before + ")"
             : i % 3 == 1 ? "y - " + before
                          : "2/(1 + " + before + "^2)") +
            "; ";
  }
  expect_round_trip(text + "a2000");
}

TEST(PrintText, NumbersRoundTrip) {
  for (const double v : {0.1, 1.0 / 3, 1e-310, 1.7976931348623157e308, 5e-324})
    EXPECT_EQ(parse_formula(shortest(v) + "*x").nodes[0].value, v);
}

}  // namespace
}  // namespace thalweg

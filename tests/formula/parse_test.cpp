// SPDX-License-Identifier: MIT
// What the grammar accepts and means, against C++ lambdas, and what it says when it refuses.
#include "formula/parse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "formula/evaluate.h"
#include "formula/graph.h"
#include "formula/print_text.h"

namespace thalweg {
namespace {

double value(const std::string& text, double x, double y, std::vector<double> parameters = {}) {
  const Formula formula = parse_formula(text);
  if (parameters.empty()) parameters = initial_values(formula);
  return evaluate(compile(formula, parameters).data(), Vec<double, 2>{{x, y}});
}

struct Meaning {
  const char* text;
  std::function<double(double, double)> truth;
};

// The functions of core/ may differ from the C library's by a few units in the last place each.
void expect_meaning(const Meaning& m) {
  for (const double x : {-1.7, -0.4, 0.3, 0.9, 2.6})
    for (const double y : {-2.2, -0.6, 0.1, 1.4}) {
      const double truth = m.truth(x, y), ours = value(m.text, x, y);
      if (std::isnan(truth))
        EXPECT_TRUE(std::isnan(ours)) << m.text;
      else
        EXPECT_NEAR(ours, truth, 1e-14 * (10 + std::abs(truth))) << m.text << " at " << x << ", " << y;
    }
}

TEST(Parse, PrecedenceAndAssociativity) {
  const Meaning table[] = {
      {"x + y*2", [](double x, double y) { return x + y * 2; }},
      {"(x + y)*2", [](double x, double y) { return (x + y) * 2; }},
      {"x - y - 1", [](double x, double y) { return (x - y) - 1; }},
      {"x - (y - 1)", [](double x, double y) { return x - (y - 1); }},
      {"x/y/2", [](double x, double y) { return (x / y) / 2; }},
      {"x/y*2", [](double x, double y) { return (x / y) * 2; }},
      {"-x^2 + y", [](double x, double y) { return -(x * x) + y; }},
      {"(-x)^2 + y", [](double x, double y) { return x * x + y; }},
      {"2^-x + y", [](double x, double y) { return std::pow(2, -x) + y; }},
      {"2^x^2 + y", [](double x, double y) { return std::pow(2, x * x) + y; }},
      {"(2^x)^2 + y", [](double x, double y) { return std::pow(2, 2 * x) + y; }},
      {"x**3 + y", [](double x, double y) { return x * x * x + y; }},
      {"--x + +y", [](double x, double y) { return x + y; }},
      {"-x*y", [](double x, double y) { return -x * y; }},
      {"x*-y", [](double x, double y) { return x * -y; }},
      {"x < y", [](double x, double y) { return x < y ? 1 : 0; }},
      {"x + 1 > y*2", [](double x, double y) { return x + 1 > y * 2 ? 1 : 0; }},
      {"(x <= 0.3) + (x >= 0.3)*2", [](double x, double) { return (x <= 0.3) + (x >= 0.3) * 2; }},
      {"(x == 0.3) + (y != 0.1)*2", [](double x, double y) { return (x == 0.3) + (y != 0.1) * 2; }},
  };
  for (const Meaning& m : table) expect_meaning(m);
}

TEST(Parse, FunctionsAndConstants) {
  const Meaning table[] = {
      {"sin(x) + cos(y) + tan(x)",
       [](double x, double y) { return std::sin(x) + std::cos(y) + std::tan(x); }},
      {"asin(x/3) + acos(y/3) + atan(x)",
       [](double x, double y) { return std::asin(x / 3) + std::acos(y / 3) + std::atan(x); }},
      {"sinh(x) + cosh(y) + tanh(x)",
       [](double x, double y) { return std::sinh(x) + std::cosh(y) + std::tanh(x); }},
      {"exp(x) + log(y) + ln(y)", [](double x, double y) { return std::exp(x) + 2 * std::log(y); }},
      {"log2(x) + log10(y)", [](double x, double y) { return std::log2(x) + std::log10(y); }},
      {"sqrt(x) + cbrt(y)", [](double x, double y) { return std::sqrt(x) + std::cbrt(y); }},
      {"abs(x) + sign(y) + erf(x)",
       [](double x, double y) { return std::abs(x) + (y > 0) - (y < 0) + std::erf(x); }},
      {"floor(x) + ceil(y) + round(x)",
       [](double x, double y) { return std::floor(x) + std::ceil(y) + std::round(x); }},
      {"min(x, y) + max(x, y, 0.5)",
       [](double x, double y) {
         return std::min(x, y) + std::max({x, y, 0.5});
       }},
      {"hypot(x, y) + atan2(y, x)", [](double x, double y) { return std::hypot(x, y) + std::atan2(y, x); }},
      {"pow(x, 3) + pow(2, y) + x^y",
       [](double x, double y) { return x * x * x + std::pow(2, y) + std::pow(x, y); }},
      {"mod(x, 0.7) + y", [](double x, double y) { return x - 0.7 * std::floor(x / 0.7) + y; }},
      {"where(x < y, x^2, 3*y)", [](double x, double y) { return x < y ? x * x : 3 * y; }},
      {"pi*x + e*y",
       [](double x, double y) { return 3.14159265358979323846 * x + 2.71828182845904523536 * y; }},
      {"e^x + y^0.5", [](double x, double y) { return std::exp(x) + std::sqrt(y); }},
      {"x^-3 + y^0 + x^1", [](double x, double) { return 1 / (x * x * x) + 1 + x; }},
      {"x^100 + y", [](double x, double y) { return std::pow(x, 100) + y; }},
      {"1.5e2*x + .5*y + 2.*x + 1E-1", [](double x, double y) { return 150 * x + .5 * y + 2 * x + .1; }},
  };
  for (const Meaning& m : table) expect_meaning(m);
}

TEST(Parse, NamesAndParameters) {
  EXPECT_EQ(value("let u = x + y; let v = u^2; v - u", 1, 2), 6);
  EXPECT_EQ(value("u = x + y; u^2", 1, 2), 9);
  EXPECT_EQ(value(";x + y;; let z = 4 ;", 1, 2), 3);
  EXPECT_EQ(value("a = 2 : 0..10; a*x + y", 3, 1), 7);
  EXPECT_EQ(value("a = 2 : 0..10; a*x + y", 3, 1, {5}), 16);
  EXPECT_EQ(value("a = 2 : 0 .. 10; b = -1 : -2..3; c = a*b; c*x + y", 3, 1, {4, 0.5}), 7);
  const Formula formula = parse_formula("a=1:0..10;\nwidth = 2*pi : .5 .. 1e1;\nx^2 + a*y^width");
  const std::vector<FormulaParameter> expected{{"a", 1, 0, 10},
                                               {"width", 2 * 3.14159265358979323846, 0.5, 10}};
  EXPECT_EQ(formula.parameters, expected);
}

TEST(Parse, TheExpressionMayStandAnywhere) {
  for (const char* text : {"a*x + b; a = 2 : 0..3; let b = y", "a = 2 : 0..3; a*x + b; let b = y",
                           "a = 2 : 0..3; let b = y; a*x + b"})
    EXPECT_EQ(value(text, 3, 4), 10) << text;
  EXPECT_THROW(parse_formula("x + y; let b = a; let a = x"), FormulaError);
}

TEST(Parse, NumbersOfArguments) {
  const Formula line = parse_formula("(w^2 - 1)^2 + x", 1);
  EXPECT_EQ(evaluate(compile(line, {}).data(), Vec<double, 1>{{2}}), 11);
  const Formula space = parse_formula("x + 10*y + 100*z", 3);
  EXPECT_EQ(evaluate(compile(space, {}).data(), Vec<double, 3>{{1, 2, 3}}), 321);
  const auto j = evaluate_jet(compile(parse_formula("x*y*z^2", 3), {}).data(), Vec<double, 3>{{1, 2, 3}});
  EXPECT_EQ(j.g[2], 12);
  EXPECT_EQ(j.h(1, 2), 6);
  EXPECT_THROW(parse_formula("x + y", 1), FormulaError);
  EXPECT_THROW(parse_formula("x + z"), FormulaError);
  EXPECT_THROW(parse_formula("x", 4), InputError);
}

TEST(Parse, SharesAndFolds) {
  EXPECT_EQ(parse_formula("sin(x*y) + sin(y*x)").nodes.size(), 5u);  // x, y, x*y, sin, sum
  EXPECT_EQ(parse_formula("x + 2*3*sin(0) + 0*1").nodes.size(), 1u);
  EXPECT_EQ(parse_formula("1*x + (y - y*1)*0 + 0").nodes.size(), 6u);  // 0 * (y - y) stays: it may be NaN
  EXPECT_EQ(parse_formula("let unused = sin(x)^3; y").nodes.size(), 1u);
  EXPECT_EQ(parse_formula("3^2*x").nodes[0].value, 9);
  EXPECT_EQ(parse_formula("10^-3*x").nodes[0].value, 1e-3);
}

struct Refusal {
  const char* text;
  std::size_t position;
  const char* says;
};
void PrintTo(const Refusal& r, std::ostream* out) { *out << r.text; }
class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, NamesThePlace) {
  const auto& [text, position, says] = GetParam();
  try {
    parse_formula(text);
    FAIL() << "accepted " << text;
  } catch (const FormulaError& error) {
    EXPECT_EQ(error.position, position) << error.what();
    EXPECT_NE(std::string(error.what()).find(says), std::string::npos) << error.what();
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    const std::size_t line_end = error.caret.find('\n');
    ASSERT_NE(line_end, std::string::npos);
    EXPECT_EQ(error.caret.substr(line_end + 1), std::string(position, ' ') + "^");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Parse, Refused,
    testing::Values(Refusal{"", 0, "empty"}, Refusal{"   ", 3, "empty"}, Refusal{"x +", 3, "ends where"},
                    Refusal{"x + * y", 4, "'*' where a number"}, Refusal{"(x + y", 6, "ends where ')'"},
                    Refusal{"x + y)", 5, "')' where"}, Refusal{"2x", 1, "products are written with *"},
                    Refusal{"x y", 2, "products are written with *"}, Refusal{"2(x + y)", 1, "products"},
                    Refusal{"sn(x)", 0, "did you mean 'sin'?"}, Refusal{"x + foo", 4, "unknown name 'foo'"},
                    Refusal{"wdth = 1; x*width", 12, "did you mean 'wdth'?"},
                    Refusal{"sin x", 4, "'(' after sin"}, Refusal{"sin(x, y)", 0, "takes 1 argument, not 2"},
                    Refusal{"atan2(x)", 0, "takes 2 arguments, not 1"}, Refusal{"min(x)", 0, "2 or more"},
                    Refusal{"sin()", 4, "')' where"}, Refusal{"where(x, y)", 0, "takes 3"},
                    Refusal{"1/0 + x", 1, "not a finite number"}, Refusal{"x + sqrt(-1)", 4, "not a finite"},
                    Refusal{"x + 1e999", 4, "outside the range"}, Refusal{"3 + 4", 0, "neither x nor y"},
                    Refusal{"a = 1 : 0..2; a", 14, "neither x nor y"},
                    Refusal{"x; y", 3, "second expression"}, Refusal{"x < y < 1", 6, "chained"},
                    Refusal{"let x = 1; y", 4, "already defined"}, Refusal{"sin = 1; y", 0, "is a function"},
                    Refusal{"let = 3; x", 4, "'=' where a name"},
                    Refusal{"a = 5 : 0..2; a*x", 0, "outside its range"},
                    Refusal{"a = 1 : 2..0; a*x", 8, "from low to high"},
                    Refusal{"a = x : 0..2; a*x", 4, "constants"}, Refusal{"a = 1 : 0; a*x", 9, "'..'"},
                    Refusal{"x + $", 4, "'$' is not part"}, Refusal{"x + \xC3\xA9", 4, "the byte 0xC3"},
                    Refusal{"x \x01", 2, "the byte 0x01"}, Refusal{"x = = 2", 0, "already defined"},
                    Refusal{"x + .", 4, "'.' is not part"}, Refusal{"x..y", 1, "'..' where"}));

TEST(Parse, HostileInputEndsInAnError) {
  const std::string many(100'000, '(');
  const std::string hostile[] = {
      many,
      many + "x" + std::string(100'000, ')'),
      std::string(1 << 20, 'x'),
      std::string(1 << 20, '\0'),
      std::string(1 << 20, '9') + "x",
      "x^" + std::string(200'000, '-'),
      [] {
        std::string s = "x";
        for (int i = 0; i < 100'000; i++) s += "^x";
        return s;
      }(),
      [] {
        std::string s;
        for (int i = 0; i < 100'000; i++) s += "sin(";
        return s + "x";
      }(),
      std::string(100'000, '!'),
      [] {
        std::string s(1000, '\0');
        for (std::size_t i = 0; i < s.size(); i++) s[i] = char(i * 37);
        return s;
      }(),
  };
  for (const std::string& text : hostile) {
    EXPECT_THROW(parse_formula(text), FormulaError);
    try {
      parse_formula(text);
    } catch (const FormulaError& error) {
      EXPECT_LT(std::string(error.what()).size(), 1000u);
      EXPECT_LT(error.caret.size(), 200u);
    }
  }
}

// Long but flat input is fine: no recursion follows the length of the text.
TEST(Parse, LongFormulasAreAccepted) {
  std::string sum = "x", signs = "x + " + std::string(100'001, '-') + "y", definitions;
  for (int i = 0; i < 50'000; i++) sum += " + sin(" + std::to_string(i) + "*y)";
  const Formula formula = parse_formula(sum);
  EXPECT_GT(formula.nodes.size(), 100'000u);
  EXPECT_EQ(reinterpret_cast<const Program*>(compile(formula, {}).data())->registers, 4u);
  EXPECT_EQ(value(signs, 3, 2), 1);
  definitions = "let a0 = x; ";
  for (int i = 1; i < 20'000; i++)
    definitions += "let a" + std::to_string(i) + " = sin(a" + std::to_string(i - 1) + "); ";
  EXPECT_EQ(parse_formula(definitions + "a19999 + y").nodes.size(), 20'002u);
}

TEST(Parse, TooManyIntermediateValuesAreRefusedWhenCompiled) {
  // Everything is used twice, first in one order and then in the other, so all of it must be kept.
  std::string text, forward, back;
  for (int i = 0; i < kMaxFormulaRegisters + 10; i++) {
    text += "let t" + std::to_string(i) + " = sin(" + std::to_string(i) + "*x + y); ";
    forward += "sin(t" + std::to_string(i) + ") + ";
    back = "*t" + std::to_string(i) + back;
  }
  const Formula formula = parse_formula(text + forward + "x" + back);
  EXPECT_THROW(compile(formula, {}), InputError);
}

}  // namespace
}  // namespace thalweg

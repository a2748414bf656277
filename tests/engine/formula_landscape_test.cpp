// SPDX-License-Identifier: MIT
// Typed formulas as landscapes: of one, two and three weights, with parameters, and what is said of bad ones.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/plan.h"
#include "engine/typed_formula.h"
#include "messages.h"

namespace thalweg::test {
namespace {

RunSpec typed(const std::string& formula, Choice parameters = {"formula"}) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = std::move(parameters);
  spec.formula = formula;
  return spec;
}
RunSpec typed(const std::string& formula, const Domain& domain) {
  RunSpec spec = typed(formula);
  spec.domain = domain;
  return spec;
}

TEST(FormulaLandscape, HasTheWeightsItNames) {
  for (const auto& [formula, n] : {std::pair<const char*, int>{"w^2", 1},
                                   {"x^2 + y^2", 2},
                                   {"x^2", 2},
                                   {"y^2", 2},
                                   {"x + z^2", 3},
                                   {"z^2", 3},
                                   {"w = 2; w*x + y^2", 2},
                                   {"a = 1: 0..2; a*w + exp(w)", 1}})
    EXPECT_EQ(weights(make_landscape(typed(formula))), n) << formula;
  EXPECT_EQ(coordinate_names(1), (std::vector<std::string>{"w"}));
  EXPECT_EQ(coordinate_names(3), (std::vector<std::string>{"x", "y", "z"}));
}

// A domain has two numbers per weight, and so says what x^2 is.
TEST(FormulaLandscape, HasTheWeightsOfItsDomain) {
  EXPECT_EQ(weights(make_landscape(typed("x^2", Domain(Box{-1, 2}, 1)))), 1);
  EXPECT_EQ(weights(make_landscape(typed("x^2", Domain(Box{-1, 2, 3, 4}, 2)))), 2);
  EXPECT_EQ(weights(make_landscape(typed("x^2", Domain(Box{-1, 2, 3, 4, 5, 6}, 3)))), 3);
  EXPECT_EQ(make_landscape(typed("x^2", Domain(Box{-1, 2}, 1))).domain, (Box{-1, 2}));
  EXPECT_EQ(make_landscape(typed("w^2")).domain.x0, -5);
  EXPECT_EQ(make_landscape(typed("x*y*z")).domain, (Box{-5, 5, -5, 5, -5, 5}));
  expect_input_error([] { make_landscape(typed("x*y", Domain(Box{-1, 2}, 1))); }, {"'y'"});
  expect_input_error([] { make_landscape(typed("w^2", Domain(Box{-1, 2, 3, 4}, 2))); }, {"'w'"});
  expect_input_error([] { make_landscape(typed("x*y*z", Domain(Box{2, 1, 3, 4, 5, 6}, 3))); }, {"domain"});
  expect_input_error(
      [] {
        make_landscape(typed("x*y*z", Domain(Box{1, 2, 3, 4, 6, 5}, 3)));
      },
      {"domain", "z0 < z1"});
}

// By hand.
TEST(FormulaLandscape, HasItsValueGradientAndHessian) {
  const Landscape one = make_landscape(typed("w^3 - 2*w"));
  EXPECT_EQ(value(one, {2, 99, 99}), 4);
  EXPECT_EQ(jet3(one, {2, 99, 99}).g[0], 10);
  EXPECT_EQ(jet3(one, {2, 99, 99}).h(0, 0), 12);
  for (const auto& [i, k] : {std::pair<int, int>{0, 1}, {1, 1}, {0, 2}, {1, 2}, {2, 2}})
    EXPECT_EQ(jet3(one, {2, 99, 99}).h(i, k), 0) << "of weights that there are not";
  EXPECT_EQ(jet3(one, {2, 99, 99}).g[1], 0);

  const Landscape three = make_landscape(typed("x*y^2 + z^3*x"));
  const Jet<double, 3> j = jet3(three, {2, 3, 5});
  EXPECT_EQ(j.v, 18 + 250);
  EXPECT_EQ(j.g[0], 9 + 125);
  EXPECT_EQ(j.g[1], 12);
  EXPECT_EQ(j.g[2], 150);
  EXPECT_EQ(j.h(0, 0), 0);
  EXPECT_EQ(j.h(0, 1), 6);
  EXPECT_EQ(j.h(0, 2), 75);
  EXPECT_EQ(j.h(1, 1), 4);
  EXPECT_EQ(j.h(1, 2), 0);
  EXPECT_EQ(j.h(2, 2), 60);
  EXPECT_EQ(jet(three, {2, 3, 5}).h(0, 1), 6) << "the first two, at the third";
  EXPECT_EQ(jet(three, {2, 3, 5}).v, 268);
}

TEST(FormulaLandscape, HasParametersWithRanges) {
  const std::string text = "a = 2: 1..10; b = 0.5: -1..1; a*x^2 + b*y^2";
  const Landscape f = make_landscape(typed(text));
  ASSERT_EQ(f.surface->parameters.size(), 2u);
  EXPECT_EQ(f.surface->parameters[0].name, "a");
  EXPECT_EQ(f.surface->parameters[0].initial, 2);
  EXPECT_EQ(f.surface->parameters[1].range.low, -1);
  EXPECT_EQ(f.surface->parameters[1].range.high, 1);
  EXPECT_EQ(value(f, {3, 2}), 18 + 2);
  EXPECT_EQ(value(make_landscape(typed(text, {"formula", {{"a", 4}}})), {3, 2}), 36 + 2);
  EXPECT_EQ(value(make_landscape(typed(text, {"formula", {{"b", -1}, {"a", 1}}})), {3, 2}), 9 - 4);
  expect_input_error([&] { make_landscape(typed(text, {"formula", {{"c", 1}}})); }, {"formula", "'c'"});
  expect_input_error([&] { make_landscape(typed(text, {"formula", {{"a", 11}}})); }, {"'a'", "10"});
  expect_input_error([&] { make_landscape(typed("x*y", {"formula", {{"a", 1}}})); }, {"'a'"});
}

// The functor that cards get is this text with these numbers: its name is that of the formula, not of its
// numbers.
TEST(FormulaLandscape, IsOneKernelForAllItsParameters) {
  const std::string text = "a = 2: 1..10; a*x^2 + y^2";
  const Landscape two = make_landscape(typed(text)),
                  five = make_landscape(typed(text, {"formula", {{"a", 5}}}));
  EXPECT_EQ(two.surface->type, five.surface->type);
  EXPECT_EQ(two.card_source, five.card_source);
  EXPECT_NE(two.card_functor, five.card_functor);
  EXPECT_NE(two.surface->type, make_landscape(typed("a = 2: 1..10; a*x^2 - y^2")).surface->type);
  EXPECT_EQ(two.surface->type.rfind("thalweg::Typed_", 0), 0u);
}

// What lives in the landscape lives as long as it does.
TEST(FormulaLandscape, OutlivesItsSpec) {
  Landscape f;
  {
    std::string text = "(x - 1)^2 + (y + 2)^2 + 1e-3*sin(x)";
    f = make_landscape(typed(text));
    text.assign(text.size(), '#');
  }
  const Landscape copy = f;
  f = make_landscape({"sphere"});
  EXPECT_EQ(value(copy, {0, 0}), 5);
  EXPECT_STREQ(copy.surface->info.formula, "(x - 1)^2 + (y + 2)^2 + 1e-3*sin(x)");
}

TEST(FormulaLandscape, ErrorsSayWhere) {
  const auto where = [](const std::string& text) {
    try {
      make_plan(typed(text));
    } catch (const FormulaError& error) {
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
      // Two lines; the ^ stands below the character that is meant.
      const std::size_t end = error.caret.find('\n');
      EXPECT_NE(end, std::string::npos);
      const std::size_t column = error.caret.find('^', end + 1) - end - 1;
      if (error.position < text.size() && text.size() < 60) {
        EXPECT_EQ(error.caret.at(column), text.at(error.position)) << error.caret;
      }
      return int(error.position);
    }
    ADD_FAILURE() << "accepted: " << text;
    return -1;
  };
  EXPECT_EQ(where("x^2 + q"), 6);
  EXPECT_EQ(where("x^2 + "), 6);
  EXPECT_EQ(where("(x + y"), 6);
  EXPECT_EQ(where("x + y)"), 5);
  EXPECT_EQ(where("sine(x) + y"), 0);
  EXPECT_EQ(where("x + y $ 2"), 6);
  EXPECT_EQ(where(""), 0);
  // What is neither in one, two nor three weights is told of the usual two.
  expect_input_error([] { make_plan(typed("w*z")); }, {"'w'"});
}

TEST(FormulaLandscape, HasNoData) {
  RunSpec spec = typed("x^2 + y^2");
  spec.scaling = Scaling::unit;
  expect_input_error([&] { make_plan(spec); }, {"data", "--problem"});
  spec = typed("x^2 + y^2");
  spec.data = std::make_shared<const Dataset>(Dataset{{"x", "y"}, {1, 2}});
  expect_input_error([&] { make_plan(spec); }, {"data", "--problem"});
  spec = typed("x^2 + y^2");
  spec.noise = {"minibatch"};
  expect_input_error([&] { make_plan(spec); }, {"minibatch", "--problem"});
}

TEST(FormulaLandscape, KnowsItsKinks) {
  const auto smoothness = [](const char* text) {
    return make_landscape(typed(text)).surface->info.smoothness;
  };
  for (const char* text : {"abs(x) + y^2", "max(x, y)", "floor(x) + y", "where(x > 0, x, y)", "(x > y)*x"})
    EXPECT_EQ(smoothness(text), Smoothness::kinked) << text;
  for (const char* text : {"x^2 + y^2", "x*y*abs(-3)", "exp(x)*sin(y)"})
    EXPECT_EQ(smoothness(text), Smoothness::smooth) << text;
}

// A gradient step of 1 / L on a quadratic; on a plane, a thousandth of the domain.
TEST(EstimatedRates, FollowTheCurvature) {
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("x^2 + y^2"))).gradient, 0.5);
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("2*x^2 + 10*y^2"))).gradient, 0.05);
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("8*w^2"))).gradient, 0.062) << "1/16 in two digits";
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("x^2 + 2*y^2 + 5*z^2"))).gradient, 0.1);
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("-x^2 - 4*y^2"))).gradient, 0.12)
      << "1/8 in two digits, hills too";
  EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed("3*x + y"))).gradient, 0.01);
  for (const char* text : {"x^2 + y^2", "w^4", "x*y*z"})
    EXPECT_DOUBLE_EQ(learning_rates(make_landscape(typed(text))).normalized, 0.05);
  // Where the domain is small the curvature is that inside it: x^4 has 12 x^2, below 12 * 0.01.
  const double rate = learning_rates(make_landscape(typed("w^4", Domain(Box{-0.1, 0.1}, 1)))).gradient;
  EXPECT_GT(rate, 1 / 0.12);
}

}  // namespace
}  // namespace thalweg::test

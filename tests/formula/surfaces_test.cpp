// SPDX-License-Identifier: MIT
// The formula text of every registered surface, which is written in the grammar of typed formulas, against
// the surface's functor.
#include <gtest/gtest.h>

#include <algorithm>

#include "formula/parse.h"
#include "formula/print_text.h"
#include "number_types.h"
#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

/// A surface's parameters as definitions in front of its text.
std::string definitions(const SurfaceSubject& s) {
  std::string text;
  for (const auto& [name, value] : s.parameters) text += "let " + name + " = " + shortest(value) + "; ";
  return text;
}

/// Only surfaces whose constants are drawn at random may have prose for a formula.
bool is_random(const SurfaceSubject& s) {
  return std::any_of(s.parameters.begin(), s.parameters.end(),
                     [](const auto& p) { return p.first == "seed" || p.first == "instance"; });
}

class SurfaceFormula : public testing::TestWithParam<SurfaceSubject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, SurfaceFormula, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(SurfaceFormula, TextSaysWhatTheFunctorComputes) {
  const SurfaceSubject& s = GetParam();
  Formula formula;
  try {
    formula = parse_formula(definitions(s) + s.info.formula);
  } catch (const FormulaError& error) {
    ASSERT_TRUE(is_random(s)) << s.info.formula << "\n" << error.what();
    GTEST_SKIP() << "prose, not a formula: " << s.info.formula << "\n" << error.what();
  }
  const std::vector<std::byte> program = compile(formula, initial_values(formula));
  for (const Point& p : random_points(s.info.domain, 200)) {
    const Vec<Bounded, 2> at{{p.x, p.y}};
    const Bounded text = evaluate(program.data(), at), functor = s.bounded.value(at);
    EXPECT_TRUE(std::abs(text.v - functor.v) <= text.e + functor.e)
        << s.label << " at " << p.x << ", " << p.y << ": " << text.v << " and " << functor.v;
  }
}

}  // namespace
}  // namespace thalweg::test

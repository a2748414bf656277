// SPDX-License-Identifier: MIT
// The formula text of every registered surface, where it is written in the grammar of typed formulas, against
// the surface's functor.
#include <gtest/gtest.h>

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

class SurfaceFormula : public testing::TestWithParam<SurfaceSubject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, SurfaceFormula, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(SurfaceFormula, TextSaysWhatTheFunctorComputes) {
  const SurfaceSubject& s = GetParam();
  Formula formula;
  try {
    formula = parse_formula(definitions(s) + s.info.formula);
  } catch (const FormulaError& error) {
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

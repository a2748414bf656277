// SPDX-License-Identifier: MIT
// The formula text of every registered surface, where it is written in the grammar of typed formulas, against
// the surface's functor.
#include <gtest/gtest.h>

#include "formula/parse.h"
#include "formula/print_text.h"
#include "number_types.h"
#include "support/surface_settings.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

/// A surface's parameters with their defaults, as definitions in front of its text.
template <class S>
std::string definitions() {
  std::string text;
  if constexpr (requires { typename S::Hyper; })
    for (const auto& field : S::fields)
      text += "let " + std::string(field.name) + " = " + shortest(typename S::Hyper{}.*field.member) + "; ";
  return text;
}

template <class S>
S with_defaults() {
  if constexpr (requires { typename S::Hyper; })
    return S(typename S::Hyper{});
  else
    return S{};
}

template <class S>
class SurfaceFormula : public testing::Test {};
struct Names {
  template <class S>
  static std::string GetName(int) {
    return S::info.name;
  }
};
#define THALWEG_TYPE(S) , S
template <class, class... All>
struct Rest {
  using Types = testing::Types<All...>;
};
using Registered = Rest<void THALWEG_FOR_EACH_SURFACE(THALWEG_TYPE)>::Types;
#undef THALWEG_TYPE
TYPED_TEST_SUITE(SurfaceFormula, Registered, Names);

TYPED_TEST(SurfaceFormula, TextSaysWhatTheFunctorComputes) {
  using S = TypeParam;
  Formula formula;
  try {
    formula = parse_formula(definitions<S>() + S::info.formula);
  } catch (const FormulaError& error) {
    GTEST_SKIP() << "prose, not a formula: " << S::info.formula << "\n" << error.what();
  }
  const std::vector<std::byte> program = compile(formula, initial_values(formula));
  const S surface = with_defaults<S>();
  for (const Point& p : random_points(S::info.domain, 200)) {
    const Vec<Bounded, 2> at{{p.x, p.y}};
    const Bounded text = evaluate(program.data(), at), functor = value(surface, at);
    EXPECT_LE(std::abs(text.v - functor.v), text.e + functor.e)
        << S::info.name << " at " << p.x << ", " << p.y << ": " << text.v << " and " << functor.v;
  }
}

}  // namespace
}  // namespace thalweg::test

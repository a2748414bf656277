// SPDX-License-Identifier: MIT
// Instructions of calculations that are counted by hand.
#include "benches/instructions.h"

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

#include "benches/card_float.h"
#include "core/math.h"

namespace thalweg::test {
namespace {

using bench::InstructionCount;

/// {products, other, divisions, roots, special}
using Counts = std::vector<double>;

/// Of f(w, x, y, z), a tuple of numbers.
template <class S, class F>
Counts count(F f, bool fused) {
  cpu::Trace trace(sizeof(S) == sizeof(double));
  const auto input = [&](int k) { return cpu::Traced<S>(&trace, trace.input(k)); };
  std::vector<int> answers;
  const auto keep = [&](const auto&... each) { (answers.push_back(each.node), ...); };
  std::apply(keep, f(input(0), input(1), input(2), input(3)));
  const InstructionCount c = bench::count_instructions(trace, answers, fused);
  return {c.multiply, c.other, c.division, c.root, c.special};
}
template <class F>
Counts fused(F f) {
  return count<float>(f, true);
}
template <class F>
Counts apart(F f) {
  return count<float>(f, false);
}
#define THALWEG_OF(...)                                                                                    \
  []([[maybe_unused]] auto w, [[maybe_unused]] auto x, [[maybe_unused]] auto y, [[maybe_unused]] auto z) { \
    return std::tuple(__VA_ARGS__);                                                                        \
  }

TEST(Instructions, EachUnitHasItsOwn) {
  EXPECT_EQ(apart(THALWEG_OF(x * y)), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(x - y)), (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(x / y)), (Counts{0, 0, 1, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(sqrt(x))), (Counts{0, 0, 0, 1, 0}));
  EXPECT_EQ(apart(THALWEG_OF((x / y + sqrt(z)) * w)), (Counts{1, 1, 1, 1, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(x < y, w, z))), (Counts{0, 2, 0, 0, 0}));
}

TEST(Instructions, SharedPartsOnceAndUnusedPartsNever) {
  EXPECT_EQ(apart(THALWEG_OF((x / y) * (x / y))), (Counts{1, 0, 1, 0, 0}));
  EXPECT_EQ(apart([](auto w, auto x, auto y, auto z) {
              const auto unused = x / y + sqrt(w);
              (void)unused;
              return std::tuple(x + z);
            }),
            (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(x, x)), (Counts{0, 0, 0, 0, 0}));
}

TEST(Instructions, ASumTakesAProductAlong) {
  EXPECT_EQ(apart(THALWEG_OF(x * y + z)), (Counts{1, 1, 0, 0, 0}));
  EXPECT_EQ(fused(THALWEG_OF(x * y + z)), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(fused(THALWEG_OF(x * y - z)), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(fused(THALWEG_OF(z - x * y)), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(fused(THALWEG_OF(x * y + z * w)), (Counts{2, 0, 0, 0, 0}));
  // Wanted itself, too.
  EXPECT_EQ(fused(THALWEG_OF(x * y + z, x * y)), (Counts{1, 1, 0, 0, 0}));
  // Two instructions are enough for the sums, and either may do the product; the product is one.
  EXPECT_EQ(fused(THALWEG_OF(x * y + z, x * y + w)), (Counts{1, 1, 0, 0, 0}));
  // Each sum takes its own product, and the one that both want is made.
  EXPECT_EQ(fused(THALWEG_OF(x * z + x * y, y * z + x * y)), (Counts{3, 0, 0, 0, 0}));
}

TEST(Instructions, NegatingIsFree) {
  EXPECT_EQ(apart(THALWEG_OF(-x)), (Counts{0, 0, 0, 0, 0}));
  EXPECT_EQ(fused(THALWEG_OF(-x * y + z)), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF((x / y) * -1.0f)), (Counts{0, 0, 1, 0, 0}));
}

TEST(Instructions, TheSmallerOfTwoIsOne) {
  EXPECT_EQ(apart(THALWEG_OF(select(x < y, x, y))), (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(x >= y, x, y))), (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(x < y, y, x))), (Counts{0, 1, 0, 0, 0}));
  // Another selection wants the comparison.
  EXPECT_EQ(apart(THALWEG_OF(select(x < y, x, y), select(x < y, w, z))), (Counts{0, 3, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(x == y, x, y))), (Counts{0, 2, 0, 0, 0}));
}

TEST(Instructions, TurningAMaskRoundIsFree) {
  EXPECT_EQ(apart(THALWEG_OF(select(!(x < y), w, z))), (Counts{0, 2, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(!(x < y), x, y))), (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(!(x < y), x, y), select(!(x < y), w, z))), (Counts{0, 3, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(!(x < y), x, y), select(x < y, w, z))), (Counts{0, 3, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select((x < y) & (w < z), x, y))), (Counts{0, 4, 0, 0, 0}));
}

TEST(Instructions, ATestOfBitsIsOne) {
  EXPECT_EQ(apart(THALWEG_OF(select((bits(x) & 1u) == 0u, y, z))), (Counts{0, 2, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select((bits(x) & 1u) != 0u, y, z))), (Counts{0, 2, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select(bits(x) == 0u, y, z))), (Counts{0, 2, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select((bits(x) & 1u) == 4u, y, z))), (Counts{0, 3, 0, 0, 0}));
  EXPECT_EQ(apart(THALWEG_OF(select((bits(x) & 1u) == 0u, y, from_bits(bits(x) & 1u)))),
            (Counts{0, 3, 0, 0, 0}));
  EXPECT_EQ(count<double>(THALWEG_OF(select((bits(x) & 1u) == 0u, y, z)), false), (Counts{0, 2, 0, 0, 0}));
}

// A card's elementary functions are instructions in the fast mode; a root and a division are of its own.
TEST(Instructions, ACardHasInstructionsForFunctions) {
  const auto on_card = [](auto f) { return count<bench::CardFloat>(f, true); };
  EXPECT_EQ(on_card(THALWEG_OF(sin(x))), (Counts{0, 0, 0, 0, 1}));
  EXPECT_EQ(on_card(THALWEG_OF(sin(x), cos(x), exp(x), log(x))), (Counts{0, 0, 0, 0, 4}));
  EXPECT_EQ(on_card(THALWEG_OF(sin(x) + y * sin(x), sin(y))), (Counts{1, 0, 0, 0, 2}));
  EXPECT_EQ(on_card(THALWEG_OF(sqrt(x) / y)), (Counts{0, 0, 1, 1, 0}));
  EXPECT_EQ(count<float>(THALWEG_OF(sin(x)), true)[4], 0);
}

}  // namespace
}  // namespace thalweg::test

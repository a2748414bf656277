// SPDX-License-Identifier: MIT
// Floors of pairs whose expensive instructions are known by heart.
#include "benches/floor.h"

#include <gtest/gtest.h>

namespace thalweg::test {
namespace {

using bench::InstructionCount;

InstructionCount count(const std::string& landscape, const std::string& method,
                       bench::Instructions one = {.fused = true}, Precision precision = Precision::float32) {
  RunSpec spec;
  for (const bench::Named& each : bench::landscapes())
    if (each.name == landscape) spec = each.spec;
  for (const bench::Named& each : bench::methods())
    if (each.name == method) spec.optimizer = each.spec.optimizer;
  spec.precision = precision;
  return bench::count_step(make_plan(spec), one);
}

constexpr bench::Instructions kCard{.fused = true, .special = true};

// (x^2 + y - 11)^2 + (x + y^2 - 7)^2: with a and b in the brackets, the gradient is 4 a x + 2 b, 2 a + 4 b y.
TEST(Floor, HimmelblauCountedByHand) {
  // Products: x^2, y^2; 2a = a + a takes a sum, and so do 2b, 2x and 2y: 2a 2x, 2b 2y; lr g twice.
  // Sums: two in each bracket, four doublings, one in each partial, one in each step.
  const InstructionCount apart = count("himmelblau", "sgd", {.fused = false});
  EXPECT_EQ(apart.multiply, 6);
  EXPECT_EQ(apart.other, 12);
  // Each of the six products is done with a sum.
  const InstructionCount fused = count("himmelblau", "sgd");
  EXPECT_EQ(fused.multiply, 6);
  EXPECT_EQ(fused.other, 6);
}

// For each weight m mixed with g, lr sign, and m for the next step: five products, of which sgd has one.
TEST(Floor, WhatTheNextStepNeedsIsCounted) {
  for (const char* landscape : {"rosenbrock", "himmelblau", "rastrigin"})
    EXPECT_EQ(count(landscape, "lion").multiply, count(landscape, "sgd").multiply + 2 * (5 - 1)) << landscape;
}

TEST(Floor, DivisionsAndRootsOfTheRules) {
  struct Row {
    const char* method;
    double divisions, roots;
  };
  // Of Adam one for each weight; of SAM g / |g|; of Newton one by the determinant.
  for (const Row& row : {Row{"sgd", 0, 0}, Row{"momentum", 0, 0}, Row{"lion", 0, 0}, Row{"adam", 2, 2},
                         Row{"sam", 1, 1}, Row{"newton", 1, 0}})
    for (const char* landscape : {"rosenbrock", "himmelblau", "rastrigin", "goldstein_price"})
      for (const Precision precision : {Precision::float32, Precision::float64}) {
        const InstructionCount c = count(landscape, row.method, {.fused = true}, precision);
        EXPECT_EQ(c.division, row.divisions) << landscape << " " << row.method;
        EXPECT_EQ(c.root, row.roots) << landscape << " " << row.method;
        EXPECT_EQ(c.special, 0) << landscape << " " << row.method;
      }
}

TEST(Floor, ElementaryFunctionsOfSurfaces) {
  EXPECT_EQ(count("rastrigin", "sgd", kCard).special, 2);     // a sine of each argument
  EXPECT_EQ(count("rastrigin", "newton", kCard).special, 4);  // a cosine, too
  EXPECT_EQ(count("rastrigin", "sam", kCard).special, 4);     // two gradients
  EXPECT_EQ(count("ackley", "sgd", kCard).special, 6);        // with the cosines in one of the exponentials
  EXPECT_EQ(count("logistic", "sgd", kCard).special, 100);    // a sigmoid for each of 100 rows
  EXPECT_EQ(count("logistic", "sgd", kCard).division, 100);
  EXPECT_EQ(count("rosenbrock", "adam", kCard).special, 0);
}

TEST(Floor, ATypedFormulaHasThatOfItsSurface) {
  const InstructionCount typed = count("typed_rastrigin", "adam"), built_in = count("rastrigin", "adam");
  EXPECT_EQ(typed.multiply, built_in.multiply);
  EXPECT_EQ(typed.other, built_in.other);
}

TEST(Floor, TheBusiestUnitsSetTheTime) {
  const bench::Peaks peaks{.fma = 10, .arithmetic = 20, .division = 2, .root = 4};
  EXPECT_EQ(bench::floor_seconds({.multiply = 20, .other = 10}, peaks), 2);
  EXPECT_EQ(bench::floor_seconds({.multiply = 20, .other = 60}, peaks), 4);
  EXPECT_EQ(bench::floor_seconds({.multiply = 20, .other = 10, .division = 4, .root = 8}, peaks), 4);
  const bench::CardPeaks card{.issue = {10, 5}, .special = 2};
  EXPECT_EQ(bench::floor_seconds({.multiply = 30, .other = 10}, card, Precision::float32), 4);
  EXPECT_EQ(bench::floor_seconds({.multiply = 30, .other = 10}, card, Precision::float64), 8);
  EXPECT_EQ(bench::floor_seconds({.multiply = 30, .other = 10, .division = 4, .root = 4, .special = 2}, card,
                                 Precision::float32),
            5);
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Minima as published, to the digits printed there: formulas that are often misprinted give other numbers.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

const SurfaceSubject& subject(const std::string& label) {
  for (const SurfaceSubject& s : surface_subjects())
    if (s.label == label) return s;
  throw std::runtime_error("no surface " + label);
}
double value_of(const std::string& label, double x, double y) {
  return subject(label).in_double.value({{x, y}});
}

struct Published {
  const char* surface;
  double x, y, value;
  /// Half a unit of the last digit printed.
  double place_error, value_error;
};

constexpr Published kPublished[] = {
    {"booth", 1, 3, 0, 0, 0},
    {"beale", 3, 0.5, 0, 0, 0},
    {"himmelblau", 3.58442834, -1.84812653, 0, 5e-9, 0},
    {"goldstein_price", 1.2, 0.8, 840, 0, 1e-10},
    {"branin", 9.42478, 2.475, 0.39788735773, 5e-6, 5e-12},
    {"six_hump_camel", 0.08984201, -0.7126564, -1.03162845349, 5e-8, 5e-12},
    {"three_hump_camel", 1.7476, -0.8738, 0.298638, 5e-5, 5e-7},
    {"mccormick", -0.54719754, -1.54719756, -1.91322295498, 5e-8, 5e-12},
    {"mccormick", 2.594, 1.594, 1.22837, 5e-4, 5e-6},
    {"schwefel", 420.968746, 420.968746, 0, 5e-7, 1e-12},
    {"holder_table", 8.05502348, 9.66459002, -19.2085025679, 5e-9, 5e-11},
    {"cross_in_tray", 1.3494066, 1.3494066, -2.06261187082, 5e-8, 5e-12},
    {"schaffer4", 0, 1.25313183, 0.292578632036, 5e-9, 5e-13},
    {"schaffer4", 1.25313183, 0, 0.292578632036, 5e-9, 5e-13},
    {"styblinski_tang", -2.90353403, -2.90353403, -78.3323314075, 5e-9, 5e-11},
    {"michalewicz", 2.20290552, 1.57079633, -1.8013034101, 5e-9, 5e-11},
    {"shubert", 4.85805688, 5.48286421, -186.730908831, 5e-9, 5e-10},
    {"dixon_price", 1, 0.70710678, 0, 5e-9, 0},
    {"bird", 4.70104314, 3.15293851, -106.764536749, 5e-9, 5e-10},
    {"freudenstein_roth", 11.4128, -0.8968, 48.984254, 5e-5, 5e-7},
    {"powell_badly_scaled", 1.098159e-5, 9.10614674, 0, 5e-9, 0},
    {"monkey_saddle", 1.5, 2.59807621, -6.75, 5e-9, 0},
    {"mueller_brown", -0.55822363, 1.44172584, -146.69951721, 5e-9, 5e-9},
    {"peaks", 0.22827892, -1.62553496, -6.55113333284, 5e-9, 5e-12},
    {"local_minimum", -0.96757745, 0, -5.03233996866, 5e-9, 5e-12},
    {"hills", 0.90030652, -0.65340116, -0.158808610034, 5e-9, 5e-13},
    {"two_wells", -0.93630064, 0, -2.06309025177, 5e-9, 5e-12},
    {"four_gaussians", -0.5, -0.8, -5.27809760266, 5e-9, 5e-12},
    {"langermann", 2.79340221, 1.59723251, -4.15580929185, 5e-9, 5e-12},
    {"foxholes", -31.9783, -31.9783, 0.998003837794, 5e-5, 5e-13},
};

TEST(Published, MinimaHaveThePrintedValues) {
  for (const Published& p : kPublished) {
    const SurfaceSubject& s = subject(p.surface);
    // The place is rounded too: near a minimum that raises the value by half the curvature times its square.
    const Symmetric<double, 2> h = s.in_double.jet({{p.x, p.y}}).h;
    const double moved = 0.5 * p.place_error * p.place_error * (h.a[0] + 2 * std::abs(h.a[1]) + h.a[2]);
    const double rounding = s.bounded.value({{p.x, p.y}}).e;
    // At an inner point of a kinked surface, too, the Hessian is that of the smooth piece.
    EXPECT_NEAR(value_of(p.surface, p.x, p.y), p.value, 2 * moved + p.value_error + rounding)
        << p.surface << ' ' << p.x << ' ' << p.y;
  }
}

TEST(Published, MinimaAreKnownWhereTheyWerePrinted) {
  for (const Published& p : kPublished) {
    int near = 0;
    for (const KnownMinimum& m : subject(p.surface).minima)
      near += std::abs(m.x - p.x) <= 2 * p.place_error + 1e-12 &&
              std::abs(m.y - p.y) <= 2 * p.place_error + 1e-12;
    EXPECT_EQ(near, 1) << p.surface << ' ' << p.x << ' ' << p.y;
  }
}

TEST(Published, LowestValuesOnTheBorderArePrintedWithFewDigits) {
  EXPECT_NEAR(value_of("eggholder", 512, 404.2319), -959.6407, 5e-5);
  EXPECT_NEAR(value_of("eggholder", 482.35331, 432.879), -956.918231625, 1e-8);
  EXPECT_NEAR(value_of("adjiman", 2, 0.10578), -2.02181, 5e-6);
}

TEST(Published, GlobalMinimaAreAsMany) {
  const std::map<std::string, std::size_t> counts = {
      {"himmelblau", 4}, {"branin", 3},      {"shubert", 18},    {"schaffer4", 4}, {"holder_table", 4},
      {"bird", 2},       {"dixon_price", 2}, {"double_well", 2}, {"tanh_net", 2},  {"cross_in_tray", 4}};
  for (const auto& [name, count] : counts) {
    std::size_t global = 0;
    for (const KnownMinimum& m : subject(name).minima) global += m.global;
    EXPECT_EQ(global, count) << name;
  }
}

TEST(Published, WolfesFunctionJoinsItsPiecesWithoutAKink) {
  // On x = |y| both pieces are 25 x with the gradient (9, 16): 5 sqrt(9 + 16) = 25.
  const SurfaceSubject& wolfe = subject("wolfe");
  for (const double x : {0.25, 1.0, 2.5}) {
    for (const double side : {1 - 1e-12, 1 + 1e-12}) {
      const Vec<double, 2> p{{side * x, x}}, g = wolfe.in_double.gradient(p);
      EXPECT_NEAR(wolfe.in_double.value(p), 25 * x, 1e-10);
      EXPECT_NEAR(g[0], 9, 1e-10);
      EXPECT_NEAR(g[1], 16, 1e-10);
    }
  }
}

TEST(Published, LinearNetworksSharpnessAtAMinimumIsTheSquaredNormOfItsWeights) {
  const SurfaceSubject& s = subject("linear_network");
  for (const double x : {0.25, 1.0, 4.0}) {
    const Jet<double, 2> j = s.in_double.jet({{x, 1 / x}});
    EXPECT_EQ(j.v, 0);
    EXPECT_EQ(j.h(0, 0) + j.h(1, 1), x * x + 1 / (x * x));
    EXPECT_EQ(j.h(0, 0) * j.h(1, 1), j.h(0, 1) * j.h(0, 1));  // flat along the valley
  }
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Masked duals: gradients against differences in quadruple precision, and the masks themselves.
#include "core/dual.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

#include "tests/core/expressions.h"
#include "tests/support/quad.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

void expect_slope(double computed, double bound, const Difference& truth, const char* name) {
  EXPECT_TRUE(truth.error_of(computed) <= bound + truth.uncertainty)
      << name << ": " << computed << ", not " << double(truth.value);
  EXPECT_LE(bound, 1e-13 * (1 + truth.magnitude())) << name;
}

TEST(Dual, GradientsOfTwoArguments) {
  const std::vector<double> c = random_coordinates(40);
  each_binary_expression([&](const char* name, auto f) {
    const auto exact = [&](std::array<Quad, 2> p) { return value(f, Vec<Quad, 2>{{p[0], p[1]}}); };
    for (std::size_t i = 0; i + 1 < c.size(); i += 2) {
      const Vec<double, 2> g = gradient(f, Vec<double, 2>{{c[i], c[i + 1]}});
      const Vec<Bounded, 2> bound = gradient(f, Vec<Bounded, 2>{{c[i], c[i + 1]}});
      for (int k = 0; k < 2; k++)
        expect_slope(g[k], bound[k].e, partial_difference(exact, std::array{c[i], c[i + 1]}, std::size_t(k)),
                     name);
    }
  });
}

TEST(Dual, GradientsOfOneAndThreeArguments) {
  const auto f1 = [](auto x) { return sin(x) / x + exp(-x) * sqrt(x) + log(x); };
  const auto f3 = [](auto x, auto y, auto z) {
    return x * y / z + sin(y * z) * exp(-x) - sq(z - x) * (2 - y);
  };
  const auto exact1 = [&](std::array<Quad, 1> p) { return value(f1, Vec<Quad, 1>{{p[0]}}); };
  const auto exact3 = [&](std::array<Quad, 3> p) { return value(f3, Vec<Quad, 3>{{p[0], p[1], p[2]}}); };
  const std::vector<double> c = random_coordinates(60);
  for (std::size_t i = 0; i + 2 < c.size(); i += 3) {
    expect_slope(gradient(f1, Vec<double, 1>{{c[i]}})[0], gradient(f1, Vec<Bounded, 1>{{c[i]}})[0].e,
                 partial_difference(exact1, std::array{c[i]}, 0), "f1");
    const Vec<double, 3> g = gradient(f3, Vec<double, 3>{{c[i], c[i + 1], c[i + 2]}});
    const Vec<Bounded, 3> bound = gradient(f3, Vec<Bounded, 3>{{c[i], c[i + 1], c[i + 2]}});
    for (int k = 0; k < 3; k++)
      expect_slope(g[k], bound[k].e,
                   partial_difference(exact3, std::array{c[i], c[i + 1], c[i + 2]}, std::size_t(k)), "f3");
  }
}

TEST(Dual, ValueIsThatOfTheNumberTypeAlone) {
  const std::vector<double> c = random_coordinates(40);
  each_binary_expression([&](const char* name, auto f) {
    for (std::size_t i = 0; i + 1 < c.size(); i += 2) {
      const Dual<double, 1> x{c[i], {1}};
      const Dual<double, 2> y{c[i + 1], {1}};
      EXPECT_EQ(f(x, y).v, value(f, Vec<double, 2>{{c[i], c[i + 1]}})) << name;
      EXPECT_NEAR(f(x, y).v, f(c[i], c[i + 1]), 1e-14 * (1 + std::abs(f(x, y).v))) << name;
    }
  });
}

template <class A, class B>
constexpr bool same = std::is_same_v<A, B>;

TEST(Dual, MasksAreTheUnionOfWhatIsUsed) {
  using X = Dual<double, 1>;
  using Y = Dual<double, 2>;
  using Z = Dual<double, 4>;
  using C = Dual<double, 0>;
  const X x{};
  const Y y{};
  const Z z{};
  const C c{};
  static_assert(same<decltype(x + x), X>);
  static_assert(same<decltype(x + y), Dual<double, 3>>);
  static_assert(same<decltype(x * z), Dual<double, 5>>);
  static_assert(same<decltype((x - y) / z), Dual<double, 7>>);
  static_assert(same<decltype(2 * x + 1), X>);
  static_assert(same<decltype(1 / y - 3), Y>);
  static_assert(same<decltype(c * y), Y>);
  static_assert(same<decltype(sin(x) * exp(x)), X>);
  // Only what exists is stored: that is what makes gradients cheap.
  static_assert(sizeof(C) == sizeof(double));
  static_assert(sizeof(X) == 2 * sizeof(double));
  static_assert(sizeof(Dual<double, 5>) == 3 * sizeof(double));
  static_assert(sizeof(Dual<double, 7>) == 4 * sizeof(double));
}

TEST(Dual, PartialsAreFoundByTheirNumber) {
  const Dual<double, 5> a{1, {10, 30}};
  EXPECT_EQ(partial<0>(a), 10);
  EXPECT_EQ(partial<1>(a), 0);
  EXPECT_EQ(partial<2>(a), 30);
  const Dual<double, 2> b{2, {20}};
  const Dual<double, 7> sum = a + b;
  EXPECT_EQ(partial<0>(sum), 10);
  EXPECT_EQ(partial<1>(sum), 20);
  EXPECT_EQ(partial<2>(sum), 30);
  const Dual<double, 7> difference = a - b;
  EXPECT_EQ(partial<1>(difference), -20);
  EXPECT_EQ(partial<2>(difference), 30);
}

TEST(Dual, AnInfinitePartialStaysWhereItIs) {
  // With structural zeros in memory, 0 * infinity would make the other partial NaN.
  const auto f = [](auto x, auto y) { return exp(x) * exp(x) + 3 * y; };
  const Vec<double, 2> g = gradient(f, Vec<double, 2>{{400, 1}});
  EXPECT_EQ(g[0], std::numeric_limits<double>::infinity());
  EXPECT_EQ(g[1], 3);
}

TEST(Dual, KinksHaveTheirSmallestSubgradient) {
  const auto cone = [](auto x, auto y) { return sqrt(sq(x) + sq(y)); };
  const auto wedge = [](auto x, auto y) { return abs(x) + 0 * y; };
  for (const auto& g : {gradient(cone, Vec<double, 2>{{0, 0}}), gradient(wedge, Vec<double, 2>{{0, 0}})}) {
    EXPECT_EQ(g[0], 0);
    EXPECT_EQ(g[1], 0);
  }
  EXPECT_EQ(gradient(wedge, Vec<double, 2>{{-2, 1}})[0], -1);
  EXPECT_EQ(gradient(wedge, Vec<double, 2>{{2, 1}})[0], 1);
}

}  // namespace
}  // namespace thalweg::test

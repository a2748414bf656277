// SPDX-License-Identifier: MIT
// Jets: values and gradients as masked duals have them, Hessians against second differences in quadruple
// precision.
#include "core/jet.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/core/expressions.h"
#include "tests/support/quad.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

void expect_close(double computed, double bound, const Difference& truth, const char* name) {
  EXPECT_TRUE(truth.error_of(computed) <= bound + truth.uncertainty)
      << name << ": " << computed << ", not " << double(truth.value);
  EXPECT_LE(bound, 1e-12 * (1 + truth.magnitude())) << name;
}

template <int N>
Vec<double, N> point(const std::vector<double>& c, std::size_t i) {
  Vec<double, N> p;
  for (int k = 0; k < N; k++) p[k] = c[i + std::size_t(k)];
  return p;
}
template <int N>
Vec<Bounded, N> bounded(const Vec<double, N>& p) {
  Vec<Bounded, N> q;
  for (int k = 0; k < N; k++) q[k] = p[k];
  return q;
}

template <int N, class F, class Exact>
void expect_jet(const char* name, F f, Exact exact, const Vec<double, N>& p) {
  const Jet<double, N> j = jet(f, p);
  const Jet<Bounded, N> bound = jet(f, bounded(p));
  const Vec<double, N> g = gradient(f, p);
  const Vec<Bounded, N> gradient_bound = gradient(f, bounded(p));
  std::array<double, std::size_t(N)> at;
  for (int i = 0; i < N; i++) at[std::size_t(i)] = p[i];
  expect_close(j.v, bound.v.e, {value(f, p), value(f, bounded(p)).e}, name);
  for (int i = 0; i < N; i++) {
    expect_close(j.g[i], bound.g[i].e, {g[i], gradient_bound[i].e}, name);
    for (int k = i; k < N; k++) {
      const Difference truth = second_difference(exact, at, std::size_t(i), std::size_t(k));
      expect_close(j.h(i, k), bound.h(i, k).e, truth, name);
      EXPECT_EQ(j.h(i, k), j.h(k, i));
    }
  }
}

TEST(Jet, HessiansOfTwoArguments) {
  const std::vector<double> c = random_coordinates(24);
  each_binary_expression([&](const char* name, auto f) {
    const auto exact = [&](std::array<Quad, 2> p) { return value(f, Vec<Quad, 2>{{p[0], p[1]}}); };
    for (std::size_t i = 0; i + 1 < c.size(); i += 2) expect_jet<2>(name, f, exact, point<2>(c, i));
  });
}

TEST(Jet, HessiansOfOneAndThreeArguments) {
  const auto f1 = [](auto x) { return sin(x) / x + exp(-x) * sqrt(x) + log(x); };
  const auto f3 = [](auto x, auto y, auto z) {
    return x * y / z + sin(y * z) * exp(-x) - sq(z - x) * (2 - y);
  };
  const auto exact1 = [&](std::array<Quad, 1> p) { return value(f1, Vec<Quad, 1>{{p[0]}}); };
  const auto exact3 = [&](std::array<Quad, 3> p) { return value(f3, Vec<Quad, 3>{{p[0], p[1], p[2]}}); };
  const std::vector<double> c = random_coordinates(30);
  for (std::size_t i = 0; i + 2 < c.size(); i += 3) {
    expect_jet<1>("f1", f1, exact1, point<1>(c, i));
    expect_jet<3>("f3", f3, exact3, point<3>(c, i));
  }
}

TEST(Jet, OfAQuadraticIsExact) {
  // Small integers: every operation is exact, so is the result.
  const auto f = [](auto x, auto y) { return 3 * sq(x) + 5 * x * y - 7 * sq(y) + 2 * x - y + 11; };
  const Jet<double, 2> j = jet(f, Vec<double, 2>{{2, -3}});
  EXPECT_EQ(j.v, 12 - 30 - 63 + 4 + 3 + 11);
  EXPECT_EQ(j.g[0], 12 - 15 + 2);
  EXPECT_EQ(j.g[1], 10 + 42 - 1);
  EXPECT_EQ(j.h(0, 0), 6);
  EXPECT_EQ(j.h(0, 1), 5);
  EXPECT_EQ(j.h(1, 1), -14);
}

TEST(Jet, IsFiniteAtTheTipOfACone) {
  const Jet<double, 2> j = jet([](auto x, auto y) { return sqrt(sq(x) + sq(y)); }, Vec<double, 2>{{0, 0}});
  EXPECT_EQ(j.v, 0);
  for (int i = 0; i < 2; i++) EXPECT_EQ(j.g[i], 0);
  for (const double h : j.h.a) EXPECT_EQ(h, 0);
}

}  // namespace
}  // namespace thalweg::test

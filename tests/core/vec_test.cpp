// SPDX-License-Identifier: MIT
#include "core/vec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/quad.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

template <int N>
class RandomSystems {
 public:
  Symmetric<double, N> matrix(double scale) {
    Symmetric<double, N> A;
    for (double& a : A.a) a = scale * distribution_(generator_);
    return A;
  }
  Vec<double, N> vector() {
    Vec<double, N> b;
    for (int i = 0; i < N; i++) b[i] = distribution_(generator_);
    return b;
  }

 private:
  std::mt19937_64 generator_{N};
  std::uniform_real_distribution<double> distribution_{-1, 1};
};

// The residual A d - b, in quadruple precision, is at most what the error of d that running error analysis
// allows makes of it.
template <int N>
void expect_solutions(double scale) {
  RandomSystems<N> next;
  int judged = 0;
  for (int k = 0; k < 500; k++) {
    const Symmetric<double, N> A = next.matrix(scale);
    const Vec<double, N> b = next.vector();
    Symmetric<Bounded, N> A_bounded;
    Vec<Bounded, N> b_bounded;
    for (int i = 0; i < A.kSize; i++) A_bounded.a[i] = A.a[i];
    for (int i = 0; i < N; i++) b_bounded[i] = b[i];
    const Vec<double, N> d = solve(A, b);
    const Vec<Bounded, N> bound = solve(A_bounded, b_bounded);
    for (int i = 0; i < N; i++) {
      Quad residual = -Quad(b[i]);
      double allowed = 0;
      for (int j = 0; j < N; j++) {
        residual = residual + Quad(A(i, j)) * Quad(d[j]);
        allowed += std::abs(A(i, j)) * bound[j].e;
      }
      EXPECT_LE(double(abs(residual)), allowed);
      judged += allowed < 1e-9;
    }
  }
  EXPECT_GT(judged, 400 * N) << "the bound must mean something for most random systems";
}

TEST(Solve, LeavesNoResidual) {
  for (const double scale : {1.0, 1e-6, 1e6}) {
    expect_solutions<1>(scale);
    expect_solutions<2>(scale);
    expect_solutions<3>(scale);
  }
}

TEST(Solve, SingularSystemsAreNeverSilentlyWrong) {
  const Vec<double, 2> d = solve(Symmetric<double, 2>{{1, 2, 4}}, Vec<double, 2>{{1, 0}});
  EXPECT_FALSE(std::isfinite(d[0]) && std::isfinite(d[1]));
  const Vec<double, 3> e = solve(Symmetric<double, 3>{{1, 1, 1, 1, 1, 1}}, Vec<double, 3>{{1, 2, 3}});
  EXPECT_FALSE(std::isfinite(e[0]) && std::isfinite(e[1]) && std::isfinite(e[2]));
  EXPECT_FALSE(std::isfinite(solve(Symmetric<double, 1>{{0}}, Vec<double, 1>{{1}})[0]));
}

TEST(Symmetric, IndexesTheUpperTriangleRowByRow) {
  EXPECT_EQ((Symmetric<int, 2>::index(0, 0)), 0);
  EXPECT_EQ((Symmetric<int, 2>::index(0, 1)), 1);
  EXPECT_EQ((Symmetric<int, 2>::index(1, 0)), 1);
  EXPECT_EQ((Symmetric<int, 2>::index(1, 1)), 2);
  int expected = 0;
  for (int i = 0; i < 3; i++) {
    for (int j = i; j < 3; j++, expected++) {
      EXPECT_EQ((Symmetric<int, 3>::index(i, j)), expected);
      EXPECT_EQ((Symmetric<int, 3>::index(j, i)), expected);
    }
  }
}

TEST(Vec, ArithmeticIsByComponent) {
  const Vec<double, 3> a{{1, 2, 3}}, b{{4, 10, 20}};
  const auto expect = [](const Vec<double, 3>& v, double x, double y, double z) {
    EXPECT_EQ(v[0], x);
    EXPECT_EQ(v[1], y);
    EXPECT_EQ(v[2], z);
  };
  expect(a + b, 5, 12, 23);
  expect(b - a, 3, 8, 17);
  expect(a * b, 4, 20, 60);
  expect(b / a, 4, 5, 20.0 / 3);
  expect(2 * a, 2, 4, 6);
  expect(a + 1, 2, 3, 4);
  expect(all<double, 3>(7), 7, 7, 7);
  EXPECT_EQ(dot(a, b), 84);
}

}  // namespace
}  // namespace thalweg::test

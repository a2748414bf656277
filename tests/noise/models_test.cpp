// SPDX-License-Identifier: MIT
// The noise models beside the Gaussian one, against the laws that they are named after.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "registry/noise.h"

namespace thalweg::test {
namespace {

constexpr u64 kSeed = 20'240'301;
constexpr double kPi = 3.14159265358979323846;
constexpr int kDraws = 200'000;

template <class Noise, class T, int N>
Vec<T, N> noisy(const typename Noise::Hyper& h, const Vec<T, N>& g, u64 particle, u32 step = 0) {
  const auto c = Noise::at(h);
  typename Noise::template Constants<T> constants;
  static_assert(sizeof(c) / sizeof(double) == sizeof(constants) / sizeof(T));
  const double* from = reinterpret_cast<const double*>(&c);
  T* to = reinterpret_cast<T*>(&constants);
  for (std::size_t i = 0; i < sizeof(c) / sizeof(double); i++) to[i] = T(from[i]);
  return Noise::apply(g, random_words(kSeed, Stream::noise, step, particle), constants);
}

/// Draws of coordinate `axis` at gradient 0, sorted.
template <class Noise, class T, int N>
std::vector<double> sorted_draws(const typename Noise::Hyper& h, int axis) {
  std::vector<double> x;
  for (int i = 0; i < kDraws; i++) x.push_back(double(noisy<Noise>(h, all<T, N>(0), u64(i))[axis]));
  std::sort(x.begin(), x.end());
  return x;
}

/// Kolmogorov's distance between draws and a distribution function, times sqrt(n): above 2.2 with a
/// probability of 1e-4.
double distance(const std::vector<double>& sorted, const std::function<double(double)>& distribution) {
  double largest = 0;
  const double n = double(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); i++) {
    const double p = distribution(sorted[i]);
    largest = std::max({largest, std::abs(p - double(i) / n), std::abs(p - double(i + 1) / n)});
  }
  return largest * std::sqrt(n);
}
constexpr double kUnlikely = 2.2;

double cauchy(double x) { return 0.5 + std::atan(x) / kPi; }
double normal(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
// The distribution function of t(3) in closed form.
double student3(double x) {
  const double u = x / std::sqrt(3.0);
  return 0.5 + (u / (1 + u * u) + std::atan(u)) / kPi;
}

template <class T>
class HeavyTails : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(HeavyTails, Precisions);

TYPED_TEST(HeavyTails, StudentTHasItsDistributionInEveryCoordinate) {
  for (int axis = 0; axis < 3; axis++) {
    EXPECT_LT(distance(sorted_draws<StudentT, TypeParam, 3>({3, 1}, axis), student3), kUnlikely) << axis;
    EXPECT_LT(distance(sorted_draws<StudentT, TypeParam, 3>({1, 1}, axis), cauchy), kUnlikely) << axis;
  }
  const auto scaled = [](double x) { return student3(x / 0.3); };
  EXPECT_LT(distance(sorted_draws<StudentT, TypeParam, 1>({3, 0.3}, 0), scaled), kUnlikely);
}

// A stable law is Cauchy's with alpha = 1, normal with the variance 2 with alpha = 2, and with any alpha the
// mean of n draws is one draw times n^(1 / alpha - 1).
TYPED_TEST(HeavyTails, AlphaStableHasItsDistributionInEveryCoordinate) {
  for (int axis = 0; axis < 3; axis++) {
    EXPECT_LT(distance(sorted_draws<AlphaStable, TypeParam, 3>({1, 1}, axis), cauchy), kUnlikely) << axis;
    EXPECT_LT(distance(sorted_draws<AlphaStable, TypeParam, 3>({2, 1}, axis),
                       [](double x) { return normal(x / std::sqrt(2.0)); }),
              kUnlikely)
        << axis;
  }
}
TYPED_TEST(HeavyTails, AlphaStableIsStable) {
  for (const double alpha : {0.7, 1.3, 1.5, 1.9}) {
    std::vector<double> single = sorted_draws<AlphaStable, TypeParam, 1>({alpha, 1}, 0), sums;
    for (int i = 0; i < kDraws / 2; i++) {
      const auto draw = [&](u32 step) {
        return double(noisy<AlphaStable>({alpha, 1}, Vec<TypeParam, 1>{{0}}, u64(i), step)[0]);
      };
      sums.push_back((draw(1) + draw(2) + draw(3)) / std::pow(3, 1 / alpha));
    }
    std::sort(sums.begin(), sums.end());
    const auto empirical = [&](double x) {
      return double(std::upper_bound(single.begin(), single.end(), x) - single.begin()) /
             double(single.size());
    };
    // Two samples, one twice as large: their distance is sqrt(1 + 1/2) of one sample's.
    EXPECT_LT(distance(sums, empirical), kUnlikely * std::sqrt(1.5)) << alpha;
  }
}

TEST(StudentTNoise, IsIsotropicInThePlane) {
  std::vector<double> angles;
  for (int i = 0; i < kDraws; i++) {
    const auto z = noisy<StudentT>({1.5, 1}, Vec<double, 2>{{0, 0}}, u64(i));
    angles.push_back(std::atan2(z[1], z[0]) / (2 * kPi) + 0.5);
  }
  std::sort(angles.begin(), angles.end());
  EXPECT_LT(distance(angles, [](double p) { return p; }), kUnlikely);
}

// One of `samples` vectors at a time, each as often as any other, and the same ones in float and in double.
TEST(TiltNoise, IsAFiniteSample) {
  constexpr int kSamples = 16;
  std::vector<std::array<double, 2>> seen;
  std::vector<int> counts;
  for (int i = 0; i < kDraws; i++) {
    const auto z = noisy<Tilt>({2, kSamples}, Vec<double, 2>{{1, -1}}, u64(i));
    const auto single = noisy<Tilt>({2, kSamples}, Vec<float, 2>{{1, -1}}, u64(i));
    // Box & Muller's uniforms have 24 bits in float: a draw near the middle of the plane moves by 1e-3.
    EXPECT_NEAR(single[0], z[0], 0.01);
    EXPECT_NEAR(single[1], z[1], 0.01);
    const std::array<double, 2> tilt{z[0], z[1]};
    const auto found = std::find(seen.begin(), seen.end(), tilt);
    if (found == seen.end()) {
      seen.push_back(tilt);
      counts.push_back(1);
    } else {
      counts[std::size_t(found - seen.begin())]++;
    }
  }
  ASSERT_EQ(seen.size(), std::size_t(kSamples));
  const double expected = double(kDraws) / kSamples;
  for (const int n : counts) EXPECT_LT(std::abs(n - expected), 5 * std::sqrt(expected));
}
TEST(TiltNoise, HasItsStandardDeviation) {
  double square = 0;
  constexpr int kSamples = 10'000;
  for (u32 i = 0; i < kSamples; i++) {
    const Vec<double, 2> z = Tilt::sample<double, 2>(i);
    square += dot(z, z);
  }
  // A chi-squared variable with 2 n degrees of freedom.
  EXPECT_LT(std::abs(square - 2 * kSamples), 5 * std::sqrt(4.0 * kSamples));
}

TEST(MultiplicativeNoise, IsProportionalToTheGradient) {
  double mean = 0, square = 0;
  for (int i = 0; i < kDraws; i++) {
    const auto z = noisy<Multiplicative>({0.5}, Vec<double, 2>{{4, 0}}, u64(i));
    EXPECT_EQ(z[1], 0);
    mean += (z[0] - 4) / 2;
    square += sq((z[0] - 4) / 2);
  }
  EXPECT_LT(std::abs(mean), 5 * std::sqrt(double(kDraws)));
  EXPECT_LT(std::abs(square - kDraws), 5 * std::sqrt(2.0 * kDraws));
}

TEST(DropoutNoise, KeepsTheMeanAndDropsCoordinatesOneByOne) {
  const double p = 0.75;
  std::array<int, 4> counts{};
  for (int i = 0; i < kDraws; i++) {
    const auto z = noisy<Dropout>({p}, Vec<double, 2>{{2, -3}}, u64(i));
    EXPECT_TRUE(z[0] == 0 || z[0] == 8) << z[0];
    EXPECT_TRUE(z[1] == 0 || z[1] == -12) << z[1];
    counts[std::size_t((z[0] != 0) + 2 * (z[1] != 0))]++;
  }
  const double share[] = {p * p, p * (1 - p), p * (1 - p), (1 - p) * (1 - p)};
  for (std::size_t k = 0; k < 4; k++)
    EXPECT_LT(std::abs(counts[k] - kDraws * share[k]), 5 * std::sqrt(kDraws * share[k] * (1 - share[k])))
        << k;
}

}  // namespace
}  // namespace thalweg::test

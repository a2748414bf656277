// SPDX-License-Identifier: MIT
// Noise has the moments it promises, and its draws know nothing of each other.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "registry/noise.h"

namespace thalweg::test {
namespace {

constexpr u64 kSeed = 20'240'229;
constexpr int kDraws = 1'000'000;

template <class T, int N>
Vec<T, N> draw(const Gaussian::Constants<double>& c, u32 step, u64 particle) {
  return Gaussian::apply(all<T, N>(0), random_words(kSeed, Stream::noise, step, particle), c);
}

/// Sums of powers and products: what moments are estimated from.
class Moments {
 public:
  void add(double a, double b) {
    n_++;
    sum_ += a;
    square_ += a * a;
    fourth_ += a * a * a * a;
    product_ += a * b;
  }
  // The estimates in standard errors of a standard normal's: 1, 2, 96 and 1 over n.
  double mean() const { return sum_ / std::sqrt(n_); }
  double variance() const { return (square_ / n_ - 1) / std::sqrt(2 / n_); }
  double kurtosis() const { return (fourth_ / n_ - 3) / std::sqrt(96 / n_); }
  double covariance() const { return product_ / std::sqrt(n_); }

 private:
  double n_ = 0, sum_ = 0, square_ = 0, fourth_ = 0, product_ = 0;
};

// Five standard errors: a false alarm in a million, and the seed is fixed anyway.
constexpr double kErrors = 5;

template <class T>
class GaussianNoise : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(GaussianNoise, Precisions);

TYPED_TEST(GaussianNoise, HasTheMomentsOfAStandardNormal) {
  std::array<Moments, 2> axis;
  for (int i = 0; i < kDraws; i++) {
    const Vec<TypeParam, 2> z = draw<TypeParam, 2>({1}, 3, u64(i));
    axis[0].add(double(z[0]), double(z[1]));
    axis[1].add(double(z[1]), double(z[0]));
  }
  for (const Moments& m : axis) {
    EXPECT_LT(std::abs(m.mean()), kErrors);
    EXPECT_LT(std::abs(m.variance()), kErrors);
    EXPECT_LT(std::abs(m.kurtosis()), kErrors);
    EXPECT_LT(std::abs(m.covariance()), kErrors) << "of the two axes";
  }
}

TYPED_TEST(GaussianNoise, NeighboursAreIndependent) {
  Moments particles, steps, third_axis;
  for (int i = 0; i < kDraws / 2; i++) {
    const Vec<TypeParam, 3> z = draw<TypeParam, 3>({1}, 8, u64(i)),
                            next = draw<TypeParam, 3>({1}, 8, u64(i) + 1),
                            later = draw<TypeParam, 3>({1}, 9, u64(i));
    particles.add(double(z[0]), double(next[0]));
    steps.add(double(z[1]), double(later[1]));
    third_axis.add(double(z[2]), double(z[0]));
  }
  EXPECT_LT(std::abs(particles.covariance()), kErrors);
  EXPECT_LT(std::abs(steps.covariance()), kErrors);
  EXPECT_LT(std::abs(third_axis.covariance()), kErrors);
  EXPECT_LT(std::abs(third_axis.variance()), kErrors);
}

// Tails: the share beyond 1, 2 and 3 standard deviations, as binomial counts.
TYPED_TEST(GaussianNoise, HasTheTailsOfANormal) {
  constexpr double probability[] = {0.31731050786291415, 0.045500263896358417, 0.0026997960632601866};
  std::array<double, 3> beyond{};
  for (int i = 0; i < kDraws; i++) {
    const double z = std::abs(double(draw<TypeParam, 2>({1}, 5, u64(i))[0]));
    for (int k = 0; k < 3; k++) beyond[std::size_t(k)] += z > k + 1;
  }
  for (std::size_t k = 0; k < 3; k++) {
    const double p = probability[k], error = std::sqrt(kDraws * p * (1 - p));
    EXPECT_LT(std::abs(beyond[k] - kDraws * p), kErrors * error) << k + 1 << " standard deviations";
  }
}

TYPED_TEST(GaussianNoise, AddsSigmaTimesTheSameDrawToAnyGradient) {
  using T = TypeParam;
  const Words<u32> words = random_words(kSeed, Stream::noise, 1, 2);
  const Vec<T, 2> z = Gaussian::apply(Vec<T, 2>{{0, 0}}, words, Gaussian::Constants<T>{1});
  const Vec<T, 2> g = Gaussian::apply(Vec<T, 2>{{64, -32}}, words, Gaussian::Constants<T>{0.5});
  EXPECT_EQ(g[0], 64 + T(0.5) * z[0]);
  EXPECT_EQ(g[1], -32 + T(0.5) * z[1]);
  const Vec<T, 2> still = Gaussian::apply(Vec<T, 2>{{64, -32}}, words, Gaussian::Constants<T>{0});
  EXPECT_EQ(still[0], 64);
  EXPECT_EQ(still[1], -32);
}

// All stages of a step see one draw: it is a function of the words alone, and of them in every dimension
// alike.
TYPED_TEST(GaussianNoise, IsAFunctionOfTheWords) {
  using T = TypeParam;
  const Words<u32> words = random_words(kSeed, Stream::noise, 7, 99);
  const Gaussian::Constants<T> c{1};
  const auto one = Gaussian::apply(Vec<T, 1>{{0}}, words, c);
  const auto two = Gaussian::apply(Vec<T, 2>{{0, 0}}, words, c),
             again = Gaussian::apply(Vec<T, 2>{{0, 0}}, words, c);
  const auto three = Gaussian::apply(Vec<T, 3>{{0, 0, 0}}, words, c);
  EXPECT_EQ(two[0], again[0]);
  EXPECT_EQ(two[1], again[1]);
  EXPECT_EQ(one[0], two[0]);
  EXPECT_EQ(three[0], two[0]);
  EXPECT_EQ(three[1], two[1]);
  EXPECT_NE(three[2], three[0]);
}

TEST(NoNoise, LeavesTheGradientAlone) {
  const Vec<double, 2> g =
      NoNoise::apply(Vec<double, 2>{{1.5, -2}}, Words<u32>{{1, 2, 3, 4}}, NoNoise::at({}));
  EXPECT_EQ(g[0], 1.5);
  EXPECT_EQ(g[1], -2);
  EXPECT_FALSE(NoNoise::random);
  EXPECT_TRUE(Gaussian::random);
}

struct Described {
  NoiseInfo info;
  std::size_t constants, single_constants;
};
TEST(Noise, IsDescribedAndItsConstantsAreNumbers) {
#define THALWEG_DESCRIBED(N) Described{N::info, sizeof(N::Constants<double>), sizeof(N::Constants<float>)},
  const std::vector<Described> all = {THALWEG_FOR_EACH_NOISE(THALWEG_DESCRIBED)};
#undef THALWEG_DESCRIBED
  std::set<std::string> names;
  for (const Described& d : all) {
    EXPECT_TRUE(std::regex_match(d.info.name, std::regex("[a-z][a-z0-9]*(_[a-z0-9]+)*"))) << d.info.name;
    EXPECT_TRUE(names.insert(d.info.name).second) << d.info.name << " is taken twice";
    EXPECT_STRNE(d.info.title, "") << d.info.name;
    EXPECT_STRNE(d.info.formula, "") << d.info.name;
    EXPECT_STRNE(d.info.source, "") << d.info.name;
    EXPECT_EQ(d.constants, 2 * d.single_constants) << d.info.name;
  }
}

}  // namespace
}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
// Which rows a batch has, and what that does to gradients; the moved landscape; clipping.
#include "noise/minibatch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "noise/clip.h"
#include "noise/random_centre.h"

namespace thalweg::test {
namespace {

constexpr u64 kSeed = 4711;

template <class R = double>
Batch batch(double size, bool replacement, u32 rows, u32 step, u64 particle, u64 seed = kSeed) {
  const Minibatch::Constants<double> c = Minibatch::at({size, double(replacement)});
  return Minibatch::batch(Minibatch::Constants<R>{R(c.thousands), R(c.ones), R(c.replacement)}, rows, seed,
                          step, particle);
}

std::vector<u32> rows_of(const Batch& b) {
  std::vector<u32> rows;
  for (u32 j = 0; j < b.count; j++) rows.push_back(b.row(j));
  return rows;
}

TEST(MinibatchNoise, GoesThroughAllRowsOncePerEpoch) {
  for (const u32 n : {1u, 2u, 7u, 10u, 64u, 101u})
    for (const u32 size : {1u, 2u, 3u, 7u, 64u, 200u})
      for (const u64 particle : {u64(0), u64(5), (u64(1) << 32) + 5}) {
        const u32 whole = std::min(size, n), steps = (n + whole - 1) / whole;
        std::vector<std::vector<u32>> epochs;
        for (u32 epoch = 0; epoch < 3; epoch++) {
          std::vector<u32> order;
          for (u32 s = 0; s < steps; s++) {
            const std::vector<u32> rows = rows_of(batch(size, false, n, epoch * steps + s, particle));
            EXPECT_EQ(rows.size(), s + 1 < steps || n % whole == 0 ? whole : n % whole) << n << ' ' << size;
            order.insert(order.end(), rows.begin(), rows.end());
          }
          EXPECT_EQ(order.size(), n);
          EXPECT_EQ(std::set<u32>(order.begin(), order.end()).size(), n);
          EXPECT_LT(*std::max_element(order.begin(), order.end()), n);
          epochs.push_back(order);
        }
        if (n >= 10) {
          EXPECT_NE(epochs[0], epochs[1]) << "shuffled anew";
          EXPECT_NE(rows_of(batch(n, false, n, 0, particle)), rows_of(batch(n, false, n, 0, particle + 1)));
          EXPECT_NE(rows_of(batch(n, false, n, 0, particle)), rows_of(batch(n, false, n, 0, particle, 1)));
        }
      }
}

// Also particles that differ beyond 32 bits, steps and seeds.
TEST(MinibatchNoise, EveryParticleStepAndSeedHasABatchOfItsOwn) {
  constexpr u32 n = 1000, size = 20;
  for (const bool replacement : {false, true}) {
    const std::vector<u32> one = rows_of(batch(size, replacement, n, 3, 5));
    EXPECT_EQ(one, rows_of(batch(size, replacement, n, 3, 5)));
    EXPECT_NE(one, rows_of(batch(size, replacement, n, 4, 5)));
    EXPECT_NE(one, rows_of(batch(size, replacement, n, 3, 6)));
    EXPECT_NE(one, rows_of(batch(size, replacement, n, 3, (u64(1) << 32) + 5)));
    EXPECT_NE(one, rows_of(batch(size, replacement, n, 3, 5, kSeed + 1)));
  }
}

// Sizes beyond what float holds exactly are held in two parts.
TEST(MinibatchNoise, SizesAreExactInFloat) {
  for (const double size : {1.0, 999.0, 1000.0, 16'777'217.0, 123'456'789.0, 1e9}) {
    EXPECT_EQ(batch<float>(size, true, 0xffffffffu, 0, 0).count, u32(size));
    EXPECT_EQ(batch<float>(size, false, 0xffffffffu, 0, 0).count, u32(size));
    EXPECT_EQ(batch<float>(size, false, 10, 0, 0).count, std::min(10u, u32(size)));
  }
}

// 10 rows, a million draws: chi-square with 9 degrees of freedom is above 44.9 once in a million; pairs of
// successive draws with 99: above 180.8 as rarely.
TEST(MinibatchNoise, WithReplacementEveryRowIsDrawnFromAll) {
  constexpr u32 n = 10, size = 10;
  double single[n] = {}, pairs[n * n] = {};
  constexpr int kBatches = 100'000;
  for (int i = 0; i < kBatches; i++) {
    const std::vector<u32> rows = rows_of(batch(size, true, n, u32(i % 100), u64(i / 100)));
    ASSERT_EQ(rows.size(), size);
    for (const u32 row : rows) {
      ASSERT_LT(row, n);
      single[row]++;
    }
    for (u32 j = 0; j + 1 < size; j += 2) pairs[rows[j] * n + rows[j + 1]]++;
  }
  double chi_square = 0, of_pairs = 0;
  for (const double count : single) chi_square += (count - 1e5) * (count - 1e5) / 1e5;
  for (const double count : pairs) of_pairs += (count - 5e3) * (count - 5e3) / 5e3;
  EXPECT_LT(chi_square, 44.9);
  EXPECT_LT(of_pairs, 180.8);
}

// The mean of B of n numbers has the variance of the numbers over B with replacement, and (n - B) / (n - 1)
// of that without.  An estimate from k draws is off by sqrt((kurtosis - 1) / k); the kurtosis of a mean of
// these is below 3.2.
TEST(MinibatchNoise, HasTheVarianceOfSamplingTheory) {
  constexpr u32 n = 12;
  const double numbers[n] = {-3, 1, 4, -1, 5, 9, -2, 6, 5, -3, 5, -8};
  double mean = 0, variance = 0;
  for (const double a : numbers) mean += a / n;
  for (const double a : numbers) variance += (a - mean) * (a - mean) / n;
  constexpr int kDraws = 200'000;
  for (const u32 size : {1u, 3u, 6u, 12u})
    for (const bool replacement : {false, true}) {
      double sum = 0, squares = 0;
      for (int i = 0; i < kDraws; i++) {
        double of_batch = 0;
        // One batch per particle: without replacement, those of one epoch exclude each other.
        for (const u32 row : rows_of(batch(size, replacement, n, 0, u64(i)))) of_batch += numbers[row] / size;
        sum += of_batch - mean;
        squares += (of_batch - mean) * (of_batch - mean);
      }
      const double expected = variance / size * (replacement ? 1 : double(n - size) / (n - 1));
      EXPECT_TRUE(std::abs(sum / kDraws) <= 5 * std::sqrt(expected / kDraws) + 1e-12) << size;
      EXPECT_TRUE(std::abs(squares / kDraws - expected) <= 5 * expected * std::sqrt(2.2 / kDraws) + 1e-12)
          << size << ' ' << replacement << ": " << squares / kDraws << " and " << expected;
    }
}

// On a quadratic with the Hessian Q, grad f(p - xi) = Q p - Q xi: around the gradient, with the covariance
// s^2 Q^2.
TEST(RandomCentreNoise, HasTheCovarianceOfTheSquaredHessian) {
  const double q[2][2] = {{10, 3}, {3, 2}}, sigma = 0.6;
  const Vec<double, 2> p{{0.5, -1.5}};
  constexpr int kDraws = 400'000;
  double mean[2] = {}, covariance[2][2] = {};
  for (int i = 0; i < kDraws; i++) {
    const Vec<double, 2> at = RandomCentre::shift(p, random_words(kSeed, Stream::noise, 0, u64(i)),
                                                  RandomCentre::Constants<double>{sigma});
    double noise[2];
    for (int k = 0; k < 2; k++) noise[k] = q[k][0] * (at[0] - p[0]) + q[k][1] * (at[1] - p[1]);
    for (int k = 0; k < 2; k++) {
      mean[k] += noise[k] / kDraws;
      for (int l = 0; l < 2; l++) covariance[k][l] += noise[k] * noise[l] / kDraws;
    }
  }
  double expected[2][2];
  for (int k = 0; k < 2; k++)
    for (int l = 0; l < 2; l++) expected[k][l] = sigma * sigma * (q[k][0] * q[0][l] + q[k][1] * q[1][l]);
  for (int k = 0; k < 2; k++) {
    EXPECT_NEAR(mean[k], 0, 5 * std::sqrt(expected[k][k] / kDraws));
    for (int l = 0; l < 2; l++)  // a product of two normals: E[a^2 b^2] - E[ab]^2 = Caa Cbb + Cab^2
      EXPECT_NEAR(
          covariance[k][l], expected[k][l],
          5 * std::sqrt((expected[k][k] * expected[l][l] + expected[k][l] * expected[k][l]) / kDraws));
  }
}

// clip_grad_value_ clamps; clip_grad_norm_ multiplies by min(1, norm / (|g| + 1e-6)).
TEST(ClippedGradients, AreTorchs) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  const auto clip = [](double x, double y, double by_value, double by_norm) {
    return clipped(Vec<double, 2>{{x, y}}, Clip<double>{by_value, by_norm});
  };
  const Vec<double, 2> same = clip(3, -4, kNone, kNone);
  EXPECT_EQ(same[0], 3);
  EXPECT_EQ(same[1], -4);
  EXPECT_EQ(clip(3, -4, kNone, 5.1)[1], -4);
  const Vec<double, 2> shorter = clip(3, -4, kNone, 1);
  EXPECT_NEAR(shorter[0], 3 / (5 + 1e-6), 1e-15);
  EXPECT_NEAR(shorter[1], -4 / (5 + 1e-6), 1e-15);
  EXPECT_EQ(clip(3, -4, 3.5, kNone)[0], 3);
  EXPECT_EQ(clip(3, -4, 3.5, kNone)[1], -3.5);
  // First the values, then the norm of what is left.
  EXPECT_NEAR(clip(300, -400, 3, 1)[1], -3 / (std::sqrt(18.0) + 1e-6), 1e-15);
  EXPECT_EQ(clip(0, 0, 1, 1)[0], 0);
  EXPECT_TRUE(std::isnan(clip(std::nan(""), 1, 1, kNone)[0]));
  EXPECT_TRUE(std::isnan(clip(std::nan(""), 1, kNone, 1)[0]));
  EXPECT_NEAR(clip(1e300, 0, 2, 1)[0], 1 / (1 + 0.5e-6), 1e-15)
      << "what overflows when squared is clamped first";
}

}  // namespace
}  // namespace thalweg::test

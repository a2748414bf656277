// SPDX-License-Identifier: MIT
// Philox against its authors' known answers and library; uniforms in the open interval; the Sobol sequence
// against published points and its net property.
#include <gtest/gtest.h>

#if __has_include(<Random123/philox.h>)
#include <Random123/philox.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "core/philox.h"
#include "core/sobol.h"

namespace thalweg::test {
namespace {

void expect_words(const Words<u32>& words, std::array<u32, 4> expected) {
  for (int i = 0; i < 4; i++) EXPECT_EQ(words.w[i], expected[std::size_t(i)]);
}

// Random123-1.14.0/tests/kat_vectors, the rows of philox4x32 10.
TEST(Philox, KnownAnswers) {
  expect_words(philox(Words<u32>{{0, 0, 0, 0}}, 0), {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr u32 ones = 0xffffffffu;
  expect_words(philox(Words<u32>{{ones, ones, ones, ones}}, ~0ull),
               {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  expect_words(philox(Words<u32>{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, 0x299f31d0a4093822ull),
               {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

#if __has_include(<Random123/philox.h>)
TEST(Philox, AgreesWithItsAuthorsLibrary) {
  std::mt19937_64 generator(3);
  for (int i = 0; i < 100'000; i++) {
    const u64 a = generator(), b = generator(), seed = generator();
    const u32 c[] = {u32(a), u32(a >> 32), u32(b), u32(b >> 32)};
    const r123::Philox4x32::ctr_type counter{{c[0], c[1], c[2], c[3]}};
    const r123::Philox4x32::key_type key{{u32(seed), u32(seed >> 32)}};
    const auto expected = r123::Philox4x32()(counter, key);
    const Words<u32> words = philox(Words<u32>{{c[0], c[1], c[2], c[3]}}, seed);
    for (std::size_t k = 0; k < 4; k++) ASSERT_EQ(words.w[k], expected[k]);
  }
}
#endif

TEST(Philox, CounterSaysStepParticleAndStream) {
  const u64 particle = 0x123456789ull;
  const Words<u32> words = random_words(77, Stream::noise, 5, particle);
  expect_words(philox(Words<u32>{{5, 0x23456789u, 0x1u, 1u}}, 77),
               {words.w[0], words.w[1], words.w[2], words.w[3]});
  // Each part of the counter matters.
  const auto differs = [&](const Words<u32>& other) { return other.w[0] != words.w[0]; };
  EXPECT_TRUE(differs(random_words(78, Stream::noise, 5, particle)));
  EXPECT_TRUE(differs(random_words(77ull + (1ull << 32), Stream::noise, 5, particle)));
  EXPECT_TRUE(differs(random_words(77, Stream::start, 5, particle)));
  EXPECT_TRUE(differs(random_words(77, Stream::noise, 6, particle)));
  EXPECT_TRUE(differs(random_words(77, Stream::noise, 5, particle + 1)));
  EXPECT_TRUE(differs(random_words(77, Stream::noise, 5, particle + (1ull << 32))));
}

TEST(OpenUnit, NeverReachesItsEnds) {
  EXPECT_EQ((open_unit<float>(0u)), 0x1p-24f);
  EXPECT_EQ((open_unit<float>(0xffffffffu)), 1 - 0x1p-24f);
  EXPECT_EQ((open_unit<double>(0u)), 0x1p-33);
  EXPECT_EQ((open_unit<double>(0xffffffffu)), 1 - 0x1p-33);
}

TEST(OpenUnit, IsExactMonotonousAndSymmetric) {
  float last = 0;
  for (u32 i = 0; i < 1u << 23; i += 7) {
    const float u = open_unit<float>(i << 9);
    EXPECT_GT(u, last);
    EXPECT_EQ(double(u), (2.0 * i + 1) * 0x1p-24);
    EXPECT_EQ(1 - u, (open_unit<float>(~(i << 9))));
    last = u;
  }
}

TEST(BoxMuller, IsFiniteForEveryUniform) {
  for (const u32 a : {0u, 1u, 511u, 512u, 0x80000000u, 0xfffffdffu, 0xffffffffu}) {
    for (const u32 b : {0u, 0x40000000u, 0x80000000u, 0xc0000000u, 0xffffffffu}) {
      float z1, z2;
      box_muller(open_unit<float>(a), open_unit<float>(b), z1, z2);
      // The smallest uniform, 2^-24, gives the largest radius.
      EXPECT_LE(std::hypot(z1, z2), std::sqrt(48 * std::log(2.0)) * (1 + 1e-6));
      double d1, d2;
      box_muller(open_unit<double>(a), open_unit<double>(b), d1, d2);
      EXPECT_LE(std::hypot(d1, d2), std::sqrt(66 * std::log(2.0)) * (1 + 1e-12));
      // |z|^2 = -2 log u1, whatever the angle.
      EXPECT_NEAR(d1 * d1 + d2 * d2, -2 * std::log(open_unit<double>(a)), 1e-13);
    }
  }
}

// Joe & Kuo's new-joe-kuo-6 sequence in its first two dimensions, which PyTorch and SciPy print too, in
// Gray-code order: its i-th point is ours at i ^ (i >> 1).
TEST(Sobol, PublishedPoints) {
  constexpr double points[][2] = {{0, 0},         {0.5, 0.5},     {0.75, 0.25},
                                  {0.25, 0.75},   {0.375, 0.375}, {0.875, 0.875},
                                  {0.625, 0.125}, {0.125, 0.625}, {0.1875, 0.3125}};
  for (u32 i = 0; i < std::size(points); i++) {
    const SobolPoint p = sobol(i ^ (i >> 1));
    EXPECT_EQ(p.x * 0x1p-32, points[i][0]) << i;
    EXPECT_EQ(p.y * 0x1p-32, points[i][1]) << i;
  }
}

// Each of the 2^m boxes of 2^-k by 2^-(m-k) holds exactly one of 2^m aligned points, for every k.
void expect_net(int m, u32 first, u32 shift_x, u32 shift_y) {
  for (int k = 0; k <= m; k++) {
    std::vector<int> hits(std::size_t(1) << m);
    for (u32 i = 0; i < 1u << m; i++) {
      const SobolPoint p = sobol(first + i);
      // In 64 bits, since a shift by 32 takes all bits of an axis that is not divided.
      const u64 column = u64(p.x ^ shift_x) >> (32 - k), row = u64(p.y ^ shift_y) >> (32 - (m - k));
      hits[std::size_t(column << (m - k) | row)]++;
    }
    EXPECT_EQ(std::count(hits.begin(), hits.end(), 1), std::ptrdiff_t(hits.size()))
        << "m " << m << " k " << k;
  }
}

TEST(Sobol, AlignedBlocksAreNets) {
  for (int m = 0; m <= 10; m++)
    for (const u32 block : {0u, 1u, 5u, 1000u}) expect_net(m, block << m, 0, 0);
}
TEST(Sobol, AndStayNetsAfterADigitalShift) {
  for (int m = 0; m <= 10; m++) expect_net(m, 3u << m, 0xdeadbeefu, 0x12345678u);
}
TEST(Sobol, TheLastIndicesAreANetToo) { expect_net(10, ~0u << 10, 0, 0); }

}  // namespace
}  // namespace thalweg::test

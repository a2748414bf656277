// SPDX-License-Identifier: MIT
#include "core/shuffle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace thalweg::test {
namespace {

Words<u32> key(u64 i) { return random_words(77, Stream::batch, 0, i); }

void expect_permutation(u32 n, u64 k) {
  const Shuffle shuffle = make_shuffle(n, key(k));
  std::vector<char> seen(n, 0);
  for (u32 i = 0; i < n; i++) {
    const u32 j = shuffle(i);
    ASSERT_LT(j, n);
    ASSERT_FALSE(seen[j]) << j << " comes twice among " << n;
    seen[j] = 1;
  }
}

TEST(Shuffle, IsAPermutation) {
  for (u32 n = 1; n <= 300; n++)
    for (u64 k = 0; k < 3; k++) expect_permutation(n, k);
  for (const u32 n : {1023u, 1024u, 1025u, 65'535u, 65'536u, 65'537u, 1'000'000u}) expect_permutation(n, 5);
}

TEST(Shuffle, StaysInRangeUpToTheMostRows) {
  for (const u32 n : {0x80000000u, 0xffffffffu}) {
    const Shuffle shuffle = make_shuffle(n, key(1));
    std::vector<u32> images;
    for (u32 i = 0; i < 1000; i++) {
      images.push_back(shuffle(n - 1 - i));
      ASSERT_LT(images.back(), n);
    }
    std::sort(images.begin(), images.end());
    EXPECT_EQ(std::adjacent_find(images.begin(), images.end()), images.end());
  }
}

TEST(Shuffle, IsAnotherOneForAnotherKey) {
  int same = 0;
  const Shuffle a = make_shuffle(300, key(1)), b = make_shuffle(300, key(2));
  for (u32 i = 0; i < 300; i++) same += a(i) == b(i);
  EXPECT_LT(same, 10);  // one is expected
}

// All 24 orders of four equally often.  Chi-square with 23 degrees of freedom is above 70.6 once in a
// million.
TEST(Shuffle, IsUniformOnFour) {
  constexpr int kDraws = 240'000;
  std::map<std::array<u32, 4>, int> counts;
  for (u64 k = 0; k < kDraws; k++) {
    const Shuffle shuffle = make_shuffle(4, key(k));
    counts[{shuffle(0), shuffle(1), shuffle(2), shuffle(3)}]++;
  }
  EXPECT_EQ(counts.size(), 24u);
  double chi_square = 0;
  for (const auto& [order, count] : counts) chi_square += (count - 10'000.0) * (count - 10'000.0) / 10'000;
  EXPECT_LT(chi_square, 70.6);
}

// Where each of ten goes: 9 x 9 degrees of freedom; above 156.5 once in a million.
TEST(Shuffle, SendsEveryElementEverywhere) {
  constexpr int n = 10, kDraws = 100'000;
  int counts[n][n] = {};
  for (u64 k = 0; k < kDraws; k++) {
    const Shuffle shuffle = make_shuffle(n, key(k));
    for (u32 i = 0; i < n; i++) counts[i][shuffle(i)]++;
  }
  double chi_square = 0;
  for (const auto& row : counts)
    for (const int count : row) chi_square += (count - 10'000.0) * (count - 10'000.0) / 10'000;
  EXPECT_LT(chi_square * (n - 1) / n, 156.5);
}

}  // namespace
}  // namespace thalweg::test

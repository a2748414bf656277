// SPDX-License-Identifier: MIT
// Random permutations that are never stored: element i of a shuffled 0, ..., n - 1 as a function of (key, i).
#pragma once

#include "core/philox.h"

namespace thalweg {

namespace detail {

/// A 32-bit hash (the finalizer of MurmurHash3).
THALWEG_HD u32 scrambled(u32 a) {
  a ^= a >> 16;
  a *= 0x85EBCA6Bu;
  a ^= a >> 13;
  a *= 0xC2B2AE35u;
  return a ^ a >> 16;
}

}  // namespace detail

/// A permutation of 0, ..., n - 1: a Feistel network (Luby & Rackoff 1988) on the smallest square number of
/// even many bits that holds n, walked along its cycle until it is below n (Black & Rogaway 2002).
struct Shuffle {
  u32 n;     ///< at least 1
  u32 half;  ///< bits of each half
  Words<u32> key;

  THALWEG_HD u32 operator()(u32 i) const {
    const u32 mask = (u32(1) << half) - 1;
    do {
      u32 left = i >> half, right = i & mask;
      THALWEG_UNROLL
      for (int round = 0; round < 8; round++) {
        const u32 next = left ^ (detail::scrambled(right ^ key.w[round % 4] ^ (u32(round) << 24)) & mask);
        left = right;
        right = next;
      }
      i = left << half | right;
    } while (i >= n);
    return i;
  }
};

THALWEG_HD Shuffle make_shuffle(u32 n, const Words<u32>& key) {
  u32 half = 0;
  while (half < 16 && (u64(1) << 2 * half) < n) half++;
  return {n, half, key};
}

}  // namespace thalweg

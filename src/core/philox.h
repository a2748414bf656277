// SPDX-License-Identifier: MIT
// Philox4x32-10, a counter-based generator: random words are a pure function of (key, counter), so results
// cannot depend on threads, launches, compaction or shards.  Salmon, Moraes, Dror, Shaw: "Parallel random
// numbers: as easy as 1, 2, 3", SC 2011.  Thalweg's convention: key = the halves of the seed, counter =
// (step, particle, particle's high half, stream).
#pragma once

#include "core/math.h"
#include "core/vec.h"

namespace thalweg {

/// Four random words, of one counter (u32) or of a SIMD vector of counters.
template <class U>
struct Words {
  U w[4];
};

/// What a counter is for.  One stream never reuses another's numbers.
enum class Stream : u32 { start = 0, noise = 1, optimizer = 2, batch = 3 };

THALWEG_HD void multiply_wide(u32 a, u32 m, u32& high, u32& low) {
  const u64 product = u64(a) * m;
  high = u32(product >> 32);
  low = u32(product);
}

/// U is u32 or a SIMD vector of u32 with its own multiply_wide.
template <class U>
THALWEG_HD Words<U> philox(Words<U> c, u64 seed) {
  u32 key0 = u32(seed), key1 = u32(seed >> 32);
  for (int round = 0; round < 10; round++) {
    U high0, low0, high2, low2;
    multiply_wide(c.w[0], 0xD2511F53u, high0, low0);
    multiply_wide(c.w[2], 0xCD9E8D57u, high2, low2);
    c = {{high2 ^ c.w[1] ^ key0, low2, high0 ^ c.w[3] ^ key1, low0}};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return c;
}

/// The words of (seed, stream, step, particle).
THALWEG_HD Words<u32> random_words(u64 seed, Stream stream, u32 step, u64 particle) {
  return philox(Words<u32>{{step, u32(particle), u32(particle >> 32), u32(stream)}}, seed);
}

/// An odd multiple of 2^-24 in (0, 1), which float holds exactly.
template <Real T, class U>
THALWEG_HD T open_unit(U word);

/// Two independent standard normals from two uniforms in (0, 1) (Box & Muller 1958).
template <Real T>
THALWEG_HD void box_muller(T u1, T u2, T& z1, T& z2) {
  const T r = sqrt(T(-2) * log(u1)), angle = T(6.28318530717958647693) * u2;
  z1 = r * cos(angle);
  z2 = r * sin(angle);
}

template <>
THALWEG_HD float open_unit<float, u32>(u32 word) {
  return float(2 * (word >> 9) + 1) * (1.0f / 16777216.0f);
}
/// 32 random bits suffice: an odd multiple of 2^-33.
template <>
THALWEG_HD double open_unit<double, u32>(u32 word) {
  return (double(word) + 0.5) * (1.0 / 4294967296.0);
}

/// N <= 4 independent signs, 1 or -1, from the words of one counter.
template <Real T, int N, class U>
THALWEG_HD Vec<T, N> random_signs(const Words<U>& words) {
  return detail::each<T, N>([&](int i) { return select((words.w[i] >> 31) != U(0u), T(1), T(-1)); });
}

/// N <= 4 independent standard normals from the words of one counter.
template <Real T, int N, class U>
THALWEG_HD Vec<T, N> standard_normals(const Words<U>& words) {
  Vec<T, N> r;
  THALWEG_UNROLL
  for (int i = 0; i < N; i += 2) {
    T z[2];
    box_muller(open_unit<T>(words.w[i]), open_unit<T>(words.w[i + 1]), z[0], z[1]);
    r[i] = z[0];
    if (i + 1 < N) r[i + 1] = z[1];
  }
  return r;
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// The Sobol sequence in up to three dimensions with random access by index: a low-discrepancy set of starts.
// In the first two, any 2^m consecutive aligned points form a (0, m, 2)-net, and still do after a digital
// shift. I. M. Sobol' 1967; direction numbers of S. Joe, F. Kuo 2008.
#pragma once

#include "core/hd.h"

namespace thalweg {

struct SobolPoint {
  u32 x, y, z;  ///< fractions of 2^32
};

/// Point i: x is the bit reversal of i, the direction numbers of y follow v_k = v_{k-1} ^ (v_{k-1} >> 1),
/// those of z v_k = v_{k-1} ^ v_{k-2} ^ (v_{k-2} >> 2).
THALWEG_HD SobolPoint sobol(u32 i) {
  SobolPoint p{0, 0, 0};
  u32 vx = 1u << 31, vy = 1u << 31, vz = 1u << 31, next_z = 3u << 30;
  for (; i != 0; i >>= 1) {
    if (i & 1u) {
      p.x ^= vx;
      p.y ^= vy;
      p.z ^= vz;
    }
    vx >>= 1;
    vy ^= vy >> 1;
    const u32 after = next_z ^ vz ^ (vz >> 2);
    vz = next_z;
    next_z = after;
  }
  return p;
}

}  // namespace thalweg

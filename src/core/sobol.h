// SPDX-License-Identifier: MIT
// The 2-D Sobol sequence with random access by index: a low-discrepancy set of starts.  Any 2^m consecutive
// aligned points form a (0, m, 2)-net, and still do after a digital shift.  I. M. Sobol' 1967.
#pragma once

#include "core/hd.h"

namespace thalweg {

struct SobolPoint {
  u32 x, y;  ///< fractions of 2^32
};

/// Point i: x is the bit reversal of i, the direction numbers of y follow v_k = v_{k-1} ^ (v_{k-1} >> 1).
THALWEG_HD SobolPoint sobol(u32 i) {
  SobolPoint p{0, 0};
  u32 vx = 1u << 31, vy = 1u << 31;
  for (; i != 0; i >>= 1) {
    if (i & 1u) {
      p.x ^= vx;
      p.y ^= vy;
    }
    vx >>= 1;
    vy ^= vy >> 1;
  }
  return p;
}

}  // namespace thalweg

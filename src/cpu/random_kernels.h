// SPDX-License-Identifier: MIT
// The random words of a group of particles, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/simd.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// The words of the particles of group i.  They never cross a multiple of 2^32 (Draw).
template <class S>
THALWEG_HD thalweg::Words<Unsigned<S>> block_words(Stream stream, const Draw& draw, int i) {
  using W = Unsigned<S>;
  W particle;
  for (int lane = 0; lane < Simd<S>::kLanes; lane++)
    particle.v[lane] = u32(draw.first) + draw.offsets[i * Simd<S>::kLanes + lane];
  return philox(thalweg::Words<W>{{W(draw.step), particle, W(u32(draw.first >> 32)), W(u32(stream))}},
                draw.seed);
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

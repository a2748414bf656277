// SPDX-License-Identifier: MIT
// One noise model over a block, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/simd.h"
#include "noise/noise.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// The words of particles first + offsets[0], first + offsets[1], ...  A block never crosses a multiple of
/// 2^32.
template <class S>
THALWEG_HD thalweg::Words<Unsigned<S>> noise_words(u64 seed, u32 step, u64 first, const u32* offsets) {
  using W = Unsigned<S>;
  W particle;
  for (int lane = 0; lane < Simd<S>::kLanes; lane++) particle.v[lane] = u32(first) + offsets[lane];
  return philox(thalweg::Words<W>{{W(step), particle, W(u32(first >> 32)), W(u32(Stream::noise))}}, seed);
}

template <class Noise, class S>
void noise_block(void* gradients, int stride, const void* constants, u64 seed, u32 step, u64 first,
                 const u32* offsets, int vectors) {
  using T = Simd<S>;
  const auto c = *static_cast<const typename Noise::template Constants<S>*>(constants);
  auto* g = static_cast<T*>(gradients);
  for (int i = 0; i < vectors; i++, g += stride) {
    const auto words = noise_words<S>(seed, step, first, offsets + i * T::kLanes);
    const Vec<T, 2> noisy = Noise::apply(Vec<T, 2>{{g[0], g[1]}}, words, c);
    g[0] = noisy[0];
    g[1] = noisy[1];
  }
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

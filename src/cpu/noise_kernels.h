// SPDX-License-Identifier: MIT
// One noise model over a block, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/random_kernels.h"
#include "noise/noise.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class Noise, class S>
void noise_block(void* gradients, int stride, const void* constants, const Draw& draw, int vectors) {
  using T = Simd<S>;
  const auto c = *static_cast<const typename Noise::template Constants<S>*>(constants);
  auto* g = static_cast<T*>(gradients);
  for (int i = 0; i < vectors; i++, g += stride) {
    const auto words = block_words<S>(Stream::noise, draw, i);
    const Vec<T, 2> noisy = Noise::apply(Vec<T, 2>{{g[0], g[1]}}, words, c);
    g[0] = noisy[0];
    g[1] = noisy[1];
  }
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

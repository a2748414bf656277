// SPDX-License-Identifier: MIT
// One noise model over a block, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/random_kernels.h"
#include "noise/noise.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class Noise, class S, int N>
void apply_block(void* gradients, int stride, const void* constants, const Draw& draw, int vectors) {
  using T = Simd<S>;
  const auto c = *static_cast<const typename Noise::template Constants<S>*>(constants);
  auto* numbers = static_cast<T*>(gradients);
  for (int i = 0; i < vectors; i++, numbers += stride) {
    auto& g = *reinterpret_cast<Vec<T, N>*>(numbers);
    g = Noise::apply(g, block_words<S>(Stream::noise, draw, i), c);
  }
}

template <class Noise, class S, int N>
void shift_block(const void* points, void* shifted, const void* constants, const Draw& draw, int vectors) {
  using P = Vec<Simd<S>, N>;
  const auto c = *static_cast<const typename Noise::template Constants<S>*>(constants);
  for (int i = 0; i < vectors; i++)
    static_cast<P*>(shifted)[i] =
        Noise::shift(static_cast<const P*>(points)[i], block_words<S>(Stream::noise, draw, i), c);
}

template <class Noise, class S, int N>
constexpr NoiseKernels noise_kernels(const char* type) {
  NoiseKernels kernels{type, nullptr, nullptr, samples<Noise>};
  if constexpr (shifts<Noise>)
    kernels.shift = shift_block<Noise, S, N>;
  else if constexpr (!samples<Noise>)
    kernels.apply = apply_block<Noise, S, N>;
  return kernels;
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

// SPDX-License-Identifier: MIT
// Value, gradient and Hessian of one surface over a block, for the variant that is being compiled.
#pragma once

#include "core/dual.h"
#include "core/jet.h"
#include "cpu/kernels.h"
#include "cpu/simd.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

// The functor is copied so that stores to the output cannot be taken for changes of it.
template <class F, class S>
void value_block(const void* functor, const void* points, void* values, int vectors) {
  const F f = *static_cast<const F*>(functor);
  const auto* __restrict p = static_cast<const Vec<Simd<S>, 2>*>(points);
  auto* __restrict v = static_cast<Simd<S>*>(values);
  for (int i = 0; i < vectors; i++) v[i] = thalweg::value(f, p[i]);
}

template <class F, class S>
void gradient_block(const void* functor, const void* points, void* gradients, int vectors) {
  const F f = *static_cast<const F*>(functor);
  const auto* __restrict p = static_cast<const Vec<Simd<S>, 2>*>(points);
  auto* __restrict g = static_cast<Vec<Simd<S>, 2>*>(gradients);
  for (int i = 0; i < vectors; i++) g[i] = thalweg::gradient(f, p[i]);
}

template <class F, class S>
void hessian_block(const void* functor, const void* points, void* answers, int vectors) {
  const F f = *static_cast<const F*>(functor);
  const auto* __restrict p = static_cast<const Vec<Simd<S>, 2>*>(points);
  auto* __restrict a = static_cast<Answer<Simd<S>, 2>*>(answers);
  for (int i = 0; i < vectors; i++) {
    const Jet<Simd<S>, 2> j = thalweg::jet(f, p[i]);
    a[i] = {j.v, j.g, j.h};
  }
}

template <class F, class S>
constexpr SurfaceKernels surface_kernels(const char* type) {
  return {type, value_block<F, S>, gradient_block<F, S>, hessian_block<F, S>};
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

/// Defines surface_TYPE, for float and double, of the variant.
#define THALWEG_SURFACE_KERNELS(Type)                                                           \
  namespace thalweg::cpu::THALWEG_VARIANT {                                                     \
  extern const SurfaceKernels surface_##Type[2];                                                \
  constexpr SurfaceKernels surface_##Type[2] = {surface_kernels<thalweg::Type, float>(#Type),   \
                                                surface_kernels<thalweg::Type, double>(#Type)}; \
  }

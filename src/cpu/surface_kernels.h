// SPDX-License-Identifier: MIT
// Value, gradient and Hessian of one landscape over a block, for the variant that is being compiled.
#pragma once

#include "core/dual.h"
#include "core/jet.h"
#include "cpu/kernels.h"
#include "cpu/simd.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// answers[i] = ask(f, points[i]): the functor is copied so that stores to the output cannot be taken for
/// changes of it.
template <class F, class S, class A, class Ask>
THALWEG_HD void each_point(const void* functor, const void* points, void* answers, int vectors, Ask ask) {
  const F f = *static_cast<const F*>(functor);
  const auto* __restrict p = static_cast<const Vec<Simd<S>, weights_of<F>>*>(points);
  auto* __restrict a = static_cast<A*>(answers);
  for (int i = 0; i < vectors; i++) a[i] = ask(f, p[i], i);
}

template <class F, class T, int N>
THALWEG_HD Answer<T, N> answer(const F& f, const Vec<T, N>& p) {
  const Jet<T, N> j = thalweg::jet(f, p);
  return {j.v, j.g, j.h};
}

template <class F, class S>
void value_block(const void* functor, const void* points, void* values, int vectors) {
  each_point<F, S, Simd<S>>(functor, points, values, vectors,
                            [](const F& f, const auto& p, int) { return thalweg::value(f, p); });
}

template <class F, class S>
void gradient_block(const void* functor, const void* points, void* gradients, int vectors) {
  each_point<F, S, Vec<Simd<S>, weights_of<F>>>(
      functor, points, gradients, vectors,
      [](const F& f, const auto& p, int) { return thalweg::gradient(f, p); });
}

template <class F, class S>
void hessian_block(const void* functor, const void* points, void* answers, int vectors) {
  each_point<F, S, Answer<Simd<S>, weights_of<F>>>(
      functor, points, answers, vectors, [](const F& f, const auto& p, int) { return answer(f, p); });
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

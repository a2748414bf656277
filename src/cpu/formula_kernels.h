// SPDX-License-Identifier: MIT
// Compiled formulas of N weights over a block, for the variant that is being compiled: the program takes the
// place of a surface's functor.
#pragma once

#include "cpu/kernels.h"
#include "cpu/simd.h"
#include "formula/interpret.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// Calls put(i, jet of point i).  The interpreter's fast paths know one and two arguments; three take this
/// one.
template <class S, int N, class Put>
void each_formula_jet(const void* program, const void* points, int vectors, Put put) {
  constexpr int kTogether = 8;
  const auto* p = static_cast<const Vec<Simd<S>, N>*>(points);
  for (int first = 0; first < vectors; first += kTogether) {
    Jet<Simd<S>, N> jets[kTogether];
    const int here = vectors - first < kTogether ? vectors - first : kTogether;
    interpret_jets(program, p + first, jets, here);
    for (int i = 0; i < here; i++) put(first + i, jets[i]);
  }
}

template <class S, int N>
void formula_values(const void* program, const void* points, void* values, int vectors) {
  auto* const v = static_cast<Simd<S>*>(values);
  if constexpr (N < 3)
    interpret_values(program, static_cast<const Vec<Simd<S>, N>*>(points), v, vectors);
  else
    each_formula_jet<S, N>(program, points, vectors, [v](int i, const auto& j) { v[i] = j.v; });
}

template <class S, int N>
void formula_gradients(const void* program, const void* points, void* gradients, int vectors) {
  auto* const g = static_cast<Vec<Simd<S>, N>*>(gradients);
  if constexpr (N < 3)
    interpret_gradients(program, static_cast<const Vec<Simd<S>, N>*>(points), g, vectors);
  else
    each_formula_jet<S, N>(program, points, vectors, [g](int i, const auto& j) { g[i] = j.g; });
}

template <class S, int N>
void formula_hessians(const void* program, const void* points, void* answers, int vectors) {
  interpret_jets(program, static_cast<const Vec<Simd<S>, N>*>(points),
                 static_cast<Answer<Simd<S>, N>*>(answers), vectors);
}

template <class S, int N>
constexpr SurfaceKernels formula_kernels(const char* type) {
  return {type, formula_values<S, N>, formula_gradients<S, N>, formula_hessians<S, N>};
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

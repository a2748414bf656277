// SPDX-License-Identifier: MIT
// Printed functors after the compiler has seen them, as plain functions of their bytes.
#pragma once

#include <span>

#include "core/dual.h"
#include "core/jet.h"
#include "cpu/simd.h"

namespace thalweg::test {

using Lanes = cpu::THALWEG_VARIANT::Simd<float>;

struct CompiledFormula {
  const char* text;
  std::size_t bytes;
  float (*value_float)(const void* functor, Vec<float, 2>);
  double (*value_double)(const void* functor, Vec<double, 2>);
  Vec<float, 2> (*gradient_float)(const void* functor, Vec<float, 2>);
  Vec<double, 2> (*gradient_double)(const void* functor, Vec<double, 2>);
  void (*gradient_lanes)(const void* functor, const Vec<Lanes, 2>* points, Vec<Lanes, 2>* gradients,
                         int count);
  Jet<double, 2> (*jet)(const void* functor, Vec<double, 2>);
};

/// All of compiled_formula_texts() that can be parsed.
std::span<const CompiledFormula> compiled_formulas();

template <class F>
const F& as(const void* functor) {
  return *static_cast<const F*>(functor);
}

template <class F>
constexpr CompiledFormula row(const char* text) {
  return {text,
          sizeof(F),
          [](const void* f, Vec<float, 2> p) { return value(as<F>(f), p); },
          [](const void* f, Vec<double, 2> p) { return value(as<F>(f), p); },
          [](const void* f, Vec<float, 2> p) { return gradient(as<F>(f), p); },
          [](const void* f, Vec<double, 2> p) { return gradient(as<F>(f), p); },
          [](const void* f, const Vec<Lanes, 2>* points, Vec<Lanes, 2>* gradients, int count) {
            for (int i = 0; i < count; i++) gradients[i] = gradient(as<F>(f), points[i]);
          },
          [](const void* f, Vec<double, 2> p) { return jet(as<F>(f), p); }};
}

}  // namespace thalweg::test

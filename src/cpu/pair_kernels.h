// SPDX-License-Identifier: MIT
// Several steps at once of one surface with one rule: particles stay in registers from step to step, where
// the kernels of surface and rule, called in turn, load and store them.  That is worth it for pairs whose
// arithmetic costs no more than the loads and stores; variant_pairs.cpp lists them.  The steps are those of
// the two kernels, bit for bit in the exact mode.
#pragma once

#include "cpu/optimizer_kernels.h"
#include "cpu/surface_kernels.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// Groups that are advanced together, so that one can calculate while another waits for a result.  Missing
/// ones are copies of the last one: every group takes the same way through the same code.
inline constexpr int kTogether = 4;

template <class F, class Rule, class S>
void pair_block(const void* functor, void* states, void* points, const StepRows& rows, int vectors) {
  constexpr int N = weights_of<F>;
  using T = Simd<S>;
  const F f = *static_cast<const F*>(functor);
  auto* const all_points = static_cast<Vec<T, N>*>(points);
  StateOf<Rule, S, N> dummy;
  for (int first = 0; first < vectors; first += kTogether) {
    Vec<T, N> p[kTogether];
    StateOf<Rule, S, N> state[kTogether];
    for (int u = 0; u < kTogether; u++) {
      const int i = first + u < vectors ? first + u : vectors - 1;
      p[u] = all_points[i];
      state[u] = state_at<Rule, S, N>(states, i, dummy);
    }
    for (i64 k = rows.first; k < rows.first + rows.count; k++) {
      const auto& c = *reinterpret_cast<const typename Rule::template Step<S>*>(rows.row(k));
      THALWEG_UNROLL
      for (int u = 0; u < kTogether; u++) {
        Answer<T, N> answer;
        answer.gradient = thalweg::gradient(f, p[u]);
        thalweg::absorb<Rule, 0>(state[u], p[u], answer, c);
      }
    }
    for (int u = 0; u < kTogether && first + u < vectors; u++) {
      all_points[first + u] = p[u];
      state_at<Rule, S, N>(states, first + u, dummy) = state[u];
    }
  }
}

/// Rules that ask for one gradient at the points themselves and draw nothing.
template <class F, class O, int V>
constexpr PairKernel pair_kernel(const char* surface, const char* optimizer) {
  using Rule = rule_t<O, V>;
  static_assert(request<Rule> == Request::gradient && !probes<Rule> && !draws<Rule>);
  return {surface, optimizer, V, {pair_block<F, Rule, float>, pair_block<F, Rule, double>}};
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

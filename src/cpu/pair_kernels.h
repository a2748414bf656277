// SPDX-License-Identifier: MIT
// One surface with one rule: a group of particles is loaded once, asked about and moved, and stored, where
// the kernels of surface and rule, called in turn, load and store it for each of them.  That is worth it for
// pairs whose arithmetic costs no more than the loads and stores; variant_pairs.cpp lists them.  The steps
// are those of the kernels in turn, bit for bit in the exact mode.
//
// All groups take a step, two by two, before any takes the next one: what a step waits for, such as a root
// and the division by it, is then hidden behind the groups that follow, and loads and stores cost nothing
// beside that.  Only pairs with hardly more arithmetic than loads and stores gain a tenth by taking many
// steps in registers, where there are enough of them; else one by one: they wait for nothing.
#pragma once

#include "cpu/optimizer_kernels.h"
#include "cpu/surface_kernels.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// Stage K of n groups: all are asked before any is moved.
template <class Rule, int K, int n, class F, class T, int N, class State, class Step>
THALWEG_HD void take_stage(const F& f, State* states, Vec<T, N>* p, const Step& c) {
  Answer<T, N> answers[n];
  THALWEG_UNROLL
  for (int u = 0; u < n; u++)
    answers[u].gradient = thalweg::gradient(f, thalweg::probe<Rule, K>(states[u], p[u], c));
  THALWEG_UNROLL
  for (int u = 0; u < n; u++) thalweg::absorb<Rule, K>(states[u], p[u], answers[u], c);
}

template <class Rule, int n, class F, class T, int N, class State, class Step, int... K>
THALWEG_HD void take_stages(const F& f, State* states, Vec<T, N>* p, const Step& c,
                            std::integer_sequence<int, K...>) {
  (take_stage<Rule, K, n>(f, states, p, c), ...);
}

/// Groups that take their steps in registers together, so that one can calculate while another waits.
inline constexpr int kTogether = 8, kRegisters = kBytes == 64 ? 32 : 16;
template <class Rule, class S, int N>
inline constexpr bool fits_registers = kTogether*(N + RuleTable<Rule, S, N>::kStateNumbers) <= kRegisters;

/// All steps of `count` groups from the first on, so many of which are asked together.  Those beyond the last
/// of all are copies of it.
template <class Rule, class S, int count, int asked, class F>
THALWEG_HD void steps_of_groups(const F& f, void* states, void* points, const StepRows& rows, void* before,
                                int first, int vectors) {
  using P = Vec<Simd<S>, weights_of<F>>;
  P p[count];
  StateOf<Rule, S, weights_of<F>> state[count], dummy;
  const auto at = [&](int u) { return first + u < vectors ? first + u : vectors - 1; };
  THALWEG_UNROLL
  for (int u = 0; u < count; u++) {
    p[u] = static_cast<P*>(points)[at(u)];
    state[u] = state_at<Rule, S, weights_of<F>>(states, at(u), dummy);
  }
  for (i64 k = rows.first; k < rows.first + rows.count; k++) {
    if (before != nullptr && k + 1 == rows.first + rows.count) {
      THALWEG_UNROLL
      for (int u = 0; u < count; u++) static_cast<P*>(before)[at(u)] = p[u];
    }
    const auto& c = *reinterpret_cast<const typename Rule::template Step<S>*>(rows.row(k));
    THALWEG_UNROLL
    for (int u = 0; u < count; u += asked)
      take_stages<Rule, asked>(f, state + u, p + u, c, std::make_integer_sequence<int, stages<Rule>>{});
  }
  THALWEG_UNROLL
  for (int u = 0; u < count; u++) {
    static_cast<P*>(points)[at(u)] = p[u];
    state_at<Rule, S, weights_of<F>>(states, at(u), dummy) = state[u];
  }
}

template <class F, class Rule, bool light, class S>
void pair_block(const void* functor, void* states, void* points, const StepRows& rows, void* before,
                int vectors) {
  const F f = *static_cast<const F*>(functor);
  if constexpr (light && fits_registers<Rule, S, weights_of<F>>) {
    for (int first = 0; first < vectors; first += kTogether)
      steps_of_groups<Rule, S, kTogether, 1>(f, states, points, rows, before, first, vectors);
  } else {
    constexpr int asked = light ? 1 : 2;
    const auto step = [&](i64 k, void* keep) __attribute__((always_inline)) {
      const auto c = *reinterpret_cast<const typename Rule::template Step<S>*>(rows.row(k));
      const StepRows row{k, 1, reinterpret_cast<const std::byte*>(&c), 0};
      for (int first = 0; first < vectors; first += asked)
        steps_of_groups<Rule, S, asked, asked>(f, states, points, row, keep, first, vectors);
    };
    const i64 last = rows.first + rows.count - 1;
    for (i64 k = rows.first; k < last; k++)
      step(k, nullptr);  // a loop of its own: one question less per group
    step(last, before);
  }
}

/// Rules that ask for gradients alone and draw nothing.  light: hardly more than loads and stores.
template <class F, class O, int V, bool light = false>
constexpr PairKernel pair_kernel(const char* surface, const char* optimizer) {
  using Rule = rule_t<O, V>;
  static_assert(request<Rule> == Request::gradient && !draws<Rule>);
  return {surface, optimizer, V, {pair_block<F, Rule, light, float>, pair_block<F, Rule, light, double>}};
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

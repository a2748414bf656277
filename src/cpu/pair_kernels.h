// SPDX-License-Identifier: MIT
// One surface with one rule: a group of particles is loaded once, asked about and moved, and stored, where
// the kernels of surface and rule, called in turn, load and store it for each of them.  That is worth it for
// pairs whose arithmetic costs no more than the loads and stores; variant_pairs.cpp lists them.  The steps
// are those of the kernels in turn, bit for bit in the exact mode.
//
// All groups take a step before any takes the next one: what a step waits for, such as a root and the
// division by it, is then hidden behind the groups that follow, and loads and stores cost nothing beside
// that.  Only pairs with hardly more arithmetic than loads and stores gain a tenth by taking many steps in
// registers.
#pragma once

#include "cpu/optimizer_kernels.h"
#include "cpu/surface_kernels.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class Rule, int K, class F, class T, int N, class State, class Step>
THALWEG_HD void take_stage(const F& f, State& state, Vec<T, N>& p, const Step& c) {
  Answer<T, N> answer;
  answer.gradient = thalweg::gradient(f, thalweg::probe<Rule, K>(state, p, c));
  thalweg::absorb<Rule, K>(state, p, answer, c);
}

template <class Rule, class F, class T, int N, class State, class Step, int... K>
THALWEG_HD void take_stages(const F& f, State& state, Vec<T, N>& p, const Step& c,
                            std::integer_sequence<int, K...>) {
  (take_stage<Rule, K>(f, state, p, c), ...);
}

/// Groups that take their steps in registers together, so that one can calculate while another waits.
inline constexpr int kTogether = 8, kRegisters = kBytes == 64 ? 32 : 16;
template <class Rule, class S, int N>
inline constexpr bool fits_registers = kTogether*(N + RuleTable<Rule, S, N>::kStateNumbers) <= kRegisters;

template <class F, class Rule, class S>
void steps_in_registers(const F& f, void* states, void* points, const StepRows& rows, void* before,
                        int vectors) {
  constexpr int N = weights_of<F>;
  auto* const all_points = static_cast<Vec<Simd<S>, N>*>(points);
  auto* const all_before = static_cast<Vec<Simd<S>, N>*>(before);
  const i64 last = rows.first + rows.count - 1;
  StateOf<Rule, S, N> dummy;
  for (int first = 0; first < vectors; first += kTogether) {
    Vec<Simd<S>, N> p[kTogether];
    StateOf<Rule, S, N> state[kTogether];
    // Missing groups are copies of the last one.
    const auto index = [&](int u) { return first + u < vectors ? first + u : vectors - 1; };
    for (int u = 0; u < kTogether; u++) {
      p[u] = all_points[index(u)];
      state[u] = state_at<Rule, S, N>(states, index(u), dummy);
    }
    const auto step = [&](i64 k) __attribute__((always_inline)) {
      const auto& c = *reinterpret_cast<const typename Rule::template Step<S>*>(rows.row(k));
      THALWEG_UNROLL
      for (int u = 0; u < kTogether; u++)
        take_stages<Rule>(f, state[u], p[u], c, std::make_integer_sequence<int, stages<Rule>>{});
    };
    for (i64 k = rows.first; k < last; k++) step(k);
    if (before != nullptr)
      for (int u = 0; u < kTogether; u++) all_before[index(u)] = p[u];
    step(last);
    for (int u = 0; u < kTogether; u++) {
      all_points[index(u)] = p[u];
      state_at<Rule, S, N>(states, index(u), dummy) = state[u];
    }
  }
}

template <class F, class Rule, class S>
void step_in_cache(const F& f, void* states, void* points, const void* constants, void* before, int vectors) {
  constexpr int N = weights_of<F>;
  const auto c = *static_cast<const typename Rule::template Step<S>*>(constants);
  auto* const all_points = static_cast<Vec<Simd<S>, N>*>(points);
  auto* const all_before = static_cast<Vec<Simd<S>, N>*>(before);
  StateOf<Rule, S, N> dummy;
  for (int i = 0; i < vectors; i++) {
    Vec<Simd<S>, N> p = all_points[i];
    if (before != nullptr) all_before[i] = p;
    StateOf<Rule, S, N> state = state_at<Rule, S, N>(states, i, dummy);
    take_stages<Rule>(f, state, p, c, std::make_integer_sequence<int, stages<Rule>>{});
    all_points[i] = p;
    state_at<Rule, S, N>(states, i, dummy) = state;
  }
}

template <class F, class Rule, bool light, class S>
void pair_block(const void* functor, void* states, void* points, const StepRows& rows, void* before,
                int vectors) {
  const F f = *static_cast<const F*>(functor);
  const i64 last = rows.first + rows.count - 1;
  if constexpr (light && fits_registers<Rule, S, weights_of<F>>)
    steps_in_registers<F, Rule, S>(f, states, points, rows, before, vectors);
  else
    for (i64 k = rows.first; k <= last; k++)
      step_in_cache<F, Rule, S>(f, states, points, rows.row(k), k == last ? before : nullptr, vectors);
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

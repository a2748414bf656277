// SPDX-License-Identifier: MIT
// Every variant and stage of one optimizer over a block, for the variant that is being compiled.
#pragma once

#include <type_traits>
#include <utility>

#include "cpu/random_kernels.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class Rule, class S, int N>
using StateOf = typename Rule::template State<Simd<S>, N>;

/// The state of group i; a dummy for rules without memory, which have none in the buffer.
template <class Rule, class S, int N>
THALWEG_HD StateOf<Rule, S, N>& state_at(void* states, [[maybe_unused]] int i, StateOf<Rule, S, N>& dummy) {
  if constexpr (std::is_empty_v<StateOf<Rule, S, N>>)
    return dummy;
  else
    return static_cast<StateOf<Rule, S, N>*>(states)[i];
}

template <class Rule, int K, class S, int N>
void probe_block(const void* states, const void* points, void* probes, const void* constants, int vectors) {
  const auto c = *static_cast<const typename Rule::template Step<S>*>(constants);
  const auto* __restrict p = static_cast<const Vec<Simd<S>, N>*>(points);
  auto* __restrict q = static_cast<Vec<Simd<S>, N>*>(probes);
  for (int i = 0; i < vectors; i++) {
    StateOf<Rule, S, N> dummy;
    q[i] = thalweg::probe<Rule, K>(state_at<Rule, S, N>(const_cast<void*>(states), i, dummy), p[i], c);
  }
}

template <class Rule, int K, class S, int N>
void absorb_block(void* states, void* points, const void* answers, const void* constants,
                  [[maybe_unused]] const Draw& draw, int vectors) {
  using T = Simd<S>;
  const auto c = *static_cast<const typename Rule::template Step<S>*>(constants);
  auto* __restrict p = static_cast<Vec<T, N>*>(points);
  for (int i = 0; i < vectors; i++) {
    Answer<T, N> answer;
    if constexpr (request<Rule> == Request::gradient)
      answer.gradient = static_cast<const Vec<T, N>*>(answers)[i];
    else if constexpr (request<Rule> == Request::value)
      answer.value = static_cast<const T*>(answers)[i];
    else
      answer = static_cast<const Answer<T, N>*>(answers)[i];
    StateOf<Rule, S, N> dummy;
    StateOf<Rule, S, N>& state = state_at<Rule, S, N>(states, i, dummy);
    if constexpr (draws<Rule>)
      thalweg::absorb<Rule, K>(state, p[i], answer, c, block_words<S>(Stream::optimizer, draw, i));
    else
      thalweg::absorb<Rule, K>(state, p[i], answer, c);
  }
}

template <class Rule, class S, int N>
void reset_block([[maybe_unused]] void* states, [[maybe_unused]] int vectors) {
  if constexpr (!std::is_empty_v<StateOf<Rule, S, N>>)
    for (int i = 0; i < vectors; i++) static_cast<StateOf<Rule, S, N>*>(states)[i] = StateOf<Rule, S, N>{};
}

template <class Rule, class S, int N>
struct RuleTable {
  template <int K>
  static constexpr StageKernels stage() {
    return {probes<Rule> ? probe_block<Rule, K, S, N> : nullptr, absorb_block<Rule, K, S, N>};
  }
  template <int... K>
  struct Stages {
    static constexpr StageKernels table[] = {stage<K>()...};
    Stages(std::integer_sequence<int, K...>);
  };
  static constexpr const StageKernels* stage_table =
      decltype(Stages(std::make_integer_sequence<int, stages<Rule>>{}))::table;
  static constexpr int kStateNumbers =
      std::is_empty_v<StateOf<Rule, S, N>> ? 0 : int(sizeof(StateOf<Rule, S, N>) / sizeof(Simd<S>));
  static constexpr RuleKernels kernels{request<Rule>, stages<Rule>, stage_table, kStateNumbers,
                                       reset_block<Rule, S, N>};
};

template <class O, class S, int N, class V>
struct VariantTable;
template <class O, class S, int N, int... V>
struct VariantTable<O, S, N, std::integer_sequence<int, V...>> {
  static constexpr RuleKernels rules[] = {RuleTable<rule_t<O, V>, S, N>::kernels...};
};

template <class O, class S, int N>
constexpr OptimizerKernels optimizer_kernels(const char* type) {
  return {type, variants<O>, VariantTable<O, S, N, std::make_integer_sequence<int, variants<O>>>::rules};
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

/// Defines optimizer_TYPE of the variant, by [weights - 1][precision].
#define THALWEG_OPTIMIZER_KERNELS(Type)                      \
  namespace thalweg::cpu::THALWEG_VARIANT {                  \
  extern const OptimizerKernels optimizer_##Type[3][2];      \
  constexpr OptimizerKernels optimizer_##Type[3][2] = {      \
      {optimizer_kernels<thalweg::Type, float, 1>(#Type),    \
       optimizer_kernels<thalweg::Type, double, 1>(#Type)},  \
      {optimizer_kernels<thalweg::Type, float, 2>(#Type),    \
       optimizer_kernels<thalweg::Type, double, 2>(#Type)},  \
      {optimizer_kernels<thalweg::Type, float, 3>(#Type),    \
       optimizer_kernels<thalweg::Type, double, 3>(#Type)}}; \
  }

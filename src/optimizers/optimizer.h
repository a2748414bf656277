// SPDX-License-Identifier: MIT
// The optimizer contract.  A registered optimizer is a struct with
//   static constexpr OptimizerInfo info
//   struct Hyper { double ...; }                 hyper-parameters with their defaults, spelled as PyTorch
//   spells them static constexpr Field<Hyper> fields[]       the same, described (core/parameters.h) template
//   <class R> struct Step { R ...; }    constants of one step; nothing but R members (at least one) static
//   Step<double> at(const Hyper&, double lr, i64 t)      made on the host in double; t = 1, 2, ... template
//   <class T, int N> struct State       per particle, trivially copyable, value-initialised at the start
//   static void update(State<T, N>&, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>&)
// If the state depends on a hyper-parameter (a momentum buffer that is only there with momentum), the members
// from Step on live in `template <int V> struct Rule` and the optimizer says `variants` and `variant(const
// Hyper&)`.
//
// A rule that needs more than the gradient at p says so:
//   static constexpr Request request = Request::hessian         and update takes an Answer<T, N>
//   static constexpr int stages = 2, with probe<K>(state, p, step) -> where stage K wants its answer,
//                                     and absorb<K>(state, p, answer, step) -> what it does with it.
#pragma once

#include "core/parameters.h"
#include "core/vec.h"

namespace thalweg {

/// What a stage asks the oracle for.  A Hessian comes with value and gradient, a gradient alone.
enum class Request { gradient, hessian };

/// What the oracle answered at the probed point; members that were not asked for hold nothing.
template <class T, int N>
struct Answer {
  T value;
  Vec<T, N> gradient;
  Symmetric<T, N> hessian;
};

/// Which of a surface's learning rates suits the rule.
enum class Family { gradient, normalized, newton };

struct OptimizerInfo {
  const char* name;    ///< as typed
  const char* title;   ///< as printed
  const char* rule;    ///< the update in one line of plain text
  const char* source;  ///< paper or reference implementation
  Family family = Family::gradient;
};

namespace detail {

template <class O, int V>
struct RuleOf {
  using type = O;
};
template <class O, int V>
requires requires { typename O::template Rule<V>; }
struct RuleOf<O, V> {
  using type = typename O::template Rule<V>;
};

template <class Rule>
struct RequestOf {
  static constexpr Request value = Request::gradient;
};
template <class Rule>
requires requires { Rule::request; }
struct RequestOf<Rule> {
  static constexpr Request value = Rule::request;
};

}  // namespace detail

/// The rule of optimizer O in variant V; O itself if it has no variants.
template <class O, int V = 0>
using rule_t = typename detail::RuleOf<O, V>::type;

template <class O>
inline constexpr int variants = [] {
  if constexpr (requires { O::variants; })
    return O::variants;
  else
    return 1;
}();

template <class O>
constexpr int variant(const typename O::Hyper& h) {
  if constexpr (requires { O::variant(h); })
    return O::variant(h);
  else
    return 0;
}

template <class Rule>
inline constexpr int stages = [] {
  if constexpr (requires { Rule::stages; })
    return Rule::stages;
  else
    return 1;
}();

template <class Rule>
inline constexpr Request request = detail::RequestOf<Rule>::value;

/// True if stage K asks at a point other than p.
template <class Rule>
inline constexpr bool probes = stages<Rule> > 1;

/// Where stage K of the rule wants its answer.
template <class Rule, int K, class State, class T, int N, class Step>
THALWEG_HD Vec<T, N> probe(const State& state, const Vec<T, N>& p, const Step& step) {
  if constexpr (probes<Rule>)
    return Rule::template probe<K>(state, p, step);
  else
    return p;
}

/// What stage K does with the answer; the last stage moves p.
template <class Rule, int K, class State, class T, int N, class Step>
THALWEG_HD void absorb(State& state, Vec<T, N>& p, const Answer<T, N>& answer, const Step& step) {
  if constexpr (probes<Rule>)
    Rule::template absorb<K>(state, p, answer.gradient, step);
  else if constexpr (request<Rule> == Request::hessian)
    Rule::update(state, p, answer, step);
  else
    Rule::update(state, p, answer.gradient, step);
}

/// For rules without memory.
template <class T, int N>
struct NoState {};

}  // namespace thalweg

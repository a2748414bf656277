// SPDX-License-Identifier: MIT
// The optimizer contract.  A registered optimizer is a struct with
//   static constexpr OptimizerInfo info
//   struct Hyper { double ...; }               hyper-parameters with their defaults, in PyTorch's spelling
//   static constexpr Field<Hyper> fields[]     the same, described (core/parameters.h)
//   template <class R> struct Step { R ...; }  constants of one step; nothing but R members, at least one
//   static Step<double> at(const Hyper&, double lr, i64 t)    made on the host in double; t = 1, 2, ...
//   template <class T, int N> struct State     per particle, trivially copyable, nothing but T members;
//                                              value-initialised at the start; explained by terms.h
//   static void update(State<T, N>&, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>&)
// If the state depends on a hyper-parameter (a momentum buffer that is only there with momentum), the members
// from Step on live in `template <int V> struct Rule` and the optimizer says `variants` and `variant(const
// Hyper&)`.
//
// A rule that needs more than the gradient at p says so:
//   static constexpr Request request = Request::hessian    update (or absorb) takes an Answer<T, N>
//   static constexpr int stages = 2     with probe<K>(state, p, step) -> where stage K wants its answer,
//                                       and absorb<K>(state, p, answer, step) -> what it does with it
//   static constexpr bool probes = true     the same with a single stage: p is what the rule reports (an
//                                           average, the best point so far), and it asks elsewhere
//   static constexpr bool random = true     update (or absorb) takes Words<U> last: four random words that
//                                           belong to this particle and step alone
//   static constexpr bool pauses = true     p may stand still although later steps move it (line searches,
//                                           populations), so standing still is no sign of rest
// What a rule remembers from its first step on (the start, the first gradient) it takes over when a constant
// of the step says that t = 1, since a fresh state knows no position.
#pragma once

#include "core/parameters.h"
#include "core/philox.h"
#include "core/vec.h"

namespace thalweg {

/// What a stage asks the oracle for.  A Hessian comes with value and gradient, a gradient alone.
enum class Request { gradient, hessian, value, value_and_gradient };

/// What the oracle answered at the probed point; members that were not asked for hold nothing.
template <class T, int N>
struct Answer {
  T value;
  Vec<T, N> gradient;
  Symmetric<T, N> hessian;
};

/// Which learning rate suits the rule: the surface's for steps proportional to the gradient or for steps of
/// about lr per coordinate, or 1: Newton's own, or that of rules that find their scale themselves.
enum class Family { gradient, normalized, newton, self_scaling };

struct OptimizerInfo {
  const char* name;    ///< as typed
  const char* title;   ///< as printed
  const char* rule;    ///< the update in one line of plain text
  const char* source;  ///< paper or reference implementation
  Family family = Family::gradient;
  double lr_factor = 1;  ///< the default rate is this times the family's
  /// The rule is given the lowest known value of the surface as its hyper-parameter f_star.
  bool uses_optimum = false;
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

/// True if the rule may ask at a point other than p.
template <class Rule>
inline constexpr bool probes = [] {
  if constexpr (requires { Rule::probes; })
    return Rule::probes;
  else
    return stages<Rule> > 1;
}();

/// True if the rule draws random numbers.
template <class Rule>
inline constexpr bool draws = [] {
  if constexpr (requires { Rule::random; })
    return Rule::random;
  else
    return false;
}();

/// True if p may stand still although later steps move it.
template <class Rule>
inline constexpr bool pauses = [] {
  if constexpr (requires { Rule::pauses; })
    return Rule::pauses;
  else
    return false;
}();

/// Where stage K of the rule wants its answer.
template <class Rule, int K, class State, class T, int N, class Step>
THALWEG_HD Vec<T, N> probe(const State& state, const Vec<T, N>& p, const Step& step) {
  if constexpr (probes<Rule>)
    return Rule::template probe<K>(state, p, step);
  else
    return p;
}

namespace detail {

/// The part of an answer that the rule asked for.
template <class Rule, class T, int N>
THALWEG_HD const auto& told(const Answer<T, N>& answer) {
  if constexpr (request<Rule> == Request::gradient)
    return answer.gradient;
  else
    return answer;
}

}  // namespace detail

/// What stage K does with the answer; the last stage moves p.  words: of Stream::optimizer, for rules that
/// draw.
template <class Rule, int K, class State, class T, int N, class Step, class... Random>
THALWEG_HD void absorb(State& state, Vec<T, N>& p, const Answer<T, N>& answer, const Step& step,
                       const Random&... words) {
  if constexpr (probes<Rule>)
    Rule::template absorb<K>(state, p, detail::told<Rule>(answer), step, words...);
  else
    Rule::update(state, p, detail::told<Rule>(answer), step, words...);
}

/// For rules without memory.
template <class T, int N>
struct NoState {};

}  // namespace thalweg

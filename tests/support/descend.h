// SPDX-License-Identifier: MIT
// The plainest loop that runs an optimizer: one particle, exact gradients, a constant learning rate.  It
// follows the contract of optimizers/optimizer.h and nothing else, so it is what the machines' loops can be
// held against.
#pragma once

#include <utility>

#include "core/dual.h"
#include "core/jet.h"
#include "optimizers/optimizer.h"

namespace thalweg::test {

/// What the oracle answers at p.
template <Request Asked, class F, class T, int N>
Answer<T, N> answer(const F& f, const Vec<T, N>& p) {
  Answer<T, N> a{};
  if constexpr (Asked == Request::hessian) {
    const Jet<T, N> j = jet(f, p);
    a.value = j.v;
    a.gradient = j.g;
    a.hessian = j.h;
  }
  if constexpr (Asked == Request::value || Asked == Request::value_and_gradient) a.value = value(f, p);
  if constexpr (Asked == Request::gradient || Asked == Request::value_and_gradient)
    a.gradient = gradient(f, p);
  return a;
}

/// Rules that draw numbers draw those of this run.
inline constexpr u64 kSeed = 7, kParticle = 11;

/// Step t = 1, 2, ... of the rule, all stages; ask(p) answers.
template <class Rule, class Ask, class State, class T, int N, class Step>
void step(const Ask& ask, State& state, Vec<T, N>& p, const Step& constants, int t) {
  const auto stage = [&]<int K>() {
    const Answer<T, N> a = ask(probe<Rule, K>(state, p, constants));
    if constexpr (draws<Rule>)
      absorb<Rule, K>(state, p, a, constants, random_words(kSeed, Stream::optimizer, u32(t - 1), kParticle));
    else
      absorb<Rule, K>(state, p, a, constants);
  };
  [&]<int... K>(std::integer_sequence<int, K...>) { (stage.template operator()<K>(), ...); }
  (std::make_integer_sequence<int, stages<Rule>>{});
}

/// The position after `steps` steps of variant V of optimizer O; visit(t, p) sees each.
template <class O, int V, class F, class T, int N, class Visit>
Vec<T, N> descend(const F& f, const typename O::Hyper& hyper, double lr, Vec<T, N> p, int steps,
                  Visit visit) {
  using Rule = rule_t<O, V>;
  typename Rule::template State<T, N> state{};
  const auto ask = [&](const Vec<T, N>& at) { return answer<request<Rule>>(f, at); };
  for (int t = 1; t <= steps; t++) {
    step<Rule>(ask, state, p, Rule::at(hyper, lr, t), t);
    visit(t, p);
  }
  return p;
}
template <class O, int V, class F, class T, int N>
Vec<T, N> descend(const F& f, const typename O::Hyper& hyper, double lr, Vec<T, N> p, int steps) {
  return descend<O, V>(f, hyper, lr, p, steps, [](int, const Vec<T, N>&) {});
}

}  // namespace thalweg::test

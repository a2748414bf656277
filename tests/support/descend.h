// SPDX-License-Identifier: MIT
// The plainest loop that runs an optimizer: one particle, exact gradients, a constant learning rate.  It
// follows the contract of optimizers/optimizer.h and nothing else, so it is what the machines' loops can be
// held against.
#pragma once

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
  } else {
    a.gradient = gradient(f, p);
  }
  return a;
}

/// One step of the rule, all stages.
template <class Rule, class F, class State, class T, int N, class Step>
void step(const F& f, State& state, Vec<T, N>& p, const Step& constants) {
  const auto stage = [&]<int K>() {
    const Vec<T, N> at = probe<Rule, K>(state, p, constants);
    absorb<Rule, K>(state, p, answer<request<Rule>>(f, at), constants);
  };
  stage.template operator()<0>();
  if constexpr (stages < Rule >> 1) stage.template operator()<1>();
  if constexpr (stages < Rule >> 2) stage.template operator()<2>();
  static_assert(stages<Rule> <= 3);
}

/// The position after `steps` steps of variant V of optimizer O; visit(t, p) sees each.
template <class O, int V, class F, class T, int N, class Visit>
Vec<T, N> descend(const F& f, const typename O::Hyper& hyper, double lr, Vec<T, N> p, int steps,
                  Visit visit) {
  using Rule = rule_t<O, V>;
  typename Rule::template State<T, N> state{};
  for (int t = 1; t <= steps; t++) {
    step<Rule>(f, state, p, Rule::at(hyper, lr, t));
    visit(t, p);
  }
  return p;
}
template <class O, int V, class F, class T, int N>
Vec<T, N> descend(const F& f, const typename O::Hyper& hyper, double lr, Vec<T, N> p, int steps) {
  return descend<O, V>(f, hyper, lr, p, steps, [](int, const Vec<T, N>&) {});
}

}  // namespace thalweg::test

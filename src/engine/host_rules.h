// SPDX-License-Identifier: MIT
// How the host's functions of a registered optimizer (engine/host_side.h) are made.
#pragma once

#include <cstring>
#include <utility>

#include "engine/host_side.h"

namespace thalweg {

/// Takes down what a rule tells about members of `whole`, which consists of doubles.
struct TermList {
  const void* whole;
  std::vector<TermInfo>& terms;

  void operator()(const double& a, const char* symbol, const char* meaning) const {
    add(a, symbol, meaning, TermShape::number);
  }
  template <int N>
  void operator()(const Vec<double, N>& a, const char* symbol, const char* meaning) const {
    add(a, symbol, meaning, TermShape::vector);
  }
  template <int N>
  void operator()(const Symmetric<double, N>& a, const char* symbol, const char* meaning) const {
    add(a, symbol, meaning, TermShape::symmetric);
  }
  template <std::size_t M>
  void operator()(const double (&a)[M], const char* symbol, const char* meaning) const {
    add(a, symbol, meaning, TermShape::numbers);
  }
  template <int N, std::size_t M>
  void operator()(const Vec<double, N> (&a)[M], const char* symbol, const char* meaning) const {
    add(a, symbol, meaning, TermShape::vectors);
  }

 private:
  template <class A>
  void add(const A& a, const char* symbol, const char* meaning, TermShape shape) const {
    constexpr std::size_t kNumber = sizeof(double), kBytes = sizeof(A);
    const auto offset = reinterpret_cast<const char*>(&a) - static_cast<const char*>(whole);
    terms.push_back({symbol, meaning, shape, int(std::size_t(offset) / kNumber), int(kBytes / kNumber)});
  }
};

template <class A>
A from_doubles(const double* numbers) {
  A a{};
  if constexpr (!std::is_empty_v<A>) std::memcpy(static_cast<void*>(&a), numbers, sizeof a);
  return a;
}
template <class A>
void to_doubles(const A& a, double* numbers) {
  if constexpr (!std::is_empty_v<A>) std::memcpy(numbers, &a, sizeof a);
}

/// Calls f<K>() for the stage.
template <class Rule, class F>
void at_stage(int stage, F f) {
  [&]<int... K>(std::integer_sequence<int, K...>) {
    ((stage == K ? f(std::integral_constant<int, K>()) : void()), ...);
  }
  (std::make_integer_sequence<int, stages<Rule>>{});
}

template <class Rule, int N>
HostRule host_rule() {
  using State = typename Rule::template State<double, N>;
  using Step = typename Rule::template Step<double>;
  using Position = Vec<double, N>;
  HostRule r;
  const State state{};
  if constexpr (requires { Rule::terms(state, TermList{&state, r.terms}); })
    Rule::terms(state, TermList{&state, r.terms});
  r.begin = [](double* numbers) { to_doubles(State{}, numbers); };
  r.probe = [](int stage, const double* numbers, const double* p, const double* constants, double* at) {
    const State s = from_doubles<State>(numbers);
    at_stage<Rule>(stage, [&]<int K>(std::integral_constant<int, K>) {
      to_doubles(thalweg::probe<Rule, K>(s, from_doubles<Position>(p), from_doubles<Step>(constants)), at);
    });
  };
  r.absorb = [](int stage, double* numbers, double* p, const double* answer, const double* constants,
                [[maybe_unused]] const u32* words) {
    State s = from_doubles<State>(numbers);
    Position position = from_doubles<Position>(p);
    const auto told = from_doubles<Answer<double, N>>(answer);
    const Step c = from_doubles<Step>(constants);
    at_stage<Rule>(stage, [&]<int K>(std::integral_constant<int, K>) {
      if constexpr (draws<Rule>)
        thalweg::absorb<Rule, K>(s, position, told, c, Words<u32>{{words[0], words[1], words[2], words[3]}});
      else
        thalweg::absorb<Rule, K>(s, position, told, c);
    });
    to_doubles(s, numbers);
    to_doubles(position, p);
  };
  return r;
}

template <class O, int V>
HostSide host_side_of() {
  using Rule = rule_t<O, V>;
  HostSide side{{host_rule<Rule, 1>(), host_rule<Rule, 2>(), host_rule<Rule, 3>()}, {}};
  const typename Rule::template Step<double> step{};
  if constexpr (requires { Rule::factors(step, TermList{&step, side.factors}); })
    Rule::factors(step, TermList{&step, side.factors});
  return side;
}

template <class O>
std::vector<HostSide> host_sides() {
  return []<int... V>(std::integer_sequence<int, V...>) {
    return std::vector<HostSide>{host_side_of<O, V>()...};
  }
  (std::make_integer_sequence<int, variants<O>>{});
}

}  // namespace thalweg

/// Defines host_sides_TYPE.
#define THALWEG_HOST_RULES(Type)                                                    \
  namespace thalweg {                                                               \
  std::vector<HostSide> host_sides_##Type();                                        \
  std::vector<HostSide> host_sides_##Type() { return host_sides<thalweg::Type>(); } \
  }

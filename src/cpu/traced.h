// SPDX-License-Identifier: MIT
// Numbers that record what is done with them: whatever of core/ is a template over the number type can be run
// with them once, and the trace then knows every action down to the polynomial of a sine.  Between constants
// the result is calculated at once, in the precision S.
#pragma once

#include <bit>
#include <type_traits>

#include "core/real.h"
#include "cpu/trace.h"

namespace thalweg::cpu {

/// Constants of S as words.
template <class S>
using Word = std::conditional_t<sizeof(S) == 4, u32, u64>;

template <class S>
struct TracedWords {
  Trace* trace = nullptr;  ///< null: a constant
  int node = -1;
  Word<S> value = 0;
  TracedWords() = default;
  template <class I>
  requires std::is_integral_v<I> TracedWords(I constant) : value(Word<S>(constant)) {}
  TracedWords(Trace* t, int n) : trace(t), node(n) {}
};

template <class S>
struct TracedMask {
  Trace* trace = nullptr;
  int node = -1;
  bool value = false;
};

template <class S>
struct Traced {
  Trace* trace = nullptr;
  int node = -1;
  S value = 0;
  Traced() = default;
  Traced(double constant) : value(S(constant)) {}
  Traced(float constant) : value(S(constant)) {}
  Traced(int constant) : value(S(constant)) {}
  Traced(Trace* t, int n) : trace(t), node(n) {}
};

namespace detail {

inline u64 raw(float a) { return std::bit_cast<u32>(a); }
inline u64 raw(double a) { return std::bit_cast<u64>(a); }
inline u64 raw(u32 a) { return a; }
inline u64 raw(u64 a) { return a; }
inline u64 raw(bool a) { return a ? ~0ull : 0; }

/// The node of a number, of words or of a mask; constants get one.
template <class A>
int node_in(Trace& trace, const A& a) {
  return a.trace ? a.node : trace.constant(raw(a.value));
}
template <class R, class A, class B>
R traced(Action action, const A& a, const B& b, int detail = 0) {
  Trace* const trace = a.trace ? a.trace : b.trace;
  return {trace, trace->act(action, node_in(*trace, a), node_in(*trace, b), -1, detail)};
}

}  // namespace detail

#define THALWEG_TRACED(sign, action)                            \
  template <class S>                                            \
  Traced<S> operator sign(Traced<S> a, same_t<Traced<S>> b) {   \
    if (!a.trace && !b.trace) return {S(a.value sign b.value)}; \
    return detail::traced<Traced<S>>(Action::action, a, b);     \
  }
THALWEG_TRACED(+, add)
THALWEG_TRACED(-, subtract)
THALWEG_TRACED(*, multiply)
THALWEG_TRACED(/, divide)
#undef THALWEG_TRACED

template <class S>
Traced<S> operator-(Traced<S> a) {
  if (!a.trace) return {-a.value};
  return {a.trace, a.trace->act(Action::negate, a.node)};
}
template <class S>
Traced<S> sqrt(Traced<S> a) {
  if (!a.trace) return {thalweg::sqrt(a.value)};
  return {a.trace, a.trace->act(Action::root, a.node)};
}

#define THALWEG_TRACED(sign, action)                                         \
  template <class S>                                                         \
  TracedWords<S> operator sign(TracedWords<S> a, same_t<TracedWords<S>> b) { \
    if (!a.trace && !b.trace) return {a.value sign b.value};                 \
    return detail::traced<TracedWords<S>>(Action::action, a, b);             \
  }
THALWEG_TRACED(+, add_words)
THALWEG_TRACED(-, subtract_words)
THALWEG_TRACED(&, both)
THALWEG_TRACED(|, either)
THALWEG_TRACED(^, differ)
#undef THALWEG_TRACED
template <class S>
TracedWords<S> operator<<(TracedWords<S> a, int n) {
  if (!a.trace) return {a.value << n};
  return {a.trace, a.trace->act(Action::shift_left, a.node, -1, -1, n)};
}
template <class S>
TracedWords<S> operator>>(TracedWords<S> a, int n) {
  if (!a.trace) return {a.value >> n};
  return {a.trace, a.trace->act(Action::shift_right, a.node, -1, -1, n)};
}

#define THALWEG_TRACED(sign, Type, action, first, second, comparison)                                 \
  template <class S>                                                                                  \
  TracedMask<S> operator sign(Type<S> a, same_t<Type<S>> b) {                                         \
    if (!a.trace && !b.trace) return {nullptr, -1, a.value sign b.value};                             \
    return detail::traced<TracedMask<S>>(Action::action, first, second, int(Comparison::comparison)); \
  }
THALWEG_TRACED(==, Traced, compare, a, b, equal)
THALWEG_TRACED(!=, Traced, compare, a, b, unequal)
THALWEG_TRACED(<, Traced, compare, a, b, less)
THALWEG_TRACED(<=, Traced, compare, a, b, at_most)
THALWEG_TRACED(>, Traced, compare, b, a, less)
THALWEG_TRACED(>=, Traced, compare, b, a, at_most)
THALWEG_TRACED(==, TracedWords, compare_words, a, b, equal)
THALWEG_TRACED(!=, TracedWords, compare_words, a, b, unequal)
#undef THALWEG_TRACED

template <class S>
TracedMask<S> operator&(TracedMask<S> a, TracedMask<S> b) {
  if (!a.trace) return a.value ? b : a;
  if (!b.trace) return b.value ? a : b;
  return detail::traced<TracedMask<S>>(Action::both, a, b);
}
template <class S>
TracedMask<S> operator|(TracedMask<S> a, TracedMask<S> b) {
  if (!a.trace) return a.value ? a : b;
  if (!b.trace) return b.value ? b : a;
  return detail::traced<TracedMask<S>>(Action::either, a, b);
}
template <class S>
TracedMask<S> operator!(TracedMask<S> a) {
  if (!a.trace) return {nullptr, -1, !a.value};
  return detail::traced<TracedMask<S>>(Action::differ, a, TracedMask<S>{nullptr, -1, true});
}

template <class S>
Traced<S> select(TracedMask<S> mask, same_t<Traced<S>> a, same_t<Traced<S>> b) {
  if (!mask.trace) return mask.value ? a : b;
  Trace& trace = *mask.trace;
  const int yes = detail::node_in(trace, a), no = detail::node_in(trace, b);
  return {&trace, trace.act(Action::select, mask.node, yes, no)};
}
template <class S>
TracedWords<S> bits(Traced<S> a) {
  if (a.trace) return {a.trace, a.node};
  return {std::bit_cast<Word<S>>(a.value)};
}
template <class S>
Traced<S> from_bits(TracedWords<S> a) {
  if (a.trace) return {a.trace, a.node};
  return {std::bit_cast<S>(a.value)};
}

}  // namespace thalweg::cpu

namespace thalweg {

template <class S>
struct RealTraits<cpu::Traced<S>> {
  using Scalar = S;
  using Bits = cpu::TracedWords<S>;
};

}  // namespace thalweg

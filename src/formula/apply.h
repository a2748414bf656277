// SPDX-License-Identifier: MIT
// One operation of a formula on numbers of any type: double, SIMD vectors, duals, jets, intervals.  The only
// place where operations meet the functions of core/.
#pragma once

#include "core/dual_functions.h"
#include "core/jet_functions.h"
#include "formula/expression.h"

namespace thalweg {

/// Calls f.operator()<op>(), with the operation as a template argument.
template <class F>
decltype(auto) with_operation(Op op, F f) {
  switch (op) {
#define THALWEG_ROW(name) \
  case Op::name:          \
    return f.template operator()<Op::name>();
    THALWEG_FORMULA_UNARY(THALWEG_ROW)
    THALWEG_FORMULA_BINARY(THALWEG_ROW)
    THALWEG_ROW(neg)
    THALWEG_ROW(add)
    THALWEG_ROW(sub)
    THALWEG_ROW(mul)
    THALWEG_ROW(div)
    THALWEG_ROW(powi)
    THALWEG_ROW(where)
#undef THALWEG_ROW
    default:  // leaves
      return f.template operator()<Op::constant>();
  }
}

template <Op op, class A>
THALWEG_HD auto apply_unary(const A& a) {
#define THALWEG_ROW(name) \
  if constexpr (op == Op::name) return name(a);
  THALWEG_FORMULA_UNARY(THALWEG_ROW)
#undef THALWEG_ROW
  if constexpr (op == Op::neg) return -a;
}

template <Op op, class A, class B>
THALWEG_HD auto apply_binary(const A& a, const B& b) {
#define THALWEG_ROW(name) \
  if constexpr (op == Op::name) return name(a, b);
  THALWEG_FORMULA_BINARY(THALWEG_ROW)
#undef THALWEG_ROW
  if constexpr (op == Op::add) return a + b;
  if constexpr (op == Op::sub) return a - b;
  if constexpr (op == Op::mul) return a * b;
  if constexpr (op == Op::div) return a / b;
}

/// Whether a constant on one side is an operation of its own: no number type has to be made of it.
constexpr bool takes_constant(Op op) {
  return op == Op::add || op == Op::sub || op == Op::mul || op == Op::div || op == Op::pow;
}
constexpr bool is_binary(Op op) {
#define THALWEG_ROW(name) op == Op::name ||
  return THALWEG_FORMULA_BINARY(THALWEG_ROW) op == Op::add || op == Op::sub || op == Op::mul || op == Op::div;
#undef THALWEG_ROW
}

/// op(a, b, c); operands beyond its arity are ignored.  A leaf is a itself.
template <Op op, class T>
THALWEG_HD T apply(int exponent, const T& a, const T& b, const T& c) {
  if constexpr (op == Op::constant)
    return a;
  else if constexpr (op == Op::powi)
    return powi(a, exponent);
  else if constexpr (op == Op::where)
    return where(a, b, c);
  else if constexpr (is_binary(op))
    return apply_binary<op>(a, b);
  else
    return apply_unary<op>(a);
}
template <class T>
T apply(Op op, int exponent, const T& a, const T& b, const T& c) {
  return with_operation(op, [&]<Op known>() { return apply<known>(exponent, a, b, c); });
}

namespace detail {

/// A constant as a number of type T.
template <class T>
struct Lift {
  static T constant(double a) { return T(a); }
};
template <class T, int N>
struct Lift<Jet<T, N>> {
  static Jet<T, N> constant(double a) { return detail::constant<N>(T(a)); }
};

}  // namespace detail

}  // namespace thalweg

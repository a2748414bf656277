// SPDX-License-Identifier: MIT
// A compiled formula at one point: in double, with its gradient and Hessian, over intervals.  Anything that
// has the functions of core/ can be the number type.
#pragma once

#include "core/interval.h"
#include "core/jet.h"
#include "formula/apply.h"
#include "formula/program.h"

namespace thalweg {

/// The program's result for T arguments[program.arguments].
template <class T>
T execute(const Program& program, const T* arguments) {
  constexpr u32 kOnStack = 24;
  T few[kOnStack];
  std::vector<T> many(program.registers > kOnStack ? program.registers : 0);
  T* const r = many.empty() ? few : many.data();
  for (u32 k = 0; k < program.arguments; k++) r[k] = arguments[k];
  const double* const c = program.coefficient();
  for (const Instruction *q = program.code(), *end = q + program.instructions; q != end; q++) {
    const T& a = r[q->operand[0]];
    with_operation(q->op, [&]<Op op>() {
      if constexpr (op == Op::constant) {
        r[q->out] = detail::Lift<T>::constant(c[q->operand[2]]);
        return;
      } else if constexpr (takes_constant(op)) {
        if (q->form == Form::constant_right) {
          r[q->out] = apply_binary<op>(a, c[q->operand[2]]);
          return;
        }
        if (q->form == Form::constant_left) {
          r[q->out] = apply_binary<op>(c[q->operand[2]], a);
          return;
        }
      }
      r[q->out] = apply<op>(q->exponent, a, r[q->operand[1]], r[q->operand[2]]);
    });
  }
  return r[program.result];
}

inline const Program& program_of(const void* bytes) { return *static_cast<const Program*>(bytes); }

/// Value, gradient and Hessian at p; `program`: the bytes of compile().
template <class T, int N>
Jet<T, N> evaluate_jet(const void* program, const Vec<T, N>& p) {
  Jet<T, N> arguments[N];
  for (int k = 0; k < N; k++) arguments[k] = variable<T, N>(p[k], k);
  return execute(program_of(program), arguments);
}
template <class T, int N>
T evaluate(const void* program, const Vec<T, N>& p) {
  return execute(program_of(program), p.x);
}

}  // namespace thalweg

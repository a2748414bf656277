// SPDX-License-Identifier: MIT
#include "cpu/trace_formula.h"

#include "core/jet.h"
#include "cpu/traced.h"
#include "formula/evaluate.h"

namespace thalweg::cpu {

namespace {

/// A value and those of its partials that exist, which only the running program knows.
template <class S>
struct Slopes {
  Traced<S> value;
  Traced<S> partial[2];
  int mask = 0;
  bool has(int k) const { return (mask >> k & 1) != 0; }
};

template <int M, class S>
Dual<Traced<S>, M> dual(const Slopes<S>& a, int k) {
  Dual<Traced<S>, M> d;
  d.v = a.value;
  if constexpr (M != 0) thalweg::detail::at<0>(d) = a.partial[k];
  return d;
}

/// f on duals of partial 0 alone, once for each partial of the result; equal values become one node.
template <class S, class F>
Slopes<S> each_partial(int mask, F f) {
  Slopes<S> r;
  r.mask = mask;
  for (int k = 0; k < 2; k++)
    if (r.has(k)) f(r, k);
  return r;
}
template <class S, class F>
Slopes<S> combine(const Slopes<S>& a, F f) {
  Slopes<S> r =
      each_partial<S>(a.mask, [&](auto& out, int k) { out.partial[k] = partial<0>(f(dual<1>(a, k))); });
  r.value = f(dual<0>(a, 0)).v;
  return r;
}
template <class S, class F>
Slopes<S> combine(const Slopes<S>& a, const Slopes<S>& b, F f) {
  Slopes<S> r = each_partial<S>(a.mask | b.mask, [&](auto& out, int k) {
    if (!b.has(k))
      out.partial[k] = partial<0>(f(dual<1>(a, k), dual<0>(b, k)));
    else if (!a.has(k))
      out.partial[k] = partial<0>(f(dual<0>(a, k), dual<1>(b, k)));
    else
      out.partial[k] = partial<0>(f(dual<1>(a, k), dual<1>(b, k)));
  });
  r.value = f(dual<0>(a, 0), dual<0>(b, 0)).v;
  return r;
}

/// min, max, where: one of two.
template <class S>
Slopes<S> choose(const TracedMask<S>& mask, const Slopes<S>& a, const Slopes<S>& b) {
  const auto slope = [](const Slopes<S>& of, int k) { return of.has(k) ? of.partial[k] : Traced<S>(0); };
  Slopes<S> r = each_partial<S>(
      a.mask | b.mask, [&](auto& out, int k) { out.partial[k] = select(mask, slope(a, k), slope(b, k)); });
  r.value = select(mask, a.value, b.value);
  return r;
}

template <Op op, class S>
Slopes<S> perform(const Instruction& q, const Slopes<S>& a, const Slopes<S>& b, const Slopes<S>& c,
                  const double* coefficients) {
  const auto coefficient = [&] { return Traced<S>(coefficients[q.operand[2]]); };
  if constexpr (op == Op::constant) {
    Slopes<S> r;
    r.value = coefficient();
    return r;
  } else if constexpr (op == Op::powi) {
    return combine(a, [&](const auto& x) { return powi(x, q.exponent); });
  } else if constexpr (op == Op::where) {
    return choose(a.value == Traced<S>(0), c, b);
  } else if constexpr (op == Op::min) {
    return choose(a.value <= b.value, a, b);
  } else if constexpr (op == Op::max) {
    return choose(a.value >= b.value, a, b);
  } else if constexpr (is_binary(op) || op == Op::pow) {
    if constexpr (takes_constant(op)) {
      if (q.form == Form::constant_right)
        return combine(a, [&](const auto& x) { return apply_binary<op>(x, coefficient()); });
      if (q.form == Form::constant_left)
        return combine(a, [&](const auto& x) { return apply_binary<op>(coefficient(), x); });
    }
    return combine(a, b, [&](const auto& x, const auto& y) { return apply_binary<op>(x, y); });
  } else {
    return combine(a, [&](const auto& x) { return apply_unary<op>(x); });
  }
}

/// Operands whose partials the instruction does not use lose them.
template <class S>
Slopes<S> operand(const std::vector<Slopes<S>>& registers, const Instruction& q, int k) {
  Slopes<S> a = q.operand[k] < registers.size() ? registers[q.operand[k]] : Slopes<S>{};
  a.mask &= q.mask[k];
  return a;
}

template <class S>
Slopes<S> run(const Program& program, const std::vector<Traced<S>>& at) {
  std::vector<Slopes<S>> r(program.registers);
  for (u32 k = 0; k < program.arguments; k++) {
    r[k].value = at[k];
    r[k].partial[k] = Traced<S>(1);
    r[k].mask = 1 << k;
  }
  for (const Instruction *q = program.code(), *end = q + program.instructions; q != end; q++) {
    const Slopes<S> a = operand(r, *q, 0), b = operand(r, *q, 1), c = operand(r, *q, 2);
    r[q->out] =
        with_operation(q->op, [&]<Op op>() { return perform<op>(*q, a, b, c, program.coefficient()); });
  }
  return r[program.result];
}

template <class S, int N>
std::vector<Traced<S>> run_jets(const Program& program, const std::vector<Traced<S>>& at, Request request) {
  Vec<Traced<S>, N> p;
  for (int k = 0; k < N; k++) p[k] = at[std::size_t(k)];
  const Jet<Traced<S>, N> j = evaluate_jet(&program, p);
  if (request == Request::value) return {j.v};
  std::vector<Traced<S>> answer;
  if (request != Request::gradient) answer.push_back(j.v);
  for (int k = 0; k < N; k++) answer.push_back(j.g[k]);
  if (request == Request::gradient) return answer;
  for (const Traced<S>& h : j.h.a) answer.push_back(h);
  return answer;
}

template <class S>
std::vector<int> traced_answer(Trace& trace, const Program& program, Request request) {
  std::vector<Traced<S>> at;
  for (u32 k = 0; k < program.arguments; k++) at.push_back({&trace, trace.input(int(k))});
  std::vector<Traced<S>> answer;
  if (program.arguments == 3) {
    answer = run_jets<S, 3>(program, at, request);
  } else if (request == Request::value || request == Request::gradient) {
    const Slopes<S> r = run(program, at);
    if (request == Request::value) answer.push_back(r.value);
    for (u32 k = 0; request == Request::gradient && k < program.arguments; k++)
      answer.push_back((program.result_mask >> k & 1) != 0 ? r.partial[k] : Traced<S>(0));
  } else {
    answer =
        program.arguments == 1 ? run_jets<S, 1>(program, at, request) : run_jets<S, 2>(program, at, request);
  }
  std::vector<int> nodes;
  for (const Traced<S>& a : answer) nodes.push_back(detail::node_in(trace, a));
  return nodes;
}

}  // namespace

std::vector<int> trace_formula(Trace& trace, const void* program, Request request) {
  const Program& p = program_of(program);
  return trace.in_double() ? traced_answer<double>(trace, p, request)
                           : traced_answer<float>(trace, p, request);
}

}  // namespace thalweg::cpu

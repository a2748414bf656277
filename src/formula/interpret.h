// SPDX-License-Identifier: MIT
// Runs a compiled formula over blocks of points.  T is float, double or a SIMD vector; the loop over the
// points is innermost, so that dispatching an instruction costs one switch per block.  The results are those
// of the functor that formula/print_functor.h writes, bit for bit: the same operations of core/dual.h in the
// same order, with the same knowledge of which partials exist.
//
// Everything is a template over T: included by a unit that is compiled for one instruction set, with that
// unit's own T, nothing here can be shared with another unit.
#pragma once

#include "core/dual.h"
#include "core/jet.h"
#include "formula/apply.h"
#include "formula/program.h"

namespace thalweg {

namespace detail {

/// Registers of a block, plane by plane: a value and N partials, `length` numbers each.
template <class T, int N>
struct Planes {
  T* base;
  int length;
  T* value(u32 r) const { return base + std::size_t(r) * (N + 1) * std::size_t(length); }
  T* partial(u32 r, int k) const { return value(r) + std::size_t(k + 1) * std::size_t(length); }
};

/// A register as duals of a mask known to the compiler.
template <class T, int N, int M>
struct Operand {
  const T* v;
  const T* d[N];
  Operand(const Planes<T, N>& planes, u32 r) : v(planes.value(r)) {
    for (int k = 0; k < N; k++) d[k] = planes.partial(r, k);
  }
  THALWEG_HD Dual<T, M> operator[](int i) const {
    Dual<T, M> a;
    a.v = v[i];
    if constexpr ((M & 1) != 0) at<0>(a) = d[0][i];
    if constexpr ((M & 2) != 0) at<1>(a) = d[1][i];
    return a;
  }
};

/// Where results go; Value: whether their values are used.
template <class T, int N, bool Value>
struct Result {
  T* v;
  T* d[N];
  int length;
  Result(const Planes<T, N>& planes, u32 r) : v(planes.value(r)), length(planes.length) {
    for (int k = 0; k < N; k++) d[k] = planes.partial(r, k);
  }
  template <int M>
  THALWEG_HD void put(int i, const Dual<T, M>& a) const {
    if constexpr (Value) v[i] = a.v;
    if constexpr ((M & 1) != 0) d[0][i] = at<0>(a);
    if constexpr ((M & 2) != 0) d[1][i] = at<1>(a);
  }
};

/// What an instruction does in this run: values only, or gradients with what is not used left out.
struct Mode {
  bool value;
  int mask[3];
};

/// Calls f.operator()<M>() with the mask as a template argument.
template <int N, class F>
THALWEG_HD void with_mask(int mask, F f) {
  static_assert(N == 1 || N == 2);
  if (mask == 0) return f.template operator()<0>();
  if (mask == 1) return f.template operator()<1>();
  if constexpr (N == 2) {
    if (mask == 2) return f.template operator()<2>();
    return f.template operator()<3>();
  }
}

template <Op op, int M, bool Value, class T, int N>
void unary_loop(const Planes<T, N>& planes, const Instruction& q) {
  const Operand<T, N, M> a(planes, q.operand[0]);
  const Result<T, N, Value> out(planes, q.out);
  _Pragma("GCC unroll 4") for (int i = 0; i < out.length; i++) out.put(i, apply_unary<op>(a[i]));
}
template <Op op, int A, int B, bool Value, class T, int N>
void binary_loop(const Planes<T, N>& planes, const Instruction& q) {
  const Operand<T, N, A> a(planes, q.operand[0]);
  const Operand<T, N, B> b(planes, q.operand[1]);
  const Result<T, N, Value> out(planes, q.out);
  _Pragma("GCC unroll 4") for (int i = 0; i < out.length; i++) out.put(i, apply_binary<op>(a[i], b[i]));
}
template <Op op, int M, bool Value, class T, int N>
void right_loop(const Planes<T, N>& planes, const Instruction& q, T c) {
  if constexpr (op == Op::add || op == Op::sub)
    if (q.out == q.operand[0]) {  // the partials are where they belong
      T* const v = planes.value(q.out);
      _Pragma("GCC unroll 4") for (int i = 0; Value && i < planes.length; i++) v[i] =
          apply_binary<op>(v[i], c);
      return;
    }
  const Operand<T, N, M> a(planes, q.operand[0]);
  const Result<T, N, Value> out(planes, q.out);
  _Pragma("GCC unroll 4") for (int i = 0; i < out.length; i++) out.put(i, apply_binary<op>(a[i], c));
}
template <Op op, int M, bool Value, class T, int N>
void left_loop(const Planes<T, N>& planes, const Instruction& q, T c) {
  const Operand<T, N, M> a(planes, q.operand[0]);
  const Result<T, N, Value> out(planes, q.out);
  _Pragma("GCC unroll 4") for (int i = 0; i < out.length; i++) out.put(i, apply_binary<op>(c, a[i]));
}

template <Op op, class T, int N>
THALWEG_HD void unary_operator(const Planes<T, N>& planes, const Instruction& q, const Mode& mode) {
  with_mask<N>(mode.mask[0], [&]<int M>() {
    mode.value ? unary_loop<op, M, true>(planes, q) : unary_loop<op, M, false>(planes, q);
  });
}
template <Op op, class T, int N>
THALWEG_HD void binary_operator(const Planes<T, N>& planes, const Instruction& q, const Mode& mode) {
  with_mask<N>(mode.mask[0], [&]<int A>() {
    with_mask<N>(mode.mask[1], [&]<int B>() {
      mode.value ? binary_loop<op, A, B, true>(planes, q) : binary_loop<op, A, B, false>(planes, q);
    });
  });
}
/// a op c and c op a.
template <Op op, class T, int N>
THALWEG_HD void constant_operator(const Planes<T, N>& planes, const Instruction& q, const Mode& mode, T c) {
  constexpr bool kSameBothWays = op == Op::add || op == Op::mul;
  with_mask<N>(mode.mask[0], [&]<int M>() {
    if (kSameBothWays || q.form == Form::constant_right)
      mode.value ? right_loop<op, M, true>(planes, q, c) : right_loop<op, M, false>(planes, q, c);
    else
      mode.value ? left_loop<op, M, true>(planes, q, c) : left_loop<op, M, false>(planes, q, c);
  });
}

/// A function of one argument by the chain rule: value and slope once, then the partials that exist.  Slope
/// and value come from core/dual.h with the seed 1, and df * 1 is df.
template <bool Value, class T, int N, class F>
void slope_loop(const Planes<T, N>& planes, const Instruction& q, int mask, F f) {
  const int first = mask == 2, second = mask == 3;
  const T* const a = planes.value(q.operand[0]);
  const T* const a0 = planes.partial(q.operand[0], first);
  const T* const a1 = planes.partial(q.operand[0], N - 1);
  T *const v = planes.value(q.out), *const d0 = planes.partial(q.out, first),
           *const d1 = planes.partial(q.out, N - 1);
  for (int i = 0; i < planes.length; i++) {
    const auto r = f(seed<T, 1>(a[i]));
    const T slope = partial<0>(r);
    d0[i] = slope * a0[i];
    if (second) d1[i] = slope * a1[i];
    if constexpr (Value) v[i] = r.v;
  }
}
template <class T, int N, class F>
void unary_function(const Planes<T, N>& planes, const Instruction& q, const Mode& mode, F f) {
  if (mode.mask[0] != 0)
    return mode.value ? slope_loop<true>(planes, q, mode.mask[0], f)
                      : slope_loop<false>(planes, q, mode.mask[0], f);
  const T* const a = planes.value(q.operand[0]);
  T* const v = planes.value(q.out);
  for (int i = 0; i < planes.length; i++) v[i] = f(seed<T, 0>(a[i])).v;
}

/// A function of two arguments by the chain rule.
template <Op op, class T, int N>
void binary_function(const Planes<T, N>& planes, const Instruction& q, const Mode& mode) {
  const T *const a = planes.value(q.operand[0]), *const b = planes.value(q.operand[1]);
  T* const v = planes.value(q.out);
  const int ma = mode.mask[0], mb = mode.mask[1];
  if ((ma | mb) == 0) {
    for (int i = 0; i < planes.length; i++) v[i] = apply_binary<op>(seed<T, 0>(a[i]), seed<T, 0>(b[i])).v;
    return;
  }
  for (int i = 0; i < planes.length; i++) {
    const auto r = apply_binary<op>(seed<T, 1>(a[i]), seed<T, 2>(b[i]));
    const T fa = partial<0>(r), fb = partial<1>(r);
    for (int k = 0; k < N; k++) {
      const bool in_a = (ma >> k & 1) != 0, in_b = (mb >> k & 1) != 0;
      T* const d = planes.partial(q.out, k);
      if (in_a && in_b)
        d[i] = fa * planes.partial(q.operand[0], k)[i] + fb * planes.partial(q.operand[1], k)[i];
      else if (in_a)
        d[i] = fa * planes.partial(q.operand[0], k)[i];
      else if (in_b)
        d[i] = fb * planes.partial(q.operand[1], k)[i];
    }
    v[i] = r.v;
  }
}

/// min, max, where: one of two operands, value and partials alike.  chooses(i): the mask that takes a.
template <class T, int N, class F>
void choice(const Planes<T, N>& planes, u32 out, u32 a, u32 b, int mask_a, int mask_b, F chooses) {
  T* const v = planes.value(out);
  for (int i = 0; i < planes.length; i++) {
    const auto mask = chooses(i);
    const T chosen = select(mask, planes.value(a)[i], planes.value(b)[i]);
    for (int k = 0; k < N; k++) {
      const bool in_a = (mask_a >> k & 1) != 0, in_b = (mask_b >> k & 1) != 0;
      if (!in_a && !in_b) continue;
      const T da = in_a ? planes.partial(a, k)[i] : T(0), db = in_b ? planes.partial(b, k)[i] : T(0);
      planes.partial(out, k)[i] = select(mask, da, db);
    }
    v[i] = chosen;
  }
}

template <class T, int N>
void whole_power(const Planes<T, N>& planes, const Instruction& q, const Mode& mode) {
  switch (q.exponent) {  // the common ones, so that the compiler sees the number of multiplications
    case 3:
      return unary_function(planes, q, mode, [](const auto& a) { return powi(a, 3); });
    case 4:
      return unary_function(planes, q, mode, [](const auto& a) { return powi(a, 4); });
    default:
      return unary_function(planes, q, mode, [n = q.exponent](const auto& a) { return powi(a, n); });
  }
}

/// One instruction on a block.  Cheap operators know the masks when they are compiled; functions, where it
/// matters less, look at them per vector.
template <Op op, class T, int N>
void run_operation(const Planes<T, N>& planes, const Instruction& q, const Mode& mode,
                   const double* coefficients) {
  const T* const a = planes.value(q.operand[0]);
  if constexpr (takes_constant(op))
    if (q.form != Form::registers) {
      const T c = T(coefficients[q.operand[2]]);
      if constexpr (op != Op::pow)
        constant_operator<op>(planes, q, mode, c);
      else if (q.form == Form::constant_right)
        unary_function(planes, q, mode, [c](const auto& x) { return pow(x, c); });
      else
        unary_function(planes, q, mode, [c](const auto& x) { return pow(c, x); });
      return;
    }
  if constexpr (op == Op::constant) {
    T* const v = planes.value(q.out);
    for (int i = 0; i < planes.length; i++) v[i] = T(coefficients[q.operand[2]]);
  } else if constexpr (op == Op::powi) {
    whole_power(planes, q, mode);
  } else if constexpr (op == Op::where) {
    choice(planes, q.out, q.operand[2], q.operand[1], mode.mask[2], mode.mask[1],
           [a](int i) { return a[i] == T(0); });
  } else if constexpr (op == Op::min || op == Op::max) {
    const T* const b = planes.value(q.operand[1]);
    choice(planes, q.out, q.operand[0], q.operand[1], mode.mask[0], mode.mask[1], [a, b](int i) {
      if constexpr (op == Op::min)
        return a[i] <= b[i];
      else
        return a[i] >= b[i];
    });
  } else if constexpr (op == Op::add || op == Op::sub || op == Op::mul || op == Op::div) {
    binary_operator<op>(planes, q, mode);
  } else if constexpr (is_binary(op)) {
    binary_function<op>(planes, q, mode);
  } else if constexpr (op == Op::neg || op == Op::sq) {
    unary_operator<op>(planes, q, mode);
  } else {
    unary_function(planes, q, mode, [](const auto& x) { return apply_unary<op>(x); });
  }
}

/// The same for jets, `length` of them per register.
template <Op op, class J>
void run_jets(J* registers, const Instruction& q, const double* c, int length) {
  const auto at = [&](u32 r) { return registers + std::size_t(r) * std::size_t(length); };
  J* const out = at(q.out);
  const J* const x = at(q.operand[0]);
  if constexpr (op == Op::constant) {
    for (int i = 0; i < length; i++) out[i] = Lift<J>::constant(c[q.operand[2]]);
    return;
  } else if constexpr (takes_constant(op)) {
    if (q.form == Form::constant_right) {
      for (int i = 0; i < length; i++) out[i] = apply_binary<op>(x[i], c[q.operand[2]]);
      return;
    }
    if (q.form == Form::constant_left) {
      for (int i = 0; i < length; i++) out[i] = apply_binary<op>(c[q.operand[2]], x[i]);
      return;
    }
  }
  const J *const y = at(q.operand[1]), *const z = at(q.operand[2]);
  for (int i = 0; i < length; i++) out[i] = apply<op>(q.exponent, x[i], y[i], z[i]);
}

/// Scratch memory of one run.  Small enough for a worker's stack; a chunk of a block that fits a first-level
/// cache is taken at a time.
inline constexpr int kScratchBytes = 96 * 1024, kComfortableBytes = 40 * 1024;
static_assert(kScratchBytes >= kMaxFormulaRegisters * 6 * 64,
              "one widest vector of every register, as a jet");

/// Vectors of type T per chunk when every register has `planes` of them.
template <class T>
int chunk_length(const Program& program, int planes) {
  const int one = int(program.registers) * planes * int(sizeof(T));
  const int comfortable = kComfortableBytes / one, most = kScratchBytes / one;
  const int wanted = 64 / int(sizeof(T)) * 16;  // 1 KiB per plane, if there is room
  return comfortable >= wanted ? wanted : comfortable >= 8 ? comfortable : most < 8 ? most : 8;
}

template <class T, int N>
void run_chunk(const Program& program, const Planes<T, N>& planes, const Vec<T, N>* points, bool gradient) {
  for (int k = 0; k < N; k++) {
    T *const v = planes.value(u32(k)), *const d = planes.partial(u32(k), k);
    for (int i = 0; i < planes.length; i++) v[i] = points[i][k];
    if (gradient)
      for (int i = 0; i < planes.length; i++) d[i] = T(1);
  }
  const double* const c = program.coefficient();
  for (const Instruction *q = program.code(), *end = q + program.instructions; q != end; q++) {
    if (gradient && !q->value && !q->slope) continue;
    const Mode mode = gradient ? Mode{q->value, {q->mask[0], q->mask[1], q->mask[2]}} : Mode{true, {}};
    with_operation(q->op, [&]<Op op>() { run_operation<op>(planes, *q, mode, c); });
  }
}

}  // namespace detail

/// values[i] = f(points[i]) for `count` points; `program`: the bytes of compile() for N arguments.
template <class T, int N>
void interpret_values(const void* program, const Vec<T, N>* points, T* values, int count) {
  const Program& p = *static_cast<const Program*>(program);
  alignas(64) std::byte scratch[detail::kScratchBytes];
  const int length = detail::chunk_length<T>(p, N + 1);
  for (int first = 0; first < count; first += length) {
    const detail::Planes<T, N> planes{reinterpret_cast<T*>(scratch),
                                      length < count - first ? length : count - first};
    detail::run_chunk(p, planes, points + first, false);
    const T* const v = planes.value(p.result);
    for (int i = 0; i < planes.length; i++) values[first + i] = v[i];
  }
}

/// gradients[i] = grad f(points[i]).
template <class T, int N>
void interpret_gradients(const void* program, const Vec<T, N>* points, Vec<T, N>* gradients, int count) {
  const Program& p = *static_cast<const Program*>(program);
  alignas(64) std::byte scratch[detail::kScratchBytes];
  const int length = detail::chunk_length<T>(p, N + 1);
  for (int first = 0; first < count; first += length) {
    const detail::Planes<T, N> planes{reinterpret_cast<T*>(scratch),
                                      length < count - first ? length : count - first};
    detail::run_chunk(p, planes, points + first, true);
    for (int k = 0; k < N; k++) {
      const bool exists = (p.result_mask >> k & 1) != 0;
      const T* const d = planes.partial(p.result, k);
      for (int i = 0; i < planes.length; i++) gradients[first + i][k] = exists ? d[i] : T(0);
    }
  }
}

/// answers[i] = {value, gradient, Hessian}: A is Jet<T, N> or any aggregate with the same members.
template <class A, class T, int N>
void interpret_jets(const void* program, const Vec<T, N>* points, A* answers, int count) {
  const Program& p = *static_cast<const Program*>(program);
  using J = Jet<T, N>;
  alignas(64) std::byte scratch[detail::kScratchBytes];
  J* const registers = reinterpret_cast<J*>(scratch);
  const int planes = int(sizeof(J) / sizeof(T)), length = detail::chunk_length<T>(p, planes);
  const double* const c = p.coefficient();
  for (int first = 0; first < count; first += length) {
    const int here = length < count - first ? length : count - first;
    for (int k = 0; k < N; k++)
      for (int i = 0; i < here; i++) registers[k * here + i] = variable<T, N>(points[first + i][k], k);
    for (const Instruction *q = p.code(), *end = q + p.instructions; q != end; q++)
      with_operation(q->op, [&]<Op op>() { detail::run_jets<op>(registers, *q, c, here); });
    const J* const r = registers + std::size_t(p.result) * std::size_t(here);
    for (int i = 0; i < here; i++) answers[first + i] = A{r[i].v, r[i].g, r[i].h};
  }
}

}  // namespace thalweg

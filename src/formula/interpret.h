// SPDX-License-Identifier: MIT
// Runs a compiled formula over blocks of points.  T is float, double or a SIMD vector; the loop over the
// points is innermost, so that dispatching an instruction costs one switch per block.  The results are those
// of the functor that formula/print_cuda.h writes, bit for bit: the same operations of core/dual.h in the
// same order, with the same knowledge of which partials exist.
//
// Everything is a template over T: included by a unit that is compiled for one instruction set, with that
// unit's own T, nothing here can be shared with another unit.
#pragma once

#include "formula/block.h"

namespace thalweg {

namespace detail {

/// a op c and c op a.
template <Op op, class T>
void run_with_constant(const Planes<T>& planes, const Instruction& q, const Mode& mode, T c) {
  const bool right = q.form == Form::constant_right;
  const ConstantRight<op, T> on_right{c};
  const ConstantLeft<op, T> on_left{c};
  if constexpr (op == Op::pow) {
    right ? run_function<false>(planes, q, mode, on_right) : run_function<false>(planes, q, mode, on_left);
    return;
  }
  if constexpr (op == Op::add || op == Op::sub)
    if (q.out == q.operand[0] && (right || op == Op::add))  // the partials are where they belong
      return map_one<0, true>(planes, q.out, q.out, false, on_right);
  if (op == Op::add || op == Op::mul || right)  // the same both ways
    run_map(planes, mode, mode.mask[0], q.operand[0], q.out, on_right);
  else
    run_map(planes, mode, mode.mask[0], q.operand[0], q.out, on_left);
}

struct WholePower {
  int n;
  template <class A>
  THALWEG_HD auto operator()(const A& a) const {
    return powi(a, n);
  }
};
template <int N>
struct FixedPower {
  template <class A>
  THALWEG_HD auto operator()(const A& a) const {
    return powi(a, N);
  }
};

/// One instruction on a block.  Cheap operators know the masks when they are compiled; functions, where it
/// matters less, look at them per vector.
template <Op op, class T>
void run_operation(const Planes<T>& planes, const Instruction& q, const Mode& mode,
                   const double* coefficients) {
  const T* const a = planes.value(q.operand[0]);
  if constexpr (takes_constant(op))
    if (q.form != Form::registers)
      return run_with_constant<op>(planes, q, mode, T(coefficients[q.operand[2]]));
  if constexpr (op == Op::constant) {
    T* const v = planes.value(q.out);
    for (int i = 0; i < planes.length; i++) v[i] = T(coefficients[q.operand[2]]);
  } else if constexpr (op ==
                       Op::powi) {  // the common ones with a number of multiplications that the compiler sees
    if (q.exponent == 3) return run_function<false>(planes, q, mode, FixedPower<3>{});
    if (q.exponent == 4) return run_function<false>(planes, q, mode, FixedPower<4>{});
    run_function<false>(planes, q, mode, WholePower{q.exponent});
  } else if constexpr (op == Op::where) {
    run_choice(planes, q.out, q.operand[2], q.operand[1], mode.mask[2], mode.mask[1],
               [a](int i) { return a[i] == T(0); });
  } else if constexpr (op == Op::min || op == Op::max) {
    const T* const b = planes.value(q.operand[1]);
    run_choice(planes, q.out, q.operand[0], q.operand[1], mode.mask[0], mode.mask[1], [a, b](int i) {
      if constexpr (op == Op::min)
        return a[i] <= b[i];
      else
        return a[i] >= b[i];
    });
  } else if constexpr (op == Op::add || op == Op::sub || op == Op::mul || op == Op::div) {
    run_map<true>(planes, mode, mode.mask[0], mode.mask[1], q.operand[0], q.operand[1], q.out, Binary<op>{});
  } else if constexpr (is_binary(op)) {
    run_function_of_two(planes, q, mode, Binary<op>{});
  } else if constexpr (op == Op::neg || op == Op::sq) {
    run_map(planes, mode, mode.mask[0], q.operand[0], q.out, Unary<op>{});
  } else {
    constexpr bool kSlopeAlone = op == Op::sin || op == Op::cos || op == Op::log;
    run_function<kSlopeAlone>(planes, q, mode, Unary<op>{});
  }
}

/// Two instructions as one: `q` feeds `next` alone, so its result needs no register.
template <class T>
void run_fused(const Planes<T>& planes, const Instruction& q, const Instruction& next, const Mode& inner,
               const Mode& mode, const double* c) {
  // a - c is a + (-c), to the last bit.
  const auto constant = [&](const Instruction& of) {
    const double value = c[of.operand[2]];
    return T(of.op == Op::sub && of.form == Form::constant_right ? -value : value);
  };
  const auto first = [&] { return constant(q); };
  const auto second = [&] { return constant(next); };
  const auto one = [&](auto f) { run_map(planes, mode, inner.mask[0], q.operand[0], next.out, f); };
  const auto two = [&](auto f) {
    const int other = next.operand[0] == q.out;
    run_map<false>(planes, mode, mode.mask[other], inner.mask[0], next.operand[other], q.operand[0], next.out,
                   f);
  };
  const auto both = [&](auto f) {
    run_map<false>(planes, mode, inner.mask[0], inner.mask[1], q.operand[0], q.operand[1], next.out, f);
  };
  using Square = Unary<Op::sq>;
  using Scale = ConstantRight<Op::mul, T>;
  using Add = Binary<Op::add>;
  using Subtract = Binary<Op::sub>;
  switch (q.fusion) {
    case Fusion::none:
      return;
    case Fusion::add_scaled:
      return two(InnerRight<Add, Scale>{{}, {first()}});
    case Fusion::subtract_scaled:
      return two(InnerRight<Subtract, Scale>{{}, {first()}});
    case Fusion::scaled_minus:
      return two(InnerLeft<Subtract, Scale>{{}, {first()}});
    case Fusion::add_square:
      return two(InnerRight<Add, Square>{});
    case Fusion::subtract_square:
      return two(InnerRight<Subtract, Square>{});
    case Fusion::square_minus:
      return two(InnerLeft<Subtract, Square>{});
    case Fusion::square_of_sum:
      return both(After<Square, Add>{});
    case Fusion::square_of_difference:
      return both(After<Square, Subtract>{});
    case Fusion::square_of_shifted:
      return one(After<Square, ConstantRight<Op::add, T>>{{}, {first()}});
    case Fusion::square_of_reflected:
      return one(After<Square, ConstantLeft<Op::sub, T>>{{}, {first()}});
    case Fusion::scaled_square:
      return one(After<Scale, Square>{{second()}, {}});
    case Fusion::scaled_plus:
      return one(After<ConstantRight<Op::add, T>, Scale>{{second()}, {first()}});
    case Fusion::minus_scaled:
      return one(After<ConstantLeft<Op::sub, T>, Scale>{{second()}, {first()}});
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
inline constexpr int kScratchBytes = 192 * 1024, kComfortableBytes = 48 * 1024;
static_assert(kScratchBytes >= kMaxFormulaRegisters * 3 * 64 * kStride,
              "four widest vectors of every register");

/// Vectors of type T per chunk when every register has `planes` of them.
template <class T>
int chunk_length(const Program& program, int planes) {
  const int one = int(program.registers) * planes * int(sizeof(T));
  const int comfortable = kComfortableBytes / one, most = kScratchBytes / one;
  const int length = comfortable >= 8 ? comfortable : most < 8 ? most : 8;
  return length >= kChunk<T> ? kChunk<T> : length >= kStride ? length / kStride * kStride : length;
}

THALWEG_HD Mode mode_of(const Instruction& q, bool gradient) {
  if (!gradient) return {true, {}};
  return {q.value, {q.mask[0], q.mask[1], q.mask[2]}};
}

/// Runs the program on planes that hold the arguments.
template <class T>
THALWEG_HD void run_planes(const Program& program, const Planes<T>& planes, bool gradient) {
  const double* const c = program.coefficient();
  for (const Instruction *q = program.code(), *end = q + program.instructions; q != end; q++) {
    const Instruction& last = q->fusion == Fusion::none ? *q : q[1];
    const Mode mode = mode_of(last, gradient);
    if (gradient && !last.value && !last.slope) {
      // Nothing of it is used.
    } else if (q != &last) {
      run_fused(planes, *q, last, mode_of(*q, gradient), mode, c);
    } else {
      with_operation(q->op, [&]<Op op>() { run_operation<op>(planes, *q, mode, c); });
    }
    q = &last;
  }
}

/// Runs the program on points[0..count); `length`, a multiple of kStride, covers them, and what is left of it
/// repeats the last one.
template <class T, int N>
Planes<T> run_chunk(const Program& program, std::byte* scratch, const Vec<T, N>* points, int count,
                    bool gradient) {
  const Planes<T> planes{reinterpret_cast<T*>(scratch), (count + kStride - 1) / kStride * kStride, u32(N)};
  for (int i = 0; i < planes.length; i++)
    for (int k = 0; k < N; k++) planes.value(u32(k))[i] = points[i < count ? i : count - 1][k];
  run_planes(program, planes, gradient);
  return planes;
}

/// Calls f(first, count) for chunks of a block that fit the scratch memory.
template <class T, class F>
void each_chunk(const Program& program, int planes, int count, F f) {
  const int length = chunk_length<T>(program, planes);
  for (int first = 0; first < count; first += length)
    f(first, length < count - first ? length : count - first);
}

}  // namespace detail

/// values[i] = f(points[i]) for `count` points; `program`: the bytes of compile() for N arguments.  Planes
/// are laid out for one and two of them; jets take any number.
template <class T, int N>
requires(N <= 2) void interpret_values(const void* program, const Vec<T, N>* points, T* values, int count) {
  const Program& p = *static_cast<const Program*>(program);
  alignas(64) std::byte scratch[detail::kScratchBytes];
  detail::each_chunk<T>(p, N + 1, count, [&](int first, int here) {
    const T* const v = detail::run_chunk(p, scratch, points + first, here, false).value(p.result);
    for (int i = 0; i < here; i++) values[first + i] = v[i];
  });
}

/// gradients[i] = grad f(points[i]).
template <class T, int N>
requires(N <= 2) void interpret_gradients(const void* program, const Vec<T, N>* points, Vec<T, N>* gradients,
                                          int count) {
  const Program& p = *static_cast<const Program*>(program);
  alignas(64) std::byte scratch[detail::kScratchBytes];
  detail::each_chunk<T>(p, N + 1, count, [&](int first, int here) {
    const detail::Planes<T> planes = detail::run_chunk(p, scratch, points + first, here, true);
    for (int k = 0; k < N; k++) {
      const T* const d = planes.slope(p.result, k);
      if ((p.result_mask >> k & 1) != 0)
        for (int i = 0; i < here; i++) gradients[first + i][k] = d[i];
      else
        for (int i = 0; i < here; i++) gradients[first + i][k] = T(0);
    }
  });
}

/// answers[i] = {value, gradient, Hessian}: A is Jet<T, N> or any aggregate with the same members.
template <class A, class T, int N>
void interpret_jets(const void* program, const Vec<T, N>* points, A* answers, int count) {
  const Program& p = *static_cast<const Program*>(program);
  using J = Jet<T, N>;
  alignas(64) std::byte scratch[detail::kScratchBytes];
  J* const registers = reinterpret_cast<J*>(scratch);
  const double* const c = p.coefficient();
  detail::each_chunk<T>(p, int(sizeof(J) / sizeof(T)), count, [&](int first, int here) {
    for (int k = 0; k < N; k++)
      for (int i = 0; i < here; i++) registers[k * here + i] = variable<T, N>(points[first + i][k], k);
    for (const Instruction *q = p.code(), *end = q + p.instructions; q != end; q++)
      with_operation(q->op, [&]<Op op>() { detail::run_jets<op>(registers, *q, c, here); });
    const J* const r = registers + std::size_t(p.result) * std::size_t(here);
    for (int i = 0; i < here; i++) answers[first + i] = A{r[i].v, r[i].g, r[i].h};
  });
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// The loops of the block interpreter: what one instruction does to a block of points.  Registers lie in
// planes, a value and N partials each; loops load an operand as duals whose mask the compiler knows, apply
// core/, store what is used.
#pragma once

#include "core/dual.h"
#include "formula/apply.h"
#include "formula/program.h"

namespace thalweg::detail {

/// The longest chunk of a block that is run at once: 2 KiB per plane.
template <class T>
inline constexpr int kChunk = 32 * 64 / int(sizeof(T));

/// What the partial derivative of an argument by itself is.
template <class T>
struct Ones {
  alignas(64) scalar_t<T> one[std::size_t(kChunk<T>) * sizeof(T) / sizeof(scalar_t<T>)];
  constexpr Ones() : one{} {
    for (auto& a : one) a = 1;
  }
};
template <class T>
inline constexpr Ones<T> kOnes;

/// Registers of a block, plane by plane: a value and a partial per argument, `length` numbers each.  Those of
/// the arguments, which are the first ones, have no partials of their own.  The same loops serve one argument
/// and two, since they take seconds to compile: no mask has a second partial where there is one argument.
template <class T>
struct Planes {
  T* base;
  int length;
  u32 arguments;
  std::size_t stride = std::size_t(length) * (arguments + 1);  ///< from register to register
  THALWEG_HD T* value(u32 r) const { return base + r * stride; }
  THALWEG_HD T* partial(u32 r, int k) const { return value(r) + std::size_t(k + 1) * std::size_t(length); }
  /// For reading: an argument's partial is 1.
  THALWEG_HD const T* slope(u32 r, int k) const {
    return r < arguments ? reinterpret_cast<const T*>(kOnes<T>.one) : partial(r, k);
  }
};

/// What an instruction does in this run: values only, or gradients with what is not used left out.
struct Mode {
  bool value;
  int mask[3];
};

/// A register as duals of mask M.  Exchanged: the first partial is that of y.
template <class T, int M>
struct Operand {
  const T *v, *d[2];
  THALWEG_HD Operand(const Planes<T>& planes, u32 r, bool exchanged)
      : v(planes.value(r)), d{planes.slope(r, exchanged), planes.slope(r, !exchanged)} {}
  THALWEG_HD Dual<T, M> operator[](int i) const {
    Dual<T, M> a;
    a.v = v[i];
    if constexpr ((M & 1) != 0) at<0>(a) = d[0][i];
    if constexpr ((M & 2) != 0) at<1>(a) = d[1][i];
    return a;
  }
};

/// Where results go; Value: whether their values are used.
template <class T, bool Value>
struct Result {
  T *v, *d[2];
  THALWEG_HD Result(const Planes<T>& planes, u32 r, bool exchanged)
      : v(planes.value(r)), d{planes.partial(r, exchanged), planes.partial(r, !exchanged)} {}
  template <int M>
  THALWEG_HD void put(int i, const Dual<T, M>& a) const {
    if constexpr (Value) v[i] = a.v;
    if constexpr ((M & 1) != 0) d[0][i] = at<0>(a);
    if constexpr ((M & 2) != 0) d[1][i] = at<1>(a);
  }
};

// Operations as objects, so that they can be composed.
template <Op op>
struct Unary {
  template <class A>
  THALWEG_HD auto operator()(const A& a) const {
    return apply_unary<op>(a);
  }
};
template <Op op>
struct Binary {
  template <class A, class B>
  THALWEG_HD auto operator()(const A& a, const B& b) const {
    return apply_binary<op>(a, b);
  }
};
template <Op op, class T>
struct ConstantRight {
  T c;
  template <class A>
  THALWEG_HD auto operator()(const A& a) const {
    return apply_binary<op>(a, c);
  }
};
template <Op op, class T>
struct ConstantLeft {
  T c;
  template <class A>
  THALWEG_HD auto operator()(const A& a) const {
    return apply_binary<op>(c, a);
  }
};
/// outer(inner(a)) and outer(inner(a, b)).
template <class Outer, class Inner>
struct After {
  Outer outer;
  Inner inner;
  template <class... A>
  THALWEG_HD auto operator()(const A&... a) const {
    return outer(inner(a...));
  }
};
/// outer(a, inner(b)).
template <class Outer, class Inner>
struct InnerRight {
  Outer outer;
  Inner inner;
  template <class A, class B>
  THALWEG_HD auto operator()(const A& a, const B& b) const {
    return outer(a, inner(b));
  }
};
/// outer(inner(b), a).
template <class Outer, class Inner>
struct InnerLeft {
  Outer outer;
  Inner inner;
  template <class A, class B>
  THALWEG_HD auto operator()(const A& a, const B& b) const {
    return outer(inner(b), a);
  }
};

/// Lengths are multiples of this: loops do so many at a time, since blocks are short.
inline constexpr int kStride = 4;

template <int M, bool Value, class T, class F>
void map_one(const Planes<T>& planes, u32 ra, u32 out, bool exchanged, F f) {
  const Operand<T, M> a(planes, ra, exchanged);
  const Result<T, Value> result(planes, out, exchanged);
  for (int i = 0; i < planes.length; i += kStride) {
    THALWEG_UNROLL
    for (int k = i; k < i + kStride; k++) result.put(k, f(a[k]));
  }
}
template <int A, int B, bool Value, class T, class F>
void map_two(const Planes<T>& planes, u32 ra, u32 rb, u32 out, bool exchanged, F f) {
  const Operand<T, A> a(planes, ra, exchanged);
  const Operand<T, B> b(planes, rb, exchanged);
  const Result<T, Value> result(planes, out, exchanged);
  for (int i = 0; i < planes.length; i += kStride) {
    THALWEG_UNROLL
    for (int k = i; k < i + kStride; k++) result.put(k, f(a[k], b[k]));
  }
}

// Masks become template arguments.  What holds for x holds for y with the planes exchanged, so that half of
// the loops are enough.

/// Calls f.operator()<M>(exchanged).
template <class F>
THALWEG_HD void with_mask(int mask, F f) {
  if (mask == 0) return f.template operator()<0>(false);
  if (mask == 3) return f.template operator()<3>(false);
  f.template operator()<1>(mask == 2);
}
/// Calls f.operator()<A, B>(exchanged).
template <class F>
THALWEG_HD void with_masks(int a, int b, F f) {
  const bool exchanged = a == 2 || (a != 1 && b == 2);
  if (a == 1 && b == 2) return f.template operator()<1, 2>(false);
  if (a == 2 && b == 1) return f.template operator()<1, 2>(true);
  const auto with_b = [&]<int A>() {
    if (b == 0) return f.template operator()<A, 0>(exchanged);
    if (b == 3) return f.template operator()<A, 3>(exchanged);
    f.template operator()<A, 1>(exchanged);
  };
  if (a == 0) return with_b.template operator()<0>();
  if (a == 3) return with_b.template operator()<3>();
  with_b.template operator()<1>();
}

/// out = f(a).
template <class T, class F>
THALWEG_HD void run_map(const Planes<T>& planes, const Mode& mode, int mask, u32 a, u32 out, F f) {
  with_mask(mask, [&]<int M>(bool exchanged) {
    if (mode.value)
      map_one<M, true>(planes, a, out, exchanged, f);
    else if constexpr (M != 0)
      map_one<M, false>(planes, a, out, exchanged, f);
  });
}
/// out = f(a, b).  Mixed: one operand may have partials where the other one has none.
template <bool Mixed, class T, class F>
THALWEG_HD void run_map(const Planes<T>& planes, const Mode& mode, int mask_a, int mask_b, u32 a, u32 b,
                        u32 out, F f) {
  with_masks(mask_a, mask_b, [&]<int A, int B>(bool exchanged) {
    if constexpr (Mixed || (A == 0) == (B == 0)) {
      if (mode.value)
        map_two<A, B, true>(planes, a, b, out, exchanged, f);
      else if constexpr ((A | B) != 0)
        map_two<A, B, false>(planes, a, b, out, exchanged, f);
    }
  });
}

/// A function of one argument by the chain rule: value and slope once, then the partials that exist.  Slope
/// and value come from core/dual.h with the seed 1, and df * 1 is df.
template <bool Value, class T, class F>
void map_slopes(const Planes<T>& planes, const Instruction& q, int mask, F f) {
  const int first = mask == 2, second = mask == 3;
  const T* const a = planes.value(q.operand[0]);
  const T* const a0 = planes.slope(q.operand[0], first);
  const T* const a1 = planes.slope(q.operand[0], 1);
  T *const v = planes.value(q.out), *const d0 = planes.partial(q.out, first);
  T* const d1 = planes.partial(q.out, 1);
  for (int i = 0; i < planes.length; i++) {
    const auto r = f(seed<T, 1>(a[i]));
    const T slope = partial<0>(r);
    d0[i] = slope * a0[i];
    if (second) d1[i] = slope * a1[i];
    if constexpr (Value) v[i] = r.v;
  }
}
/// SlopeAlone: leaving out the value saves much of the work, as for sin, whose slope is cos.
template <bool SlopeAlone, class T, class F>
void run_function(const Planes<T>& planes, const Instruction& q, const Mode& mode, F f) {
  if (mode.mask[0] != 0) {
    if constexpr (SlopeAlone)
      if (!mode.value) return map_slopes<false>(planes, q, mode.mask[0], f);
    return map_slopes<true>(planes, q, mode.mask[0], f);
  }
  const T* const a = planes.value(q.operand[0]);
  T* const v = planes.value(q.out);
  for (int i = 0; i < planes.length; i++) v[i] = f(seed<T, 0>(a[i])).v;
}

/// A function of two arguments by the chain rule.
template <class T, class F>
void run_function_of_two(const Planes<T>& planes, const Instruction& q, const Mode& mode, F f) {
  const T *const a = planes.value(q.operand[0]), *const b = planes.value(q.operand[1]);
  T* const v = planes.value(q.out);
  const int ma = mode.mask[0], mb = mode.mask[1];
  if ((ma | mb) == 0) {
    for (int i = 0; i < planes.length; i++) v[i] = f(seed<T, 0>(a[i]), seed<T, 0>(b[i])).v;
    return;
  }
  for (int i = 0; i < planes.length; i++) {
    const auto r = f(seed<T, 1>(a[i]), seed<T, 2>(b[i]));
    const T fa = partial<0>(r), fb = partial<1>(r);
    for (int k = 0; k < 2; k++) {
      const bool in_a = (ma >> k & 1) != 0, in_b = (mb >> k & 1) != 0;
      T* const d = planes.partial(q.out, k);
      if (in_a && in_b)
        d[i] = fa * planes.slope(q.operand[0], k)[i] + fb * planes.slope(q.operand[1], k)[i];
      else if (in_a)
        d[i] = fa * planes.slope(q.operand[0], k)[i];
      else if (in_b)
        d[i] = fb * planes.slope(q.operand[1], k)[i];
    }
    v[i] = r.v;
  }
}

/// min, max, where: one of two operands, value and partials alike.  chooses(i): the mask that takes a.
template <class T, class F>
void run_choice(const Planes<T>& planes, u32 out, u32 a, u32 b, int mask_a, int mask_b, F chooses) {
  T* const v = planes.value(out);
  for (int i = 0; i < planes.length; i++) {
    const auto mask = chooses(i);
    const T chosen = select(mask, planes.value(a)[i], planes.value(b)[i]);
    for (int k = 0; k < 2; k++) {
      const bool in_a = (mask_a >> k & 1) != 0, in_b = (mask_b >> k & 1) != 0;
      if (!in_a && !in_b) continue;
      const T da = in_a ? planes.slope(a, k)[i] : T(0), db = in_b ? planes.slope(b, k)[i] : T(0);
      planes.partial(out, k)[i] = select(mask, da, db);
    }
    v[i] = chosen;
  }
}

}  // namespace thalweg::detail

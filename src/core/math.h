// SPDX-License-Identifier: MIT
// sin, cos, exp, log, ... for every number type, written once: a scalar, a SIMD vector and a CUDA thread run
// the same operations in the same order.  Compiled without contraction they give the same bits on every
// machine (the `exact` math mode); with contraction they are the `fast` mode of the CPU.  The fast mode of a
// card uses its special-function unit.
//
// Errors (tests/core/math_test.cpp): exp and log 1.5 ulp; sin and cos 1e-7 in float for arguments up to 1e5,
// 2.5 ulp in double up to 1e6.  Beyond that they lose accuracy like their arguments' own spacing; beyond 1e7
// (float) or 1e16 (double) the result means nothing and may be infinite: a particle out there has escaped.
// Subnormal arguments of log count as zero; results of exp below exp(-87) or exp(-708) are zero.
#pragma once

#include "core/real.h"

namespace thalweg {

namespace detail {

template <class T>
inline constexpr scalar_t<T> kRound =
    is_single<T> ? 12582912.0 : 6755399441055744.0;  // 1.5 * 2^23, 1.5 * 2^52

/// n with a - n * pi/2 = r, |r| <= pi/4: adding kRound leaves n in the low bits.  pi/2 is split in three so
/// that the first two products with n are exact (Cody & Waite 1980): 8 + 7 bits leave n 16 of float's 24, 33
/// + 33 leave it 20 of double's 53.
template <Real T>
THALWEG_HD T reduce(T a, bits_t<T>& quadrant) {
  T n = a * T(0.63661977236758134308) + T(kRound<T>);
  quadrant = bits(n);
  n = n - T(kRound<T>);
  if constexpr (is_single<T>)
    return ((a - n * T(1.5703125f)) - n * T(4.84466552734375e-4f)) - n * T(-6.397578431460715e-7f);
  else
    return ((a - n * T(1.57079632673412561417)) - n * T(6.07710050630396597660e-11)) -
           n * T(2.02226624879595063154e-21);
}

// Minimax polynomials on [-pi/4, pi/4]: Cephes (float), fdlibm (double).
template <Real T>
THALWEG_HD T sin_polynomial(T r) {
  const T z = r * r;
  if constexpr (is_single<T>)
    return r + r * z * (T(-1.6666654611e-1f) + z * (T(8.3321608736e-3f) + z * T(-1.9515295891e-4f)));
  else
    return r +
           r * z *
               (T(-1.66666666666666324348e-01) +
                z * (T(8.33333333332248946124e-03) +
                     z * (T(-1.98412698298579493134e-04) +
                          z * (T(2.75573137070700676789e-06) +
                               z * (T(-2.50507602534068634195e-08) + z * T(1.58969099521155010221e-10))))));
}
template <Real T>
THALWEG_HD T cos_polynomial(T r) {
  const T z = r * r;
  if constexpr (is_single<T>) {
    return T(1) - T(0.5f) * z +
           z * z *
               (T(4.166664568298827e-2f) + z * (T(-1.388731625493765e-3f) + z * T(2.443315711809948e-5f)));
  } else {
    const T p =
        z * (T(4.16666666666666019037e-02) +
             z * (T(-1.38888888888741095749e-03) +
                  z * (T(2.48015872894767294178e-05) +
                       z * (T(-2.75573143513906633035e-07) +
                            z * (T(2.08757232129817482790e-09) + z * T(-1.13596475577881948265e-11))))));
    const T half = T(0.5) * z, w = T(1) - half;
    return w + (((T(1) - w) - half) + z * p);
  }
}

/// sin (shift 0) or cos (shift 1): both polynomials run and one is selected, since lanes sit in different
/// quadrants.
template <Real T>
THALWEG_HD T sine(T a, u32 shift) {
  constexpr int kSign = is_single<T> ? 30 : 62;
  bits_t<T> quadrant;
  const T r = reduce(a, quadrant);
  quadrant = quadrant + shift;
  const T s = sin_polynomial(r), c = cos_polynomial(r);
  const T v = select((quadrant & 1u) != 0u, c, s);
  return from_bits(bits(v) ^ ((quadrant & 2u) << kSign));
}

template <Real T>
THALWEG_HD T exponential(T argument) {
  constexpr bool single = is_single<T>;
  const T low = T(single ? -87.0 : -708.0), high = T(single ? 88.72 : 709.7);
  T a = select(argument < low, low, argument);
  a = select(a > high, high, a);
  T n = a * T(1.44269504088896338700) + T(kRound<T>);
  const bits_t<T> exponent = bits(n);
  n = n - T(kRound<T>);
  T p;
  if constexpr (single) {
    const T r = (a - n * T(0.693359375f)) + n * T(2.12194440e-4f);
    p = T(1.9875691500e-4f);
    p = p * r + T(1.3981999507e-3f);
    p = p * r + T(8.3334519073e-3f);
    p = p * r + T(4.1665795894e-2f);
    p = p * r + T(1.6666665459e-1f);
    p = p * r + T(5.0000001201e-1f);
    p = (p * r * r + r) + T(1);
  } else {
    // Taylor to degree 13: the remainder is below 5e-18 for |r| <= ln(2)/2.
    const T r = (a - n * T(6.93147180369123816490e-01)) - n * T(1.90821492927058770002e-10);
    p = T(1.0 / 6227020800.0);
    p = p * r + T(1.0 / 479001600.0);
    p = p * r + T(1.0 / 39916800.0);
    p = p * r + T(1.0 / 3628800.0);
    p = p * r + T(1.0 / 362880.0);
    p = p * r + T(1.0 / 40320.0);
    p = p * r + T(1.0 / 5040.0);
    p = p * r + T(1.0 / 720.0);
    p = p * r + T(1.0 / 120.0);
    p = p * r + T(1.0 / 24.0);
    p = p * r + T(1.0 / 6.0);
    p = p * r + T(0.5);
    p = (p * r * r + r) + T(1);
  }
  T e;  // p * 2^n by adding n to the exponent field; the other bits of `exponent` leave at the top
  if constexpr (single)
    e = from_bits(bits(p) + ((exponent - 0x4b400000u) << 23));
  else
    e = from_bits(bits(p) + ((exponent - 0x4338000000000000ull) << 52));
  e = select(argument < low, T(0), e);
  e = select(argument > high, T(1) / T(0), e);
  return select(argument == argument, e, argument);
}

/// fdlibm's logarithm: x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), s = f / (2 + f).
template <Real T>
THALWEG_HD T logarithm(T x) {
  T f, k, R;
  if constexpr (is_single<T>) {
    const bits_t<T> i = bits(x) + (0x3f800000u - 0x3f3504f3u);
    k = from_bits((i >> 23) + (0x4b400000u - 127u)) - T(kRound<T>);
    f = from_bits((i & 0x007fffffu) + 0x3f3504f3u) - T(1);
  } else {
    const bits_t<T> i = bits(x) + (0x3ff0000000000000ull - 0x3fe6a09e00000000ull);
    k = from_bits((i >> 52) + (0x4338000000000000ull - 1023ull)) - T(kRound<T>);
    f = from_bits((i & 0x000fffffffffffffull) + 0x3fe6a09e00000000ull) - T(1);
  }
  const T s = f / (T(2) + f), z = s * s, w = z * z, half = T(0.5) * f * f;
  if constexpr (is_single<T>)
    R = w * (T(0.40000972152f) + w * T(0.24279078841f)) + z * (T(0.66666662693f) + w * T(0.28498786688f));
  else
    R = w * (T(3.999999999940941908e-01) +
             w * (T(2.222219843214978396e-01) + w * T(1.531383769920937332e-01))) +
        z * (T(6.666666666666735130e-01) +
             w * (T(2.857142874366239149e-01) +
                  w * (T(1.818357216161805012e-01) + w * T(1.479819860511658591e-01))));
  T r = s * (half + R);
  if constexpr (is_single<T>)
    r = k * T(6.9313812256e-01f) - ((half - (r + k * T(9.0580006145e-06f))) - f);
  else
    r = k * T(6.93147180369123816490e-01) - ((half - (r + k * T(1.90821492927058770002e-10))) - f);
  const T tiny = T(is_single<T> ? 1.17549435082228750797e-38 : 2.2250738585072013831e-308);
  const T infinity = T(1) / T(0);
  r = select(x < tiny, -infinity, r);
  r = select(x < T(0), infinity - infinity, r);
  return select(x < infinity, r, x);  // +inf and NaN pass through
}

}  // namespace detail

#if defined(__CUDA_ARCH__) && defined(THALWEG_MATH_FAST)
#define THALWEG_SPECIAL_FUNCTION(name, unit) \
  template <Real T>                          \
  THALWEG_HD T name(T a) {                   \
    if constexpr (is_same<T, float>)         \
      return unit(a);                        \
    else                                     \
      return ::name(a);                      \
  }
THALWEG_SPECIAL_FUNCTION(sin, __sinf)
THALWEG_SPECIAL_FUNCTION(cos, __cosf)
THALWEG_SPECIAL_FUNCTION(exp, __expf)
THALWEG_SPECIAL_FUNCTION(log, __logf)
#undef THALWEG_SPECIAL_FUNCTION
#else
template <Real T>
THALWEG_HD T sin(T a) {
  return detail::sine(a, 0u);
}
template <Real T>
THALWEG_HD T cos(T a) {
  return detail::sine(a, 1u);
}
template <Real T>
THALWEG_HD T exp(T a) {
  return detail::exponential(a);
}
/// Natural logarithm; -inf at 0, NaN below.
template <Real T>
THALWEG_HD T log(T a) {
  return detail::logarithm(a);
}
#endif

template <class T>
THALWEG_HD T sq(T a) {
  return a * a;
}
template <Real T>
THALWEG_HD T abs(T a) {
  if constexpr (is_single<T>)
    return from_bits(bits(a) & 0x7fffffffu);
  else
    return from_bits(bits(a) & 0x7fffffffffffffffull);
}
/// The smaller one; b when either is NaN.
template <Real T>
THALWEG_HD T min(T a, same_t<T> b) {
  return select(a < b, a, b);
}
template <Real T>
THALWEG_HD T max(T a, same_t<T> b) {
  return select(a > b, a, b);
}
/// False for NaN and infinities.
template <Real T>
THALWEG_HD auto is_finite(T a) {
  return a - a == T(0);
}

}  // namespace thalweg

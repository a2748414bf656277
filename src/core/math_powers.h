// SPDX-License-Identifier: MIT
// Powers and roots: powi (integer exponent), pow (real exponent), cbrt, hypot, log2, log10; written once for
// scalars and SIMD vectors, as core/math.h.
//
// Errors against correctly rounded results (tests/core/math_functions_test.cpp), in float and in double: pow,
// cbrt and hypot 2 ulp, log2 and log10 3 ulp (absolute near 1), powi(a, n) n - 1 ulp.  Where a
// result is smaller than exp(-87) (float) or exp(-708), pow is 0, as exp is.
#pragma once

#include "core/math_steps.h"

namespace thalweg {

namespace detail {

/// a^n, n >= 1, by squaring: sq(a^(n/2)), times a if n is odd.  `a` may be any type with * and sq.
template <class T>
THALWEG_HD constexpr T power_by_squaring(const T& a, int n) {
  int bit = 1;
  while (bit <= n / 2) bit *= 2;
  T r = a;
  for (bit /= 2; bit > 0; bit /= 2) {
    r = r * r;
    if ((n & bit) != 0) r = r * a;
  }
  return r;
}

/// The leading half of the significand (12 of 24 bits, 26 of 53): products of such halves are exact.
template <Real T>
THALWEG_HD T leading_half(T a) {
  if constexpr (is_single<T>)
    return from_bits(bits(a) & 0xfffff000u);
  else
    return from_bits(bits(a) & 0xfffffffff8000000ull);
}

/// log(x) = high + low with half as many bits again as T has; high has a leading half only.  x > 0 and
/// normal. After fdlibm's e_pow.c: x = 2^k m, log(m) = 2/3 s (3 + s^2 + 3/2 s^4 R) with s = (m - 1) / (m +
/// 1), and the parts that matter for the last bits carried in two numbers.
template <Real T>
THALWEG_HD T precise_log(T x, T& low) {
  T m, k, R;
  if constexpr (is_single<T>) {
    const bits_t<T> i = bits(x) + (0x3f800000u - 0x3f3504f3u);
    k = from_bits((i >> 23) + (0x4b400000u - 127u)) - T(kRound<T>);
    m = from_bits((i & 0x007fffffu) + 0x3f3504f3u);
  } else {
    const bits_t<T> i = bits(x) + (0x3ff0000000000000ull - 0x3fe6a09e00000000ull);
    k = from_bits((i >> 52) + (0x4338000000000000ull - 1023ull)) - T(kRound<T>);
    m = from_bits((i & 0x000fffffffffffffull) + 0x3fe6a09e00000000ull);
  }
  const T f = m - T(1), d = m + T(1), s = f / d, z = s * s;
  if constexpr (is_single<T>)
    R = T(0.39999999904804377f) +
        z * (T(0.28571531927216230f) + z * (T(0.22204750187485403f) + z * T(0.19120778680592161f)));
  else
    R = T(0.4) +
        z * (T(0.28571428571428564551) +
             z * (T(0.22222222222228444554) +
                  z * (T(0.18181818179652514663) +
                       z * (T(0.15384615761812610305) +
                            z * (T(0.13333296483973283114) +
                                 z * (T(0.11766815303406368723) +
                                      z * (T(0.1045627837577263124) + z * T(0.10762867423687777859))))))));
  const T sh = leading_half(s), dh = leading_half(d), dl = m - (dh - T(1));
  const T sl = ((f - sh * dh) - sh * dl) / d;
  const T tail = sl * (sh + s) + T(1.5) * z * z * R;
  const T square = sh * sh, th = leading_half(T(3) + square + tail), tl = tail - ((th - T(3)) - square);
  const T u = sh * th, v = sl * th + tl * s, ph = leading_half(u + v), pl = v - (ph - u);
  const T two_thirds = T(is_single<T> ? 0.66650390625 : 0.6666666567325592);
  const T two_thirds_rest = T(is_single<T> ? 0.000162760416666666667 : 9.9341074625651041667e-9);
  const T ln2 = T(is_single<T> ? 6.9313812256e-01 : 6.93147180369123816490e-01);
  const T ln2_rest = T(is_single<T> ? 9.0580006145e-06 : 1.90821492927058770002e-10);
  const T a = k * ln2, b = two_thirds * ph;
  const T c = (two_thirds_rest * ph + pl * (two_thirds + two_thirds_rest)) + k * ln2_rest;
  const T high = leading_half((b + c) + a);
  low = c - ((high - a) - b);
  return high;
}

/// x^y for x > 0.
template <Real T>
THALWEG_HD T power_of_positive(T x, T y) {
  T low;
  const T high = precise_log(x, low);
  const T yh = leading_half(y), rest = (y - yh) * high + y * low;
  const T rough = y * high, exact = yh * high + rest;
  // Beyond the range of exp the two-number product has overflowed, maybe into NaN, and is not needed.
  const auto in_range = abs(rough) < T(is_single<T> ? 100 : 800);
  const T e = exp(select(in_range, exact, rough));
  const T correction = select(in_range, rest - (exact - yh * high), T(0));
  return select(e < T(1) / T(0), e + e * correction, e);
}

}  // namespace detail

/// a^n for whole n of any sign; 1 for n = 0.
template <Real T>
THALWEG_HD T powi(T a, int n) {
  if (n == 0) return T(1);
  const int count = n < 0 ? -n : n;
  const T r = count == 1 ? a : detail::power_by_squaring(a, count - 1) * a;
  return n < 0 ? T(1) / r : r;
}

/// a^b as C's pow has it: a < 0 only with whole b, a^0 = 1 for every a; the sign of a zero is ignored.
/// Subnormal a count as zero.
template <Real T>
THALWEG_HD T pow(T a, same_t<T> b) {
  const T x = abs(a), infinity = T(1) / T(0), tiny = T(is_single<T> ? 0x1p-126 : 0x1p-1022);
  T r = detail::power_of_positive(x, b);
  const auto rising = b > T(0);
  r = select(x < tiny, select(rising, T(0), infinity), r);
  r = select(x == infinity, select(rising, infinity, T(0)), r);
  const T half = b * T(0.5);
  const T signed_r = select(floor(half) == half, r, -r);
  const T nan = infinity - infinity;
  r = select(a < T(0), select(floor(b) == b, signed_r, select(x < infinity, nan, r)), r);
  r = select(a == a, select(b == b, r, b), a);
  return select(b == T(0), T(1), r);
}

/// exp(log|a| / 3) and one Newton step.
template <Real T>
THALWEG_HD T cbrt(T a) {
  const T x = abs(a), y = exp(log(x) * T(1.0 / 3));
  const T r = y - (y - x / (y * y)) * T(1.0 / 3);
  return copysign(select(x < T(is_single<T> ? 0x1p-126 : 0x1p-1022), T(0), select(x < T(1) / T(0), r, x)), a);
}

/// sqrt(a^2 + b^2) without overflow on the way: both are scaled by the power of two of the larger one.
template <Real T>
THALWEG_HD T hypot(T a, same_t<T> b) {
  const T x = abs(a), y = abs(b), largest = max(x, y);
  T scale, back;
  if constexpr (is_single<T>) {
    T bounded = select(largest > T(0x1p-125), largest, T(0x1p-125));
    bounded = select(bounded < T(0x1p125), bounded, T(0x1p125));
    const bits_t<T> exponent = bits(bounded) & 0x7f800000u;
    scale = from_bits(bits_t<T>(0x7f000000u) - exponent);
    back = from_bits(exponent);
  } else {
    T bounded = select(largest > T(0x1p-1021), largest, T(0x1p-1021));
    bounded = select(bounded < T(0x1p1021), bounded, T(0x1p1021));
    const bits_t<T> exponent = bits(bounded) & 0x7ff0000000000000ull;
    scale = from_bits(bits_t<T>(0x7fe0000000000000ull) - exponent);
    back = from_bits(exponent);
  }
  const T u = x * scale, v = y * scale;
  return sqrt(u * u + v * v) * back;
}

template <Real T>
THALWEG_HD T log2(T a) {
  return log(a) * T(1.44269504088896340736);
}
template <Real T>
THALWEG_HD T log10(T a) {
  return log(a) * T(0.43429448190325182765);
}

}  // namespace thalweg

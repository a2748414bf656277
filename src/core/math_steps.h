// SPDX-License-Identifier: MIT
// The functions that jump or bend: floor, ceil, round, sign, mod, comparisons as numbers, `where`.  Written
// once for scalars and SIMD vectors, as core/math.h.  All results but mod's are exact.
#pragma once

#include "core/math.h"

namespace thalweg {

namespace detail {

/// The sign bit of b alone.
template <Real T>
THALWEG_HD bits_t<T> sign_bit(T b) {
  if constexpr (is_single<T>)
    return bits(b) & 0x80000000u;
  else
    return bits(b) & 0x8000000000000000ull;
}

/// The nearest integer to |a|, halves to even: beyond 2^23 (2^52) every number is an integer already.
template <Real T>
THALWEG_HD T nearest_to_magnitude(T magnitude) {
  const T shift = T(is_single<T> ? 8388608.0 : 4503599627370496.0);
  return select(magnitude < shift, (magnitude + shift) - shift, magnitude);
}

}  // namespace detail

/// |a| with the sign of b, also of a zero b.
template <Real T>
THALWEG_HD T copysign(T a, same_t<T> b) {
  return from_bits(bits(abs(a)) | detail::sign_bit(b));
}
template <Real T>
THALWEG_HD T floor(T a) {
  const T r = copysign(detail::nearest_to_magnitude(abs(a)), a);
  return select(r > a, r - T(1), r);
}
template <Real T>
THALWEG_HD T ceil(T a) {
  const T r = copysign(detail::nearest_to_magnitude(abs(a)), a);
  return select(r < a, r + T(1), r);
}
/// The nearest integer; halves go away from zero.
template <Real T>
THALWEG_HD T round(T a) {
  const T magnitude = abs(a), r = detail::nearest_to_magnitude(magnitude);
  return copysign(select(magnitude - r == T(0.5), r + T(1), r), a);
}
/// -1, 0 or 1; NaN for NaN.
template <Real T>
THALWEG_HD T sign(T a) {
  return select(a > T(0), T(1), select(a < T(0), T(-1), a));
}
/// a - b * floor(a / b): in [0, b) for b > 0 up to the rounding of the quotient.
template <Real T>
THALWEG_HD T mod(T a, same_t<T> b) {
  return a - b * floor(a / b);
}

// Comparisons as numbers: 1 where they hold, else 0 (NaN: 0).
template <Real T>
THALWEG_HD T less(T a, same_t<T> b) {
  return select(a < b, T(1), T(0));
}
template <Real T>
THALWEG_HD T less_equal(T a, same_t<T> b) {
  return select(a <= b, T(1), T(0));
}
template <Real T>
THALWEG_HD T equal(T a, same_t<T> b) {
  return select(a == b, T(1), T(0));
}
/// a where the condition is not 0, b where it is.  Both sides are evaluated.
template <Real T>
THALWEG_HD T where(T condition, same_t<T> a, same_t<T> b) {
  return select(condition == T(0), b, a);
}

}  // namespace thalweg

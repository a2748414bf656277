// SPDX-License-Identifier: MIT
// sinh, cosh, tanh and erf, written once for scalars and SIMD vectors, as core/math.h.
//
// Errors against correctly rounded results (tests/core/math_functions_test.cpp): 3 ulp in float and in
// double. sinh and cosh overflow together with exp, beyond 88.72 (float) and 709.7 (double).
#pragma once

#include "core/math_trigonometry.h"

namespace thalweg {

namespace detail {

/// sinh for |a| <= 1: a + a^3 P(a^2).
template <Real T>
THALWEG_HD T small_sinh(T a) {
  const T z = a * a;
  if constexpr (is_single<T>)
    return a + a * z *
                   horner(z, 0.16666666646846842f, 0.0083333396759170610f, 0.00019838101968683880f,
                          2.8062802582277454e-6f);
  else
    return a + a * z *
                   horner(z, 0.16666666666666666667, 0.0083333333333333333658, 0.00019841269841269773197,
                          2.7557319224042e-6, 2.5052108364058040751e-8, 1.6059048396350561659e-10,
                          7.6466253616566564107e-13, 2.8445264169895617802e-15);
}

/// erf for |a| <= 1: a + a P(a^2); the leading 1 keeps the rounding of the coefficients out of the result.
template <Real T>
THALWEG_HD T small_erf(T a) {
  const T z = a * a;
  if constexpr (is_single<T>)
    return a + a * horner(z, 0.128379165848350946f, -0.37612626666720331f, 0.11283594715160218f,
                          -0.026854212010626412f, 0.0051890874234339740f, -0.00080168642871658695f,
                          0.000078758750626854883f);
  else
    return a + a * horner(z, 0.1283791670955125738, -0.37612638903183748056, 0.11283791670954878666,
                          -0.026866170645076793248, 0.0052239776248180144673, -0.00085483269808337899052,
                          0.00012055331111642710923, -0.000014925595266831181565, 1.6461000484121368033e-6,
                          -1.6350312701054695011e-7, 1.4659775274047435814e-8, -1.137284885679167367e-9,
                          5.9571761477489114044e-11);
}
/// erfc(a) exp(a^2) for 1 <= a <= 6, as a polynomial in 3 / (3 + a).
template <Real T>
THALWEG_HD T scaled_erfc(T a) {
  const T u = T(3) / (T(3) + a) - T(0.54);
  if constexpr (is_single<T>)
    return horner(u, 0.20675158292591351f, 0.73712871077463262f, 1.1380370479869177f, 1.3971571743242271f,
                  1.3103786068943411f, 0.84467703471701877f, 0.17553594053497416f);
  else
    return horner(u, 0.20675157614059251765, 0.73712848810283188397, 1.1380442162443361297,
                  1.3972217223834494445, 1.3090922276006996624, 0.84253649381605332535,
                  0.24092332350268242711, -0.14031424064127979206, -0.15623177374022570313,
                  0.0048971017071838773054, 0.073464246745830996947, 0.0089898963038475252937,
                  -0.038367174328242855134, -0.0048315619982535761767, 0.020974634373878025319);
}

}  // namespace detail

template <Real T>
THALWEG_HD T sinh(T a) {
  const T x = abs(a), e = exp(x);
  return select(x <= T(1), detail::small_sinh(a), copysign(T(0.5) * e - T(0.5) / e, a));
}
template <Real T>
THALWEG_HD T cosh(T a) {
  const T e = exp(abs(a));
  return T(0.5) * e + T(0.5) / e;
}
template <Real T>
THALWEG_HD T tanh(T a) {
  // From 20 on the result rounds to 1 in both precisions, and the square of exp stays far from overflow.
  T x = abs(a);
  x = select(x > T(20), T(20), x);
  const T e = exp(x);
  const T small = detail::small_sinh(x) / (T(0.5) * e + T(0.5) / e);
  const T large = T(1) - T(2) / (e * e + T(1));
  return copysign(select(x <= T(1), small, large), a);
}
/// The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to a.
template <Real T>
THALWEG_HD T erf(T a) {
  const T end = T(is_single<T> ? 4 : 6);  // from here on the result rounds to 1
  T x = abs(a);
  x = select(x > end, end, x);
  const T large = T(1) - exp(-(x * x)) * detail::scaled_erfc(x);
  return select(x <= T(1), detail::small_erf(a), copysign(large, a));
}

}  // namespace thalweg

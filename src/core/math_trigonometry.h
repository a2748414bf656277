// SPDX-License-Identifier: MIT
// tan and the inverse functions asin, acos, atan, atan2, written once for scalars and SIMD vectors, as
// core/math.h.
//
// Errors against correctly rounded results (tests/core/math_functions_test.cpp): 3 ulp in float and in
// double; tan inherits the absolute error of the reduction near its zeros and poles.  The polynomials are
// near-minimax: they interpolate at Chebyshev nodes, with a relative error below a tenth of the last place of
// the result.
#pragma once

#include "core/math_steps.h"

namespace thalweg {

namespace detail {

/// c0 + c1 z + c2 z^2 + ..., by Horner's rule.
template <Real T>
THALWEG_HD T horner(T, scalar_t<T> c) {
  return T(c);
}
template <Real T, class... Rest>
THALWEG_HD T horner(T z, scalar_t<T> c, Rest... rest) {
  return T(c) + z * horner(z, scalar_t<T>(rest)...);
}

// pi/2 and pi as the nearest number and what is missing.
template <class T>
inline constexpr scalar_t<T> kHalfPi = scalar_t<T>(1.57079632679489661923);
template <class T>
inline constexpr scalar_t<T> kHalfPiRest = scalar_t<T>(is_single<T> ? -4.37113900018624283e-8
                                                                    : 6.12323399573676603587e-17);

/// (asin(s) / s - 1) as a function of z = s^2 <= 1/4.
template <Real T>
THALWEG_HD T asin_polynomial(T z) {
  if constexpr (is_single<T>)
    return z * horner(z, 0.16666672414795306f, 0.074988550726007644f, 0.045001380069918445f,
                      0.026554542206116807f, 0.038085023561172311f);
  else
    return z * horner(z, 0.16666666666666667826, 0.074999999999984329332, 0.044642857146355429783,
                      0.030381944138531247241, 0.022372172942149889336, 0.017352392720869943892,
                      0.013971212973553310434, 0.011479177415181616735, 0.01032281435020519945,
                      0.0054575067185637820279, 0.017400879442887151689, -0.014851887071528912916,
                      0.028757851367602327521);
}
/// (atan(q) / q - 1) as a function of z = q^2 <= (7/16)^2.
template <Real T>
THALWEG_HD T atan_polynomial(T z) {
  if constexpr (is_single<T>)
    return z * horner(z, -0.33333330712521903f, 0.19999313459539207f, -0.14256537087940630f,
                      0.10668018698850598f, -0.062147226702114942f);
  else
    return z * horner(z, -0.33333333333333323618, 0.19999999999987713111, -0.14285714283138383978,
                      0.11111110899821627587, -0.090909001686684509538, 0.076920867891197228954,
                      -0.066632322368161234327, 0.058476697567987360277, -0.050336850838962135273,
                      0.0378185485863293105, -0.017539916204829124214);
}

/// atan of a >= 0: atan(a) = atan(c) + atan((a - c) / (1 + a c)) for c = 0, 1/2, 1, 3/2 or infinity,
/// whichever leaves at most 7/16 (fdlibm's choice).  Numerators and denominators are selected, so there is
/// one division.
template <Real T>
THALWEG_HD T atan_of_magnitude(T a) {
  const auto half = a >= T(0.4375), one = a >= T(0.6875), three_halves = a >= T(1.1875), far = a >= T(2.4375);
  T top = select(half, a + a - T(1), a), bottom = select(half, a + T(2), T(1));
  T base = select(half, T(0.46364760900080611621), T(0)), rest = T(0);
  if constexpr (is_single<T>)
    rest = select(half, T(5.01215824399992e-9), rest);
  else
    rest = select(half, T(2.26987774529616870924e-17), rest);
  top = select(one, a - T(1), top);
  bottom = select(one, a + T(1), bottom);
  base = select(one, T(kHalfPi<T>) * T(0.5), base);
  rest = select(one, T(kHalfPiRest<T>) * T(0.5), rest);
  top = select(three_halves, a - T(1.5), top);
  bottom = select(three_halves, T(1) + T(1.5) * a, bottom);
  base = select(three_halves, T(0.98279372324732905408), base);
  if constexpr (is_single<T>)
    rest = select(three_halves, T(3.447321716976529e-8), rest);
  else
    rest = select(three_halves, T(1.39033110312309984516e-17), rest);
  top = select(far, T(-1), top);
  bottom = select(far, a, bottom);
  base = select(far, T(kHalfPi<T>), base);
  rest = select(far, T(kHalfPiRest<T>), rest);
  const T q = top / bottom;
  return base + (q + (q * atan_polynomial(q * q) + rest));
}

}  // namespace detail

/// Infinite nowhere: no number is a pole exactly.
template <Real T>
THALWEG_HD T tan(T a) {
  bits_t<T> quadrant;
  const T r = detail::reduce(a, quadrant);
  const T s = detail::sin_polynomial(r), c = detail::cos_polynomial(r);
  const auto odd = (quadrant & 1u) != 0u;
  return select(odd, -c, s) / select(odd, s, c);
}
/// In [-pi/2, pi/2]; NaN outside [-1, 1].
template <Real T>
THALWEG_HD T asin(T a) {
  const T x = abs(a), z = (T(1) - x) * T(0.5);
  const auto large = x > T(0.5);
  const T s = select(large, sqrt(z), x), t = s * detail::asin_polynomial(select(large, z, x * x));
  const T from_top = T(detail::kHalfPi<T>) - (T(2) * (s + t) - T(detail::kHalfPiRest<T>));
  return copysign(select(large, from_top, s + t), a);
}
/// In [0, pi]; NaN outside [-1, 1].
template <Real T>
THALWEG_HD T acos(T a) {
  const T x = abs(a), z = (T(1) - x) * T(0.5);
  const auto large = x > T(0.5);
  const T s = select(large, sqrt(z), a), t = s * detail::asin_polynomial(select(large, z, a * a));
  const T half_pi = T(detail::kHalfPi<T>), rest = T(detail::kHalfPiRest<T>);
  const T middle = half_pi - (s - (rest - t));
  const T left = T(2) * (half_pi - (s + (t - rest)));
  return select(large, select(a < T(0), left, T(2) * (s + t)), middle);
}
template <Real T>
THALWEG_HD T atan(T a) {
  return copysign(detail::atan_of_magnitude(abs(a)), a);
}
/// The angle of the point (x, y), in [-pi, pi]; the sign of a zero y tells the sides of the negative x axis
/// apart. 0 at the origin (with x >= 0).
template <Real T>
THALWEG_HD T atan2(T y, same_t<T> x) {
  const T ax = abs(x), ay = abs(y);
  const auto steep = ay > ax;
  const T top = select(steep, ax, ay), bottom = select(steep, ay, ax);
  T q = top / bottom;
  q = select(bottom == T(0), T(0), q);
  q = select(top == bottom, select(bottom == T(0), T(0), T(1)), q);  // also infinity / infinity
  const T half_pi = T(detail::kHalfPi<T>), rest = T(detail::kHalfPiRest<T>);
  T r = detail::atan_of_magnitude(q);
  r = select(steep, half_pi - (r - rest), r);
  r = select(detail::sign_bit(x) != 0u, T(2) * half_pi - (r - T(2) * rest), r);
  r = copysign(r, y);
  return select(x == x, select(y == y, r, y), x);
}

}  // namespace thalweg

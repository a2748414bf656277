// SPDX-License-Identifier: MIT
// What the shared maths asks of a number type: its bits as integers, a comparison that yields a mask, a
// select. float and double are here; the SIMD types of the CPU machine specialise the same traits beside
// their definition.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// Specialised for every number type that the polynomials of core/math.h accept.
/// Scalar: float or double.  Bits: the unsigned integer (vector) of the same shape.
template <class T>
struct RealTraits;
template <>
struct RealTraits<float> {
  using Scalar = float;
  using Bits = u32;
};
template <>
struct RealTraits<double> {
  using Scalar = double;
  using Bits = u64;
};

template <class T>
using scalar_t = typename RealTraits<T>::Scalar;
template <class T>
using bits_t = typename RealTraits<T>::Bits;

template <class T>
concept Real = requires {
  typename RealTraits<T>::Scalar;
};

template <class A, class B>
inline constexpr bool is_same = false;
template <class A>
inline constexpr bool is_same<A, A> = true;

template <class T>
inline constexpr bool is_single = is_same<scalar_t<T>, float>;

#ifdef __CUDA_ARCH__
THALWEG_HD u32 bits(float a) { return __float_as_uint(a); }
THALWEG_HD u64 bits(double a) { return __double_as_longlong(a); }
THALWEG_HD float from_bits(u32 a) { return __uint_as_float(a); }
THALWEG_HD double from_bits(u64 a) { return __longlong_as_double(a); }
#else
THALWEG_HD u32 bits(float a) { return __builtin_bit_cast(u32, a); }
THALWEG_HD u64 bits(double a) { return __builtin_bit_cast(u64, a); }
THALWEG_HD float from_bits(u32 a) { return __builtin_bit_cast(float, a); }
THALWEG_HD double from_bits(u64 a) { return __builtin_bit_cast(double, a); }
#endif

/// condition ? a : b, lane by lane for SIMD types.  Both sides are evaluated.
THALWEG_HD float select(bool condition, float a, float b) { return condition ? a : b; }
THALWEG_HD double select(bool condition, double a, double b) { return condition ? a : b; }

THALWEG_HD bool any(bool mask) { return mask; }

/// What derivative formulas ask of a number type beyond arithmetic.  Plain numbers answer with themselves;
/// core/interval.h specialises it, because a proof must also enclose rounded constants and what happens at
/// jumps.
template <class T>
struct Enclosure {
  /// The number that `nearest` is a rounded form of.
  THALWEG_HD static T constant(double nearest) { return T(nearest); }
  /// A slope where the mask does not hold on all of T or on none of it: a jump or a kink lies inside.
  template <class Mask>
  THALWEG_HD static T slope_if_mixed(const Mask&) {
    return T(0);
  }
};

#ifdef __CUDA_ARCH__
THALWEG_HD float sqrt(float a) { return ::sqrtf(a); }
THALWEG_HD double sqrt(double a) { return ::sqrt(a); }
#else
THALWEG_HD float sqrt(float a) { return __builtin_sqrtf(a); }
THALWEG_HD double sqrt(double a) { return __builtin_sqrt(a); }
#endif

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// The number type of the CPU machine: a vector of floats or doubles over the GCC vector extension, as wide as
// the instruction set has it.  Every template of core/, surfaces/, optimizers/ and noise/ that is
// instantiated with it is vector code by construction; auto-vectorisation of the same templates is brittle
// and up to 60 times slower.
//
// Everything here lives in a namespace of its own per variant (instruction set x maths mode), so that the
// linker can never take one variant's instance of a template for another's.  Without a variant (tests, tools)
// the vectors have 16 bytes and the namespace is called `portable`.
#pragma once

#ifndef THALWEG_VARIANT
#define THALWEG_VARIANT portable
#define THALWEG_ISA_BYTES 16
#endif

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/philox.h"

namespace thalweg::cpu::THALWEG_VARIANT {

inline constexpr int kBytes = THALWEG_ISA_BYTES;

/// The raw vectors that carry numbers of type S, and integers of the same width.
template <class S>
struct Native;
template <>
struct Native<float> {
  using Word = u32;
  typedef float Numbers __attribute__((vector_size(kBytes)));
  typedef u32 Words __attribute__((vector_size(kBytes)));
  typedef int Signed __attribute__((vector_size(kBytes)));
};
template <>
struct Native<double> {
  using Word = u64;
  typedef double Numbers __attribute__((vector_size(kBytes)));
  typedef u64 Words __attribute__((vector_size(kBytes)));
  typedef i64 Signed __attribute__((vector_size(kBytes)));
};

/// The outcome of a comparison: all bits of a lane set, or none.
template <class S>
struct Mask {
  typename Native<S>::Signed v;
  THALWEG_HD friend Mask operator&(Mask a, Mask b) { return {a.v & b.v}; }
  THALWEG_HD friend Mask operator|(Mask a, Mask b) { return {a.v | b.v}; }
  THALWEG_HD friend Mask operator!(Mask a) { return {~a.v}; }
};

/// One unsigned integer per lane, as wide as S.
template <class S>
struct Unsigned {
  using Lane = typename Native<S>::Word;
  using Raw = typename Native<S>::Words;
  Raw v;
  Unsigned() = default;
  THALWEG_HD Unsigned(Lane a) : v(a - Raw{}) {}
  THALWEG_HD explicit Unsigned(Raw a) : v(a) {}
  THALWEG_HD friend Unsigned operator+(Unsigned a, Unsigned b) { return Unsigned(a.v + b.v); }
  THALWEG_HD friend Unsigned operator-(Unsigned a, Unsigned b) { return Unsigned(a.v - b.v); }
  THALWEG_HD friend Unsigned operator&(Unsigned a, Unsigned b) { return Unsigned(a.v & b.v); }
  THALWEG_HD friend Unsigned operator|(Unsigned a, Unsigned b) { return Unsigned(a.v | b.v); }
  THALWEG_HD friend Unsigned operator^(Unsigned a, Unsigned b) { return Unsigned(a.v ^ b.v); }
  THALWEG_HD friend Unsigned operator<<(Unsigned a, int n) { return Unsigned(a.v << n); }
  THALWEG_HD friend Unsigned operator>>(Unsigned a, int n) { return Unsigned(a.v >> n); }
  THALWEG_HD friend Mask<S> operator!=(Unsigned a, Unsigned b) {
    return {(typename Native<S>::Signed)(a.v != b.v)};
  }
  THALWEG_HD friend Mask<S> operator==(Unsigned a, Unsigned b) {
    return {(typename Native<S>::Signed)(a.v == b.v)};
  }
};

/// kLanes numbers of type S.  Constants of every arithmetic type convert to it, rounded once to S.
template <class S>
struct Simd {
  static constexpr int kLanes = kBytes / int(sizeof(S));
  using Raw = typename Native<S>::Numbers;
  using Signed = typename Native<S>::Signed;
  Raw v;
  Simd() = default;
  THALWEG_HD explicit Simd(Raw a) : v(a) {}
  // a - 0, unlike a + 0, keeps the sign of a zero.
  THALWEG_HD Simd(float a) : v(S(a) - Raw{}) {}
  THALWEG_HD Simd(double a) : v(S(a) - Raw{}) {}
  THALWEG_HD Simd(int a) : v(S(a) - Raw{}) {}
  THALWEG_HD friend Simd operator+(Simd a, Simd b) { return Simd(a.v + b.v); }
  THALWEG_HD friend Simd operator-(Simd a, Simd b) { return Simd(a.v - b.v); }
  THALWEG_HD friend Simd operator*(Simd a, Simd b) { return Simd(a.v * b.v); }
  THALWEG_HD friend Simd operator/(Simd a, Simd b) { return Simd(a.v / b.v); }
  THALWEG_HD friend Simd operator-(Simd a) { return Simd(-a.v); }
  THALWEG_HD friend Mask<S> operator<(Simd a, Simd b) { return {(Signed)(a.v < b.v)}; }
  THALWEG_HD friend Mask<S> operator>(Simd a, Simd b) { return {(Signed)(a.v > b.v)}; }
  THALWEG_HD friend Mask<S> operator<=(Simd a, Simd b) { return {(Signed)(a.v <= b.v)}; }
  THALWEG_HD friend Mask<S> operator>=(Simd a, Simd b) { return {(Signed)(a.v >= b.v)}; }
  THALWEG_HD friend Mask<S> operator==(Simd a, Simd b) { return {(Signed)(a.v == b.v)}; }
  THALWEG_HD friend Mask<S> operator!=(Simd a, Simd b) { return {(Signed)(a.v != b.v)}; }
};

template <class S>
THALWEG_HD Unsigned<S> bits(Simd<S> a) {
  return Unsigned<S>((typename Native<S>::Words)a.v);
}
template <class S>
THALWEG_HD Simd<S> from_bits(Unsigned<S> a) {
  return Simd<S>((typename Native<S>::Numbers)a.v);
}
template <class S>
THALWEG_HD Simd<S> select(Mask<S> mask, Simd<S> a, Simd<S> b) {
  return Simd<S>(mask.v ? a.v : b.v);
}
template <class S>
THALWEG_HD bool any(Mask<S> mask) {
  typename Native<S>::Word joined = 0;
  for (int i = 0; i < Simd<S>::kLanes; i++) joined |= typename Native<S>::Word(mask.v[i]);
  return joined != 0;
}

using Words64 = Native<double>::Words;

// What differs between the instruction sets: a root, and the product of the low halves of 64-bit lanes.
#if THALWEG_ISA_BYTES == 64 && defined(__AVX512F__)
// With a full mask, because GCC 12 takes the plain forms for uses of an uninitialised vector (bug 105593).
THALWEG_HD Simd<float> sqrt(Simd<float> a) { return Simd<float>(_mm512_maskz_sqrt_ps(__mmask16(-1), a.v)); }
THALWEG_HD Simd<double> sqrt(Simd<double> a) { return Simd<double>(_mm512_maskz_sqrt_pd(__mmask8(-1), a.v)); }
THALWEG_HD Words64 multiply_low_halves(Words64 a, Words64 b) {
  return (Words64)_mm512_maskz_mul_epu32(__mmask8(-1), (__m512i)a, (__m512i)b);
}
#elif THALWEG_ISA_BYTES == 32 && defined(__AVX2__)
THALWEG_HD Simd<float> sqrt(Simd<float> a) { return Simd<float>(_mm256_sqrt_ps(a.v)); }
THALWEG_HD Simd<double> sqrt(Simd<double> a) { return Simd<double>(_mm256_sqrt_pd(a.v)); }
THALWEG_HD Words64 multiply_low_halves(Words64 a, Words64 b) {
  return (Words64)_mm256_mul_epu32((__m256i)a, (__m256i)b);
}
#elif THALWEG_ISA_BYTES == 16 && defined(__SSE2__)
THALWEG_HD Simd<float> sqrt(Simd<float> a) { return Simd<float>(_mm_sqrt_ps(a.v)); }
THALWEG_HD Simd<double> sqrt(Simd<double> a) { return Simd<double>(_mm_sqrt_pd(a.v)); }
THALWEG_HD Words64 multiply_low_halves(Words64 a, Words64 b) {
  return (Words64)_mm_mul_epu32((__m128i)a, (__m128i)b);
}
#else
template <class S>
THALWEG_HD Simd<S> sqrt(Simd<S> a) {
  for (int i = 0; i < Simd<S>::kLanes; i++) a.v[i] = thalweg::sqrt(S(a.v[i]));
  return a;
}
THALWEG_HD Words64 multiply_low_halves(Words64 a, Words64 b) {
  return (a & 0xffffffffull) * (b & 0xffffffffull);
}
#endif

/// a * m as high and low halves.  32-bit lanes: the even ones and the odd ones apart, then woven together.
THALWEG_HD void multiply_wide(Unsigned<float> a, u32 m, Unsigned<float>& high, Unsigned<float>& low) {
  const Words64 factor = u64(m) - Words64{}, lanes = (Words64)a.v;
  const Words64 even = multiply_low_halves(lanes, factor), odd = multiply_low_halves(lanes >> 32, factor);
  high.v = (Native<float>::Words)((even >> 32) | (odd & 0xffffffff00000000ull));
  low.v = (Native<float>::Words)((even & 0xffffffffull) | (odd << 32));
}
/// 64-bit lanes that hold 32-bit numbers: as many counters as there are doubles.
THALWEG_HD void multiply_wide(Unsigned<double> a, u32 m, Unsigned<double>& high, Unsigned<double>& low) {
  const Words64 product = multiply_low_halves(a.v, u64(m) - Words64{});
  high.v = product >> 32;
  low.v = product & 0xffffffffull;
}

}  // namespace thalweg::cpu::THALWEG_VARIANT

namespace thalweg {

template <class S>
struct RealTraits<cpu::THALWEG_VARIANT::Simd<S>> {
  using Scalar = S;
  using Bits = cpu::THALWEG_VARIANT::Unsigned<S>;
};

/// As for a scalar word: below 2^24 the conversion of a signed integer is exact.
template <>
THALWEG_HD cpu::THALWEG_VARIANT::Simd<float> open_unit(cpu::THALWEG_VARIANT::Unsigned<float> word) {
  using namespace cpu::THALWEG_VARIANT;
  const auto odd = (Native<float>::Signed)((word.v >> 9) * 2 + 1);
  return Simd<float>(__builtin_convertvector(odd, Native<float>::Numbers)) * Simd<float>(1.0f / 16777216.0f);
}
/// A word in the low bits of 2^52 is that number plus 2^52, exactly.
template <>
THALWEG_HD cpu::THALWEG_VARIANT::Simd<double> open_unit(cpu::THALWEG_VARIANT::Unsigned<double> word) {
  using namespace cpu::THALWEG_VARIANT;
  const Simd<double> number =
      from_bits(word | Unsigned<double>(0x4330000000000000ull)) - Simd<double>(0x1p52);
  return (number + Simd<double>(0.5)) * Simd<double>(1.0 / 4294967296.0);
}

}  // namespace thalweg

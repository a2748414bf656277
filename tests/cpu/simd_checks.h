// SPDX-License-Identifier: MIT
// The checks of simd_test.cpp for one width of vectors: lane by lane, the bits of the scalar functions.  The
// including file sets THALWEG_VARIANT and THALWEG_ISA_BYTES.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "core/dual.h"
#include "cpu/noise_kernels.h"
#include "cpu/simd.h"
#include "engine/watch.h"

namespace thalweg {
namespace {  // one per including file

namespace variant = cpu::THALWEG_VARIANT;
using variant::Simd;

template <class S>
bool same(S a, S b) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b));
}

/// Numbers of both signs over all magnitudes, and the special ones.
template <class S>
std::vector<S> samples() {
  using Limits = std::numeric_limits<S>;
  std::vector<S> a{S(0),
                   S(-0.0),
                   Limits::infinity(),
                   -Limits::infinity(),
                   Limits::quiet_NaN(),
                   Limits::min(),
                   -Limits::min(),
                   Limits::max(),
                   Limits::lowest(),
                   Limits::denorm_min(),
                   Limits::epsilon()};
  for (u64 i = 0; i < 4000; i++) {
    const Words<u32> w = random_words(7, Stream::start, 0, i);
    const double u = open_unit<double>(w.w[0]), sign = (w.w[1] & 1) != 0 ? 1 : -1;
    a.push_back(S(sign * 10 * u));
    a.push_back(S(sign * std::exp2(60 * open_unit<double>(w.w[2]) - 30)));
    a.push_back(S(sign * 1000 * u));
  }
  return a;
}

template <class S, class Vectorised, class Scalar>
void expect_same(const char* what, Vectorised vectorised, Scalar scalar) {
  constexpr int kLanes = Simd<S>::kLanes;
  const std::vector<S> a = samples<S>();
  for (std::size_t i = 0; i + std::size_t(kLanes) < a.size(); i += 3) {
    Simd<S> x, y;
    for (int lane = 0; lane < kLanes; lane++) {
      x.v[lane] = a[i + std::size_t(lane)];
      y.v[lane] = a[(7 * i + 3 + std::size_t(lane)) % a.size()];
    }
    const Simd<S> r = vectorised(x, y);
    for (int lane = 0; lane < kLanes; lane++)
      ASSERT_TRUE(same(S(r.v[lane]), scalar(S(x.v[lane]), S(y.v[lane]))))
          << what << '(' << S(x.v[lane]) << ", " << S(y.v[lane]) << ") is " << S(r.v[lane]) << ", not "
          << scalar(S(x.v[lane]), S(y.v[lane]));
  }
}

#define THALWEG_CHECK(expression)                            \
  expect_same<S>(                                            \
      #expression,                                           \
      []([[maybe_unused]] auto a, [[maybe_unused]] auto b) { \
        using T = decltype(a);                               \
        return T(expression);                                \
      },                                                     \
      []([[maybe_unused]] S a, [[maybe_unused]] S b) {       \
        using T = S;                                         \
        return T(expression);                                \
      })

template <class S>
void check_numbers() {
  THALWEG_CHECK(a + b);
  THALWEG_CHECK(a - b);
  THALWEG_CHECK(a * b);
  THALWEG_CHECK(a / b);
  THALWEG_CHECK(-a);
  THALWEG_CHECK(T(-0.0));
  THALWEG_CHECK(T(0.1) + T(0.1f) + T(3));
  THALWEG_CHECK(select(a < b, a, b));
  THALWEG_CHECK(select(a > b, a, b));
  THALWEG_CHECK(select(a <= b, a, b));
  THALWEG_CHECK(select(a >= b, a, b));
  THALWEG_CHECK(select(a == b, T(1), T(2)));
  THALWEG_CHECK(select(a != a, T(1), a));
  THALWEG_CHECK(select(is_finite(a), a, T(5)));
  THALWEG_CHECK(from_bits(bits(a) ^ bits(b)));
  THALWEG_CHECK(min(a, b));
  THALWEG_CHECK(max(a, b));
  THALWEG_CHECK(abs(a));
  THALWEG_CHECK(sq(a));
  THALWEG_CHECK(sqrt(a));
  THALWEG_CHECK(sin(a));
  THALWEG_CHECK(cos(a));
  THALWEG_CHECK(exp(a));
  THALWEG_CHECK(log(a));
  THALWEG_CHECK(log2(a));
  THALWEG_CHECK(log10(a));
  THALWEG_CHECK(tan(a));
  THALWEG_CHECK(asin(a));
  THALWEG_CHECK(acos(a));
  THALWEG_CHECK(atan(a));
  THALWEG_CHECK(atan2(a, b));
  THALWEG_CHECK(sinh(a));
  THALWEG_CHECK(cosh(a));
  THALWEG_CHECK(tanh(a));
  THALWEG_CHECK(pow(a, b));
  THALWEG_CHECK(cbrt(a));
  THALWEG_CHECK(hypot(a, b));
  THALWEG_CHECK(copysign(a, b));
  THALWEG_CHECK(floor(a));
  THALWEG_CHECK(ceil(a));
  THALWEG_CHECK(round(a));
  THALWEG_CHECK(sign(a));
  THALWEG_CHECK(mod(a, b));
  THALWEG_CHECK(less(a, b));
  THALWEG_CHECK(where(less_equal(a, b), a, b));
}
#undef THALWEG_CHECK

template <class S>
void check_masks() {
  Simd<S> a = S(1);
  EXPECT_FALSE(any(a < S(1)));
  for (int lane = 0; lane < Simd<S>::kLanes; lane++) {
    Simd<S> b = a;
    b.v[lane] = S(0.5);
    EXPECT_TRUE(any(b < a));
    EXPECT_FALSE(any((b < a) & (b > a)));
    EXPECT_TRUE(any((b > a) | (b < a)));
    EXPECT_EQ(any(!(b < a)), Simd<S>::kLanes > 1);
  }
}

/// Vectors of counters give the words, the uniforms and the normals of the same counters one by one.
template <class S>
void check_random() {
  for (const u64 first : {u64(0), u64(0xffffff00), u64(0x123456789a00)}) {
    const u64 seed = 0x9abcdef012345678;
    u32 offsets[Simd<S>::kLanes];
    for (int lane = 0; lane < Simd<S>::kLanes; lane++) offsets[lane] = u32(7 * lane % 101);
    const Words<variant::Unsigned<S>> words =
        variant::block_words<S>(Stream::noise, {seed, 41, first, offsets}, 0);
    Simd<S> z1, z2;
    box_muller(open_unit<Simd<S>>(words.w[0]), open_unit<Simd<S>>(words.w[1]), z1, z2);
    for (int lane = 0; lane < Simd<S>::kLanes; lane++) {
      const Words<u32> w = random_words(seed, Stream::noise, 41, first + offsets[lane]);
      for (int k = 0; k < 4; k++) {
        EXPECT_EQ(words.w[k].v[lane], w.w[k]);
        EXPECT_EQ(S(open_unit<Simd<S>>(words.w[k]).v[lane]), open_unit<S>(w.w[k]));
      }
      S y1, y2;
      box_muller(open_unit<S>(w.w[0]), open_unit<S>(w.w[1]), y1, y2);
      EXPECT_EQ(S(z1.v[lane]), y1);
      EXPECT_EQ(S(z2.v[lane]), y2);
    }
  }
}

/// Lane by lane, goes_on is what the scalar stop_status makes of it; most places are special or near the
/// border.
template <class S, int N>
void check_watch() {
  using T = Simd<S>;
  const std::vector<S> a = samples<S>();
  const S centre = S(0.3), half = S(5.5);
  u64 drawn = 0;
  int seen[2] = {};
  for (const S pauses : {S(0), S(1)})
    for (int repeat = 0; repeat < 2000; repeat++) {
      Vec<T, N> before, after;
      for (int k = 0; k < N; k++)
        for (int lane = 0; lane < T::kLanes; lane++) {
          const Words<u32> w = random_words(11, Stream::start, 0, drawn++);
          const S special = a[w.w[0] % 11], anywhere = a[w.w[0] % a.size()];
          const S edge = w.w[1] % 2 != 0 ? centre + half : centre - half;
          const S to = w.w[1] % 4 < 2 ? S(0) : S(2) * edge;
          const S numbers[] = {special, anywhere, edge, std::nextafter(edge, to)};
          after[k].v[lane] = numbers[w.w[2] % 4];
          const S now = after[k].v[lane], then[] = {now, now, now, -now, anywhere};
          before[k].v[lane] = then[w.w[3] % 5];
        }
      const Reach<T, N> reach{all<T, N>(T(centre)), all<T, N>(T(half)), T(pauses)};
      const auto mask = goes_on(before, after, reach);
      for (int lane = 0; lane < T::kLanes; lane++) {
        Vec<S, N> from, to;
        for (int k = 0; k < N; k++) from[k] = before[k].v[lane], to[k] = after[k].v[lane];
        const bool moves =
            stop_status(from, to, Reach<S, N>{all<S, N>(centre), all<S, N>(half), pauses}) == S(0);
        ASSERT_EQ(mask.v[lane] != 0, moves) << from[0] << " to " << to[0] << ", lane " << lane;
        seen[moves]++;
      }
    }
  EXPECT_GT(seen[0], 1000);
  EXPECT_GT(seen[1], 1000);
}

}  // namespace
}  // namespace thalweg

// Widths without their instructions run on what the build allows, through the same code but for root and
// product; those of the real instruction sets are checked by ensemble_test.cpp.
#define THALWEG_SIMD_TESTS(Suite)                           \
  TEST(Suite, Float) { thalweg::check_numbers<float>(); }   \
  TEST(Suite, Double) { thalweg::check_numbers<double>(); } \
  TEST(Suite, Masks) {                                      \
    thalweg::check_masks<float>();                          \
    thalweg::check_masks<double>();                         \
  }                                                         \
  TEST(Suite, Watch) {                                      \
    thalweg::check_watch<float, 1>();                       \
    thalweg::check_watch<float, 2>();                       \
    thalweg::check_watch<float, 3>();                       \
    thalweg::check_watch<double, 2>();                      \
  }                                                         \
  TEST(Suite, Random) {                                     \
    thalweg::check_random<float>();                         \
    thalweg::check_random<double>();                        \
  }

// SPDX-License-Identifier: MIT
#include "peak.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

namespace thalweg::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRepetitions = 8;

/// The shortest time that work() takes.
template <class Work>
double best_seconds(Work work) {
  double best = 1e9;
  for (int i = 0; i < kRepetitions; i++) {
    const Clock::time_point begin = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
  }
  return best;
}

double memory_rate() {
  constexpr std::size_t kBytes = std::size_t(256) << 20;
  std::vector<char> from(kBytes, 1), to(kBytes, 2);
  return 2.0 * double(kBytes) / best_seconds([&] { std::memcpy(to.data(), from.data(), kBytes); });
}

#if defined(__x86_64__)
// More chains than the units' latency times their number, and with two constants no more than there are
// registers.
constexpr int kChains = 14;

// Independent chains of one operation, a[k] = operation(a[k]).
#define THALWEG_CHAINS(name, features, Vector, set, operation)                     \
  __attribute__((target(features), noinline)) double name(int rounds) {            \
    Vector a[kChains];                                                             \
    const Vector m = set(0.999f), c = set(0.001f);                                 \
    (void)m, (void)c;                                                              \
    for (int k = 0; k < kChains; k++) a[k] = set(float(k) + 1.5f);                 \
    for (int i = 0; i < rounds; i++) {                                             \
      _Pragma("GCC unroll 14") for (int k = 0; k < kChains; k++) a[k] = operation; \
    }                                                                              \
    double sum = 0;                                                                \
    for (int k = 0; k < kChains; k++) sum += double(a[k][0]);                      \
    return sum;                                                                    \
  }
#define THALWEG_PEAKS(isa, features, Vector, prefix, suffix, fused, rooted)          \
  THALWEG_CHAINS(fma_##isa##suffix, features, Vector, prefix##_set1_##suffix, fused) \
  THALWEG_CHAINS(arithmetic_##isa##suffix, features, Vector, prefix##_set1_##suffix, \
                 k % 2 == 0 ? fused : prefix##_add_##suffix(a[k], c))                \
  THALWEG_CHAINS(division_##isa##suffix, features, Vector, prefix##_set1_##suffix,   \
                 prefix##_div_##suffix(c, a[k]))                                     \
  THALWEG_CHAINS(root_##isa##suffix, features, Vector, prefix##_set1_##suffix, rooted)

// Roots with a full mask, because GCC 12 takes the plain form for a use of an uninitialised vector (bug
// 105593).
THALWEG_PEAKS(avx512, "avx512f", __m512, _mm512, ps, _mm512_fmadd_ps(a[k], m, c),
              _mm512_maskz_sqrt_ps(__mmask16(-1), a[k]))
THALWEG_PEAKS(avx512, "avx512f", __m512d, _mm512, pd, _mm512_fmadd_pd(a[k], m, c),
              _mm512_maskz_sqrt_pd(__mmask8(-1), a[k]))
THALWEG_PEAKS(avx2, "avx2,fma", __m256, _mm256, ps, _mm256_fmadd_ps(a[k], m, c), _mm256_sqrt_ps(a[k]))
THALWEG_PEAKS(avx2, "avx2,fma", __m256d, _mm256, pd, _mm256_fmadd_pd(a[k], m, c), _mm256_sqrt_pd(a[k]))
THALWEG_PEAKS(sse2, "sse2", __m128, _mm, ps, _mm_add_ps(_mm_mul_ps(a[k], m), c), _mm_sqrt_ps(a[k]))
THALWEG_PEAKS(sse2, "sse2", __m128d, _mm, pd, _mm_add_pd(_mm_mul_pd(a[k], m), c), _mm_sqrt_pd(a[k]))
#undef THALWEG_PEAKS
#undef THALWEG_CHAINS

/// Numbers per second of one operation over vectors of so many lanes.
double rate(double (*chains)(int), int lanes, int rounds) {
  return lanes * kChains * double(rounds) / best_seconds([&] {
           volatile double kept = chains(rounds);
           (void)kept;
         });
}

struct Operations {
  int lanes;
  double (*fma)(int);
  double (*arithmetic)(int);
  double (*division)(int);
  double (*root)(int);
};
Operations operations(const std::string& isa, bool in_double) {
  if (isa == "avx512")
    return in_double ? Operations{8, fma_avx512pd, arithmetic_avx512pd, division_avx512pd, root_avx512pd}
                     : Operations{16, fma_avx512ps, arithmetic_avx512ps, division_avx512ps, root_avx512ps};
  if (isa == "avx2")
    return in_double ? Operations{4, fma_avx2pd, arithmetic_avx2pd, division_avx2pd, root_avx2pd}
                     : Operations{8, fma_avx2ps, arithmetic_avx2ps, division_avx2ps, root_avx2ps};
  return in_double ? Operations{2, fma_sse2pd, arithmetic_sse2pd, division_sse2pd, root_sse2pd}
                   : Operations{4, fma_sse2ps, arithmetic_sse2ps, division_sse2ps, root_sse2ps};
}
#endif

}  // namespace

Peaks measure_peaks([[maybe_unused]] const std::string& isa, [[maybe_unused]] Precision precision) {
  Peaks peaks;
  peaks.memory = memory_rate();
#if defined(__x86_64__)
  constexpr int kQuick = 1 << 19, kSlow = 1 << 15;
  const Operations o = operations(isa, precision == Precision::float64);
  peaks.fma = rate(o.fma, o.lanes, kQuick);
  peaks.arithmetic = rate(o.arithmetic, o.lanes, kQuick);
  peaks.division = rate(o.division, o.lanes, kSlow);
  peaks.root = rate(o.root, o.lanes, kSlow);
#endif
  return peaks;
}

}  // namespace thalweg::bench

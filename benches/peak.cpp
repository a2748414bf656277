// SPDX-License-Identifier: MIT
#include "peak.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <chrono>

namespace thalweg::bench {

namespace {

constexpr int kRounds = 1 << 20;
// More chains than the units' latency times their number, and no more than there are registers.
constexpr int kChains = 12;

// One chain element per instruction set: `a = a * m + c`, kChains independent ones, kRounds times.
#define THALWEG_PEAK(name, features, Vector, set, fused)                       \
  __attribute__((target(features), noinline)) float name() {                   \
    Vector a[kChains];                                                         \
    const Vector m = set(0.999f), c = set(0.001f);                             \
    for (int k = 0; k < kChains; k++) a[k] = set(float(k));                    \
    for (int i = 0; i < kRounds; i++) {                                        \
      _Pragma("GCC unroll 12") for (int k = 0; k < kChains; k++) a[k] = fused; \
    }                                                                          \
    float sum = 0;                                                             \
    for (int k = 0; k < kChains; k++) sum += a[k][0];                          \
    return sum;                                                                \
  }

#if defined(__x86_64__)
THALWEG_PEAK(chains_avx512, "avx512f", __m512, _mm512_set1_ps, _mm512_fmadd_ps(a[k], m, c))
THALWEG_PEAK(chains_avx2, "avx2,fma", __m256, _mm256_set1_ps, _mm256_fmadd_ps(a[k], m, c))
THALWEG_PEAK(chains_sse2, "sse2", __m128, _mm_set1_ps, _mm_add_ps(_mm_mul_ps(a[k], m), c))
#endif
#undef THALWEG_PEAK

}  // namespace

double peak_fma_per_second([[maybe_unused]] const std::string& isa) {
#if defined(__x86_64__)
  using Clock = std::chrono::steady_clock;
  float (*const chains)() = isa == "avx512" ? chains_avx512 : isa == "avx2" ? chains_avx2 : chains_sse2;
  const double lanes = isa == "avx512" ? 16 : isa == "avx2" ? 8 : 4;
  double best = 0;
  for (int repetition = 0; repetition < 10; repetition++) {
    const Clock::time_point begin = Clock::now();
    volatile float kept = chains();
    (void)kept;
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    best = std::max(best, lanes * kChains * double(kRounds) / seconds);
  }
  return best;
#else
  return 0;
#endif
}

}  // namespace thalweg::bench

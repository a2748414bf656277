// SPDX-License-Identifier: MIT
// Flush-to-zero, scoped.  A particle that converges to 0 makes denormal numbers, which cost ten times a step.
#pragma once

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "engine/run_spec.h"

namespace thalweg::cpu {

/// Whether runs of this kind flush.  A card can flush floats, not doubles, so exact doubles must not.
constexpr bool flushes(Precision precision, MathMode math) {
  return precision == Precision::float32 || math == MathMode::fast;
}

/// While it lives, denormal results (FTZ) and inputs (DAZ) of this thread count as zero; then the thread is
/// as before. Does nothing when `on` is false or the processor is not an x86.
class FlushDenormals {
 public:
#if defined(__x86_64__)
  explicit FlushDenormals(bool on) : before_(_mm_getcsr()) {
    constexpr unsigned kFlushToZero = 0x8000, kDenormalsAreZero = 0x0040;
    if (on) _mm_setcsr(before_ | kFlushToZero | kDenormalsAreZero);
  }
  ~FlushDenormals() { _mm_setcsr(before_); }
#else
  explicit FlushDenormals(bool) {}
#endif
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  [[maybe_unused]] unsigned before_ = 0;
};

}  // namespace thalweg::cpu

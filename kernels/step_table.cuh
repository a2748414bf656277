// SPDX-License-Identifier: MIT
// The constants of a rule's steps as a launch of the descent gets them: what is known when a kernel is
// compiled, what is the same for all steps of a launch, and what differs from step to step.
#pragma once

#include "core/hd.h"

namespace thalweg::kernels {

/// Bytes of those that differ.
inline constexpr int kTableBytes = 4096;
/// Numbers that the constants of one step may have.
inline constexpr int kMostStepNumbers = 32;

/// What all constants of a run look like: bit i says something about number i of each step.
struct StepShape {
  u32 varying = ~u32(0);  ///< may differ from one step of a launch to the next
  u32 zero = 0, one = 0;  ///< 0 or 1 in every step
  THALWEG_HD friend constexpr bool operator==(const StepShape& a, const StepShape& b) {
    return a.varying == b.varying && a.zero == b.zero && a.one == b.one;
  }
};

/// Steps of type Step, whose numbers are of type R, in a shape.  They travel as a kernel parameter: the
/// threads of a warp read the same row, which the constant cache serves without touching the load units, and
/// numbers that do not vary are operands of the instructions that want them.
template <class Step, class R, u32 varying, u32 zero, u32 one>
struct StepTable {
  static constexpr int kNumbers = int(sizeof(Step) / sizeof(R));
  static_assert(kNumbers <= kMostStepNumbers && sizeof(Step) == kNumbers * sizeof(R),
                "the constants of a step are numbers, and not so many");
  THALWEG_HD static constexpr bool has(u32 bits, int i) { return (bits >> i & 1) != 0; }
  static constexpr int kVarying = [] {
    int n = 0;
    for (int i = 0; i < kNumbers; i++) n += has(varying, i);
    return n;
  }();

  alignas(16) R same[kNumbers];
  alignas(16) R rows[kVarying > 0 ? kTableBytes / int(sizeof(R)) : 1];  ///< [k * kVarying + j], j-th varying

  /// Of step k of the launch.
  THALWEG_HD Step at(int k) const {
    R numbers[kNumbers];
    int j = 0;
    THALWEG_UNROLL
    for (int i = 0; i < kNumbers; i++)
      numbers[i] = has(zero, i)      ? R(0)
                   : has(one, i)     ? R(1)
                   : has(varying, i) ? rows[k * kVarying + j++]
                                     : same[i];
    Step step;
    __builtin_memcpy(&step, numbers, sizeof step);
    return step;
  }
};

}  // namespace thalweg::kernels

// SPDX-License-Identifier: MIT
// Which variant of the kernels runs: the widest instruction set that was compiled in and that the processor
// has, unless the environment asks for another.
#pragma once

#include <string>
#include <vector>

#include "cpu/kernels.h"
#include "engine/registry.h"

namespace thalweg::cpu {

struct Isa {
  std::string name;  ///< sse2, avx2, avx512
  /// By [MathMode][Precision].
  const KernelTable* kernels[2][2];

  const KernelTable& table(MathMode math, Precision precision) const {
    return *kernels[int(math)][int(precision)];
  }
};

/// The instruction sets that were compiled in and that this processor has, narrowest first.
std::vector<Isa> usable_isas();

/// The one called `asked`, or the widest if `asked` is empty.  Throws InputError that names the accepted
/// ones.
Isa choose_isa(const std::string& asked);

/// The kernels of a registered thing.  Throws Error if the table has none of its type.
const SurfaceKernels& find_kernels(const KernelTable& table, const SurfaceEntry& surface);
const RuleKernels& find_kernels(const ParticleTable& table, const OptimizerEntry& optimizer, int variant);
/// The two in one kernel, or nullptr.
StepTogether find_pair(const KernelTable& table, const SurfaceEntry& surface, const OptimizerEntry& optimizer,
                       int variant);
const NoiseKernels& find_kernels(const ParticleTable& table, const NoiseEntry& noise);

}  // namespace thalweg::cpu

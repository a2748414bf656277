// SPDX-License-Identifier: MIT
// Machine code of recorded calculations, written by AsmJit: loops over groups of lanes with everything in
// registers, as far as there are enough.
#pragma once

#include <memory>
#include <span>

#include "cpu/kernels.h"
#include "cpu/trace.h"

namespace thalweg::cpu {

/// Inputs are the vectors of a group's point, in their order; answers, as nodes, those of its answer.
struct Calculation {
  Trace trace;
  int inputs;
  std::vector<int> answers;
};

/// bytes: of a vector, 32 (AVX2 with FMA) or 64 (AVX-512 with F and DQ).  contract: products that only sums
/// want are rounded once, with them.
struct Target {
  int bytes;
  bool contract;
};

struct MachineCode {
  std::shared_ptr<const void> memory;  ///< where the functions are; null if there are none
  std::vector<Asked> functions;        ///< by calculation
};

/// Whether this build has AsmJit, and is one for x86-64.
bool has_machine_code();
/// None where AsmJit is missing, or the system lets no program write code.
MachineCode machine_code(std::span<const Calculation> calculations, const Target& target);

}  // namespace thalweg::cpu

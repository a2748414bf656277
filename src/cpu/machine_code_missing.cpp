// SPDX-License-Identifier: MIT
// Linked instead of machine_code.cpp where AsmJit was not found: formulas are interpreted.
#include "cpu/machine_code.h"

namespace thalweg::cpu {

bool has_machine_code() { return false; }
MachineCode machine_code(std::span<const Calculation>, const Target&) { return {}; }

}  // namespace thalweg::cpu

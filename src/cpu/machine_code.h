// SPDX-License-Identifier: MIT
// Machine code of a recorded calculation: a loop over groups of lanes with everything in registers.
//
// The generated function is
//   void f(const S* shared, void* first, void* second, int groups)
// For each group it reads numbers from the arrays `first` and `second` (so many vectors per group each) and
// numbers that all lanes share, calculates, and writes; then it goes on to the next group.
#pragma once

#include <cstddef>

#include "cpu/assembler.h"
#include "cpu/trace.h"

namespace thalweg::cpu {

/// Vector `index` of a group's in `array`: Base::first or Base::second; or number `index` of Base::shared.
struct Port {
  Base array;
  int index;
  friend bool operator==(const Port&, const Port&) = default;
};

struct Wiring {
  std::vector<Port> inputs;  ///< by the trace's numbers
  struct Output {
    Port to;
    int node;
  };
  std::vector<Output> outputs;        ///< written after everything has been read
  int first_vectors, second_vectors;  ///< per group
};

/// bytes: of a vector, 32 (AVX2 with FMA) or 64 (AVX-512 with F and DQ).  contract: products that only sums
/// want are rounded once, with them.
struct Target {
  int bytes;
  bool contract;
};

/// Constants, then code; they must lie at a multiple of 64 bytes.
struct MachineCode {
  std::vector<std::byte> bytes;
  std::size_t entry;  ///< of the function
};
MachineCode machine_code(const Trace& trace, const Wiring& wiring, const Target& target);

}  // namespace thalweg::cpu

// SPDX-License-Identifier: MIT
// The instructions of a recorded calculation, by the units that do them: shared parts once, unused parts not
// at all.  It is the least that a vector machine without rewriting rules can do; a compiler adds loads,
// stores, moves and loop overhead.
#pragma once

#include <span>

#include "cpu/trace.h"

namespace thalweg::bench {

struct InstructionCount {
  double multiply = 0;  ///< products, alone or with a sum
  double other = 0;     ///< sums, comparisons, selections, integers, which other units do, too
  double division = 0, root = 0;
  double special = 0;  ///< functions that are instructions, as on a card
};

/// What the answers, nodes of the trace, take.  fused: a product that only sums want is done with them.
/// Free are constants, inputs, negations (instructions that negate exist for sums and products) and masks
/// turned round.  One instruction are the smaller or larger of two, if nothing else wants the comparison, and
/// bits selected to be compared with zero.
InstructionCount count_instructions(const cpu::Trace& trace, std::span<const int> answers, bool fused);

}  // namespace thalweg::bench

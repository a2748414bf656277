// SPDX-License-Identifier: MIT
// The least work that a step of one particle is: counted from the formulas of surface and rule
// (instructions.h), and turned into time by the measured peaks of the machine.
#pragma once

#include <string>
#include <vector>

#include "card_peaks.h"
#include "engine/plan.h"
#include "instructions.h"
#include "peak.h"

namespace thalweg::bench {

/// A row or column of the table: what it is called and what it chooses.
struct Named {
  std::string name;
  RunSpec spec;
};
/// The landscapes that are measured; a typed formula has the floor of the surface whose text it is.
std::vector<Named> landscapes();
/// The optimizers, at the rates of the landscape.
std::vector<Named> methods();

/// What is one instruction.  fused: a product and a sum.  special: a sine, exponential or logarithm, as on a
/// card in float and the fast mode.
struct Instructions {
  bool fused, special = false;
};
/// Of one step of one particle.
/// Throws Error for a plan whose surface or rule is not in the table.
InstructionCount count_step(const Plan& plan, const Instructions& one);

/// Seconds of one step of one particle if every unit was always busy: on one thread of the processor, and on
/// a whole card.
double floor_seconds(const InstructionCount& count, const Peaks& peaks);
double floor_seconds(const InstructionCount& count, const CardPeaks& peaks, Precision precision);

}  // namespace thalweg::bench

// SPDX-License-Identifier: MIT
// The least work that a step of one particle is: counted from the formulas of surface and rule (tally.h), and
// turned into time by the measured peaks of the machine.
#pragma once

#include <string>
#include <vector>

#include "engine/plan.h"
#include "peak.h"
#include "tally.h"

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

/// Instructions of one step of one particle.  fused: a product and a sum are one instruction.
/// Throws Error for a plan whose surface or rule is not in the table.
Graph::Count count_step(const Plan& plan, bool fused);

/// Seconds of one step of one particle on one thread if every unit was always busy.
double floor_seconds(const Graph::Count& count, const Peaks& peaks);

}  // namespace thalweg::bench

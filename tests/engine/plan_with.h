// SPDX-License-Identifier: MIT
// A plan of the default run with a plain rate, changed by a test.
#pragma once

#include "engine/plan.h"

namespace thalweg::test {

/// Rate 0.5, 100 steps.
template <class Change>
Plan plan_with(const Change& change) {
  RunSpec spec;
  spec.lr = 0.5;
  spec.steps = 100;
  change(spec);
  return make_plan(spec);
}

}  // namespace thalweg::test

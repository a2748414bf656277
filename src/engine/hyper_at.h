// SPDX-License-Identifier: MIT
// What a run's schedule makes of the hyper-parameters.
#pragma once

#include "engine/plan.h"

namespace thalweg {

/// The hyper-parameters of step k = 0, 1, ...: some schedules move the momentum.  As in step_constants().
Values hyper_at(const Plan& plan, i64 k);

}  // namespace thalweg

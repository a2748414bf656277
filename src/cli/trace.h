// SPDX-License-Identifier: MIT
// One particle, every step: what `trace` prints and `diagnose` judges.
#pragma once

#include "cli/progress.h"
#include "engine/backend.h"
#include "io/csv.h"

namespace thalweg::cli {

/// One particle in double and exact maths on one CPU thread: comparing step by step asks for reproducible
/// bits and digits rather than for speed.
RunSpec trace_defaults();

/// InputError for more steps than a table should hold.
void check_trace_length(const RunSpec& spec);

/// Columns step, x, y, loss, gx, gy, lr (one weight: w, gw; three: z, gz); row k is the state after k steps.
/// With `stability` also lr_lambda_max, the rate times the largest eigenvalue of the Hessian.  Fewer rows
/// than steps + 1 after Ctrl-C.
Table trace(const Plan& plan, Backend& backend, ProgressBar& bar, bool stability = false);

}  // namespace thalweg::cli

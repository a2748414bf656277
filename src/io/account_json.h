// SPDX-License-Identifier: MIT
// A step in detail, as the JSON document that `thalweg trace --explain` promises.
#pragma once

#include "engine/explain.h"
#include "io/json.h"

namespace thalweg {

/// {optimizer, rule, particle, step, lr, start, end, move, loss: {before, after}, gradient,
///  settings: [{name, value, meaning}],
///  inquiries: [{at, asked, value, gradient, noisy, told, hessian, changed: [symbol]}],
///  terms: [{symbol, meaning, shape, before, after}], factors: [{formula, meaning, value}]}
/// One inquiry per stage: gradient is the landscape's own at `at`, noisy and told have the run's noise and
/// clipping, hessian is there if it was asked for.  Lists of vectors and matrices are flat, row by row;
/// matrices are upper triangles.
Json account_json(const Plan& plan, i64 particle, const StepAccount& account);

/// "number", "vector", "symmetric", "numbers" or "vectors".
std::string_view to_text(TermShape shape);

/// [{symbol, meaning, shape}] of everything that any variant of the optimizer remembers, in two weights, and
/// [{formula, meaning}] of the constants of its steps.
Json terms_json(const OptimizerEntry& entry);
Json factors_json(const OptimizerEntry& entry);

}  // namespace thalweg

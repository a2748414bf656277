// SPDX-License-Identifier: MIT
// What the program found, as the JSON documents that the command line promises.
#pragma once

#include <span>

#include "engine/landscape.h"
#include "engine/result.h"
#include "io/json.h"

namespace thalweg {

/// {version, spec, device, precision, math, seed, steps, complete, outcomes: {name: count},
///  minima: [{x, y, value, global, count, fraction, ci95: [lo, hi]}], loss: {min, q25, median, q75, max},
///  evaluations: {value, gradient, hessian}, seconds, particle_steps_per_second}
/// spec has every default filled in; steps is how many were done, fewer than spec.steps if the run was
/// stopped.
Json run_json(const RunResult& result, i64 steps);

/// [{x, y, value, gradient: [gx, gy], hessian: [xx, xy, yy]}], in double; one weight is called w, the third
/// z, and the Hessian is its upper triangle, row by row.
Json eval_json(const Landscape& f, std::span<const Point> points);

/// {name, title, formula, domain, parameters, minima: [{x, y, value, global}], lr: {gradient, normalized},
/// display,
///  display_scale, smooth, source}
Json to_json(const SurfaceEntry& entry);
/// {name, title, formula, row, inputs, weights, scaling, domain, parameters, source}
Json to_json(const ProblemEntry& entry);
/// {name, title, rule, parameters, family, source}
Json to_json(const OptimizerEntry& entry);
/// {name, title, formula, parameters, source}
Json to_json(const ScheduleEntry& entry);
Json to_json(const NoiseEntry& entry);
// parameters: [{name, default, low, high, scale, meaning}]

/// The surface's learning rates with its parameters at their defaults.
LearningRates default_learning_rates(const SurfaceEntry& entry);

/// "linear", "log", "integer" or "switch".
std::string_view to_text(Scale scale);
/// "gradient", "normalized" or "newton".
std::string_view to_text(Family family);

}  // namespace thalweg

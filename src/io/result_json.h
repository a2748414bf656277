// SPDX-License-Identifier: MIT
// What the program found, as the JSON documents that the command line promises.
#pragma once

#include <span>
#include <string_view>

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

/// {name, title, formula, parameters, source, domain, minima: [{x, y, value, global}],
///  lr: {gradient, normalized}, display, display_scale, smooth}; minima and lr with the parameters' defaults
Json to_json(const SurfaceEntry& entry);
/// {name, title, formula, row, inputs, weights, rows, scaling, domain, parameters, source}; rows: how many
/// the built-in data have
Json to_json(const ProblemEntry& entry);
/// {name, title, rule, parameters, family, lr_factor, source, evaluations: {value, gradient, hessian},
///  variant, variants: [{state: [n1, n2, n3], stages, request, random, pauses}],
///  terms: [{symbol, meaning, shape}], factors: [{formula, meaning}]}
/// A variant is what certain values of the parameters select, `variant` (from 0) the one of the defaults,
/// whose evaluations per step and particle are given.  state: numbers that a particle of 1, 2, 3 weights
/// carries; request: what each stage of a step asks for; random: it draws random numbers; pauses: a particle
/// may stand still and move on later.  terms: what the state holds, factors: the constants that change from
/// step to step (io/account_json.h).
Json to_json(const OptimizerEntry& entry);
/// {name, title, formula, parameters, source, moves_momentum, per_particle}; per_particle: the rate follows
/// the particle's own losses
Json to_json(const ScheduleEntry& entry);
/// {name, title, formula, parameters, source, random, needs_data}
Json to_json(const NoiseEntry& entry);
// parameters: [{name, default, low, high, scale, meaning}]

/// The surface's learning rates with its parameters at their defaults.
LearningRates default_learning_rates(const SurfaceEntry& entry);

/// "linear", "log", "integer" or "switch".
std::string_view to_text(Scale scale);
/// "gradient", "normalized", "newton" or "self_scaling".
std::string_view to_text(Family family);
/// "gradient", "hessian", "value" or "value_and_gradient".
std::string_view to_text(Request request);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// Run specs as JSON: what --save-spec writes, --spec reads, and every result carries.
//
//   {"version": "0.1.0", "surface": {"name": "ellipse", "condition": 100}, "domain": [-5, 5, -5, 5],
//    "optimizer": {"name": "sgd", "momentum": 0.9}, "lr": 0.01, "schedule": {"name": "constant"},
//    "noise": {"name": "none"}, "start": {"kind": "uniform"}, "particles": 10000, "steps": 1000, "seed": 1,
//    "precision": "float", "math": "fast", "device": "auto", "threads": 0, "trail": {"every": 1, "length":
//    0}}
//
// Instead of "surface" there may be "problem": {"name": "line_fit"} with "data": "FILE" and "scaling", or
// "formula": {"text": "a = 1 : 0..2; a*x^2 + y^2", "a": 1.5}.  "domain" has two numbers per weight.
// "schedule" may be an array, whose later parts have a "from".  "clip_norm" and "clip_value" limit gradients.
//
// Every member may be left out and has its default then; "domain" and "lr" are left out when the surface's
// own are meant.  Instead of an object, "ellipse:condition=100" and "normal:sigma=0.5" are accepted.
// "version" says who wrote the file and is not compared.
#pragma once

#include <filesystem>
#include <string>

#include "engine/run_spec.h"
#include "io/json.h"

namespace thalweg {

Json to_json(const RunSpec& spec);
Json to_json(const Choice& choice);
/// [x0, x1, ...]: two numbers per weight.
Json domain_json(const Box& domain, int weights);

/// Strict: unknown members, wrong types, numbers out of range, and whatever make_plan refuses.  Throws
/// InputError.
RunSpec spec_from_json(const Json& json);
/// The members alone: names are not looked up, and no plan is made.  For what has some of them, as a study.
RunSpec members_from_json(const Json& json);

/// The same from a file, which the InputError names.  A result's JSON will do: its "spec" is read.
RunSpec read_spec(const std::filesystem::path& path);
void write_spec(const std::filesystem::path& path, const RunSpec& spec);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// Studies as JSON files.
//
//   {"name": "study", "methods": ["sgd", {"label": "adam, cosine", "optimizer": "adam:beta1=0.8",
//    "schedule": "cosine", "space": [{"name": "lr", "low": 1e-6, "high": 10, "scale": "log"}]}],
//    "tasks": ["rosenbrock", {"label": "noisy fit", "problem": "line_fit", "noise": "minibatch",
//    "training": [101], "held_out": [1, 2]}], "budget": 2000, ...}
//
// A method has the members "optimizer", "lr", "schedule", "clip_norm" and "clip_value" of a run spec
// (io/spec_json.h), a task "surface", "problem" or "formula", "data", "domain" and "noise".  Strings stand
// for methods and tasks of which nothing else is said.  Every member may be left out and has its default
// then.  Members whose names begin with "//" are comments.
#pragma once

#include <filesystem>

#include "io/json.h"
#include "study/spec.h"

namespace thalweg::study {

Json to_json(const StudySpec& spec);

/// Strict: unknown members, wrong types, and whatever check() refuses.  Throws InputError.
StudySpec study_from_json(const Json& json);

/// The same from a file, which the InputError names.  The results of a study will do: their "spec" is read.
StudySpec read_study(const std::filesystem::path& path);

/// A study file with comments, to begin with: small enough to be run as it is.
std::string example_study();

}  // namespace thalweg::study

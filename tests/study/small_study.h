// SPDX-License-Identifier: MIT
// A study of less than a second, with a bit of everything.
#pragma once

#include <nlohmann/json.hpp>

#include "cpu/cpu_backend.h"
#include "study/results_json.h"
#include "study/runner.h"
#include "study/spec_json.h"

namespace thalweg::study::testing {

/// A noisy task, one of which no lowest value is known, and one with instances; rules that ask for gradients,
/// for two of them and for values.
inline StudySpec small_study() {
  return study_from_json(parse_json(R"json({
    "name": "small",
    "methods": ["sgd", "adam", "sam", "random_search"],
    "tasks": [
      {"surface": "himmelblau", "noise": "gaussian:sigma=0.5", "training": [101], "held_out": [1, 2]},
      {"label": "typed", "formula": "x^2 + 3*y^2 + sin(3*x)", "domain": [-2, 2, -2, 2],
       "training": [101, 102], "held_out": [1]},
      {"surface": "bbob03", "training": [101], "held_out": [1, 2]}],
    "budget": 60, "tuning": 3, "tuning_starts": 20, "starts": 30, "rates": 3, "rate_starts": 15,
    "targets": {"high": 2, "low": -2, "count": 9}})json",
                                    "small"));
}

/// Runs what is missing; what must be the same whenever it is run, as text.
inline std::string results_text(const StudySpec& spec, const std::filesystem::path& folder, int threads = 1) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(threads);
  const CellStore store(folder, spec);
  run_study(spec, store, {}, *backend, nullptr);
  return to_text(reproducible(collect(spec, store, "here")));
}

}  // namespace thalweg::study::testing

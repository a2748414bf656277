// SPDX-License-Identifier: MIT
// The results of a study as files.  docs/study-results.schema.json describes results.json.
#pragma once

#include <filesystem>

#include "io/json.h"
#include "study/results.h"

namespace thalweg::study {

/// Numbers that JSON does not have are the strings "Infinity", "-Infinity" and "NaN", which Number() of
/// JavaScript and float() of Python read.  What a machine took is in the member "machine", and all else must
/// be the same when the study is run again.
Json to_json(const StudyResults& results);
/// Without "machine": what must be the same.
Json reproducible(const StudyResults& results);

/// InputError for what is no such document.
StudyResults results_from_json(const Json& json);
/// The InputError names the file.
StudyResults read_results(const std::filesystem::path& path);

/// One row per method, task and target: method, task, target, runs, reached, success with its interval,
/// running_time with its interval (empty where infinite).
std::string results_csv(const StudyResults& results);

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// Tasks that are not of BBOB as IOHprofiler's data, which IOHanalyzer reads:
// https://iohprofiler.github.io/IOHanalyzer/data/
#pragma once

#include <filesystem>

#include "study/results.h"

namespace thalweg::study {

/// FOLDER/METHOD/IOHprofiler_f{TASK}_{NAME}.json and data_f{TASK}_{NAME}/IOHprofiler_f{TASK}_DIM{N}.dat,
/// tasks counted from 1: on every held-out instance the first starts of the setting that tuning chose, at
/// most five.  raw_y is the excess over the task's lowest value; an "evaluation" is a unit of the study's
/// cost. Rows are written at the start, when the excess falls below a new target 10^(k/20), and at the end.
/// Throws Error where a file cannot be written.
void export_ioh(const std::filesystem::path& folder, const StudyResults& results, Backend& backend);

}  // namespace thalweg::study

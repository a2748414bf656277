// SPDX-License-Identifier: MIT
// Diagnoses of tables, and how they are told.
#pragma once

#include "analysis/diagnosis.h"
#include "io/csv.h"
#include "io/json.h"

namespace thalweg::cli {

/// The run in a table with a column loss, and with x, y (w; x, y, z) and gx, gy if they are there. InputError
/// that names `name` if there is no loss.
History history_of(const Table& table, const std::string& name);

/// Of a trace of this plan.
Diagnosis diagnosis_of(const Table& trace, const Plan& plan);

/// "diagnosis: good: It has arrived ...  Keep it."
std::string one_line(const Diagnosis& diagnosis);
/// {verdict, reason, advice}
Json diagnosis_json(const Diagnosis& diagnosis);

}  // namespace thalweg::cli

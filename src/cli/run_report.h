// SPDX-License-Identifier: MIT
// What a run found, as tables for people.
#pragma once

#include <string>

#include "engine/result.h"

namespace thalweg::cli {

/// steps: how many were done.
std::string run_report(const RunResult& result, i64 steps);

}  // namespace thalweg::cli

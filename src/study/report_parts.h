// SPDX-License-Identifier: MIT
// The parts of a study's report, as HTML.
#pragma once

#include <string>

#include "study/html.h"
#include "study/results.h"

namespace thalweg::study {

/// A method's name with its colour, and a flag if it is told the optimum's value.
Cell method_cell(const StudyResults& results, int method);

std::string ranking_table(const StudyResults& results);
/// Of one task: all methods; expected costs to some targets; all pairs of methods.
std::string methods_table(const StudyResults& results, int task);
std::string targets_table(const StudyResults& results, int task);
std::string pairs_table(const StudyResults& results, int task);
/// Decades of good learning rates, methods by tasks.
std::string decades_table(const StudyResults& results);
/// What the machine took.
std::string time_table(const StudyResults& results);

/// Protocol, methods, tasks, statistics and spec.
std::string method_section(const StudyResults& results);

}  // namespace thalweg::study

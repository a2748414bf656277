// SPDX-License-Identifier: MIT
// The plots of a study, as figures: every method has one colour, dash and shape in all of them.
#pragma once

#include <string>
#include <vector>

#include "figures/figure.h"
#include "study/results.h"

namespace thalweg::study {

const MethodOnTask& pair_of(const StudyResults& results, int method, int task);

/// Share of targets and starts reached over the cost: of all tasks, and of one.
figures::Figure overall_chart(const StudyResults& results);
figures::Figure reached_chart(const StudyResults& results, int task);
/// Dolan & More's performance profiles.
figures::Figure profile_chart(const StudyResults& results);

// Of one task, a row per method.

/// Expected cost to the final target, with its interval.
figures::Figure time_chart(const StudyResults& results, int task);
/// Quartiles of the excess at the end.
figures::Figure excess_chart(const StudyResults& results, int task);
/// How the runs ended.
figures::Figure outcome_chart(const StudyResults& results, int task);

// Of one task, over the learning rate; only where rates were tried.

/// Expected cost to the final target; thick where it is within a factor of 2 of the method's best.
figures::Figure rate_chart(const StudyResults& results, int task);
/// Share of successes by rate and by how far the start was off.
figures::Figure start_chart(const StudyResults& results, int task);

struct NamedFigure {
  std::string name;  ///< of a file, without an ending: "reached-rosenbrock"
  figures::Figure figure;
};
/// All of them.
std::vector<NamedFigure> study_figures(const StudyResults& results);

}  // namespace thalweg::study

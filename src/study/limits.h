// SPDX-License-Identifier: MIT
// What a study's results do not say.
#pragma once

#include <string>
#include <vector>

#include "study/results.h"

namespace thalweg::study {

struct OnTask {
  int method, task;
};
/// Whose best rate stands at an edge of what was tried.
std::vector<OnTask> rates_at_edge(const StudyResults& results);
/// Whose best rate succeeded, but on fewer than ten runs.
std::vector<OnTask> rates_by_luck(const StudyResults& results);

/// One paragraph each, of plain text, the first words of which say what it is about; made from the data.
struct Limit {
  std::string about, text;
};
std::vector<Limit> limits(const StudyResults& results);

}  // namespace thalweg::study

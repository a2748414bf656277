// SPDX-License-Identifier: MIT
// What a study's results do not say.
#pragma once

#include <string>
#include <vector>

#include "study/results.h"

namespace thalweg::study {

/// Which method's best rate on which task stands at an edge of what was tried.
struct AtEdge {
  int method, task;
};
std::vector<AtEdge> rates_at_edge(const StudyResults& results);

/// One paragraph each, of plain text, the first words of which say what it is about; made from the data.
struct Limit {
  std::string about, text;
};
std::vector<Limit> limits(const StudyResults& results);

}  // namespace thalweg::study

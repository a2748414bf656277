// SPDX-License-Identifier: MIT
// A study's results made by hand, without a single descent: four methods on five tasks, of which one method
// is told the optimum, one never succeeds on a task, two are twins, and one task is solved by nobody.
#pragma once

#include <string>

#include "study/results.h"

namespace thalweg::study {

StudyResults made_results();

/// The tags of HTML, or of an SVG in it, are nested as they should be: the first that is not, or "".
std::string first_bad_tag(const std::string& html);

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// The cells that a study has.
#pragma once

#include "study/cells.h"

namespace thalweg::study {

/// Where (method, task) stands in StudyResults::pairs, and which shard it belongs to.
inline std::size_t pair_of(const StudySpec& spec, int method, int task) {
  return std::size_t(method) * spec.tasks.size() + std::size_t(task);
}

struct Job {
  CellId cell;
  Setting setting;
};

/// The cells of one phase of a (method, task) pair, by setting or rate and then by instance; `tuned` is the
/// setting of the test and of the rates.
std::vector<Job> jobs_of(const StudySpec& spec, Phase phase, int method, int task, int tuned);

}  // namespace thalweg::study

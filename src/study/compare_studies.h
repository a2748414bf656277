// SPDX-License-Identifier: MIT
// Two studies side by side: what was asked differently, and which effects differ beyond their intervals.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "io/json.h"
#include "study/results.h"

namespace thalweg::study {

/// A place in the spec whose values differ; null where there is none.
struct SpecChange {
  std::string where;  ///< "budget", "methods.adam.optimizer.beta1"
  Json a, b;
};
/// Methods, tasks and axes are told apart by their labels and names, whatever their order.
std::vector<SpecChange> spec_changes(const Json& a, const Json& b);

enum class Verdict {
  same,        ///< every number of the pair is the same
  within,      ///< the intervals overlap
  sooner,      ///< b's interval lies below a's
  later,       ///< above it
  only_first,  ///< b never reached the target
  only_second,
  neither,
};
const char* name(Verdict verdict);

/// A method on a task that both studies have, at the harder of the targets that both ended with.
struct EffectChange {
  std::string method, task;
  double target;  ///< excess
  TargetResult a, b;
  double ratio;  ///< of expected running times, b / a
  Verdict verdict;
};
/// Pairs at targets that only one study has are left out.
std::vector<EffectChange> effect_changes(const StudyResults& a, const StudyResults& b);

}  // namespace thalweg::study

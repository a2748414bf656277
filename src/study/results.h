// SPDX-License-Identifier: MIT
// What a study found: everything that the report, the tables and the exports show.  Times of the machine are
// kept apart from what must be the same when the study is run again.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "study/cells.h"
#include "study/runner.h"
#include "study/statistics.h"

namespace thalweg::study {

struct TargetResult {
  double target;          ///< excess
  i64 reached;            ///< of MethodOnTask::runs
  Proportion success;     ///< Wilson, 95 %
  Estimate running_time;  ///< expected cost; infinite without a success
};

struct RateResult {
  double lr;
  i64 runs, reached;    ///< of the task's final target
  double running_time;  ///< expected cost to it
  /// Share that reached it, by starts in tenths of growing excess at the start; NaN for an empty tenth.
  std::vector<double> bins;
};

struct MethodOnTask {
  int method, task;
  int setting;       ///< that tuning chose; 0: the defaults
  Choice optimizer;  ///< with its values
  double lr;         ///< of the first held-out instance
  i64 runs;          ///< held-out starts over all held-out instances
  double cost_per_step;
  Evaluations per_step;
  std::vector<TargetResult> targets;
  std::array<i64, kOutcomes> outcomes;
  double final_low, final_median, final_high;  ///< quartiles of the excess at the end
  double anytime;                              ///< CellResult::anytime in the mean over starts
  double stationary;                           ///< CellResult::stationary in the mean over instances
  std::vector<RateResult> rates;
  double good_decades;
  Staircase reached;  ///< over cost: all targets and starts; thinned to steps of 2 % of the cost
  double seconds, particle_steps_per_second;  ///< of the machine
};

struct Comparison {
  int task, a, b;  ///< a < b
  Estimate ratio;  ///< of expected running times to the final target, a / b
  double a12;
  PairedShares pairs;
  double p, p_adjusted;  ///< Wilcoxon on the paired costs; Holm over all comparisons of the study
};

struct StudyResults {
  StudySpec spec;
  std::string version, device;
  std::vector<double> f_best;          ///< by task, as LowestValues has them
  std::vector<bool> f_best_published;  ///< false: the lowest that was reached in the study
  std::vector<int> final_target;  ///< by task: the lowest target that any method reached on half of its runs,
                                  ///< else the highest
  std::vector<MethodOnTask> pairs;  ///< [method * tasks + task]
  std::vector<Comparison> comparisons;
  std::vector<Staircase> overall;   ///< by method: all tasks, targets and starts
  std::vector<Staircase> profiles;  ///< by method: Dolan & More on the running times to the final targets
  std::vector<bool> uses_optimum;   ///< by method: it is told the lowest value (Polyak's step and its kin)
};

/// Needs all cells; InputError that says how many are missing otherwise.
StudyResults collect(const StudySpec& spec, const CellStore& store, const std::string& device);

}  // namespace thalweg::study

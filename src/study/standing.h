// SPDX-License-Identifier: MIT
// Who is ahead, and what cannot be told apart.
#pragma once

#include <optional>
#include <vector>

#include "study/results.h"

namespace thalweg::study {

/// The comparison of two methods on a task, as a against b whichever way it was kept; absent if there is
/// none.
std::optional<Comparison> comparison_of(const StudyResults& results, int task, int a, int b);

/// a is faster than b for sure: the interval of the ratio lies below 1 and the adjusted p value below 0.05.
bool clearly_faster(const StudyResults& results, int task, int a, int b);

/// 1 + the methods that are clearly faster on the task; those that are told the optimum count for themselves
/// only.
int task_rank(const StudyResults& results, int task, int method);

/// On how many tasks a is clearly faster than b, and b than a.  a is ahead if it wins some and b none, or if
/// the sign test over the tasks says so (p < 0.05).
struct Score {
  int wins, losses;
};
Score score_of(const StudyResults& results, int a, int b);
bool ahead(const StudyResults& results, int a, int b);

struct Standing {
  int method;
  int rank;            ///< 1 + methods that are ahead; 0: not ranked, being told the optimum
  Estimate area;       ///< share of targets reached, mean over log cost and tasks; from six tasks on with the
                       ///< bootstrap over tasks, else the bounds are NaN
  int behind;          ///< methods that it is ahead of
  double median_rank;  ///< over tasks
  int first;           ///< tasks on which nothing is clearly faster
  int solved;          ///< tasks whose final target half of its runs reached
};
/// Best first; those that are not ranked at the end.
std::vector<Standing> standings(const StudyResults& results);

/// Mean of the steps over log x from `low` to `high`.
double log_area(const Staircase& steps, double low, double high);

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// Single descents of a study, step by step, as the file formats of other benchmarks want them.
#pragma once

#include <vector>

#include "study/results.h"

namespace thalweg::study {

/// Where a start was after so many steps, and why this is kept.
struct Moment {
  i64 step, evaluations;  ///< evaluations_at(step)
  double loss, best;      ///< noise-free; the lowest so far, infinity if none was a number
  Point at;
  bool end = false;    ///< the first or the last step
  bool hit = false;    ///< a new target: HitTrigger
  bool timed = false;  ///< a number of evaluations: TimeTrigger
};
/// What is kept of one start.
struct Trace {
  std::vector<Moment> moments;
  double f_best;  ///< of this instance
  Moment lowest;  ///< the first of the lowest losses; the start if none is a number
};

/// COCO's trigger: true when the excess falls below a lower one of the targets 10^(k/20) than any before.
/// Excesses below 1e-8 count as 1e-8.
class HitTrigger {
 public:
  bool operator()(double excess);

 private:
  double lowest_ = 1e300;  // ceil(20 log10(excess))
};

/// COCO's other trigger: true when one of floor(10^(i/20)) and weights * {1, 2, 5} * 10^j evaluations, i, j =
/// 0, 1, ..., is reached or passed for the first time.
class TimeTrigger {
 public:
  explicit TimeTrigger(int weights) : weights_(weights) {}
  bool operator()(i64 evaluations);

 private:
  int weights_;
  i64 next_ = 1;
};

/// The first `count` starts of the pair's tuned setting on an instance, whether the study tested it there or
/// not: the same starts and the same noise.  Ensembles of few starts are quickest on a CPU backend.
std::vector<Trace> trace_starts(const StudyResults& results, const MethodOnTask& pair, i64 instance,
                                i64 count, Backend& backend);

/// Evaluations up to and with the one that shows the loss after `step` steps: the start is evaluation 1, and
/// every step adds its cost, rounded up.
i64 evaluations_at(i64 step, double cost_per_step);

/// NaN and what is beyond 1e300 as 1e300, for formats that have neither NaN nor infinities.
double written(double a);

/// A surface of the BBOB suite as COCO has it: no noise, no other lowest value.
bool is_bbob(const Task& task);

}  // namespace thalweg::study

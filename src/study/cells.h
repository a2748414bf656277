// SPDX-License-Identifier: MIT
// The parts that a study is made of: a cell is one method with one setting on one instance, from all its
// starts.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/outcome.h"
#include "study/spec.h"

namespace thalweg::study {

/// lowest: a first pass of the defaults on the training instances, where no lowest value is published.
enum class Phase { lowest, tuning, test, rates };

/// Values of a method's search axes; empty: the method's defaults.
struct Setting {
  std::vector<double> values;
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// Setting k = 0, 1, ... of a method: 0 are its defaults, the others the points of the Sobol sequence
/// (core/sobol.h) with index k in the space of its axes.  The same order on every task, for every study.
Setting setting_of(const Method& method, int k);
/// How many settings tuning tries: those of the budget, or one for a method without a space.
int settings_of(const StudySpec& spec, const Method& method);
/// Rate k of the sensitivity curve.
double rate_of(const StudySpec& spec, int k);
/// Whether instances of the task are other landscapes, and not just other starts and noise.
bool has_instances(const Task& task);

struct CellId {
  Phase phase;
  int method, task;  ///< into the spec
  i64 instance;
  int setting;  ///< of tuning and test: as in setting_of; of rates: which rate; of lowest: 0
  friend auto operator<=>(const CellId&, const CellId&) = default;
};

/// The run of a cell: same starts and same noise for all methods (seed from the study's seed, task and
/// instance; not from method or setting), steps as many as the budget pays for.  For rates: the tuned setting
/// with this rate.  Noise on gradients is left away for rules that ask for values alone: they see none of it.
/// Throws InputError where there is no such run.
RunSpec run_of(const StudySpec& spec, const CellId& cell, const Setting& setting);
/// Only what is descended there.
RunSpec landscape_of(const Task& task, i64 instance);

/// Cost of one step under the study's model, from the counted requests of the plan.  A gradient comes with
/// its value, so values are paid for only as far as there are more of them than gradients.
double cost_per_step(const StudySpec& spec, const Plan& plan);

inline constexpr u32 kNever = 0xffffffffu;

/// What was measured, per start (in the order of particles) and in sum.  Memory while a cell runs: about
/// 4 * targets + 40 bytes per start beside the ensemble's, so 250 MB for a million starts and 51 targets.
struct CellResult {
  i64 starts = 0, steps = 0;  ///< steps that the budget paid for
  double cost_per_step = 0, f_best = 0;
  Evaluations per_step;
  /// hits[t * starts + i]: after how many steps (0: at the start) start i was within target t for the first
  /// time; kNever.  Kept in the test phase only.
  std::vector<u32> hits;
  std::vector<u32> last_hit;  ///< per start, of the lowest target
  /// Per target: how many starts reached it, and the sum of the steps of those.
  std::vector<i64> reached, steps_to;
  std::vector<double> final_excess, best_excess;  ///< per start, noise-free; NaN or infinity as they are
  std::vector<u8> outcome;                        ///< per start: Outcome.  Kept in the test phase only.
  /// Per start, log10: the lowest target reached so far, in the mean over the steps of the budget; the
  /// highest target where none is.
  std::vector<float> anytime;
  double stationary = 0;  ///< median over starts of the mean excess over the last tenth of the steps
  double seconds = 0;     ///< of the descent alone; not part of what must be reproduced
};

}  // namespace thalweg::study

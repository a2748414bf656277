// SPDX-License-Identifier: MIT
// A run plan: the run spec with every name looked up and every default filled in.  Machines execute plans.
#pragma once

#include <limits>

#include "engine/landscape.h"
#include "engine/start.h"
#include "noise/clip.h"

namespace thalweg {

/// One of a run's schedules: from its first step to where the next one begins, or to the end.
struct SchedulePlan {
  i64 from, steps;
  const ScheduleEntry* entry;
  Values parameters;
};

struct Plan {
  RunSpec spec;  ///< with lr filled in
  Landscape landscape;
  const OptimizerEntry* optimizer;
  int variant;  ///< which of optimizer->rules
  Values hyper;
  std::vector<SchedulePlan> schedules;    ///< the first one from step 0 on
  std::vector<double> plateau_constants;  ///< of schedules/reduce_on_plateau.h; empty for other schedules
  const NoiseEntry* noise;
  Values noise_parameters;
  std::vector<double> noise_constants;
  Clip<double> clip;  ///< infinite where nothing is clipped
  bool pauses;        ///< standing still is no sign of rest: the rule, the schedule or the noise may move the
                      ///< particle later
  StartPlan start;
};

/// Throws InputError with one line that names what is wrong.
Plan make_plan(const RunSpec& spec);
/// The same on a landscape that was made already, by make_landscape(spec): for many plans of one landscape.
Plan make_plan(const RunSpec& spec, const Landscape& landscape);

inline const RuleInfo& rule(const Plan& plan) { return plan.optimizer->rules[std::size_t(plan.variant)]; }

inline bool clips(const Plan& plan) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  return plan.clip.norm < kNone || plan.clip.value < kNone;
}

/// What the schedules work on at step k: the run's learning rate, or the one that took its place.
double base_rate(const Plan& plan, i64 k);

/// The learning rate of step k = 0, 1, ...; beyond the last step it stays what it was.
double learning_rate(const Plan& plan, i64 k);

/// Whether a run of `before` that has done `step` steps is one of `after` as well: they differ in rates of
/// later steps alone.
bool continues(const Plan& before, const Plan& after, i64 step);

/// The constants of steps [first, first + count), row by row: rule(plan).constants doubles each.
std::vector<double> step_constants(const Plan& plan, i64 first, i64 count);

/// Those of the kWatchSteps steps from step `first` on, which may lie beyond the run.
std::vector<double> watch_constants(const Plan& plan, i64 first);

/// How often one step asks the oracle, per particle.
struct Evaluations {
  i64 value = 0, gradient = 0, hessian = 0;
};
Evaluations evaluations_per_step(const Plan& plan);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// A run plan: the run spec with every name looked up and every default filled in.  Machines execute plans.
#pragma once

#include "engine/landscape.h"
#include "engine/start.h"

namespace thalweg {

struct Plan {
  RunSpec spec;  ///< with lr filled in
  Landscape landscape;
  const OptimizerEntry* optimizer;
  int variant;  ///< which of optimizer->rules
  Values hyper;
  const ScheduleEntry* schedule;
  Values schedule_parameters;
  const NoiseEntry* noise;
  Values noise_parameters;
  std::vector<double> noise_constants;
  bool pauses;  ///< standing still is no sign of rest: the rule or the schedule may move the particle later
  StartPlan start;
};

/// Throws InputError with one line that names what is wrong.
Plan make_plan(const RunSpec& spec);

inline const RuleInfo& rule(const Plan& plan) { return plan.optimizer->rules[std::size_t(plan.variant)]; }

/// The learning rate of step k = 0, 1, ...
double learning_rate(const Plan& plan, i64 k);

/// The constants of steps [first, first + count), row by row: rule(plan).constants doubles each.
std::vector<double> step_constants(const Plan& plan, i64 first, i64 count);

/// How often one step asks the oracle, per particle.
struct Evaluations {
  i64 value = 0, gradient = 0, hessian = 0;
};
Evaluations evaluations_per_step(const Plan& plan);

}  // namespace thalweg

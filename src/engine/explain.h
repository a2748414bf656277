// SPDX-License-Identifier: MIT
// One step of one particle, number by number.  The registered rule itself is run, on the host and in double,
// so that nothing about it is written down twice; its header says what its numbers mean.
#pragma once

#include "engine/host_side.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg {

/// A member of the rule's state before and after the step.
struct StepTerm {
  TermInfo info;
  std::vector<double> before, after;  ///< info.count numbers, row by row
};

/// A constant of the step.
struct StepFactor {
  TermInfo info;
  std::vector<double> values;
};

/// What one stage of the rule asked for, and what it was told.
struct Inquiry {
  Point at;                        ///< where the answer was wanted
  Point asked;                     ///< where it was taken: noise may move it
  double value;                    ///< of the landscape at `at`, all of it and without noise
  std::vector<double> gradient;    ///< likewise
  double told_value;               ///< the value that the rule gets, of a mini-batch if there is one
  std::vector<double> noisy;       ///< with the run's noise
  std::vector<double> told;        ///< with the run's noise and clipping
  std::vector<double> hessian;     ///< upper triangle row by row, of what was told; empty if not asked for
  std::vector<StepTerm> absorbed;  ///< what this stage changed in the state: those terms alone
};

struct StepAccount {
  i64 step;  ///< steps taken before this one
  int weights;
  Request request;                      ///< what each stage asks for
  double lr;                            ///< the schedule's rate of this step
  Point start, end;                     ///< the position before and after
  std::vector<double> move;             ///< end - start
  double loss_before, loss_after;       ///< without noise
  std::vector<double> gradient_before;  ///< at start, without noise
  bool random = false, clips = false;   ///< the run's noise changes gradients; the run clips them
  std::vector<Inquiry> inquiries;       ///< by stage
  std::vector<StepTerm> terms;
  std::vector<StepFactor> factors;
  std::optional<double> plateau;  ///< of reduce_on_plateau: the share of the move that was made
  bool stopped = false;           ///< the particle had been stopped before: nothing moves it any more
};

/// A particle on its way.
struct FollowedParticle {
  i64 particle = 0, step = 0;  ///< steps taken
  std::vector<double> at;      ///< coordinates
  std::vector<double> state;
  ReduceOnPlateau::State<double> plateau;
  bool stopped = false;
};

/// At its start.  particle: 0..particles - 1.
FollowedParticle follow(const Plan& plan, i64 particle);
/// So many steps more, also beyond the plan's last one.
void advance(const Plan& plan, FollowedParticle& particle, i64 steps);
/// The step that it takes next.
StepAccount explain(const Plan& plan, FollowedParticle particle);

/// The step that particle `particle` takes after `step` others.  Throws InputError for one that is not in the
/// plan: there are spec.particles particles and spec.steps steps.
StepAccount explain_step(const Plan& plan, i64 particle, i64 step);

}  // namespace thalweg

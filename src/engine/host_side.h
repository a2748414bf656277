// SPDX-License-Identifier: MIT
// Rules, noise and mini-batches for one particle on the host, in double, and what a rule's numbers mean: for
// those who want to look at a step rather than take a million.
#pragma once

#include <string>
#include <vector>

#include "engine/plan.h"

namespace thalweg {

/// What a member of a rule's state or constants is: lists hold one number or vector per row.
enum class TermShape { number, vector, symmetric, numbers, vectors };

/// Such a member as its optimizer describes it (optimizers/terms.h).
struct TermInfo {
  std::string symbol;   ///< as the paper writes it, or the formula of a constant
  std::string meaning;  ///< one sentence
  TermShape shape;
  int first, count;  ///< which of the doubles of State or Step it is
};

/// A rule for so many weights.  States, positions, constants and answers are the doubles of State, Vec, Step
/// and Answer.
struct HostRule {
  std::vector<TermInfo> terms;  ///< of the state
  void (*begin)(double* state);
  void (*probe)(int stage, const double* state, const double* p, const double* constants, double* at);
  /// words: four, of Stream::optimizer.
  void (*absorb)(int stage, double* state, double* p, const double* answer, const double* constants,
                 const u32* words);
};

/// A variant of an optimizer.
struct HostSide {
  HostRule rules[3];              ///< for 1, 2, 3 weights
  std::vector<TermInfo> factors;  ///< of the constants
};
/// By variant.
const std::vector<HostSide>& host_sides(const OptimizerEntry& optimizer);

/// What a noise model does, with four words of Stream::noise; null for what it does not.
struct HostNoise {
  void (*shift)(int weights, double* p, const u32* words, const double* constants);
  void (*apply)(int weights, double* gradient, const u32* words, const double* constants);
};
HostNoise host_noise(const NoiseEntry& noise);

/// Value, gradient and Hessian over the mini-batch that a particle sees in a step.  The plan's noise must be
/// one that samples.
Jet<double, 3> batch_jet(const Plan& plan, u32 step, u64 particle, Point p);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// Runs on two machines, compared to the last bit.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/backend.h"

namespace thalweg::testing {

/// One choice of hyper-parameters per variant of an optimizer.
std::vector<Choice> every_variant(const OptimizerEntry& optimizer);

/// Which pairs (i, j) of a x b things to try when at most `most` can be: all of them, or an even sample in
/// which every i and every j appears.  Another offset gives other pairs.
std::vector<std::pair<std::size_t, std::size_t>> covering_pairs(std::size_t a, std::size_t b,
                                                                std::size_t most, std::size_t offset = 0);

/// Everything that an ensemble can say after it ran in `strides`, in turn.
struct Results {
  std::vector<PointF> positions;
  std::vector<double> losses;
  std::vector<End> ends;
  std::vector<EndCell> cells;
  LossQuantiles quantiles{};
  std::vector<PointF> trail;
  i64 written = 0, step = 0;
  std::vector<u32> density;  // in the middle of the domain: of all, then of kinds
};
Results results(Backend& backend, const RunSpec& spec, const std::vector<i64>& strides);
Results results(Ensemble& ensemble, i64 particles);

/// Success if all numbers have the same bits; NaN counts as one number, whatever its bits.
::testing::AssertionResult same(const Results& a, const Results& b);

/// False for combinations that no run may have, as noise on the gradient for a rule that asks for none.
bool possible(const RunSpec& spec);

/// An exact run that has something of everything: trails that wrap around, more steps than one check,
/// particles that do not fill a block.
RunSpec small_run(const std::string& surface, const Choice& optimizer, Precision precision);

}  // namespace thalweg::testing

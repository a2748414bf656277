// SPDX-License-Identifier: MIT
// The losses of a run over its steps: the median and the band that holds the middle half of the particles.
#pragma once

#include <span>
#include <vector>

#include "core/axis.h"
#include "engine/backend.h"
#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// Quantiles by nearest rank of the finite losses of the first particles; NaN if none is finite.
struct LossSample {
  i64 step = 0;
  double q25 = 0, median = 0, q75 = 0;
};

/// By ascending step.
using LossHistory = std::vector<LossSample>;

/// Particles are exchangeable, so the first ones are a sample; this many put the quartiles within 1.5 % of
/// rank.
inline constexpr i64 kSampledParticles = 4096;
LossSample sample_losses(Ensemble& ensemble, i64 particles);

/// The step after `step` at which a sample is worth taking: 2 % later, because descents are fast first and
/// slow then, and at least 200 samples over a long run.
i64 next_sample_step(i64 step, i64 steps);

/// The sample whose step is nearest; nullptr when there is none.
const LossSample* nearest_sample(std::span<const LossSample> history, double step);

/// A logarithmic axis for loss - lowest that holds all samples, at most kMostDecades below its top.
Axis excess_axis(std::span<const LossSample> history, double lowest);
inline constexpr double kMostDecades = 10;

/// The step that shows a run best: the first at which the median particle has come down `share` of the way,
/// in displayed height, that it comes down at all.  A third of the run if it never comes down.
i64 telling_step(std::span<const LossSample> history, const HeightTransform& heights, double share);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Where the learning rate is too large: the largest curvature over the surface, and what the run's rule can
// bear (analysis/stability.h).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/plan.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Largest eigenvalues of the Hessian over what is drawn (app/slice.h), on at most kSharpnessNodes nodes per
/// side: fewer where data make curvatures expensive.
std::shared_ptr<const SharpnessMap> sample_sharpness(const Landscape& f, double slice);
inline constexpr int kSharpnessNodes = 257, kLeastSharpnessNodes = 33;
inline constexpr double kSharpnessWork = 4e6;  // nodes times rows of data

/// The curvature above which the rule of the run's last step moves away along the steepest direction; 0 where
/// nothing can settle at all, and nothing where no linear theory holds.
std::optional<double> unstable_above(const Plan& plan);

/// "lambda_max > 2 (1 + beta) / lr = 77.6" in symbols, or why nothing is claimed.
std::string stability_text(const Plan& plan);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Gradient descent near a minimum as a linear map: up to which rate it is drawn in, and the orbits beyond.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/result.h"

namespace thalweg {

/// The largest eigenvalue of the Hessian at p, in all weights; NaN where f is not finite.
double sharpness(const Landscape& f, Point p);

/// The linear recurrence that a rule is on a quadratic: v = momentum v + gain g; p -= lr (nesterov ? g +
/// momentum v : v).
struct LinearRule {
  double lr, momentum, gain;
  bool nesterov;
};

/// That of sgd with or without momentum, with the constants of the run's last step.  Nothing for other
/// optimizers, with weight decay (which moves the point that steps end in), with noise, or with a schedule
/// that follows the loss.
std::optional<LinearRule> linear_rule(const Plan& plan);

/// The rate below which the rule converges along a direction of curvature l > 0:
///   gain 2 (1 + momentum) / l for the heavy ball (B. Polyak 1964), 2 / l without momentum,
///   2 (1 + momentum) / (1 + 2 momentum) / l for Nesterov's (both roots of its characteristic polynomial
///   inside the unit circle; Y. Nesterov 1983), each divided by gain.  Infinite for l <= 0.
double stable_below(const LinearRule& rule, double curvature);

/// Whether a run can come to rest at a minimum: the rate of its last step against the limit there.
struct Settling {
  double sharpness;     ///< largest eigenvalue of the Hessian
  double stable_below;  ///< rate; NaN where nothing is claimed
  bool claimed, can_settle;
};
Settling settling_at(const Plan& plan, Point minimum);

/// The published minima that the run cannot come to rest at; none where nothing is claimed.
std::vector<KnownMinimum> unreachable_minima(const Plan& plan);

/// The period 1, 2, 4 or 8 of the end of an orbit: the smallest p for which every one of the last 2 p points,
/// and at least 16 of them, comes back after p steps to within 1e-3 of the size of the orbit; a point that
/// stays where it is has period 1.  0: none of them, or fewer than 16 + p points.
int orbit_period(std::span<const Point> orbit);

}  // namespace thalweg

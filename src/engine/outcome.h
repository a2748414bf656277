// SPDX-License-Identifier: MIT
// How a particle ended.  Every particle has exactly one outcome; the thresholds are here and nowhere else.
#pragma once

#include <array>
#include <string_view>

#include "engine/backend.h"

namespace thalweg {

enum class Outcome {
  converged,    ///< at a minimum
  saddle,       ///< at a saddle
  maximum,      ///< at a maximum
  plateau,      ///< slope and curvature vanish
  valley,       ///< at a degenerate minimum: one curvature vanishes
  oscillating,  ///< goes to and fro without coming closer
  diverging,    ///< finite, far higher than it began
  non_finite,   ///< NaN or infinity
  left_domain,  ///< far outside, and not higher
  running,      ///< budget spent on the way
};
inline constexpr int kOutcomes = 10;
std::string_view name(Outcome outcome);

enum class CriticalKind { none, minimum, saddle, maximum, valley, plateau };

struct Thresholds {
  /// A particle is at a critical point when Newton's method from it ends within this share of the domain.
  double near = 2e-3;
  /// Two limits closer than this share of the domain are one point.
  double same = 1e-6;
  /// An eigenvalue below this share of the other vanishes.
  double degenerate = 1e-7;
  /// Slope and curvature below this share of the landscape's typical ones vanish (LandscapeScale).
  double flat = 1e-4;
};

struct Critical {
  CriticalKind kind = CriticalKind::none;
  Point at;  ///< polished in double; the point itself for plateau and none
  double value = 0;
  double eigenvalues[2] = {0, 0};  ///< the lowest and the highest
};

/// The critical point that p is at, if any.
Critical find_critical(const Landscape& f, const LandscapeScale& scale, Point p, const Thresholds& = {});

Outcome outcome_of(u8 status, u32 cell, CriticalKind kind);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// What the methods that are compared came to, in numbers that can be set side by side.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/app/destinations.h"

namespace thalweg::viewer {

/// The run of a method: how it goes on, and how it ends once that is known.
struct MethodRun {
  const Plan* plan = nullptr;  // nullptr: it could not be planned
  std::span<const LossSample> history;
  const Destinations* found = nullptr;  // nullptr: not known yet
};

/// The lowest loss that is known of, among the landscape's minima and those that any method reached; nothing
/// where there is none.
std::optional<double> lowest_loss(const Landscape& f, std::span<const MethodRun> runs);

/// The median particle has come near the bottom when its loss above the lowest is this share of what it was
/// at the starts, which are the same for all methods.
inline constexpr double kNearBottom = 1e-3;

struct MethodResult {
  bool known = false;                // the rest is; not that of a method that stays out
  i64 particles = 0, at_global = 0;  // of those, how many ended at a minimum as low as the lowest
  Proportion interval{0, 1};         // of their share, 95 % (Wilson)
  double loss = 0;                   // of the median particle in the end; NaN: none is finite
  std::optional<i64> steps;          // until the median particle came near the bottom, as sampled; or never
  Evaluations per_step;
  bool best = false;  // its interval is above those of all others
};

/// One for each run.
std::vector<MethodResult> compare(const Landscape& f, std::span<const MethodRun> runs);

/// Of all particles, 0..1.
inline double share(const MethodResult& r) {
  return r.particles > 0 ? double(r.at_global) / double(r.particles) : 0;
}

}  // namespace thalweg::viewer

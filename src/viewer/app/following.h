// SPDX-License-Identifier: MIT
// One particle that is watched: which one is meant, and where it is.
#pragma once

#include <optional>
#include <span>

#include "viewer/app/simulation.h"

namespace thalweg::viewer {

/// What is known about the particle that is followed.
struct Followed {
  i64 number = 0;                  // from 0
  i64 step = 0;                    // of the run, where this was seen
  Point at;                        // of the landscape
  Point drawn;                     // where it is seen
  double loss = 0, slope = 0;      // f and |grad f| there
  std::optional<double> per_step;  // how far it got per step since it was last looked at
  u8 status = kMoving;             // the bit of Status that has stopped it, if one has
  i64 stopped = 0;                 // the step of that, to a multiple of kCheckEvery
};

/// Of those that leave a trail, the particle that is drawn nearest to a point, as shares of the domain;
/// nothing if none is in the domain.
std::optional<i64> nearest_particle(std::span<const float> xy, Point at, const Box& domain,
                                    const TrailSample& sample);

/// Looks at a particle of the run.  before: what was seen last.
Followed look_at(Simulation& simulation, i64 number, const std::optional<Followed>& before);

}  // namespace thalweg::viewer

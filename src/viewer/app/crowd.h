// SPDX-License-Identifier: MIT
// How many particles are where, as a picture: counted where the particles are, smoothed, and toned so that
// one place in a thousand times the mean density and one in a tenth of it are both seen.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "viewer/app/simulation.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

inline constexpr int kCrowdCells = 512;

/// The tone in [0, 1] of a place that is `times` as dense as all particles spread evenly would be.
float crowd_tone(double times);

/// From n x n counts of `particles` to tones; particles outside of what is drawn count as well.  Few
/// particles are smoothed more widely.
DensityMap crowd_map(std::span<const u32> counts, int n, i64 particles);

class Crowd {
 public:
  /// The particles of all runs.  Counted again only when one of them has moved.
  std::shared_ptr<const DensityMap> map(std::span<Simulation* const> runs);

 private:
  std::vector<u64> seen_;  // versions of the runs that map_ shows
  std::vector<u32> counts_;
  std::shared_ptr<const DensityMap> map_;
};

}  // namespace thalweg::viewer

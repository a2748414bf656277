// SPDX-License-Identifier: MIT
// How many particles are where, as a picture: counted where the particles are, smoothed, and toned so that
// one place in a thousand times the mean density and one in a tenth of it are both seen.  Where colours say
// something about the particles, a place has the mean colour of those that are there.
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
/// The same in colours: counts of each kind, n x n after n x n, whose particles have these linear colours.
DensityMap crowd_map(std::span<const u32> counts, int n, i64 particles, std::span<const glm::vec3> colors);

/// The colours of a run's particles, as in Swarm; without a palette they are not known.
struct CrowdPaint {
  std::span<const std::uint8_t> label = {};
  std::span<const Srgb> palette = {};
};

class Crowd {
 public:
  /// The particles of all runs, in their colours where those of all are known.  Counted again only when one
  /// of them has moved or has another colour.  paints: one per run.
  std::shared_ptr<const DensityMap> map(std::span<Simulation* const> runs,
                                        std::span<const CrowdPaint> paints);

 private:
  void count(Simulation& run, const CrowdPaint& paint, bool painted);

  std::vector<u64> seen_;  // versions of the runs that map_ shows
  std::vector<u32> counts_;
  std::vector<glm::vec3> colors_;  // of the kinds in counts_
  std::vector<u8> kinds_;
  std::shared_ptr<const DensityMap> map_;
};

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "engine/density.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"

namespace thalweg {

void check_density(i64 particles, int n, std::span<const u32> counts, const Kinds& kinds) {
  const bool cells = n >= 1 && n <= kMostDensityCells && kinds.count >= 1 && kinds.count <= 256;
  if (!cells || i64(n) * n * kinds.count > kMostDensityCounts ||
      counts.size() != std::size_t(n) * std::size_t(n) * std::size_t(kinds.count))
    throw Error("density: " + std::to_string(counts.size()) + " counts are not " +
                std::to_string(kinds.count) + " squares of a number in 1.." +
                std::to_string(kMostDensityCells));
  if (!kinds.of.empty() && i64(kinds.of.size()) != particles)
    throw Error("density: " + std::to_string(kinds.of.size()) + " kinds of " + std::to_string(particles) +
                " particles");
}

void count_density(Ensemble& ensemble, i64 particles, const Box& box, int n, std::span<u32> counts,
                   const Kinds& kinds) {
  check_density(particles, n, counts, kinds);
  if (auto* counter = dynamic_cast<DensityCounter*>(&ensemble))
    return counter->count_density(box, n, counts, kinds);
  constexpr i64 kAtOnce = 1 << 16;
  const std::size_t plane = std::size_t(n) * std::size_t(n);
  std::vector<PointF> positions;
  for (i64 first = 0; first < particles; first += kAtOnce) {
    positions.resize(std::size_t(std::min(kAtOnce, particles - first)));
    ensemble.positions(first, positions);
    for (std::size_t i = 0; i < positions.size(); i++) {
      const u32 cell = density_cell(box, n, positions[i].x, positions[i].y);
      const std::size_t kind = kinds.of.empty() ? 0 : kinds.of[std::size_t(first) + i];
      if (cell != kOutsideDensity) counts[kind * plane + cell]++;
    }
  }
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "engine/density.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"

namespace thalweg {

void check_density(int n, std::span<const u32> counts) {
  if (n < 1 || n > kMostDensityCells || counts.size() != std::size_t(n) * std::size_t(n))
    throw Error("density: " + std::to_string(counts.size()) +
                " counts are not the square of a number in 1.." + std::to_string(kMostDensityCells));
}

void count_density(Ensemble& ensemble, i64 particles, const Box& box, int n, std::span<u32> counts) {
  check_density(n, counts);
  if (auto* counter = dynamic_cast<DensityCounter*>(&ensemble)) return counter->count_density(box, n, counts);
  constexpr i64 kAtOnce = 1 << 16;
  std::vector<PointF> positions;
  for (i64 first = 0; first < particles; first += kAtOnce) {
    positions.resize(std::size_t(std::min(kAtOnce, particles - first)));
    ensemble.positions(first, positions);
    for (const PointF& p : positions)
      if (const u32 cell = density_cell(box, n, p.x, p.y); cell != kOutsideDensity) counts[cell]++;
  }
}

}  // namespace thalweg

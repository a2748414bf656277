// SPDX-License-Identifier: MIT
// How many particles are where, counted by the machine that has them, so that none of them need travel.
#pragma once

#include <span>

#include "engine/backend.h"

namespace thalweg {

/// Of which kind every particle is, where each kind is counted on its own.
struct Kinds {
  std::span<const u8> of = {};  ///< one per particle, below `count`; empty: all are of kind 0
  int count = 1;                ///< 1..256
};

/// Ensembles whose machine can count implement this beside Ensemble.
class DensityCounter {
 public:
  virtual ~DensityCounter() = default;
  /// Adds to counts, for each kind n x n cells of the box row by row from its low corner, the particles in
  /// each.  Those on the box's upper edges belong to the last cells, those outside and not finite to none.
  /// Throws Error for what check_density() refuses.
  virtual void count_density(const Box& box, int n, std::span<u32> counts, const Kinds& kinds) = 0;
};
inline constexpr int kMostDensityCells = 4096;
inline constexpr i64 kMostDensityCounts = i64(1) << 31;
inline constexpr u32 kOutsideDensity = 0xffffffffu;

/// The cell of a position: the same on all machines, because it is computed in double.
THALWEG_HD u32 density_cell(const Box& box, int n, float x, float y) {
  const double u = (double(x) - box.x0) / (box.x1 - box.x0) * n,
               v = (double(y) - box.y0) / (box.y1 - box.y0) * n;
  if (!(u >= 0 && u <= n && v >= 0 && v <= n)) return kOutsideDensity;
  const u32 i = u < n ? u32(u) : u32(n) - 1, j = v < n ? u32(v) : u32(n) - 1;
  return j * u32(n) + i;
}

/// By the ensemble's own machine where that can count, else from its positions.  Throws like
/// DensityCounter::count_density.
void count_density(Ensemble& ensemble, i64 particles, const Box& box, int n, std::span<u32> counts,
                   const Kinds& kinds = {});

/// The check of both: Error unless n is in 1..kMostDensityCells, counts has n x n numbers of each kind, at
/// most kMostDensityCounts, and every particle has its kind.
void check_density(i64 particles, int n, std::span<const u32> counts, const Kinds& kinds);

}  // namespace thalweg

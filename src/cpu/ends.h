// SPDX-License-Identifier: MIT
// Where particles ended and what they do there: the watch after the run, and the clustering of end points.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "cpu/block_loop.h"
#include "engine/backend.h"

namespace thalweg::cpu {

/// Losses at a block's points, in the run's precision; out has block.particles elements.
void block_losses(const Descent& d, const Block& block, const void* points, double* out);

/// Places the particles of a block at their starts, and the lanes beyond the last one where the last one is.
void start_points(const Descent& d, const Block& block, const StartPlan& start, void* points);

/// The ends of a block's particles after `done` steps; `watch` holds the constants of the kWatchSteps steps
/// from `done` on.  The block itself is left as it is.
std::array<End, kBlock> block_ends(const Descent& d, const Block& block, const StartPlan& start, i64 done,
                                   const StepRows& watch);

/// Collects ends into cells.  Sums, the lowest index and the order of keys do not depend on who collected
/// what first.
class CellCounter {
 public:
  explicit CellCounter(const Box& domain) : domain_(domain) {}
  /// Particles first, first + 1, ... are at `ends`.
  void add(i64 first, std::span<const End> ends);
  /// What was added so far, sorted by (cell, status).
  std::vector<EndCell> cells() const;

 private:
  struct Record {
    u64 key;  // cell and status
    i64 index;
    End end;
  };
  Box domain_;
  std::vector<Record> records_;
};

}  // namespace thalweg::cpu

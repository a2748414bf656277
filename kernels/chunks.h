// SPDX-License-Identifier: MIT
// How an ensemble that may be larger than a card's memory is divided, and how one part lies in that memory.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/trail_sample.h"

namespace thalweg::kernels {

/// Particles [first, first + n).
struct Chunk {
  u64 first;
  u32 n;
};

/// Trails [first, first + n) that the particles of a chunk leave.
Chunk trails_of(const Chunk& chunk, const TrailSample& sample);

/// Offsets in bytes of the arrays of a chunk of n particles; each begins at a multiple of 256.
struct ChunkLayout {
  std::size_t position, state, steps, status, end;
};
ChunkLayout chunk_layout(u32 n, std::size_t number_bytes, int weights, int state_numbers);

/// What one particle takes of a card's memory.
struct ParticleBytes {
  std::size_t number;
  int weights, state_numbers;
  i64 trail_length;
  TrailSample sample = {1, 1};   ///< of those that leave one
  std::size_t trail() const;     ///< of one trail
  std::size_t resident() const;  ///< as long as the run lasts: its share of the trails too
};

/// As few chunks as possible whose arrays and trails fit into `memory` bytes, all of one size but the last.
/// Throws Error if not even a small one fits.
std::vector<Chunk> divide(i64 particles, const ParticleBytes& each, std::size_t memory);

}  // namespace thalweg::kernels

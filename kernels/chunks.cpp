// SPDX-License-Identifier: MIT
#include "kernels/chunks.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.h"
#include "kernels/layout.h"

namespace thalweg::kernels {

namespace {

constexpr std::size_t kAlign = 256;
constexpr i64 kArrays = 5;  // with the trail

std::size_t aligned(std::size_t bytes) { return (bytes + kAlign - 1) / kAlign * kAlign; }

}  // namespace

ChunkLayout chunk_layout(u32 n, std::size_t number_bytes, int weights, int state_numbers) {
  ChunkLayout l{};
  l.position = 0;
  l.state = aligned(std::size_t(n) * std::size_t(weights) * number_bytes);
  l.steps = l.state + aligned(std::size_t(n) * std::size_t(state_numbers) * number_bytes);
  l.status = l.steps + aligned(n * sizeof(u32));
  l.end = l.status + aligned(n);
  return l;
}

Chunk trails_of(const Chunk& chunk, const TrailSample& sample) {
  const u64 first = trails_before(sample, chunk.first);
  return {first, u32(trails_before(sample, chunk.first + chunk.n) - first)};
}

std::size_t ParticleBytes::trail() const { return std::size_t(trail_length) * sizeof(TrailPoint); }

std::size_t ParticleBytes::resident() const {
  return std::size_t(weights + state_numbers) * number + sizeof(u32) + sizeof(u8) +
         std::size_t(std::ceil(double(trail()) * double(sample.trails) / double(sample.particles)));
}

std::vector<Chunk> divide(i64 particles, const ParticleBytes& each, std::size_t memory) {
  // Grids and the indices of a chunk are 32 bits wide.
  constexpr i64 kMost = i64(1) << 30;
  // Of trails a chunk may have two more than its share: they stand at scrambled places.
  const std::size_t slack = std::size_t(kArrays) * kAlign + (each.sample.all() ? 0 : 2 * each.trail());
  const i64 fitting = memory > slack ? i64((memory - slack) / each.resident()) : 0;
  const i64 most = std::min(kMost, fitting);
  if (most < std::min<i64>(particles, kThreads))
    throw Error(fmt::format("the card's memory is too small: one of {} particles takes {} bytes, {} are free",
                            particles, each.resident(), memory));
  const i64 count = (particles + most - 1) / most, size = (particles + count - 1) / count;
  std::vector<Chunk> chunks;
  for (i64 first = 0; first < particles; first += size)
    chunks.push_back({u64(first), u32(std::min(size, particles - first))});
  return chunks;
}

}  // namespace thalweg::kernels

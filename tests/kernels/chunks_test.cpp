// SPDX-License-Identifier: MIT
#include "kernels/chunks.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace thalweg::kernels {
namespace {

TEST(Chunks, ArraysDoNotOverlap) {
  for (const u32 n : {1u, 255u, 256u, 1000u}) {
    const ChunkLayout l = chunk_layout(n, 4, 2, 3);
    EXPECT_GE(l.state, l.position + 2u * n * 4);
    EXPECT_GE(l.steps, l.state + 3u * n * 4);
    EXPECT_GE(l.status, l.steps + 4u * n);
    EXPECT_GE(l.end, l.status + n);
    for (const std::size_t offset : {l.state, l.steps, l.status}) EXPECT_EQ(offset % 256, 0u);
  }
}

// Every particle in one chunk, in order, and what is asked for stays within the memory.
TEST(Chunks, CoverAllParticlesWithinTheMemory) {
  const ParticleBytes each{8, 2, 4, 10};
  for (const i64 particles : {i64(1), i64(300), i64(1'000'003)}) {
    for (const std::size_t memory : {std::size_t(50'000), std::size_t(1'000'000), std::size_t(1) << 40}) {
      i64 next = 0;
      for (const Chunk& chunk : divide(particles, each, memory)) {
        EXPECT_EQ(i64(chunk.first), next);
        EXPECT_GT(chunk.n, 0u);
        next += chunk.n;
        EXPECT_LE(chunk_layout(chunk.n, 8, 2, 4).end + chunk.n * 10u * 8, memory);
      }
      EXPECT_EQ(next, particles);
    }
  }
  EXPECT_EQ(divide(1'000'003, each, std::size_t(1) << 40).size(), 1u);
}

// A tenth of the particles leave a trail: no chunk's trails may take more than it was given.
TEST(Chunks, OfASampleOfTrailsStayWithinTheMemory) {
  for (const i64 particles : {i64(300), i64(10'007), i64(100'003)}) {
    const TrailSample sample{u64(particles), u64(particles / 10)};
    const ParticleBytes each{8, 2, 4, 64, sample};
    for (const std::size_t memory : {std::size_t(80'000), std::size_t(1'000'000)}) {
      u64 next = 0;
      for (const Chunk& chunk : divide(particles, each, memory)) {
        const Chunk trails = trails_of(chunk, sample);
        EXPECT_EQ(trails.first, next);
        next += trails.n;
        for (u64 t = trails.first; t < next; t++) {
          EXPECT_GE(trail_owner(sample, t), chunk.first);
          EXPECT_LT(trail_owner(sample, t), chunk.first + chunk.n);
        }
        EXPECT_LE(chunk_layout(chunk.n, 8, 2, 4).end + trails.n * 64u * 8, memory);
      }
      EXPECT_EQ(next, sample.trails);
    }
  }
}

TEST(Chunks, SizesFitInto32Bits) {
  const std::vector<Chunk> chunks = divide(i64(5'000'000'000), {4, 2, 0, 0}, std::size_t(1) << 60);
  EXPECT_EQ(chunks.size(), 5u);
  EXPECT_EQ(chunks.back().first + chunks.back().n, 5'000'000'000u);
}

TEST(Chunks, TooLittleMemoryIsAnError) {
  try {
    divide(1'000'000, {4, 2, 2, 1000}, 100'000);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("1000000 particles takes 8021 bytes, 100000 are free"),
              std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace thalweg::kernels

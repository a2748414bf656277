// SPDX-License-Identifier: MIT
#include "cpu/memory.h"

#include <fmt/format.h>
#include <unistd.h>

#include "core/error.h"
#include "cpu/kernels.h"

namespace thalweg::cpu {

namespace {

// Adds count * size to the sum; false if that overflows.
bool add_product(std::size_t count, std::size_t size, std::size_t& product, std::size_t& sum) {
  return !__builtin_mul_overflow(count, size, &product) && !__builtin_add_overflow(sum, product, &sum);
}

}  // namespace

MemoryNeed memory_need(i64 particles, i64 trails, i64 trail_length, std::size_t point_bytes,
                       std::size_t state_bytes, std::size_t plateau_bytes) {
  const std::size_t n = (std::size_t(particles) + kBlock - 1) / kBlock * kBlock;
  MemoryNeed need{};
  std::size_t trail_points = 0;
  const bool counted =
      add_product(n, point_bytes, need.points, need.total) &&
      add_product(n, state_bytes, need.state, need.total) &&
      add_product(n, plateau_bytes, need.plateau, need.total) &&
      add_product(n, sizeof(u8), need.status, need.total) &&
      add_product(n, sizeof(u32), need.steps, need.total) &&
      !__builtin_mul_overflow(std::size_t(trails), std::size_t(trail_length), &trail_points) &&
      add_product(trail_points, sizeof(PointF), need.trail, need.total);
  if (!counted)
    throw Error(fmt::format("{} particles with {} trail points each need more bytes than can be counted",
                            particles, trail_length));
  return need;
}

std::size_t physical_memory() {
  return std::size_t(sysconf(_SC_PHYS_PAGES)) * std::size_t(sysconf(_SC_PAGESIZE));
}

void check_memory(const MemoryNeed& need, i64 particles, std::size_t available) {
  if (need.total > available)
    throw Error(fmt::format("{} particles need {} bytes of memory; this machine has {}", particles,
                            need.total, available));
}

void throw_out_of_memory(const MemoryNeed& need, i64 particles) {
  throw Error(
      fmt::format("{} particles need {} bytes of memory, which the system refused", particles, need.total));
}

}  // namespace thalweg::cpu

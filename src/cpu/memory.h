// SPDX-License-Identifier: MIT
// How much memory a run needs, found out before any is asked for: the system would promise more than it has.
#pragma once

#include <cstddef>

#include "core/hd.h"

namespace thalweg::cpu {

/// Bytes by purpose; positions and states are padded to whole blocks.
struct MemoryNeed {
  std::size_t points, state, plateau, status, steps, trail, total;
};

/// trails: particles that leave one.  point_bytes, state_bytes and plateau_bytes per particle.  Throws Error
/// if the bytes cannot be counted.
MemoryNeed memory_need(i64 particles, i64 trails, i64 trail_length, std::size_t point_bytes,
                       std::size_t state_bytes, std::size_t plateau_bytes = 0);

/// Of this machine, in bytes.
std::size_t physical_memory();

/// Throws Error that names particles and bytes if the need exceeds `available`.
void check_memory(const MemoryNeed& need, i64 particles, std::size_t available);

[[noreturn]] void throw_out_of_memory(const MemoryNeed& need, i64 particles);

}  // namespace thalweg::cpu

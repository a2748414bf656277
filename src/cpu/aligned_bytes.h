// SPDX-License-Identifier: MIT
// Raw storage for vectors: aligned, uninitialised, owned.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

#include "cpu/kernels.h"

namespace thalweg::cpu {

struct AlignedDelete {
  void operator()(std::byte* p) const { ::operator delete(p, std::align_val_t(kAlignment)); }
};
using AlignedBytes = std::unique_ptr<std::byte[], AlignedDelete>;

/// Throws std::bad_alloc.
inline AlignedBytes aligned_bytes(std::size_t size) {
  return AlignedBytes(static_cast<std::byte*>(::operator new(size, std::align_val_t(kAlignment))));
}

}  // namespace thalweg::cpu

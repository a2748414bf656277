// SPDX-License-Identifier: MIT
// Raw storage for vectors: aligned, uninitialised, owned.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#include "cpu/kernels.h"

namespace thalweg::cpu {

struct FreeBytes {
  void operator()(std::byte* p) const { std::free(p); }
};
using AlignedBytes = std::unique_ptr<std::byte[], FreeBytes>;

/// Throws std::bad_alloc.  Much memory comes in huge pages where the system has them: touching small ones for
/// the first time takes longer than writing a trail does.
inline AlignedBytes aligned_bytes(std::size_t size) {
  constexpr std::size_t kHugePage = std::size_t(2) << 20;
  const bool much = size >= 2 * kHugePage;
  const std::size_t alignment = much ? kHugePage : kAlignment;
  if (size > SIZE_MAX - alignment) throw std::bad_alloc();
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  auto* const bytes = static_cast<std::byte*>(std::aligned_alloc(alignment, whole));
  if (!bytes && whole > 0) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (much) madvise(bytes, whole, MADV_HUGEPAGE);  // a wish, no matter if it fails
#endif
  return AlignedBytes(bytes);
}

}  // namespace thalweg::cpu

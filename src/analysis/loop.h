// SPDX-License-Identifier: MIT
// Loops that the caller may spread over threads: this room starts none itself.
#pragma once

#include <functional>

#include "core/hd.h"

namespace thalweg {

/// Runs body(0) ... body(count - 1), each once, in any order and on any thread; returns when all are done.
using Loop = std::function<void(i64 count, const std::function<void(i64)>& body)>;

inline void one_by_one(i64 count, const std::function<void(i64)>& body) {
  for (i64 i = 0; i < count; i++) body(i);
}

}  // namespace thalweg

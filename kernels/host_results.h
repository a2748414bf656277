// SPDX-License-Identifier: MIT
// What the host checks before it asks for results.
#pragma once

#include "engine/backend.h"

namespace thalweg::kernels {

/// Throws Error unless [first, first + count) lies within [0, particles).
void check_range(i64 first, i64 count, i64 particles);

}  // namespace thalweg::kernels

// SPDX-License-Identifier: MIT
// Counting particles by where they are, on the card; all pointers are the card's.
#pragma once

#include <cuda_runtime_api.h>

#include "engine/density.h"
#include "kernels/layout.h"

namespace thalweg::kernels {

/// Adds to n x n counts of each kind the points of each cell (engine/density.h), after what is on the stream
/// before it.  kinds: one per point, or null for kind 0.  Throws Error when the card fails.
void add_density(const TrailPoint* points, u32 count, const u8* kinds, const Box& box, int n, u32* counts,
                 cudaStream_t stream);

}  // namespace thalweg::kernels

// SPDX-License-Identifier: MIT
// Sorting and counting of ends and losses on the card.  The only code here that nvcc compiles, with Thrust;
// all pointers are the card's.
#pragma once

#include <cuda_runtime_api.h>

#include <vector>

#include "engine/backend.h"
#include "kernels/layout.h"

namespace thalweg::kernels {

/// The clusters of n < 2^29 ends, the first of which belongs to particle `first`, sorted by (cell, status).
/// Throws Error when the card's memory does not suffice or the card fails.
std::vector<EndCell> cluster_ends(const EndRecord* ends, u32 n, u64 first, const Box& domain,
                                  cudaStream_t stream);

/// Quantiles of the finite ones of n losses, which are overwritten.  Throws like cluster_ends.
LossQuantiles loss_quantiles(double* losses, u32 n, cudaStream_t stream);

}  // namespace thalweg::kernels

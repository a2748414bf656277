// SPDX-License-Identifier: MIT
// What the host does with the results of several chunks.
#pragma once

#include <vector>

#include "engine/backend.h"

namespace thalweg::kernels {

/// Throws Error unless [first, first + count) lies within [0, particles).
void check_range(i64 first, i64 count, i64 particles);

/// The union of two lists of clusters, both sorted by (cell, status).
std::vector<EndCell> merge_cells(const std::vector<EndCell>& a, const std::vector<EndCell>& b);

/// By nearest rank over the finite ones.
LossQuantiles quantiles_on_host(std::vector<double> losses);

}  // namespace thalweg::kernels

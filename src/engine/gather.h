// SPDX-License-Identifier: MIT
// What machines do with the results of the parts of an ensemble.
#pragma once

#include <vector>

#include "engine/backend.h"

namespace thalweg {

/// The union of two lists of clusters, both sorted by (cell, status).
std::vector<EndCell> merge_cells(const std::vector<EndCell>& a, const std::vector<EndCell>& b);

/// By nearest rank over the finite ones; zeros have no sign, so that sorting has nothing to choose.
LossQuantiles quantiles_of(std::vector<double> losses);

}  // namespace thalweg

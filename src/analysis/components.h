// SPDX-License-Identifier: MIT
// Connected sets of grid cells.
#pragma once

#include <vector>

namespace thalweg {

/// The sets of marked cells of a columns x rows grid that hang together across edges and corners, each as a
/// list of cell numbers (row by row) in the order in which they are met.
std::vector<std::vector<int>> components(const std::vector<char>& marked, int columns, int rows);

}  // namespace thalweg

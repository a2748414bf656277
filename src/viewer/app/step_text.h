// SPDX-License-Identifier: MIT
// The numbers of a step as the card writes them.
#pragma once

#include <string>
#include <vector>

#include "engine/account_lines.h"

namespace thalweg::viewer {

/// One line for a number or a vector, one per row for matrices and lists, whose empty tail (rows of nothing
/// but zeros) is left out; a list of zeros is one 0.
std::vector<std::string> number_rows(TermShape shape, const std::vector<double>& numbers, int weights);

}  // namespace thalweg::viewer

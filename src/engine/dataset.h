// SPDX-License-Identifier: MIT
// The data of a problem: rows of inputs, and a target in the last column.
#pragma once

#include <string>
#include <vector>

#include "core/hd.h"
#include "problems/problem.h"

namespace thalweg {

struct Dataset {
  std::vector<std::string> columns;
  std::vector<double> numbers;  ///< row-major

  i64 rows() const { return columns.empty() ? 0 : i64(numbers.size() / columns.size()); }
  friend bool operator==(const Dataset&, const Dataset&) = default;
};

/// The same rows with their inputs scaled; a column that is the same everywhere becomes 0.
Dataset scaled(Dataset data, Scaling scaling);

}  // namespace thalweg

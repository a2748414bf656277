// SPDX-License-Identifier: MIT
#include "engine/dataset.h"

#include <algorithm>
#include <cmath>

namespace thalweg {

namespace {

/// x becomes (x - origin) / unit.
struct Measure {
  double origin, unit;
};

Measure measure(const Dataset& data, std::size_t column, Scaling scaling) {
  const std::size_t width = data.columns.size();
  double low = data.numbers[column], high = low, sum = 0, squares = 0;
  for (std::size_t i = column; i < data.numbers.size(); i += width) {
    low = std::min(low, data.numbers[i]);
    high = std::max(high, data.numbers[i]);
    sum += data.numbers[i];
  }
  if (scaling == Scaling::unit) return {low, high - low};
  const double mean = sum / double(data.rows());
  for (std::size_t i = column; i < data.numbers.size(); i += width)
    squares += (data.numbers[i] - mean) * (data.numbers[i] - mean);
  return {mean, std::sqrt(squares / double(data.rows()))};
}

}  // namespace

Dataset scaled(Dataset data, Scaling scaling) {
  if (scaling == Scaling::none || data.rows() == 0) return data;
  const std::size_t width = data.columns.size();
  for (std::size_t column = 0; column + 1 < width; column++) {
    const Measure m = measure(data, column, scaling);
    for (std::size_t i = column; i < data.numbers.size(); i += width)
      data.numbers[i] = m.unit > 0 ? (data.numbers[i] - m.origin) / m.unit : 0;
  }
  return data;
}

}  // namespace thalweg

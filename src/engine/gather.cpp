// SPDX-License-Identifier: MIT
#include "engine/gather.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg {

std::vector<EndCell> merge_cells(const std::vector<EndCell>& a, const std::vector<EndCell>& b) {
  const auto key = [](const EndCell& c) { return u64(c.cell) << 8 | c.status; };
  std::vector<EndCell> merged;
  merged.reserve(a.size() + b.size());
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && key(a[i]) < key(b[j]))) {
      merged.push_back(a[i++]);
    } else if (i == a.size() || key(b[j]) < key(a[i])) {
      merged.push_back(b[j++]);
    } else {
      EndCell c = a[i].first < b[j].first ? a[i] : b[j];
      c.count = a[i].count + b[j].count;
      c.steps = a[i++].steps + b[j++].steps;
      merged.push_back(c);
    }
  }
  return merged;
}

LossQuantiles quantiles_of(std::vector<double> losses) {
  std::erase_if(losses, [](double a) { return !std::isfinite(a); });
  if (losses.empty()) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, kNone};
  }
  // The ceil(q n)-th smallest.  Each search only looks above the last one.
  auto from = losses.begin();
  const auto nearest_rank = [&](std::size_t quarters) {
    const std::size_t rank = std::max<std::size_t>(1, (quarters * losses.size() + 3) / 4);
    const auto nth = losses.begin() + std::ptrdiff_t(rank - 1);
    std::nth_element(from, nth, losses.end());
    from = nth;
    return *nth + 0.0;  // -0 becomes 0
  };
  return {nearest_rank(0), nearest_rank(1), nearest_rank(2), nearest_rank(3), nearest_rank(4)};
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "kernels/host_results.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>

#include "core/error.h"

namespace thalweg::kernels {

void check_range(i64 first, i64 count, i64 particles) {
  if (count == 0) return;
  if (first < 0 || count > particles - first)
    throw Error("particles " + std::to_string(first) + ".." + std::to_string(first + count - 1) +
                " asked for; the run has " + std::to_string(particles));
}

std::vector<EndCell> merge_cells(const std::vector<EndCell>& a, const std::vector<EndCell>& b) {
  const auto key = [](const EndCell& c) { return std::tuple(c.cell, c.status); };
  std::vector<EndCell> sorted(a.size() + b.size()), merged;
  // Stable, so that the earlier particles' cluster comes first among equals.
  std::merge(a.begin(), a.end(), b.begin(), b.end(), sorted.begin(),
             [&](const EndCell& p, const EndCell& q) { return key(p) < key(q); });
  for (const EndCell& c : sorted) {
    if (merged.empty() || key(merged.back()) != key(c)) {
      merged.push_back(c);
      continue;
    }
    EndCell& same = merged.back();
    same.count += c.count;
    same.steps += c.steps;
    if (c.first < same.first) {
      same.first = c.first;
      same.at = c.at;
    }
  }
  return merged;
}

LossQuantiles quantiles_on_host(std::vector<double> losses) {
  std::erase_if(losses, [](double a) { return !std::isfinite(a); });
  if (losses.empty()) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, kNone};
  }
  for (double& a : losses)
    if (a == 0) a = 0;  // -0 is 0, so that sorting has nothing to choose
  const auto nearest_rank = [&](std::size_t quarters) {
    const std::size_t rank = std::max<std::size_t>(1, (quarters * losses.size() + 3) / 4);
    const auto nth = losses.begin() + std::ptrdiff_t(rank - 1);
    std::nth_element(losses.begin(), nth, losses.end());
    return *nth;
  };
  return {nearest_rank(0), nearest_rank(1), nearest_rank(2), nearest_rank(3), nearest_rank(4)};
}

}  // namespace thalweg::kernels

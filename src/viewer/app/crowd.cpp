// SPDX-License-Identifier: MIT
#include "viewer/app/crowd.h"

#include <algorithm>
#include <cmath>

namespace thalweg::viewer {
namespace {

/// Weights of a Gaussian from its middle outwards; the sum over both sides is 1.
std::vector<float> kernel(double sigma) {
  const int radius = std::max(1, int(std::ceil(2.5 * sigma)));
  std::vector<float> weights;
  double sum = 0;
  for (int k = 0; k <= radius; k++) {
    weights.push_back(float(std::exp(-0.5 * k * k / (sigma * sigma))));
    sum += double(weights.back()) * (k > 0 ? 2 : 1);
  }
  for (float& w : weights) w /= float(sum);
  return weights;
}

/// Rows of `from` smoothed into columns of `to`; beyond the edges there is nothing.
void smooth_and_turn(std::span<const float> from, std::span<float> to, std::size_t n,
                     std::span<const float> weights) {
  const std::size_t radius = weights.size() - 1;
  std::vector<float> row(n + 2 * radius);
  std::vector<float> sum(n);
  for (std::size_t j = 0; j < n; j++) {
    std::copy_n(from.begin() + std::ptrdiff_t(j * n), n, row.begin() + std::ptrdiff_t(radius));
    for (std::size_t i = 0; i < n; i++) sum[i] = weights[0] * row[i + radius];
    for (std::size_t k = 1; k <= radius; k++)
      for (std::size_t i = 0; i < n; i++) sum[i] += weights[k] * (row[i + radius - k] + row[i + radius + k]);
    for (std::size_t i = 0; i < n; i++) to[i * n + j] = sum[i];
  }
}

}  // namespace

float crowd_tone(double times) {
  constexpr double kSteepness = 8, kDensest = 1000;
  return float(std::min(1.0, std::log1p(kSteepness * times) / std::log1p(kSteepness * kDensest)));
}

DensityMap crowd_map(std::span<const u32> counts, int n, i64 particles) {
  const auto side = std::size_t(n);
  const double mean = double(std::max<i64>(particles, 1)) / (double(n) * n);
  // Wide enough that an even crowd has some particles under each kernel, as narrow as the grid can show.
  const double sigma = std::clamp(1.2 / std::sqrt(mean), 0.8, 6.0);
  const std::vector<float> weights = kernel(sigma);
  std::vector<float> a(counts.begin(), counts.end()), b(a.size());
  smooth_and_turn(a, b, side, weights);
  smooth_and_turn(b, a, side, weights);
  for (float& v : a) v = v > 0 ? crowd_tone(double(v) / mean) : 0;
  return {n, std::move(a)};
}

std::shared_ptr<const DensityMap> Crowd::map(std::span<Simulation* const> runs) {
  std::vector<u64> versions;
  for (Simulation* run : runs) versions.push_back(run->position_version());
  if (map_ && versions == seen_) return map_;
  counts_.assign(std::size_t(kCrowdCells) * kCrowdCells, 0);
  i64 particles = 0;
  for (Simulation* run : runs) {
    run->count(kCrowdCells, counts_);
    particles += run->plan().spec.particles;
  }
  map_ = std::make_shared<DensityMap>(crowd_map(counts_, kCrowdCells, particles));
  seen_ = std::move(versions);
  return map_;
}

}  // namespace thalweg::viewer

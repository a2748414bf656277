// SPDX-License-Identifier: MIT
#include "viewer/app/crowd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

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

DensityMap crowd_map(std::span<const u32> counts, int n, i64 particles, std::span<const glm::vec3> colors) {
  const auto side = std::size_t(n);
  const std::size_t cells = side * side;
  const double mean = double(std::max<i64>(particles, 1)) / (double(n) * n);
  // Wide enough that an even crowd has some particles under each kernel, as narrow as the grid can show.
  const double sigma = std::clamp(1.2 / std::sqrt(mean), 0.8, 6.0);
  const std::vector<float> weights = kernel(sigma);
  std::vector<float> turned(cells);
  const auto smooth = [&](std::vector<float>& plane) {
    smooth_and_turn(plane, turned, side, weights);
    smooth_and_turn(turned, plane, side, weights);
  };
  std::vector<float> sum(cells);
  for (std::size_t i = 0; i < counts.size(); i++) sum[i % cells] += float(counts[i]);
  smooth(sum);
  DensityMap map{n, std::vector<float>(cells)};
  for (std::size_t i = 0; i < cells; i++) map.density[i] = sum[i] > 0 ? crowd_tone(double(sum[i]) / mean) : 0;
  if (colors.empty()) return map;
  map.hue.resize(cells);
  for (int channel = 0; channel < 3; channel++) {
    std::vector<float> light(cells);
    for (std::size_t i = 0; i < counts.size(); i++)
      if (counts[i] > 0) light[i % cells] += float(counts[i]) * colors[i / cells][channel];
    smooth(light);
    for (std::size_t i = 0; i < cells; i++)
      if (sum[i] > 0) map.hue[i][channel] = std::min(light[i] / sum[i], 1.f);
  }
  return map;
}

DensityMap crowd_map(std::span<const u32> counts, int n, i64 particles) {
  return crowd_map(counts, n, particles, {});
}

/// Adds the run's counts; painted: one square for each colour, after those that are there.
void Crowd::count(Simulation& run, const CrowdPaint& paint, bool painted) {
  constexpr std::size_t kSquare = std::size_t(kCrowdCells) * kCrowdCells;
  Kinds kinds;
  const std::size_t before = painted ? counts_.size() : 0;
  if (painted && paint.label.empty()) colors_.push_back(to_linear(paint.palette[0]));
  if (painted && !paint.label.empty()) {
    std::array<int, 256> kind;
    kind.fill(-1);
    kinds.count = 0;
    kinds_.clear();
    for (const std::uint8_t label : paint.label) {
      // Labels repeat the palette's colours: those that look the same are the same.
      const std::size_t color = label == kNeutralLabel ? label : label % paint.palette.size();
      if (kind[color] < 0) {
        kind[color] = kinds.count++;
        colors_.push_back(to_linear(label_color(paint.palette, label)));
      }
      kinds_.push_back(u8(kind[color]));
    }
    kinds.of = kinds_;
  }
  counts_.resize(std::max(counts_.size(), before + std::size_t(kinds.count) * kSquare));
  run.count(kCrowdCells, std::span(counts_).subspan(before), kinds);
}

std::shared_ptr<const DensityMap> Crowd::map(std::span<Simulation* const> runs,
                                             std::span<const CrowdPaint> paints) {
  const bool painted = !paints.empty() && std::none_of(paints.begin(), paints.end(),
                                                       [](const CrowdPaint& p) { return p.palette.empty(); });
  std::vector<u64> versions;
  for (std::size_t i = 0; i < runs.size(); i++) {
    versions.push_back(runs[i]->position_version());
    if (!painted) continue;
    for (const u64 color :
         {runs[i]->forecasts(), u64(reinterpret_cast<std::uintptr_t>(paints[i].label.data())),
          u64(reinterpret_cast<std::uintptr_t>(paints[i].palette.data()))})
      versions.push_back(color);
  }
  if (map_ && versions == seen_) return map_;
  counts_.clear();
  colors_.clear();
  i64 particles = 0;
  for (std::size_t i = 0; i < runs.size(); i++) {
    count(*runs[i], painted ? paints[i] : CrowdPaint(), painted);
    particles += runs[i]->plan().spec.particles;
  }
  counts_.resize(std::max(counts_.size(), std::size_t(kCrowdCells) * kCrowdCells));
  map_ = std::make_shared<DensityMap>(crowd_map(counts_, kCrowdCells, particles, colors_));
  seen_ = std::move(versions);
  return map_;
}

}  // namespace thalweg::viewer

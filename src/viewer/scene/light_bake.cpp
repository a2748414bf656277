// SPDX-License-Identifier: MIT
// All nodes of a row march together with the same offsets: the inner loops run over contiguous memory and
// vectorise, which makes the bake 10 times faster than marching node by node.
#include "viewer/scene/light_bake.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace thalweg::viewer {
namespace {

constexpr int kAzimuths = 16, kSteps = 14;
constexpr float kStepGrowth = 1.35f, kSunStepGrowth = 1.06f, kSunSoftness = 0.14f;

struct Step {
  int dx, dy;
  float inverse_distance;
};

/// The steps of one azimuth, as whole nodes; steps that round to the same node are taken once.
std::vector<Step> steps_along(float angle, int n, float cell_x, float cell_y) {
  const float cell = std::min(cell_x, cell_y);
  std::vector<Step> steps;
  float length = 1.5f * std::max(1.f, float(n) / 512.f);
  for (int k = 0; k < kSteps; k++, length *= kStepGrowth) {
    const int dx = int(std::lround(std::cos(angle) * length * cell / cell_x));
    const int dy = int(std::lround(std::sin(angle) * length * cell / cell_y));
    if (!steps.empty() && steps.back().dx == dx && steps.back().dy == dy) continue;
    steps.push_back({dx, dy, 1.f / std::hypot(float(dx) * cell_x, float(dy) * cell_y)});
  }
  return steps;
}

/// Raises the slopes of row j to what the step sees: slope[i] = max(slope[i], rise per distance).
void march_row(const float* heights, int n, int j, Step step, float* slope) {
  if (j + step.dy < 0 || j + step.dy >= n) return;
  const float* here = heights + std::ptrdiff_t(j) * n;
  const float* there = heights + std::ptrdiff_t(j + step.dy) * n + step.dx;
  const int first = std::max(0, -step.dx), last = std::min(n, n - step.dx);
  for (int i = first; i < last; i++)
    slope[i] = std::max(slope[i], (there[i] - here[i]) * step.inverse_distance);
}

std::vector<float> bake_occlusion(std::span<const float> heights, int n, float cell_x, float cell_y) {
  // Odd rows look between the azimuths of the even ones; the blur below makes 32 azimuths of both.
  std::vector<std::vector<Step>> azimuths;
  for (int a = 0; a < 2 * kAzimuths; a++)
    azimuths.push_back(steps_along(float(a) * std::numbers::pi_v<float> / kAzimuths, n, cell_x, cell_y));
  std::vector<float> raw(heights.size()), slope(std::size_t(n), 0.f);
  for (int j = 0; j < n; j++) {
    float* row = &raw[std::size_t(j) * std::size_t(n)];
    for (int a = j & 1; a < 2 * kAzimuths; a += 2) {
      std::fill(slope.begin(), slope.end(), 0.f);
      for (const Step& step : azimuths[std::size_t(a)]) march_row(heights.data(), n, j, step, slope.data());
      for (int i = 0; i < n; i++)
        row[i] += slope[std::size_t(i)] / std::sqrt(1 + slope[std::size_t(i)] * slope[std::size_t(i)]);
    }
  }
  std::vector<float> occlusion(raw.size());
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      auto at = [&](int k) {
        return raw[std::size_t(std::clamp(k, 0, n - 1)) * std::size_t(n) + std::size_t(i)];
      };
      const float mean = (at(j - 1) + 2 * at(j) + at(j + 1)) / (4 * kAzimuths);
      occlusion[std::size_t(j) * std::size_t(n) + std::size_t(i)] = std::clamp(1 - mean, 0.f, 1.f);
    }
  return occlusion;
}

/// One fractional step towards the sun for a whole row: bilinear, with the same four weights for every node.
void march_sun(const float* heights, int n, int j, float dx, float dy, float inverse_distance,
               float* horizon) {
  const float y = float(j) + dy;
  const int row = int(std::floor(y)), shift = int(std::floor(dx));
  if (row < 0 || row + 1 >= n) return;
  const float fx = dx - float(shift), fy = y - float(row);
  const float w00 = (1 - fx) * (1 - fy), w10 = fx * (1 - fy), w01 = (1 - fx) * fy, w11 = fx * fy;
  const float* here = heights + std::ptrdiff_t(j) * n;
  const float* low = heights + std::ptrdiff_t(row) * n + shift;
  const float* high = low + n;
  const int first = std::max(0, -shift), last = std::min(n, n - 1 - shift);
  for (int i = first; i < last; i++) {
    const float there = w00 * low[i] + w10 * low[i + 1] + w01 * high[i] + w11 * high[i + 1];
    horizon[i] = std::max(horizon[i], (there - here[i]) * inverse_distance);
  }
}

std::vector<float> bake_sunlight(std::span<const float> heights, int n, float cell_x, float cell_y,
                                 SunDirection sun) {
  std::vector<float> sunlight(heights.size(), 1.f), horizon(std::size_t(n), 0.f);
  const float flat = std::hypot(sun.x, sun.y), cell = std::min(cell_x, cell_y);
  if (flat < 1e-4f) return sunlight;
  const float sun_slope = sun.z / flat;
  const float reach = float(n) * std::max(cell_x, cell_y) / cell;
  for (int j = 0; j < n; j++) {
    std::fill(horizon.begin(), horizon.end(), -1.f);
    for (float length = 1.5f; length < reach * 1.5f; length *= kSunStepGrowth)
      march_sun(heights.data(), n, j, sun.x / flat * length * cell / cell_x,
                sun.y / flat * length * cell / cell_y, 1.f / (length * cell), horizon.data());
    for (int i = 0; i < n; i++) {
      const float t = (sun_slope - horizon[std::size_t(i)] + kSunSoftness) / (2 * kSunSoftness);
      const float s = std::clamp(t, 0.f, 1.f);
      sunlight[std::size_t(j) * std::size_t(n) + std::size_t(i)] = s * s * (3 - 2 * s);
    }
  }
  return sunlight;
}

}  // namespace

BakedLight bake_light(std::span<const float> heights, int n, float cell_x, float cell_y, SunDirection sun) {
  return {bake_occlusion(heights, n, cell_x, cell_y), bake_sunlight(heights, n, cell_x, cell_y, sun)};
}

}  // namespace thalweg::viewer

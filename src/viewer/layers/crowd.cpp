// SPDX-License-Identifier: MIT
#include "viewer/layers/crowd.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "viewer/layers/bindings.h"

namespace thalweg::viewer {

namespace {

constexpr int kPainted = 0;  // location

}  // namespace

/// As roots, which keep the dark ones apart.
void CrowdGlow::upload_hues(const DensityMap& crowd) {
  const int side = crowd.hue.empty() ? 1 : crowd.n;
  if (!crowd.hue.empty() && crowd.hue.size() != crowd.density.size())
    throw Error("crowd: " + std::to_string(crowd.hue.size()) + " colours of " +
                std::to_string(crowd.density.size()) + " places");
  if (hues_.width() != side) hues_ = gl::Texture(gl::TextureFormat::kRgba8, side, side);
  std::vector<std::uint8_t> bytes(std::size_t(side) * std::size_t(side) * 4);
  for (std::size_t i = 0; i < crowd.hue.size(); i++)
    for (int k = 0; k < 3; k++)
      bytes[4 * i + std::size_t(k)] = std::uint8_t(std::sqrt(crowd.hue[i][k]) * 255.f + 0.5f);
  hues_.upload(std::span<const std::uint8_t>(bytes));
}

void CrowdGlow::draw(const LayerInput& in) {
  const auto& crowd = in.scene.crowd;
  if (!crowd) return;
  if (crowd != uploaded_) {
    const auto side = std::size_t(std::max(crowd->n, 0));
    if (side < 1 || crowd->density.size() != side * side)
      throw Error("crowd: " + std::to_string(crowd->density.size()) + " values are not the square of " +
                  std::to_string(crowd->n));
    if (!uploaded_ || uploaded_->n != crowd->n)
      tones_ = gl::Texture(gl::TextureFormat::kR8, crowd->n, crowd->n);
    std::vector<std::uint8_t> bytes(crowd->density.size());
    std::transform(crowd->density.begin(), crowd->density.end(), bytes.begin(),
                   [](float v) { return std::uint8_t(std::fmin(std::fmax(v, 0.f), 1.f) * 255.f + 0.5f); });
    tones_.upload(std::span<const std::uint8_t>(bytes));
    upload_hues(*crowd);
    uploaded_ = crowd;
  }
  tones_.bind(unit::kCrowd);
  hues_.bind(unit::kCrowdHue);
  program_.set(kPainted, crowd->hue.empty() ? 0.f : 1.f);
  mesh_.draw(in, program_, {gl::Depth::kTest, gl::Blend::kPremultiplied});
}

}  // namespace thalweg::viewer

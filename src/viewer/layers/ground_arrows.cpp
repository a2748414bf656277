// SPDX-License-Identifier: MIT
#include "viewer/layers/ground_arrows.h"

#include <algorithm>
#include <glm/vec4.hpp>
#include <span>
#include <vector>

#include "viewer/layers/bindings.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

constexpr double kWidth = 3.2, kSmallestUnit = 0.7;  // pixels at 720 lines
constexpr int kPieces = 24;
constexpr float kHidden = 0.25f;  // opacity of what the surface hides
enum Location { kPresence, kShaftWidth, kShaftPieces };

/// As in ground_arrow.vert (std430).
struct ArrowItem {
  glm::vec4 ends, color;
};

}  // namespace

void GroundArrows::draw(const LayerInput& in) {
  if (!in.scene.step_arrows || in.scene.step_arrows->arrows.empty()) return;
  std::vector<ArrowItem> items;
  for (const GroundArrow& a : in.scene.step_arrows->arrows)
    items.push_back({{a.from.x, a.from.y, a.to.x, a.to.y}, {to_linear(a.color), 1}});
  buffer_.reserve(items.size() * sizeof(ArrowItem));
  buffer_.upload(0, std::span<const ArrowItem>(items));
  buffer_.bind_storage(block::kGroundArrows);
  const double unit = std::max(kSmallestUnit, picture_unit(in.viewport.width, in.viewport.height));
  program_.set(kShaftWidth, float(kWidth * unit));
  program_.set(kShaftPieces, kPieces);
  for (const bool hidden : {true, false}) {
    program_.set(kPresence, hidden ? kHidden : 1.f);
    in.pulled.draw(program_, {hidden ? gl::Depth::kOff : gl::Depth::kTest, gl::Blend::kPremultiplied},
                   gl::Primitive::kTriangleStrip, 4, int(items.size()) * (kPieces + 1));
  }
}

}  // namespace thalweg::viewer

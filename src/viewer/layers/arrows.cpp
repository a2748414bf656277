// SPDX-License-Identifier: MIT
#include "viewer/layers/arrows.h"

#include <algorithm>
#include <cstddef>
#include <glm/vec4.hpp>
#include <span>
#include <vector>

#include "viewer/layers/bindings.h"

namespace thalweg::viewer {

void Arrows::draw(const LayerInput& in) {
  const auto& set = in.scene.arrows;
  if (!set || set->arrows.empty()) return;
  if (set != uploaded_) {
    std::vector<glm::vec4> ends;
    for (const DescentArrow& a : set->arrows) ends.push_back({a.from.x, a.from.y, a.to.x, a.to.y});
    buffer_.reserve(ends.size() * sizeof(glm::vec4));
    buffer_.upload(0, std::span<const glm::vec4>(ends));
    uploaded_ = set;
  }
  buffer_.bind_storage(block::kArrows);
  in.pulled.draw(program_, {gl::Depth::kTest, gl::Blend::kPremultiplied}, gl::Primitive::kTriangleStrip, 4,
                 int(set->arrows.size()));
}

}  // namespace thalweg::viewer

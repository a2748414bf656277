// SPDX-License-Identifier: MIT
#include "viewer/layers/ways.h"

#include <algorithm>
#include <cstddef>
#include <glm/vec4.hpp>
#include <span>
#include <vector>

#include "viewer/layers/bindings.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

constexpr double kWidth = 2.0, kDashedWidth = 1.3, kFineWidth = 1.1;  // pixels at 720 lines
constexpr int kDash = 3;                                              // segments on, and as many off
enum Location { kLineWidth, kDashLength };

/// As in way.vert (std430); numbers are exact in float below 2^24.
std::vector<glm::vec4> nodes_of(const LineSet& set) {
  std::vector<glm::vec4> nodes;
  for (const std::vector<Point>& line : set.lines) {
    const auto first = float(nodes.size()), last = float(nodes.size() + line.size()) - 1;
    for (const Point& p : line) nodes.push_back({p.x, p.y, first, last});
  }
  return nodes;
}

}  // namespace

void Ways::draw(const LayerInput& in, const std::shared_ptr<const LineSet>& lines, WayStyle style) {
  if (!lines) return;
  if (lines != uploaded_) {
    uploaded_ = lines;
    const std::vector<glm::vec4> nodes = nodes_of(*uploaded_);
    nodes_ = int(nodes.size());
    buffer_.reserve(std::max<std::size_t>(nodes.size(), 1) * sizeof(glm::vec4));
    buffer_.upload(0, std::span<const glm::vec4>(nodes));
  }
  if (nodes_ < 2) return;
  buffer_.bind_storage(block::kWays);
  const bool dashed = style == WayStyle::kDashed;
  const double unit = picture_unit(in.viewport.width, in.viewport.height);
  program_.set(kLineWidth, float((dashed                     ? kDashedWidth
                                  : style == WayStyle::kFine ? kFineWidth
                                                             : kWidth) *
                                 unit));
  program_.set(kDashLength, dashed ? kDash : 0);
  in.pulled.draw(program_, {gl::Depth::kTest, gl::Blend::kPremultiplied}, gl::Primitive::kTriangleStrip, 4,
                 nodes_ - 1);
}

}  // namespace thalweg::viewer

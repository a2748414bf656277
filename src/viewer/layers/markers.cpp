// SPDX-License-Identifier: MIT
#include "viewer/layers/markers.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "viewer/layers/bindings.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

constexpr float kReach = 18;      // pixels at 720 lines: the largest symbol with its edge
constexpr float kHidden = 0.22f;  // opacity of what the surface hides
constexpr double kSmallestUnit = 0.7;
enum Location { kPresence, kReachPixels, kUnit };

constexpr std::uint32_t kSmall = 16;  // added to the kind

/// As in marker.vert (std430).
struct MarkerItem {
  float x, y;
  std::uint32_t kind, label;
};

}  // namespace

void Markers::draw(const LayerInput& in) {
  const std::vector<Marker>& markers = in.scene.markers;
  if (markers.empty()) return;
  std::vector<MarkerItem> items;
  for (const Marker& m : markers)
    items.push_back(
        {float(m.position.x), float(m.position.y), std::uint32_t(m.kind) + (m.small ? kSmall : 0), m.label});
  buffer_.reserve(items.size() * sizeof(MarkerItem));
  buffer_.upload(0, std::span<const MarkerItem>(items));
  buffer_.bind_storage(block::kMarkers);
  const double pixels = std::max(kSmallestUnit, picture_unit(in.viewport.width, in.viewport.height));
  const auto unit = float(pixels * marker_scale(markers.size()));
  program_.set(kReachPixels, kReach * unit);
  program_.set(kUnit, unit);
  for (const bool hidden : {true, false}) {
    program_.set(kPresence, hidden ? kHidden : 1.f);
    in.pulled.draw(program_, {hidden ? gl::Depth::kOff : gl::Depth::kTest, gl::Blend::kPremultiplied},
                   gl::Primitive::kTriangleStrip, 4, int(items.size()));
  }
}

}  // namespace thalweg::viewer

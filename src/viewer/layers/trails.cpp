// SPDX-License-Identifier: MIT
#include "viewer/layers/trails.h"

#include <algorithm>
#include <cmath>

#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

constexpr double kWidth = 1.5;           // pixels at 720 lines
constexpr float kHighlightWidth = 1.8f;  // times the width
enum Location { kRing, kChoice, kLineWidth, kEmphasis };

/// The newest share of the columns, two at least.
TrailView newest(const TrailView& view, double share) {
  TrailView part = view;
  part.columns = std::clamp(int(std::ceil(share * view.columns)), 2, view.columns);
  part.oldest_slot = (view.oldest_slot + view.columns - part.columns) % view.slots;
  return part;
}

}  // namespace

void Trails::draw(const LayerInput& in, const ParticleBuffers& swarm) const {
  TrailView view = swarm.trails();
  const int shown = int(std::lround(std::clamp(in.scene.trail_length, 0.0, 1.0) * view.slots));
  if (const int left_out = view.columns - shown; left_out > 0) {
    view.oldest_slot = (view.oldest_slot + left_out) % view.slots;
    view.columns = shown;
  }
  if (view.columns < 2) return;
  draw_range(in, newest(view, in.quality.trail_share), 0, view.chosen, std::max(1, in.quality.trail_stride),
             0);
  if (view.highlighted) draw_range(in, view, *view.highlighted, 1, 1, 1);
}

void Trails::draw_range(const LayerInput& in, const TrailView& view, int first, int count, int point_stride,
                        float emphasis) const {
  const double pixels = picture_unit(in.viewport.width, in.viewport.height);
  program_.set(kRing, glm::ivec4(view.trails(), view.slots, view.oldest_slot, view.columns));
  program_.set(kChoice, glm::ivec4(first, point_stride, 0, 0));
  program_.set(kLineWidth, float(kWidth * pixels) * (emphasis > 0 ? kHighlightWidth : 1));
  program_.set(kEmphasis, emphasis);
  const int points = (view.columns - 1) / point_stride + 1;
  in.pulled.draw(program_, {gl::Depth::kTest, gl::Blend::kPremultiplied}, gl::Primitive::kTriangleStrip,
                 2 * points, count);
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "viewer/app/slice.h"

#include <cmath>

#include "viewer/scene/ticks.h"

namespace thalweg::viewer {

Box drawn_box(const Landscape& f) {
  Box box = f.domain;
  if (weights(f) > 1) return box;
  box.y1 = 0.5 * kTroughDepth * width(box);
  box.y0 = -box.y1;
  return box;
}

double slice_of(const Landscape& f, const Destinations* found) {
  if (weights(f) < 3) return 0;
  return found && found->best ? found->best->z : centre(f.domain).z;
}

Point from_drawing(const Landscape& f, Point drawn, double slice) {
  if (weights(f) == 1) return {drawn.x};
  return {drawn.x, drawn.y, slice};
}

Point to_drawing(const Landscape& f, Point p) {
  if (weights(f) == 1) return {p.x};
  return {p.x, p.y};
}

void spread(const Landscape& f, i64 first, std::span<PointF> positions) {
  // Multiples of the golden ratio are even over the trough for any number of particles.
  constexpr double kGolden = 0.6180339887498949, kUsed = 0.92;
  const Box box = drawn_box(f);
  for (std::size_t i = 0; i < positions.size(); i++) {
    const double turns = (double(first) + double(i) + 0.5) * kGolden;
    positions[i].y = float(kUsed * height(box) * (turns - std::floor(turns) - 0.5));
  }
}

std::string point_text(Point p, int weights, int decimals) {
  if (weights == 1) return "w = " + decimal_label(p.x, decimals);
  std::string text = "(" + decimal_label(p.x, decimals) + ", " + decimal_label(p.y, decimals);
  if (weights > 2) text += ", " + decimal_label(p.z, decimals);
  return text + ")";
}

std::string slice_text(const Landscape& f, double slice) {
  return weights(f) < 3 ? ""
                        : "slice at z = " + tick_label(std::abs(slice) < 1e-9 * depth(f.domain) ? 0 : slice);
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Points of one to three weights, and axis-aligned boxes of them: a landscape's domain, a view, a region of
// starts.  What has fewer weights leaves the later coordinates alone.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// A point in double.
struct Point {
  double x = 0, y = 0, z = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// A point as it is drawn.
struct PointF {
  float x, y;
};

/// [x0, x1] x [y0, y1] x [z0, z1] with x0 < x1, y0 < y1 and z0 < z1, all finite.
struct Box {
  double x0 = -1, x1 = 1, y0 = -1, y1 = 1, z0 = -1, z1 = 1;
  friend bool operator==(const Box&, const Box&) = default;
};

THALWEG_HD constexpr double width(const Box& b) { return b.x1 - b.x0; }
THALWEG_HD constexpr double height(const Box& b) { return b.y1 - b.y0; }
THALWEG_HD constexpr double depth(const Box& b) { return b.z1 - b.z0; }
THALWEG_HD constexpr Point centre(const Box& b) {
  return {0.5 * (b.x0 + b.x1), 0.5 * (b.y0 + b.y1), 0.5 * (b.z0 + b.z1)};
}

/// Whether (x, y) lies in the box, on the edge too; false for NaN.
THALWEG_HD constexpr bool contains(const Box& b, Point p) {
  return p.x >= b.x0 && p.x <= b.x1 && p.y >= b.y0 && p.y <= b.y1;
}

}  // namespace thalweg

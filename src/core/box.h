// SPDX-License-Identifier: MIT
// An axis-aligned rectangle of the plane: a surface's domain, a view, a region of starts.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// A point of the plane in double.
struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// [x0, x1] x [y0, y1] with x0 < x1 and y0 < y1, all finite.
struct Box {
  double x0 = -1, x1 = 1, y0 = -1, y1 = 1;
  friend bool operator==(const Box&, const Box&) = default;
};

THALWEG_HD constexpr double width(const Box& b) { return b.x1 - b.x0; }
THALWEG_HD constexpr double height(const Box& b) { return b.y1 - b.y0; }
THALWEG_HD constexpr Point centre(const Box& b) { return {0.5 * (b.x0 + b.x1), 0.5 * (b.y0 + b.y1)}; }

/// True for points on the edge too; false for NaN.
THALWEG_HD constexpr bool contains(const Box& b, Point p) {
  return p.x >= b.x0 && p.x <= b.x1 && p.y >= b.y0 && p.y <= b.y1;
}

}  // namespace thalweg

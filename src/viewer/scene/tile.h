// SPDX-License-Identifier: MIT
// A part of a picture that is too large for one framebuffer.
#pragma once

#include <algorithm>
#include <vector>

#include "viewer/scene/camera.h"

namespace thalweg::viewer {

/// Pixels [x, x + width) x [y, y + height) from the top left corner of a picture of whole_width x
/// whole_height.
struct Tile {
  int x = 0, y = 0, width = 0, height = 0;
  int whole_width = 0, whole_height = 0;
  friend bool operator==(const Tile&, const Tile&) = default;
};

/// All of a picture.
inline Tile whole_tile(int width, int height) { return {0, 0, width, height, width, height}; }

/// The camera sees the same through the tile as through that part of the whole picture: panels that cover
/// more or less than nothing move its centre and keep its scale.
inline Viewport part_of(const Viewport& whole, const Tile& t) {
  return {t.width,          t.height,
          whole.left - t.x, whole.right - (t.whole_width - t.x - t.width),
          whole.top - t.y,  whole.bottom - (t.whole_height - t.y - t.height)};
}

/// Tiles of at most `side` pixels per side that cover a picture, row by row.
inline std::vector<Tile> tiles_of(int width, int height, int side) {
  std::vector<Tile> tiles;
  for (int y = 0; y < height; y += side)
    for (int x = 0; x < width; x += side)
      tiles.push_back({x, y, std::min(side, width - x), std::min(side, height - y), width, height});
  return tiles;
}

/// The tile and `margin` pixels around it, as far as the picture goes: what is smoothed at edges looks at
/// neighbours.
inline Tile with_margin(const Tile& t, int margin) {
  const int x0 = std::max(0, t.x - margin), y0 = std::max(0, t.y - margin);
  const int x1 = std::min(t.whole_width, t.x + t.width + margin),
            y1 = std::min(t.whole_height, t.y + t.height + margin);
  return {x0, y0, x1 - x0, y1 - y0, t.whole_width, t.whole_height};
}

}  // namespace thalweg::viewer

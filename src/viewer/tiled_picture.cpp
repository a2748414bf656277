// SPDX-License-Identifier: MIT
#include "viewer/tiled_picture.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace thalweg::viewer {
namespace {

constexpr int kMargin = 16;  // pixels: more than any smoothing reaches

/// Puts a tile, drawn with its margin, in its place among rows whose first one is row `first` of the picture.
void place(const Image& drawn, const Tile& grown, const Tile& tile, Image& rows, int first) {
  for (int y = 0; y < tile.height; y++) {
    const auto from = 4 * (std::size_t(tile.y - grown.y + y) * std::size_t(drawn.width) +
                           std::size_t(tile.x - grown.x)),
               to = 4 * (std::size_t(tile.y - first + y) * std::size_t(rows.width) + std::size_t(tile.x));
    std::memcpy(&rows.rgba[to], &drawn.rgba[from], 4 * std::size_t(tile.width));
  }
}

}  // namespace

void draw_rows(Renderer& renderer, const Scene& scene, const Camera& camera, int width, int height,
               const std::function<bool(const Image& rows)>& take, int largest_untiled) {
  if (std::max(width, height) <= largest_untiled) {
    renderer.draw(scene, camera, width, height);
    take(renderer.read_pixels());
    return;
  }
  const std::vector<Tile> tiles = tiles_of(width, height, std::max(1, largest_untiled / 2));
  Image rows;
  for (const Tile& tile : tiles) {
    if (tile.x == 0)
      rows = {width, tile.height,
              std::vector<std::uint8_t>(4 * std::size_t(width) * std::size_t(tile.height))};
    const Tile grown = with_margin(tile, kMargin);
    renderer.draw(scene, camera, grown);
    place(renderer.read_pixels(), grown, tile, rows, tile.y);
    if (tile.x + tile.width == width && !take(rows)) return;
  }
}

}  // namespace thalweg::viewer

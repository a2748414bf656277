// SPDX-License-Identifier: MIT
// Pictures of any size: what is too large for one framebuffer is drawn in tiles.
#pragma once

#include <functional>

#include "viewer/renderer.h"

namespace thalweg::viewer {

/// Pictures up to this size on both sides are drawn at once, larger ones in tiles of half that.
inline constexpr int kLargestUntiled = 4096;

/// Draws a picture and hands over its rows from the top, as many at a time as one row of tiles has.  Stops
/// when `take` returns false.
void draw_rows(Renderer& renderer, const Scene& scene, const Camera& camera, int width, int height,
               const std::function<bool(const Image& rows)>& take, int largest_untiled = kLargestUntiled);

}  // namespace thalweg::viewer

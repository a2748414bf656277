// SPDX-License-Identifier: MIT
// The quality ladder: how much detail a machine can draw.  Drawing in software costs by the triangle and by
// the covered pixel, so the lower rungs thin out both and keep what is drawn as sharp.
#pragma once

#include <string_view>

namespace thalweg::viewer {

struct Quality {
  int mesh = 512;   // nodes per side of the surface's mesh, >= 2
  int field = 512;  // suggested nodes per side of the HeightField; texture detail, independent of the mesh
  int samples = 4;  // multisampling; 0 or 1: off, edges are smoothed in the last pass instead
  int trail_budget = 20000;       // most trails drawn; of more particles an even choice has one
  int trail_stride = 1;           // every k-th point of a trail is drawn
  int particle_budget = 2000000;  // most particles drawn; of more an even choice is
  friend bool operator==(const Quality&, const Quality&) = default;
};

/// True when the renderer string (GL_RENDERER) names a rasteriser that runs on the CPU.
bool draws_in_software(std::string_view renderer);

/// Smooth motion: what an explorer should start with.
Quality interactive_quality(std::string_view renderer);
/// One good picture: more detail, where seconds do not matter.
Quality still_quality(std::string_view renderer);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// The quality ladder: how much detail a machine can draw.  Drawing in software costs by the triangle and by
// the covered pixel, so the lower rungs thin out both and keep what is drawn as sharp.
#pragma once

#include <array>
#include <string_view>

namespace thalweg::viewer {

struct Quality {
  int mesh = 512;   // nodes per side of the surface's mesh, >= 2
  int field = 512;  // suggested nodes per side of the HeightField; texture detail, independent of the mesh
  int samples = 4;  // multisampling; 0 or 1: off, edges are smoothed in the last pass instead
  int trail_budget = 100000;      // most trails drawn; of more particles an even choice has one
  int trail_stride = 1;           // every k-th point of a trail is drawn
  int particle_budget = 2000000;  // most particles drawn; of more an even choice is
  double trail_share = 1;         // the newest share of every trail is drawn, 0..1
  int most_separate = 2000000;    // more particles had better be shown as a density
  friend bool operator==(const Quality&, const Quality&) = default;
};

/// True when the renderer string (GL_RENDERER) names a rasteriser that runs on the CPU.
bool draws_in_software(std::string_view renderer);

/// Smooth motion: what an explorer should start with.
Quality interactive_quality(std::string_view renderer);
/// The ladder of motion: pictures that take too long while something moves are drawn with less: fewer pixels
/// and with them fewer triangles, shorter trails.  What rests is drawn whole.
struct Rung {
  double scale = 1;  // of the picture's sides
  double trails = 1;
  int stride = 1;   // times Quality::trail_stride
  double mesh = 1;  // of Quality::mesh; ripples of the landscape must not be lost
};
inline constexpr std::array<Rung, 8> kRungs{{{1, 1, 1, 1},
                                             {0.8, 1, 1, 0.85},
                                             {0.6, 1, 1, 0.7},
                                             {0.6, 0.6, 1, 0.7},
                                             {0.6, 0.4, 2, 0.7},
                                             {0.5, 0.3, 2, 0.6},
                                             {0.4, 0.2, 2, 0.6},
                                             {0.3, 0.1, 4, 0.5}}};
/// From here down very many particles are a density for good: points that came back would only send it down
/// again.
inline constexpr int kRungOfDensity = 4;
Quality on_rung(const Quality& quality, int rung);

/// Where a picture stands on the ladder, and how it has gone lately.
struct Ladder {
  int rung = 0;        // 0..kRungs.size() - 1, the last being the coarsest
  double typical = 0;  // seconds of a picture on this rung; 0: none was drawn yet
  int drawn = 0;       // pictures on this rung
  friend bool operator==(const Ladder&, const Ladder&) = default;
};
/// Pictures slower than this are drawn with less, and those that have been faster for kCalm pictures with
/// more: apart by more than a rung changes, so that nothing flickers between two.  A hand waits for two
/// pictures at most, each with its panels: not longer than 150 ms.
inline constexpr double kSlowPicture = 0.060, kFastPicture = 0.030;
inline constexpr int kCalm = 20;
/// After a picture of motion that took so many seconds to draw.
Ladder climbed(const Ladder& ladder, double seconds);
/// Where to begin: in software not at the top.
Ladder first_rung(std::string_view renderer);

/// One good picture: more detail, where seconds do not matter.
Quality still_quality(std::string_view renderer);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// How landscapes of one to three weights become a surface over a plane.  Two weights are the plane.  A curve
// over one weight becomes a trough: the other direction means nothing, and particles are spread over it so
// that all are seen. Of three weights the slice at one value of the third is drawn, and particles stand where
// their first two are.
#pragma once

#include <span>

#include "engine/landscape.h"
#include "viewer/app/destinations.h"

namespace thalweg::viewer {

/// The rectangle that is drawn.
Box drawn_box(const Landscape& f);
/// Depth of a trough, as a share of its length.
inline constexpr double kTroughDepth = 0.4;

/// The third weight of the slice: that of the particle with the lowest loss in the end, the domain's middle
/// as long as that is not known.
double slice_of(const Landscape& f, const Destinations* found);

/// The point of the landscape that is drawn at (x, y).
Point from_drawing(const Landscape& f, Point drawn, double slice);
/// Where a point of the landscape is drawn.
Point to_drawing(const Landscape& f, Point p);

/// Gives the positions of particles first, first + 1, ... of one weight their places across the trough.
void spread(const Landscape& f, i64 first, std::span<PointF> positions);

/// "w = 5.02", "(0.20, 0.48)" or "(0.20, 0.48, 0.31)" with so many decimals.
std::string point_text(Point p, int weights, int decimals);
/// "slice at z = 0.31" of three weights, else nothing.
std::string slice_text(const Landscape& f, double slice);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Where a lesson's figure lies in the window.
#pragma once

#include "figures/figure.h"
#include "viewer/app/layout.h"

namespace thalweg::viewer {

/// From the figure's units to pixels and back.
struct FigurePlace {
  double x = 0, y = 0, scale = 1;
  double text_scale = 1;  // of words
  figures::Spot at(figures::Spot s) const { return {x + scale * s.x, y + scale * s.y}; }
  figures::Spot back(figures::Spot p) const { return {(p.x - x) / scale, (p.y - y) / scale}; }
};

/// As large as the area allows, in its middle.  text: pixels per unit that words have at least, as far as
/// that leaves them room.
FigurePlace place_figure(const figures::Figure& figure, const Area& area, double text = 0);

/// Heights of what stands above and below a figure in a lesson's window, in pixels at scale 1.
inline constexpr double kFigureHeading = 44, kFigureReadout = 64;
/// Between heading and readout.
FigurePlace place_in_lesson(const figures::Figure& figure, const Area& area, double scale);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Maps of landscapes of two weights: contour lines, and the bands between them in colour.
#pragma once

#include <vector>

#include "engine/landscape.h"
#include "figures/figure.h"

namespace thalweg::lessons {

using namespace figures;

/// Levels that divide [low, high] into `bands`, both ends left out.  With power 1 they have equal distances;
/// with power 2 the lines of a bowl with its bottom at `low` do.
std::vector<double> levels_between(double low, double high, int bands, double power = 1);

/// Where f has this value inside the plot: lines, of which closed ones end where they begin.
std::vector<std::vector<Point>> contour_lines(const Plot& plot, const Landscape& f, double level);

/// A line for each level.
void add_contours(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels,
                  Stroke stroke = {Ink::quiet, 1, Dash::solid, 0.7});

/// The bands between ascending levels, low ones dark as everywhere in the explorer, and pale enough for lines
/// and words.
void add_ground(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels,
                double opacity = 0.3);

/// A plot of the box with the same unit along both weights.
Plot map_plot(const Box& box, Spot low = {70, 56}, double height = 468);

/// Axes, ground and contour lines.
void add_map(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels);

}  // namespace thalweg::lessons

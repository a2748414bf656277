// SPDX-License-Identifier: MIT
// Figures as files for slides and paper.
#pragma once

#include <string>

#include "figures/figure.h"

namespace thalweg::figures {

/// SVG 1.1 with words as text, so that it can be edited, searched and read aloud; the title is its title.
std::string to_svg(const Figure& figure, ThemeName theme);

/// SVG to be put into a page of HTML: it is as wide as its place and has the page's colours, which are the
/// custom properties --ink-text, --ink-quiet, ... (ink_properties).
std::string to_inline_svg(const Figure& figure);
/// Those custom properties, to be put into a rule of a style sheet.
std::string ink_properties(ThemeName theme);

/// The corners of a mark's symbol as polygons around (0, 0) for a radius of 1; a disc has none.
std::vector<std::vector<Spot>> symbol(Shape shape);

/// Head of an arrow that ends at `to`: a triangle whose tip it is, for a line of this width.
std::vector<Spot> arrow_head(Spot from, Spot to, double width);

}  // namespace thalweg::figures

// SPDX-License-Identifier: MIT
// The scales of sliders: from a value to a place on the track and back.  No drawing.
#pragma once

#include "core/parameters.h"

namespace thalweg::viewer {

/// A slider over a parameter's range: position in [0, 1].  Whole numbers over more than a thousand values are
/// spaced logarithmically.  Logarithmic ranges that begin with 0 ("off") have it at the left end, and right
/// of it at most kOffDecades decades below the high end.
double slider_position(const Range& range, double value);
/// The value at a position, rounded to what the eye can tell apart: whole numbers, 1/200 of a linear range, 2
/// significant digits of a logarithmic one.
double slider_value(const Range& range, double position);
inline constexpr double kOffDecades = 10;

}  // namespace thalweg::viewer

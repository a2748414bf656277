// SPDX-License-Identifier: MIT
// The scales of charts and sliders: from a value to a place on the screen and back.  No drawing.
#pragma once

#include <vector>

#include "core/parameters.h"

namespace thalweg::viewer {

/// [low, high] with low < high; low > 0 if logarithmic.
struct Axis {
  double low = 0, high = 1;
  bool log = false;
  friend bool operator==(const Axis&, const Axis&) = default;
};

/// 0 at low, 1 at high, outside [0, 1] for values outside; -infinity for values <= 0 on a logarithmic axis.
double to_unit(const Axis& axis, double value);
double from_unit(const Axis& axis, double unit);

struct AxisTick {
  double value = 0, position = 0;
  bool major = true;  // has a label
};

/// Round values inside the axis, ascending, at most `most` (>= 2) of them major.  A logarithmic axis has its
/// majors at powers of ten and minors between them.
std::vector<AxisTick> axis_ticks(const Axis& axis, int most);

/// A slider over a parameter's range: position in [0, 1].  Whole numbers over more than a thousand values are
/// spaced logarithmically.  Logarithmic ranges that begin with 0 ("off") have it at the left end, and right
/// of it at most kOffDecades decades below the high end.
double slider_position(const Range& range, double value);
/// The value at a position, rounded to what the eye can tell apart: whole numbers, 1/200 of a linear range, 2
/// significant digits of a logarithmic one.
double slider_value(const Range& range, double position);
inline constexpr double kOffDecades = 10;

}  // namespace thalweg::viewer

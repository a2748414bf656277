// SPDX-License-Identifier: MIT
// Ticks at round values, in true units, for axes and for the colour bar.
#pragma once

#include <string>
#include <vector>

#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// A round value and where it stands on the axis: 0 at the low end, 1 at the high end.
struct Tick {
  double value = 0, position = 0;
  friend bool operator==(const Tick&, const Tick&) = default;
};

/// Multiples of 1, 2 or 5 times a power of ten inside [low, high], at most `most` (>= 2) of them, ascending.
std::vector<Tick> linear_ticks(double low, double high, int most);

/// Ticks of the loss on the height axis, ascending, no two closer than `spacing` (0..1) on it: zero and
/// powers of ten first, then 3, 2 and 5 times those, then even steps where a range that is not near zero has
/// room left.
std::vector<Tick> loss_ticks(const HeightTransform& transform, double spacing);

/// At most four significant digits, a real minus sign, and powers of ten with a raised exponent from 10^5 and
/// below 10^-3: "-0.25", "3000", "2×10⁵".  UTF-8.
std::string tick_label(double value);

/// tick_label, but what is no larger than rounding of numbers up to `scale` is a zero.
std::string value_label(double value, double scale);

/// A fixed number of decimals with a real minus sign; "-0.00" becomes "0.00".
std::string decimal_label(double value, int decimals);

}  // namespace thalweg::viewer

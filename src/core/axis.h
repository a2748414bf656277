// SPDX-License-Identifier: MIT
// The scales of charts: from a value to a place and back, ticks at round values, and how numbers are written
// on them.  No drawing.
#pragma once

#include <string>
#include <vector>

namespace thalweg {

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

/// A round value and where it stands on the axis: 0 at the low end, 1 at the high end.
struct Tick {
  double value = 0, position = 0;
  friend bool operator==(const Tick&, const Tick&) = default;
};

/// Multiples of 1, 2 or 5 times a power of ten inside [low, high], at most `most` (>= 2) of them, ascending.
std::vector<Tick> linear_ticks(double low, double high, int most);

/// At most four significant digits, a real minus sign, and powers of ten with a raised exponent from 10^5 and
/// below 10^-3: "-0.25", "3000", "2×10⁵".  UTF-8.
std::string tick_label(double value);

/// tick_label, but what is no larger than rounding of numbers up to `scale` is a zero.
std::string value_label(double value, double scale);

/// A fixed number of decimals with a real minus sign; "-0.00" becomes "0.00".
std::string decimal_label(double value, int decimals);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/app/slider_scale.h"

#include <algorithm>
#include <cmath>

#include "core/axis.h"

namespace thalweg::viewer {
namespace {

double rounded(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double power = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
  return std::round(value * power) / power;
}

/// The logarithmic part of a range that begins with "off".
Axis above_off(const Range& range) {
  const double low = range.scale == Scale::integer ? 1 : range.high * std::pow(10.0, -kOffDecades);
  return {low, range.high, true};
}

bool is_log(const Range& r) {
  return r.scale == Scale::log || (r.scale == Scale::integer && r.high - r.low > 1000);
}

bool begins_with_off(const Range& r) { return is_log(r) && r.low <= 0; }

constexpr double kOffWidth = 0.04;  // of the slider: a place to rest at 0

}  // namespace

double slider_position(const Range& range, double value) {
  if (!begins_with_off(range)) {
    const Axis axis{range.low, range.high, is_log(range)};
    return std::clamp(to_unit(axis, value), 0.0, 1.0);
  }
  if (!(value > 0)) return 0;
  return kOffWidth + (1 - kOffWidth) * std::clamp(to_unit(above_off(range), value), 0.0, 1.0);
}

double slider_value(const Range& range, double position) {
  const double p = std::clamp(position, 0.0, 1.0);
  double value;
  if (begins_with_off(range))
    value = p < kOffWidth ? 0 : rounded(from_unit(above_off(range), (p - kOffWidth) / (1 - kOffWidth)), 2);
  else if (is_log(range))
    value = rounded(from_unit({range.low, range.high, true}, p), 2);
  else if (range.scale == Scale::linear)
    value = range.low + std::round(p * 200) * (range.high - range.low) / 200;
  else
    value = from_unit({range.low, range.high, false}, p);
  if (range.scale == Scale::integer) value = std::round(value);
  if (range.scale == Scale::flag) value = p >= 0.5 ? 1 : 0;
  if (range.scale == Scale::linear) value = rounded(value, 12);  // 0.94 and not 0.9400000000000001
  return std::clamp(value, range.low, range.high);
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "core/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <limits>

namespace thalweg {
namespace {

constexpr const char* kMinus = "\u2212";
constexpr const char* kRaised[10] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                     "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};

/// The smallest 1, 2 or 5 times a power of ten that is not below `step`.
double round_step(double step) {
  const double power = std::pow(10.0, std::floor(std::log10(step)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= step * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/// k * step without the noise of the last digits, and without a negative zero.
double multiple(double k, double step) {
  const double power = std::pow(10.0, -std::floor(std::log10(step)) + 1);
  const double value = power >= 1 ? std::round(k * step * power) / power : k * step;
  return value == 0 ? 0.0 : value;
}

void add_log_ticks(std::vector<AxisTick>& ticks, const Axis& axis, int most) {
  constexpr double kSlack = 1e-9;  // a power of ten at an end belongs to the axis however log10 rounds
  const int first = int(std::ceil(std::log10(axis.low) - kSlack)),
            last = int(std::floor(std::log10(axis.high) + kSlack));
  const int skip = std::max(1, (last - first + most) / most);
  for (int k = first - 1; k <= last; k++) {
    const double power = std::pow(10.0, k);
    if (k >= first) ticks.push_back({power, to_unit(axis, power), k % skip == 0});
    for (int m = 2; m < 10 && skip == 1; m++)
      if (m * power > axis.low && m * power < axis.high)
        ticks.push_back({m * power, to_unit(axis, m * power), false});
  }
}

std::string with_real_minus(std::string text) {
  if (!text.empty() && text[0] == '-') text.replace(0, 1, kMinus);
  return text;
}

std::string raised(int exponent) {
  std::string text = exponent < 0 ? "\u207b" : "";
  for (const char digit : std::to_string(std::abs(exponent))) text += kRaised[digit - '0'];
  return text;
}

}  // namespace

double to_unit(const Axis& axis, double value) {
  if (!axis.log) return (value - axis.low) / (axis.high - axis.low);
  if (value <= 0) return -std::numeric_limits<double>::infinity();
  return std::log(value / axis.low) / std::log(axis.high / axis.low);
}

double from_unit(const Axis& axis, double unit) {
  if (!axis.log) return axis.low + unit * (axis.high - axis.low);
  return axis.low * std::pow(axis.high / axis.low, unit);
}

std::vector<Tick> linear_ticks(double low, double high, int most) {
  std::vector<Tick> ticks;
  const double range = high - low;
  if (!(range > 0) || !std::isfinite(range) || most < 2) return ticks;
  double step = round_step(range / most);
  auto count = [&] { return std::floor(high / step + 1e-9) - std::ceil(low / step - 1e-9) + 1; };
  while (count() > most) step = round_step(step * 1.5);
  for (double k = std::ceil(low / step - 1e-9); k <= high / step + 1e-9; k++) {
    const double value = multiple(k, step);
    ticks.push_back({value, std::clamp((value - low) / range, 0.0, 1.0)});
  }
  return ticks;
}

std::vector<AxisTick> axis_ticks(const Axis& axis, int most) {
  std::vector<AxisTick> ticks;
  if (axis.log) add_log_ticks(ticks, axis, most);
  // Less than a decade has at most one power of ten: even steps say more.
  const auto majors = std::count_if(ticks.begin(), ticks.end(), [](const AxisTick& t) { return t.major; });
  if (!axis.log || majors < 2) {
    ticks.clear();
    for (const Tick& tick : linear_ticks(axis.low, axis.high, most))
      ticks.push_back({tick.value, to_unit(axis, tick.value), true});
  }
  return ticks;
}

std::string tick_label(double value) {
  if (value == 0) return "0";
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : value > 0 ? "\u221e" : "\u2212\u221e";
  const double size = std::abs(value);
  char text[40];
  if (size < 1e5 * (1 - 1e-9) && size >= 1e-3 * (1 - 1e-9)) {
    std::snprintf(text, sizeof text, "%.4g", value);
    if (size >= 9999.5) std::snprintf(text, sizeof text, "%.0f", value);
    return with_real_minus(text);
  }
  std::snprintf(text, sizeof text, "%.3e", value);  // d.ddde+xx: take it apart
  const std::string whole = text;
  const auto e = whole.find('e');
  std::string digits = whole.substr(0, e);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  const std::string power = "10" + raised(std::stoi(whole.substr(e + 1)));
  if (digits == "1") return power;
  if (digits == "-1") return kMinus + power;
  return with_real_minus(digits) + "\u00d7" + power;
}

std::string value_label(double value, double scale) {
  constexpr double kRounding = 1e-12;
  return tick_label(std::abs(value) <= kRounding * std::max(scale, 1e-300) ? 0 : value);
}

std::string decimal_label(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  std::string label = text;
  if (label.find_first_not_of("-0.") == std::string::npos && label[0] == '-') label.erase(0, 1);
  return with_real_minus(label);
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/scene/ticks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>

namespace thalweg::viewer {
namespace {

constexpr const char* kMinus = "\u2212";
constexpr const char* kRaised[10] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                     "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};

constexpr double kZeroSlack = 0.01;  // of the softening

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

/// Keeps ticks on the height axis apart: first come, first served.
class TickSet {
 public:
  TickSet(const HeightTransform& transform, double spacing) : transform_(transform), spacing_(spacing) {}

  void offer(double value) {
    // A sampled minimum misses the true one by a little: zero may stand just below the range.
    const double slack = value == 0 ? kZeroSlack * transform_.softening : 0;
    if (!(value >= transform_.vmin - slack && value <= transform_.vmax)) return;
    const double position = to_height(transform_, value);
    for (const Tick& tick : ticks_)
      if (std::abs(tick.position - position) < spacing_) return;
    ticks_.push_back({value, position});
  }
  std::size_t size() const { return ticks_.size(); }
  std::vector<Tick> sorted() const {
    std::vector<Tick> ticks = ticks_;
    std::sort(ticks.begin(), ticks.end(), [](const Tick& a, const Tick& b) { return a.value < b.value; });
    return ticks;
  }

 private:
  const HeightTransform& transform_;
  double spacing_;
  std::vector<Tick> ticks_;
};

/// Zero, powers of ten, and 3 times those where there is room: one family from the top down to where it
/// crowds.
void offer_powers(TickSet& set, const HeightTransform& t, double spacing) {
  const double decade = std::log(10.0) / std::log1p((t.vmax - t.vmin) / t.softening);
  const int skip = std::max(1, int(std::ceil(spacing / decade)));
  const bool thirds = decade * std::log10(3.0) > spacing;
  const int highest = int(std::ceil(std::log10(std::max(std::abs(t.vmin), std::abs(t.vmax))) / skip)) * skip;
  const int lowest = int(std::floor(std::log10(t.softening))) - 2;
  set.offer(0);
  for (int k = highest; k >= lowest; k -= skip)
    for (const double factor : {3.0, 1.0})
      for (const double sign : {1.0, -1.0})
        if (factor == 1 || thirds) set.offer(sign * factor * std::pow(10.0, k));
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

std::vector<Tick> loss_ticks(const HeightTransform& t, double spacing) {
  TickSet set(t, spacing);
  const int most = std::max(2, int(1 / std::max(spacing, 0.02)));
  if (t.scale == HeightScale::kLinear) {
    for (int count = most; count >= 2; count--) {
      const std::vector<Tick> ticks = linear_ticks(t.vmin, t.vmax, count);
      if (ticks.size() < 2 || ticks[1].position - ticks[0].position >= spacing) return ticks;
    }
    return linear_ticks(t.vmin, t.vmax, 2);
  }
  offer_powers(set, t, spacing);
  // A range that is far from zero relative to its size has few round powers: fill its low end with even
  // steps.
  constexpr std::size_t kFewTicks = 4;
  for (double part = 1; set.size() < kFewTicks && part > 1e-4; part /= 2)
    for (const Tick& tick : linear_ticks(t.vmin, t.vmin + part * (t.vmax - t.vmin), 5)) set.offer(tick.value);
  return set.sorted();
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

}  // namespace thalweg::viewer

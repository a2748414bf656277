// SPDX-License-Identifier: MIT
#include "study/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/axis.h"

namespace thalweg::study {

namespace {

constexpr const char* kGap = "\u202f";  // narrow, and no line ends there

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

/// Digits of a whole number in groups of three.
std::string grouped(double whole) {
  std::string digits = fmt::format("{:.0f}", whole), text;
  for (std::size_t i = 0; i < digits.size(); i++) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += kGap;
    text += digits[i];
  }
  return text;
}

}  // namespace

std::string number_text(double value) {
  if (std::isnan(value)) return "\u2013";
  if (value < 0) return "\u2212" + number_text(-value);
  const double rounded = std::stod(fmt::format("{:.2e}", value));
  return rounded >= 1000 && rounded < 1e7 ? grouped(rounded) : tick_label(rounded);
}

std::string percent_text(double share) {
  if (!std::isfinite(share)) return number_text(share);
  if (share > 0 && share < 0.0005) return "< 0.1\u202f%";
  if (share < 1 && share > 0.9995) return "> 99.9\u202f%";
  return fmt::format("{:.{}f}\u202f%", 100 * share, share == 0 || share == 1 ? 0 : 1);
}

std::string interval_text(double low, double high) {
  if (std::isinf(high)) return low > 0 ? "> " + number_text(low) : "unknown";
  return fmt::format("[{}, {}]", number_text(low), number_text(high));
}

std::string interval_text(const Proportion& shares) {
  return fmt::format("[{:.1f}, {:.1f}]", 100 * shares.low, 100 * shares.high);
}

std::string estimate_text(const Estimate& estimate) {
  return number_text(estimate.value) + " " + interval_text(estimate.low, estimate.high);
}

std::string p_text(double p) {
  if (std::isnan(p)) return "\u2013";
  return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p);
}

std::size_t characters(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(), begins_character));
}

std::string shortened(std::string_view text, std::size_t most) {
  if (characters(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size(); end++)
    if (begins_character(text[end]) && n++ == most - 1) break;
  return std::string(text.substr(0, end)) + "\u2026";
}

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// What endless pages are made with: numbers that follow from the seed alone, on every machine.
#pragma once

#include <cmath>

#include "core/philox.h"

namespace thalweg::lessons {

class Dice {
 public:
  explicit Dice(u64 seed) : seed_(seed) {}

  double uniform(double low, double high) { return low + (high - low) * next(); }
  /// Evenly spread in the logarithm.
  double spread(double low, double high) { return low * std::pow(high / low, next()); }
  /// 0, 1, ..., below `sides`.
  int roll(int sides) { return int(next() * sides); }
  bool coin() { return roll(2) == 1; }
  int sign() { return coin() ? 1 : -1; }

 private:
  double next() { return open_unit<double, u32>(random_words(seed_, Stream::start, u32(count_++), 0).w[0]); }
  u64 seed_;
  u64 count_ = 0;
};

/// As a person would write it: so many digits and no more.
inline double rounded(double value, int digits = 2) {
  if (value == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) + 1 - digits);
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

}  // namespace thalweg::lessons

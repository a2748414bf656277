// SPDX-License-Identifier: MIT
// A double that carries a bound of the error which an evaluation in `Digits` bits would have made up to here:
// running error analysis (Higham 2002, section 3.3).  Formulas evaluated over it give the tolerance of a
// comparison at that very point, derived from their own operations: |f_float - f| <= f(Tracked<24>).e.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/hd.h"

namespace thalweg::test {

/// A comparison of tracked numbers: what it says, and whether rounding could change that.
struct TrackedMask {
  bool value, certain;
};

template <int Digits>
struct Tracked {
  static_assert(Digits == 24 || Digits == 53);
  /// Half a unit in the last place, and the errors that core/math.h states for its functions.
  static constexpr double u = Digits == 24 ? 0x1p-24 : 0x1p-53;
  static constexpr double wave = Digits == 24 ? 1e-7 : 5 * u, power = 3 * u;
  static constexpr double tiny = Digits == 24 ? 0x1p-126 : 0x1p-1022;

  double v = 0, e = 0;
  Tracked() = default;
  /// A constant: exact in double, rounded in float.
  Tracked(double a) : v(a), e(Digits == 24 && double(float(a)) != a ? u * std::abs(a) : 0) {}  // NOLINT
  Tracked(double value, double error) : v(value), e(error) {}

  /// The result of a correctly rounded operation whose operands' errors amount to `error`.
  static Tracked rounded(double value, double error, bool exact) {
    if (exact && error == 0) return {value, 0};
    return {value, std::isnan(error) ? kInfinity : error * (1 + 4 * u) + u * std::abs(value) + tiny};
  }
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  friend Tracked operator+(Tracked a, Tracked b) {
    const double v = a.v + b.v;
    return rounded(v, a.e + b.e, v == 0 || a.v == 0 || b.v == 0);
  }
  friend Tracked operator-(Tracked a, Tracked b) { return a + -b; }
  friend Tracked operator-(Tracked a) { return {-a.v, a.e}; }
  friend Tracked operator*(Tracked a, Tracked b) {
    return rounded(a.v * b.v, std::abs(a.v) * b.e + std::abs(b.v) * a.e + a.e * b.e, a.v == 0 || b.v == 0);
  }
  friend Tracked operator/(Tracked a, Tracked b) {
    if (!(std::abs(b.v) > b.e)) return {a.v / b.v, kInfinity};
    const double q = a.v / b.v;
    return rounded(q, (a.e + std::abs(q) * b.e) / (std::abs(b.v) - b.e), a.v == 0);
  }

  friend Tracked sin(Tracked a) { return {std::sin(a.v), a.v == 0 ? a.e : a.e + wave * sin_scale(a.v)}; }
  friend Tracked cos(Tracked a) { return {std::cos(a.v), a.e + wave}; }
  friend Tracked exp(Tracked a) {
    const double v = std::exp(a.v);
    return {v, v * (std::expm1(a.e) + power * std::exp(a.e)) + tiny * 2};
  }
  friend Tracked log(Tracked a) {
    const double v = std::log(a.v);
    return {v, a.v > a.e ? a.e / (a.v - a.e) + power * std::abs(v) : kInfinity};
  }
  friend Tracked sqrt(Tracked a) {
    const double v = std::sqrt(a.v);
    return rounded(v, a.v == 0 ? std::sqrt(a.e) : v - std::sqrt(std::max(0.0, a.v - a.e)), a.v == 0);
  }
  friend Tracked abs(Tracked a) { return {std::abs(a.v), a.e}; }
  friend Tracked min(Tracked a, Tracked b) { return {std::min(a.v, b.v), std::max(a.e, b.e)}; }
  friend Tracked max(Tracked a, Tracked b) { return {std::max(a.v, b.v), std::max(a.e, b.e)}; }

  friend TrackedMask operator>(Tracked a, Tracked b) {
    return {a.v > b.v, std::abs(a.v - b.v) > a.e + b.e || a.e + b.e == 0};
  }
  friend TrackedMask operator<(Tracked a, Tracked b) { return b > a; }
  friend Tracked select(TrackedMask m, Tracked a, Tracked b) {
    const Tracked chosen = m.value ? a : b;
    return m.certain ? chosen : Tracked{chosen.v, std::max(a.e, b.e) + std::abs(a.v - b.v)};
  }

 private:
  // Small arguments keep their relative accuracy.
  static double sin_scale(double a) { return std::min(1.0, std::abs(a)); }
};

}  // namespace thalweg::test

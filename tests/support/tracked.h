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
  static constexpr double wave = Digits == 24 ? 1e-7 : 5 * u, power = 6 * u;
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

  // A sine that is known to within more than its range is known to within its range; near 0 it stays
  // relative.
  friend Tracked sin(Tracked a) {
    const double v = std::sin(a.v), e = a.e + wave * std::min(1.0, std::abs(a.v)) + reduction(a);
    return {v, std::min(e, 1 + wave + std::abs(v))};
  }
  friend Tracked cos(Tracked a) {
    const double v = std::cos(a.v), e = a.e + wave + reduction(a);
    return {v, std::min(e, 1 + wave + std::abs(v))};
  }
  friend Tracked exp(Tracked a) {
    return monotone([](double x) { return std::exp(x); }, a);
  }
  friend Tracked log(Tracked a) {
    return monotone([](double x) { return std::log(x); }, a);
  }
  friend Tracked log2(Tracked a) {
    return monotone([](double x) { return std::log2(x); }, a);
  }
  friend Tracked log10(Tracked a) {
    return monotone([](double x) { return std::log10(x); }, a);
  }
  friend Tracked cbrt(Tracked a) {
    return monotone([](double x) { return std::cbrt(x); }, a);
  }
  friend Tracked asin(Tracked a) {
    return monotone([](double x) { return std::asin(x); }, a);
  }
  friend Tracked acos(Tracked a) {
    return monotone([](double x) { return std::acos(x); }, a);
  }
  friend Tracked atan(Tracked a) {
    return monotone([](double x) { return std::atan(x); }, a);
  }
  friend Tracked sinh(Tracked a) {
    return monotone([](double x) { return std::sinh(x); }, a);
  }
  friend Tracked tanh(Tracked a) {
    return monotone([](double x) { return std::tanh(x); }, a);
  }
  friend Tracked erf(Tracked a) {
    return monotone([](double x) { return std::erf(x); }, a);
  }
  friend Tracked cosh(Tracked a) { return Tracked(0.5) * exp(a) + Tracked(0.5) * exp(-a); }
  friend Tracked tan(Tracked a) { return sin(a) / cos(a); }
  friend Tracked sqrt(Tracked a) {
    if (a.v == 0) return {0, std::sqrt(a.e)};
    return monotone([](double x) { return std::sqrt(std::max(0.0, x)); }, a);
  }
  friend Tracked abs(Tracked a) { return {std::abs(a.v), a.e}; }
  /// Monotone in either argument where a > 0, so that its extremes over both uncertainties lie at corners;
  /// for a of either sign only whole powers exist, with one more extreme at 0.
  friend Tracked pow(Tracked a, Tracked b) {
    const double v = std::pow(a.v, b.v);
    const bool whole = b.e == 0 && b.v == std::floor(b.v);
    if (a.e == 0 && a.v == 0) return {v, b.v > b.e ? 0 : kInfinity};
    if (!(a.v > a.e) && !whole) return {v, kInfinity};
    double change = std::abs(a.v) <= a.e ? std::abs(std::pow(0.0, b.v) - v) : 0;
    for (const double x : {a.v - a.e, a.v + a.e})
      for (const double y : {b.v - b.e, b.v + b.e}) change = largest(change, std::abs(std::pow(x, y) - v));
    return {v, change * (1 + 4 * u) + (power + 0x1p-51) * std::abs(v) + tiny};
  }
  friend Tracked powi(Tracked a, int n) {
    Tracked r(1);
    for (int i = 0; i < std::abs(n); i++) r = r * a;
    return n < 0 ? Tracked(1) / r : r;
  }
  friend Tracked hypot(Tracked a, Tracked b) {
    const double v = std::hypot(a.v, b.v);
    return rounded(v, a.e + b.e + 4 * u * v, v == 0);
  }
  friend Tracked atan2(Tracked a, Tracked b) {
    const double v = std::atan2(a.v, b.v), r = std::hypot(a.v, b.v);
    return {v, r > a.e + b.e ? (a.e + b.e) / (r - a.e - b.e) + power * std::abs(v) : 4};
  }
  // Steps: exact, unless the argument may lie on the other side of a jump.
  friend Tracked floor(Tracked a) {
    return step([](double x) { return std::floor(x); }, a);
  }
  friend Tracked ceil(Tracked a) {
    return step([](double x) { return std::ceil(x); }, a);
  }
  friend Tracked round(Tracked a) {
    return step([](double x) { return std::round(x); }, a);
  }
  friend Tracked sign(Tracked a) {
    return step([](double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : x; }, a);
  }
  friend Tracked min(Tracked a, Tracked b) { return {std::min(a.v, b.v), std::max(a.e, b.e)}; }
  friend Tracked max(Tracked a, Tracked b) { return {std::max(a.v, b.v), std::max(a.e, b.e)}; }

  friend TrackedMask operator>(Tracked a, Tracked b) { return {a.v > b.v, apart(a, b)}; }
  friend TrackedMask operator<(Tracked a, Tracked b) { return {a.v < b.v, apart(a, b)}; }
  friend TrackedMask operator>=(Tracked a, Tracked b) { return {a.v >= b.v, apart(a, b)}; }
  friend TrackedMask operator<=(Tracked a, Tracked b) { return {a.v <= b.v, apart(a, b)}; }
  friend TrackedMask operator==(Tracked a, Tracked b) { return {a.v == b.v, apart(a, b)}; }
  friend Tracked select(TrackedMask m, Tracked a, Tracked b) {
    const Tracked chosen = m.value ? a : b;
    return m.certain ? chosen : Tracked{chosen.v, largest(std::max(a.e, b.e) + std::abs(a.v - b.v), 0)};
  }
  // Comparisons as numbers, off by 1 where rounding could change them; `where` then allows either side.
  friend Tracked less(Tracked a, Tracked b) { return select(a < b, Tracked(1), Tracked(0)); }
  friend Tracked less_equal(Tracked a, Tracked b) { return select(a <= b, Tracked(1), Tracked(0)); }
  friend Tracked equal(Tracked a, Tracked b) { return select(a == b, Tracked(1), Tracked(0)); }
  friend Tracked where(Tracked condition, Tracked a, Tracked b) {
    return select(condition == Tracked(0), b, a);
  }
  friend Tracked mod(Tracked a, Tracked b) { return a - b * floor(a / b); }

 private:
  /// Beyond the arguments for which core/math.h reduces by exact products, one of them is rounded.
  static double reduction(Tracked a) {
    return std::abs(a.v) <= (Digits == 24 ? 1e5 : 1e6) ? 0 : 2 * u * std::abs(a.v);
  }
  /// The larger one; infinite if either is NaN.
  static double largest(double a, double b) { return std::isnan(a + b) ? kInfinity : std::max(a, b); }
  static bool apart(Tracked a, Tracked b) { return a.e + b.e == 0 || std::abs(a.v - b.v) > a.e + b.e; }
  template <class F>
  static double largest_change(F f, Tracked a) {
    const double v = f(a.v), change = std::max(std::abs(f(a.v + a.e) - v), std::abs(f(a.v - a.e) - v));
    return std::isfinite(f(a.v + a.e)) && std::isfinite(f(a.v - a.e)) ? change : kInfinity;
  }
  // The change over the argument's uncertainty is itself computed in double, hence its rounding at the end.
  template <class F>
  static Tracked monotone(F f, Tracked a) {
    const double v = f(a.v);
    if (a.e == 0) return {v, power * std::abs(v) + (v == 0 ? 0 : tiny)};
    return {v, largest_change(f, a) * (1 + 4 * u) + (power + 0x1p-51) * std::abs(v) + tiny};
  }
  template <class F>
  static Tracked step(F f, Tracked a) {
    return {f(a.v), largest_change(f, a)};
  }
};

}  // namespace thalweg::test

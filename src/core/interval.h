// SPDX-License-Identifier: MIT
// Intervals with outward rounding: the number type of proofs.  A formula evaluated over intervals encloses
// every value that it takes on them; Jet<Interval, N> encloses gradients and Hessians.
//
// Every operation is widened by one spacing of doubles, exp, log and cos of the C library by the three that
// glibc may err, its other functions by six: its manual ("Errors in Math Functions") states at most 4 ulp in
// double.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/real.h"

namespace thalweg {

/// The closed interval [lo, hi]; lo <= hi, both may be infinite.
struct Interval {
  double lo = 0, hi = 0;
  constexpr Interval() = default;
  constexpr Interval(double a) : lo(a), hi(a) {}  // NOLINT: constants convert
  constexpr Interval(double a, double b) : lo(a), hi(b) {}
};

inline double mid(const Interval& a) { return 0.5 * a.lo + 0.5 * a.hi; }
inline double width(const Interval& a) { return a.hi - a.lo; }
inline bool contains(const Interval& a, double x) { return a.lo <= x && x <= a.hi; }

namespace detail {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Widens by n spacings on both sides; NaN (as of inf - inf) becomes the whole line.
inline Interval outward(double lo, double hi, int n = 1) {
  for (int i = 0; i < n; i++) {
    lo = std::nextafter(lo, -kInfinity);
    hi = std::nextafter(hi, kInfinity);
  }
  return {std::isnan(lo) ? -kInfinity : lo, std::isnan(hi) ? kInfinity : hi};
}

// In interval products 0 * inf is 0: the zero is exact.
inline double product(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

}  // namespace detail

inline Interval operator-(const Interval& a) { return {-a.hi, -a.lo}; }
inline Interval operator+(const Interval& a, const Interval& b) {
  return detail::outward(a.lo + b.lo, a.hi + b.hi);
}
inline Interval operator-(const Interval& a, const Interval& b) {
  return detail::outward(a.lo - b.hi, a.hi - b.lo);
}
inline Interval operator*(const Interval& a, const Interval& b) {
  const double p = detail::product(a.lo, b.lo), q = detail::product(a.lo, b.hi);
  const double r = detail::product(a.hi, b.lo), s = detail::product(a.hi, b.hi);
  return detail::outward(std::min({p, q, r, s}), std::max({p, q, r, s}));
}
/// The whole line when b contains 0.
inline Interval operator/(const Interval& a, const Interval& b) {
  if (contains(b, 0)) return {-detail::kInfinity, detail::kInfinity};
  return a * detail::outward(1 / b.hi, 1 / b.lo);
}

inline Interval sq(const Interval& a) {
  const double l = a.lo * a.lo, h = a.hi * a.hi;
  const Interval r = detail::outward(contains(a, 0) ? 0 : std::min(l, h), std::max(l, h));
  return {std::max(0.0, r.lo), r.hi};
}
/// Defined on the part of a that is not negative.
inline Interval sqrt(const Interval& a) {
  const Interval r = detail::outward(std::sqrt(std::max(0.0, a.lo)), std::sqrt(std::max(0.0, a.hi)));
  return {std::max(0.0, r.lo), r.hi};
}
inline Interval abs(const Interval& a) {
  if (a.lo >= 0) return a;
  if (a.hi <= 0) return -a;
  return {0, std::max(-a.lo, a.hi)};
}
inline Interval exp(const Interval& a) {
  const Interval r = detail::outward(std::exp(a.lo), std::exp(a.hi), 3);
  return {std::max(0.0, r.lo), r.hi};
}
/// Defined on the part of a that is positive.
inline Interval log(const Interval& a) {
  return detail::outward(a.lo > 0 ? std::log(a.lo) : -detail::kInfinity, std::log(std::max(0.0, a.hi)), 3);
}
inline Interval cos(const Interval& a) {
  constexpr double kPi = 3.14159265358979323846;
  if (!(width(a) < 6.28) || !(std::abs(a.lo) < 1e9)) return {-1, 1};
  // Extrema lie at multiples of pi; a multiple within rounding of an end counts as inside, which only widens.
  const double first = std::ceil(a.lo / kPi - 1e-6), last = std::floor(a.hi / kPi + 1e-6);
  const double l = std::cos(a.lo), h = std::cos(a.hi);
  Interval r = detail::outward(std::min(l, h), std::max(l, h), 3);
  for (double k = first; k <= last; k++) {
    if (std::fmod(k, 2) == 0)
      r.hi = 1;
    else
      r.lo = -1;
  }
  return {std::max(-1.0, r.lo), std::min(1.0, r.hi)};
}
inline Interval sin(const Interval& a) {
  // pi/2 is not a double: subtracting it as an interval keeps the enclosure.
  return cos(a - Interval(1.57079632679489655800, 1.57079632679489678004));
}

// Comparisons ask whether a fact holds on the whole interval; select joins both sides when it is not certain.
struct IntervalMask {
  bool always, never;
};
inline IntervalMask operator!(IntervalMask m) { return {m.never, m.always}; }
inline IntervalMask operator>(const Interval& a, const Interval& b) { return {a.lo > b.hi, a.hi <= b.lo}; }
inline IntervalMask operator<(const Interval& a, const Interval& b) { return b > a; }
inline IntervalMask operator<=(const Interval& a, const Interval& b) { return !(a > b); }
inline IntervalMask operator>=(const Interval& a, const Interval& b) { return !(b > a); }
inline IntervalMask operator==(const Interval& a, const Interval& b) {
  return {a.lo == a.hi && b.lo == b.hi && a.lo == b.lo, a.hi < b.lo || b.hi < a.lo};
}
inline Interval hull(const Interval& a, const Interval& b) {
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}
inline Interval select(IntervalMask m, const Interval& a, const Interval& b) {
  if (m.always) return a;
  if (m.never) return b;
  return hull(a, b);
}

template <>
struct Enclosure<Interval> {
  static Interval constant(double nearest) { return detail::outward(nearest, nearest); }
  static Interval slope_if_mixed(IntervalMask m) {
    if (m.always || m.never) return 0;
    return {-detail::kInfinity, detail::kInfinity};
  }
};

namespace detail {

inline constexpr int kLibraryError = 6;

/// The image of a under an increasing function of the C library, cut to [low, high], the function's range.
template <class F>
Interval increasing(const Interval& a, F f, double low = -kInfinity, double high = kInfinity) {
  const Interval r = outward(f(a.lo), f(a.hi), kLibraryError);
  return {std::max(low, r.lo), std::min(high, r.hi)};
}
inline constexpr Interval kWholeLine{-kInfinity, kInfinity};

}  // namespace detail

/// The whole line when a contains a pole, (k + 1/2) pi, or may contain one by rounding.
inline Interval tan(const Interval& a) {
  constexpr double kPi = 3.14159265358979323846;
  if (!(width(a) < 3.15) || !(std::abs(a.lo) < 1e9)) return detail::kWholeLine;
  if (std::floor(a.hi / kPi - 0.5 + 1e-6) >= std::ceil(a.lo / kPi - 0.5 - 1e-6)) return detail::kWholeLine;
  return detail::increasing(a, [](double x) { return std::tan(x); });
}
// asin and acos are defined on the part of a inside [-1, 1].
inline Interval asin(const Interval& a) {
  return detail::increasing(a, [](double x) { return std::asin(std::clamp(x, -1.0, 1.0)); });
}
inline Interval acos(const Interval& a) {
  return detail::increasing(
      -a, [](double x) { return std::acos(std::clamp(-x, -1.0, 1.0)); }, 0);
}
inline Interval atan(const Interval& a) {
  return detail::increasing(a, [](double x) { return std::atan(x); });
}
inline Interval sinh(const Interval& a) {
  return detail::increasing(a, [](double x) { return std::sinh(x); });
}
inline Interval cosh(const Interval& a) {
  return detail::increasing(
      abs(a), [](double x) { return std::cosh(x); }, 1);
}
inline Interval tanh(const Interval& a) {
  return detail::increasing(
      a, [](double x) { return std::tanh(x); }, -1, 1);
}
inline Interval erf(const Interval& a) {
  return detail::increasing(
      a, [](double x) { return std::erf(x); }, -1, 1);
}
inline Interval cbrt(const Interval& a) {
  return detail::increasing(a, [](double x) { return std::cbrt(x); });
}
inline Interval log2(const Interval& a) {
  return log(a) * Enclosure<Interval>::constant(1.44269504088896340736);
}
inline Interval log10(const Interval& a) {
  return log(a) * Enclosure<Interval>::constant(0.43429448190325182765);
}

/// All angles of points of the box x x y; [-pi, pi] when it meets the negative x axis or the origin.
inline Interval atan2(const Interval& y, const Interval& x) {
  if (!(x.lo > 0 || y.lo > 0 || y.hi < 0)) {
    const double pi = std::nextafter(3.14159265358979323846, 4);
    return {-pi, pi};
  }
  // Away from the cut the angle is monotone along every edge, so its extremes lie at corners.
  const double a = std::atan2(y.lo, x.lo), b = std::atan2(y.lo, x.hi);
  const double c = std::atan2(y.hi, x.lo), d = std::atan2(y.hi, x.hi);
  return detail::outward(std::min({a, b, c, d}), std::max({a, b, c, d}), detail::kLibraryError);
}
inline Interval hypot(const Interval& a, const Interval& b) { return sqrt(sq(a) + sq(b)); }

/// a^n for whole n; the whole line for n < 0 when a contains 0.
inline Interval powi(const Interval& a, int n) {
  if (n == 0) return 1;
  if (n < 0) return Interval(1) / powi(a, -n);
  const auto power = [n](double x) {
    Interval r = 1, factor = x;
    for (int k = n; k > 0; k /= 2) {
      if (k % 2 != 0) r = r * factor;
      factor = sq(factor);
    }
    return r;
  };
  if (n % 2 != 0) return {power(a.lo).lo, power(a.hi).hi};
  const Interval m = abs(a);
  return {std::max(0.0, power(m.lo).lo), power(m.hi).hi};
}
/// a^b, defined on the part of a that is not negative unless b is one whole number.
inline Interval pow(const Interval& a, const Interval& b) {
  if (b.lo == b.hi && b.lo == std::floor(b.lo) && std::abs(b.lo) <= 1e6) return powi(a, int(b.lo));
  return exp(b * log(a));
}

inline Interval min(const Interval& a, const Interval& b) {
  return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
}
inline Interval max(const Interval& a, const Interval& b) {
  return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
}

// Steps are exact.
inline Interval floor(const Interval& a) { return {std::floor(a.lo), std::floor(a.hi)}; }
inline Interval ceil(const Interval& a) { return {std::ceil(a.lo), std::ceil(a.hi)}; }
inline Interval round(const Interval& a) { return {std::round(a.lo), std::round(a.hi)}; }
inline Interval sign(const Interval& a) {
  return {double((a.lo > 0) - (a.lo < 0)), double((a.hi > 0) - (a.hi < 0))};
}
inline Interval less(const Interval& a, const Interval& b) { return select(a < b, 1, 0); }
inline Interval less_equal(const Interval& a, const Interval& b) { return select(a <= b, 1, 0); }
inline Interval equal(const Interval& a, const Interval& b) { return select(a == b, 1, 0); }
inline Interval mod(const Interval& a, const Interval& b) { return a - b * floor(a / b); }
inline Interval where(const Interval& condition, const Interval& a, const Interval& b) {
  return select(condition == Interval(0), b, a);
}

}  // namespace thalweg

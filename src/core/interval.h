// SPDX-License-Identifier: MIT
// Intervals with outward rounding: the number type of proofs.  A formula evaluated over intervals encloses
// every value that it takes on them; Jet<Interval, N> encloses gradients and Hessians.
//
// Every operation is widened by one spacing of doubles, functions of the C library by the three that glibc
// may err.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

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
inline IntervalMask operator>(const Interval& a, const Interval& b) { return {a.lo > b.hi, a.hi <= b.lo}; }
inline IntervalMask operator<(const Interval& a, const Interval& b) { return b > a; }
inline Interval select(IntervalMask m, const Interval& a, const Interval& b) {
  if (m.always) return a;
  if (m.never) return b;
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}

}  // namespace thalweg

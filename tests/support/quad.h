// SPDX-License-Identifier: MIT
// Quadruple precision as a number type for formulas: the independent truth that double results are held
// against. 113 bits leave 60 more than double, so rounding in a Quad is nothing beside an error in a double.
#pragma once

#include <quadmath.h>

#include <array>
#include <type_traits>

#include "core/vec.h"

namespace thalweg::test {

__extension__ typedef __float128 Float128;

struct Quad {
  Float128 v = 0;
  Quad() = default;
  template <class A>
  requires std::is_arithmetic_v<A> || std::is_same_v<A, Float128>
  constexpr Quad(A a) : v(a) {}  // NOLINT: constants convert
  explicit operator double() const { return double(v); }

  friend Quad operator+(Quad a, Quad b) { return a.v + b.v; }
  friend Quad operator-(Quad a, Quad b) { return a.v - b.v; }
  friend Quad operator*(Quad a, Quad b) { return a.v * b.v; }
  friend Quad operator/(Quad a, Quad b) { return a.v / b.v; }
  friend Quad operator-(Quad a) { return -a.v; }
  friend bool operator<(Quad a, Quad b) { return a.v < b.v; }
  friend bool operator>(Quad a, Quad b) { return a.v > b.v; }
  friend bool operator<=(Quad a, Quad b) { return a.v <= b.v; }
  friend bool operator>=(Quad a, Quad b) { return a.v >= b.v; }
  friend bool operator==(Quad a, Quad b) { return a.v == b.v; }

  friend Quad sin(Quad a) { return sinq(a.v); }
  friend Quad cos(Quad a) { return cosq(a.v); }
  friend Quad tan(Quad a) { return tanq(a.v); }
  friend Quad asin(Quad a) { return asinq(a.v); }
  friend Quad acos(Quad a) { return acosq(a.v); }
  friend Quad atan(Quad a) { return atanq(a.v); }
  friend Quad sinh(Quad a) { return sinhq(a.v); }
  friend Quad cosh(Quad a) { return coshq(a.v); }
  friend Quad tanh(Quad a) { return tanhq(a.v); }
  friend Quad erf(Quad a) { return erfq(a.v); }
  friend Quad exp(Quad a) { return expq(a.v); }
  friend Quad log(Quad a) { return logq(a.v); }
  friend Quad log2(Quad a) { return log2q(a.v); }
  friend Quad log10(Quad a) { return log10q(a.v); }
  friend Quad sqrt(Quad a) { return sqrtq(a.v); }
  friend Quad cbrt(Quad a) { return cbrtq(a.v); }
  friend Quad floor(Quad a) { return floorq(a.v); }
  friend Quad ceil(Quad a) { return ceilq(a.v); }
  friend Quad round(Quad a) { return roundq(a.v); }
  friend Quad abs(Quad a) { return fabsq(a.v); }
  friend Quad pow(Quad a, Quad b) { return powq(a.v, b.v); }
  friend Quad powi(Quad a, int n) { return powq(a.v, n); }
  friend Quad atan2(Quad a, Quad b) { return atan2q(a.v, b.v); }
  friend Quad hypot(Quad a, Quad b) { return hypotq(a.v, b.v); }
  friend Quad sign(Quad a) { return a.v > 0 ? 1 : a.v < 0 ? -1 : a; }
  friend Quad min(Quad a, Quad b) { return a < b ? a : b; }
  friend Quad max(Quad a, Quad b) { return a > b ? a : b; }
  friend Quad mod(Quad a, Quad b) { return a - b * floor(a / b); }
  friend Quad less(Quad a, Quad b) { return a < b ? 1 : 0; }
  friend Quad less_equal(Quad a, Quad b) { return a <= b ? 1 : 0; }
  friend Quad equal(Quad a, Quad b) { return a == b ? 1 : 0; }
  friend Quad select(bool condition, Quad a, Quad b) { return condition ? a : b; }
  friend Quad where(Quad condition, Quad a, Quad b) { return condition == 0 ? b : a; }
};

/// A derivative and how far it may be off: by what h and h / 2 disagree about, which kinks and poles nearby
/// make large, and by the rounding of the function.
struct Difference {
  Quad value;
  double uncertainty;

  /// How far a computed number is from it.
  double error_of(double computed) const { return double(abs(Quad(computed) - value)); }
  double magnitude() const { return double(abs(value)); }
};

namespace detail {

/// Fourth-order central difference of g, which counts the largest |g| that it saw.
template <class G>
Quad central(G g, Quad h, Quad& largest) {
  const auto at = [&](Quad t) {
    const Quad v = g(t);
    largest = max(largest, abs(v));
    return v;
  };
  return (Quad(8) * (at(h) - at(-h)) - (at(Quad(2) * h) - at(Quad(-2) * h))) / (Quad(12) * h);
}

/// Evaluations of a formula in 113 bits are trusted to 100, which leaves room for its own cancellation.
inline Difference judged(Quad coarse, Quad fine, Quad largest, Quad spread) {
  const Quad rounding = Quad(0x1p-100) * (largest + Quad(1)) / spread;
  return {fine, double(Quad(16) * abs(coarse - fine) + rounding)};
}

template <std::size_t N>
std::array<Quad, N> widen(const std::array<double, N>& p) {
  std::array<Quad, N> q{};
  for (std::size_t k = 0; k < N; k++) q[k] = Quad(p[k]);
  return q;
}

}  // namespace detail

/// Partial i at p of f, a Quad function of an array.  With h = 1e-8 of `scale`, the arguments' own,
/// truncation is h^4 f^(5) / 30 and rounding 1e-33 f / h: both far below double's 1e-16.
template <class F, std::size_t N>
Difference partial_difference(const F& f, const std::array<double, N>& p, std::size_t i, double scale = 1) {
  Quad largest = 0;
  const auto difference = [&](Quad h) {
    const auto along_i = [&](Quad t) {
      std::array<Quad, N> q = detail::widen(p);
      q[i] = q[i] + t;
      return f(q);
    };
    return detail::central(along_i, h, largest);
  };
  const Quad h = Quad(scale) * Quad(1e-8), coarse = difference(h), fine = difference(h / Quad(2));
  return detail::judged(coarse, fine, largest, h);
}

/// Second partial i, j: a difference of differences, with h = 1e-7 since rounding grows as 1e-33 f / h^2.
template <class F, std::size_t N>
Difference second_difference(const F& f, const std::array<double, N>& p, std::size_t i, std::size_t j,
                             double scale = 1) {
  Quad largest = 0, slopes = 0;
  const auto difference = [&](Quad h) {
    const auto slope = [&](Quad t) {
      const auto along_j = [&](Quad u) {
        std::array<Quad, N> q = detail::widen(p);
        q[i] = q[i] + t;
        q[j] = q[j] + u;
        return f(q);
      };
      return detail::central(along_j, h, largest);
    };
    return detail::central(slope, h, slopes);
  };
  const Quad h = Quad(scale) * Quad(1e-7), coarse = difference(h), fine = difference(h / Quad(2));
  return detail::judged(coarse, fine, largest, h * h);
}

}  // namespace thalweg::test

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
  friend Quad exp(Quad a) { return expq(a.v); }
  friend Quad log(Quad a) { return logq(a.v); }
  friend Quad sqrt(Quad a) { return sqrtq(a.v); }
  friend Quad abs(Quad a) { return fabsq(a.v); }
  friend Quad min(Quad a, Quad b) { return a < b ? a : b; }
  friend Quad max(Quad a, Quad b) { return a > b ? a : b; }
  friend Quad select(bool condition, Quad a, Quad b) { return condition ? a : b; }
};

/// A derivative and how far it may be off.
struct Difference {
  double value, uncertainty;
};

/// d f / d t at 0 of a Quad function of one Quad: fourth-order central differences.  With h = 1e-6 of the
/// argument's scale, truncation is h^4 f^(5) / 30 and rounding 1e-33 f / h, both far below double's 1e-16;
/// what h and h / 2 disagree about is returned as uncertainty, which kinks and poles nearby make large.
template <class F>
Difference derivative(F f, double scale) {
  const auto difference = [&](Quad h) {
    return (Quad(8) * (f(h) - f(-h)) - (f(Quad(2) * h) - f(Quad(-2) * h))) / (Quad(12) * h);
  };
  const Quad h = Quad(scale) * Quad(1e-6), coarse = difference(h), fine = difference(h / Quad(2));
  return {double(fine), double(abs(coarse - fine))};
}

/// Partial i of f, a Quad function of an array.
template <class F, std::size_t N>
Difference partial_difference(const F& f, const std::array<double, N>& p, std::size_t i, double scale = 1) {
  return derivative(
      [&](Quad t) {
        std::array<Quad, N> q{};
        for (std::size_t k = 0; k < N; k++) q[k] = Quad(p[k]);
        q[i] = q[i] + t;
        return f(q);
      },
      scale);
}

/// Second partial i, j of f: differences of differences.
template <class F, std::size_t N>
Difference second_difference(const F& f, const std::array<double, N>& p, std::size_t i, std::size_t j,
                             double scale = 1) {
  const auto difference = [&](Quad h) {
    const auto along_j = [&](Quad at_i) {
      const auto g = [&](Quad t) {
        std::array<Quad, N> q{};
        for (std::size_t k = 0; k < N; k++) q[k] = Quad(p[k]);
        q[i] = q[i] + at_i;
        q[j] = q[j] + t;
        return f(q);
      };
      return (Quad(8) * (g(h) - g(-h)) - (g(Quad(2) * h) - g(Quad(-2) * h))) / (Quad(12) * h);
    };
    return (Quad(8) * (along_j(h) - along_j(-h)) - (along_j(Quad(2) * h) - along_j(Quad(-2) * h))) /
           (Quad(12) * h);
  };
  const Quad h = Quad(scale) * Quad(1e-6), coarse = difference(h), fine = difference(h / Quad(2));
  return {double(fine), double(abs(coarse - fine))};
}

}  // namespace thalweg::test

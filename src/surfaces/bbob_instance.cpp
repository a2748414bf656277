// SPDX-License-Identifier: MIT
#include "surfaces/bbob_instance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace thalweg::bbob {

namespace {

constexpr i64 kModulus = 2147483647;

/// 16807 a modulo 2^31 - 1, without overflow in 32 bits (Schrage 1979).
i64 next(i64 a) {
  const i64 high = a / 127773;
  const i64 r = 16807 * (a - high * 127773) - 2836 * high;
  return r < 0 ? r + kModulus : r;
}

/// The indices that sort `keys`.
std::vector<std::size_t> order(const std::vector<double>& keys) {
  std::vector<std::size_t> indices(keys.size());
  std::iota(indices.begin(), indices.end(), std::size_t(0));
  std::stable_sort(indices.begin(), indices.end(),
                   [&](std::size_t i, std::size_t j) { return keys[i] < keys[j]; });
  return indices;
}

double rounded(double a) { return std::floor(a + 0.5); }

}  // namespace

std::vector<double> uniforms(int n, i64 seed) {
  i64 state = std::max<i64>(seed, 1);
  i64 table[32];
  for (int i = 39; i >= 0; i--) {
    state = next(state);
    if (i < 32) table[i] = state;
  }
  std::vector<double> numbers;
  for (i64 last = table[0]; int(numbers.size()) < n;) {
    state = next(state);
    i64& slot = table[last / 67108865];
    last = slot;
    slot = state;
    numbers.push_back(last == 0 ? 1e-99 : double(last) / double(kModulus));
  }
  return numbers;
}

std::vector<double> normals(int n, i64 seed) {
  const std::vector<double> u = uniforms(2 * n, seed);
  std::vector<double> numbers;
  for (std::size_t i = 0; i < std::size_t(n); i++) {
    const double g = std::sqrt(-2 * std::log(u[i])) * std::cos(2 * kPi * u[std::size_t(n) + i]);
    numbers.push_back(g == 0 ? 1e-99 : g);
  }
  return numbers;
}

Linear rotation(i64 seed) {
  const std::vector<double> g = normals(4, seed);
  Linear b{g[0], g[2], g[1], g[3]};
  const double first = std::sqrt(b.xx * b.xx + b.yx * b.yx);
  b.xx /= first;
  b.yx /= first;
  const double along = b.xy * b.xx + b.yy * b.yx;
  b.xy -= along * b.xx;
  b.yy -= along * b.yx;
  const double second = std::sqrt(b.xy * b.xy + b.yy * b.yy);
  b.xy /= second;
  b.yy /= second;
  return b;
}

Linear operator*(const Linear& a, const Linear& b) {
  return {a.u(b.xx, b.yx), a.u(b.xy, b.yy), a.v(b.xx, b.yx), a.v(b.xy, b.yy)};
}
Linear stretch(double a) { return {1, 0, 0, std::sqrt(a)}; }

i64 seed_of(int function, const Bbob::Hyper& hyper) {
  const int shared = function == 4 ? 3 : function == 18 ? 17 : function;
  return shared + 10000 * i64(hyper.instance);
}
Linear first_rotation(i64 seed) { return rotation(seed + 1000000); }
Linear second_rotation(i64 seed) { return rotation(seed); }

Point drawn_optimum(i64 seed) {
  const std::vector<double> u = uniforms(2, seed);
  const auto coordinate = [](double a) {
    const double x = 8 * std::floor(1e4 * a) / 1e4 - 4;
    return x == 0 ? -1e-5 : x;
  };
  return {coordinate(u[0]), coordinate(u[1])};
}
double drawn_value(i64 seed) {
  const double ratio = 100 * 100 * normals(1, seed)[0] / normals(1, seed + 1)[0];
  return std::clamp(rounded(ratio) / 100, -1000.0, 1000.0);
}

std::vector<GallagherPeak<double>> drawn_peaks(int n, i64 seed, double first, double span, double offset) {
  const std::vector<std::size_t> ranks = order(uniforms(n - 1, seed));
  const std::vector<double> u = uniforms(2 * n, seed);
  const Linear Q = second_rotation(seed);
  std::vector<GallagherPeak<double>> peaks;
  for (std::size_t k = 0; k < std::size_t(n); k++) {
    const double condition = k == 0 ? first : std::pow(1000, double(ranks[k - 1]) / (n - 2));
    const bool turned = order(uniforms(2, seed + 1000 * i64(k)))[0] == 1;
    const double narrow = 0.25 * std::sqrt(condition), wide = 0.25 / std::sqrt(condition);
    const double height = k == 0 ? 10 : 1.1 + 8 * double(k - 1) / (n - 2), shrink = k == 0 ? 0.8 : 1;
    const double x = span * u[2 * k] - offset, y = span * u[2 * k + 1] - offset;
    peaks.push_back({shrink * Q.u(x, y), shrink * Q.v(x, y), turned ? narrow : wide, turned ? wide : narrow,
                     std::log(height / 10)});
  }
  return peaks;
}

}  // namespace thalweg::bbob

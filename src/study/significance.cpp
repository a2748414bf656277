// SPDX-License-Identifier: MIT
// The tests: p values of paired comparisons.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "study/statistics.h"

namespace thalweg::study {

namespace {

/// Up to so many pairs the distribution of signed ranks is counted out.
constexpr std::size_t kCountedOut = 50;

/// Twice the ranks (1, 2, ...; equals share the mean of theirs), which are whole numbers.
std::vector<i64> doubled_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<i64> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) end++;
    for (std::size_t k = i; k < end; k++) ranks[order[k]] = i64(i + 1 + end);
    i = end;
  }
  return ranks;
}

/// The probability that signed ranks are at least as far from their mean as these: each sign is a fair coin.
double counted_out(const std::vector<i64>& ranks, i64 positive) {
  const i64 total = std::accumulate(ranks.begin(), ranks.end(), i64(0));
  std::array<double, kCountedOut*(kCountedOut + 1) + 1> chance{};
  chance[0] = 1;
  i64 highest = 0;
  for (const i64 r : ranks) {
    highest += r;
    for (i64 s = highest; s >= 0; s--)
      chance[std::size_t(s)] = 0.5 * (chance[std::size_t(s)] + (s >= r ? chance[std::size_t(s - r)] : 0));
  }
  const i64 tail = std::min(positive, total - positive);
  double p = 0;
  for (i64 s = 0; s <= tail; s++) p += chance[std::size_t(s)];
  return std::min(1.0, 2 * p);
}

double normal_approximation(const std::vector<i64>& doubled, i64 positive) {
  const auto n = double(doubled.size());
  double squares = 0;  // of the ranks: they hold the correction for ties
  for (const i64 r : doubled) squares += 0.25 * double(r) * double(r);
  const double mean = n * (n + 1) / 4, sd = 0.5 * std::sqrt(squares);
  const double z = std::max(0.0, std::abs(0.5 * double(positive) - mean) - 0.5) / sd;
  return std::erfc(z / std::sqrt(2.0));
}

}  // namespace

double sign_test(std::span<const double> a, std::span<const double> b) {
  i64 less = 0, more = 0;
  for (std::size_t i = 0; i < a.size(); i++) {
    const double x = std::isnan(a[i]) ? INFINITY : a[i], y = std::isnan(b[i]) ? INFINITY : b[i];
    less += x<y, more += x> y;
  }
  const double n = double(less + more), k = double(std::min(less, more));
  if (less == more) return 1;
  // Terms of the tail, from its largest one down.
  double term =
             std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) - n * std::log(2.0)),
         p = 0;
  for (double j = k; j >= 0 && term > 0; j--) {
    p += term;
    term *= j / (n - j + 1);
  }
  return std::min(1.0, 2 * p);
}

double wilcoxon(std::span<const double> a, std::span<const double> b) {
  const std::size_t n = a.size();
  std::vector<double> both(a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  for (double& c : both)
    if (std::isnan(c)) c = INFINITY;
  const std::vector<i64> joint = doubled_ranks(both);
  std::vector<double> sizes;
  std::vector<bool> up;
  for (std::size_t i = 0; i < n; i++)
    if (const i64 d = joint[i] - joint[n + i]; d != 0)
      sizes.push_back(double(std::abs(d))), up.push_back(d > 0);
  if (sizes.empty()) return 1;
  const std::vector<i64> ranks = doubled_ranks(sizes);
  i64 positive = 0;
  for (std::size_t i = 0; i < ranks.size(); i++) positive += up[i] ? ranks[i] : 0;
  return ranks.size() <= kCountedOut ? counted_out(ranks, positive) : normal_approximation(ranks, positive);
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  const auto value = [&](std::size_t i) { return std::isnan(p[i]) ? 1.0 : p[i]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return value(a) < value(b); });
  std::vector<double> adjusted(p.size());
  double highest = 0;
  for (std::size_t i = 0; i < order.size(); i++) {
    highest = std::max(highest, std::min(1.0, double(p.size() - i) * value(order[i])));
    adjusted[order[i]] = highest;
  }
  return adjusted;
}

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
#include "analysis/curve.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace thalweg {

namespace {

std::size_t window_of(std::size_t steps) { return std::max<std::size_t>(2, steps >= 16 ? steps / 4 : steps); }

/// The mean of the last T / 16 losses up to k, which quiets noise and leaves straight lines straight.
double smoothed(std::span<const double> losses, std::size_t k) {
  const std::size_t width = std::min(std::max<std::size_t>(1, (losses.size() - 1) / 16), k + 1);
  double sum = 0;
  for (std::size_t i = k + 1 - width; i <= k; i++) sum += losses[i];
  return sum / double(width);
}

// Changes of sign among the differences in losses[from, ...]; zeros are left out.
struct Signs {
  double changes = 0, flips = 0;
};
Signs signs_in(std::span<const double> losses, double rounding) {
  Signs s;
  double before = 0;
  for (std::size_t k = 1; k < losses.size(); k++) {
    const double change = losses[k] - losses[k - 1];
    if (!(std::abs(change) > rounding)) continue;
    s.changes += before != 0;
    s.flips += before * change < 0;
    before = change > 0 ? 1 : -1;
  }
  return s;
}

double step_length(std::span<const Point> p, std::size_t k) {
  return std::hypot(p[k].x - p[k - 1].x, p[k].y - p[k - 1].y, p[k].z - p[k - 1].z);
}

double cosine(std::span<const Point> p, std::size_t k) {
  const double a = step_length(p, k - 1), b = step_length(p, k);
  if (!(a > 0 && b > 0)) return 0;
  return ((p[k].x - p[k - 1].x) / b) * ((p[k - 1].x - p[k - 2].x) / a) +
         ((p[k].y - p[k - 1].y) / b) * ((p[k - 1].y - p[k - 2].y) / a) +
         ((p[k].z - p[k - 1].z) / b) * ((p[k - 1].z - p[k - 2].z) / a);
}

}  // namespace

Curve curve_of(std::span<const double> losses) {
  const std::size_t steps = losses.size() - 1, quarter = std::max<std::size_t>(1, steps / 4);
  Curve c{};
  c.window = std::min(steps, window_of(steps));
  c.first = losses.front();
  c.last = losses.back();
  const auto [lowest, highest] = std::minmax_element(losses.begin(), losses.end());
  c.lowest = *lowest;
  c.highest = *highest;
  c.range = c.highest - c.lowest;
  c.early = c.first - smoothed(losses, quarter);
  c.late = smoothed(losses, steps - quarter) - smoothed(losses, steps);
  for (std::size_t i = 0; i < 4; i++) {
    const auto from = losses.begin() + std::ptrdiff_t(i * steps / 4),
               to = losses.begin() + std::ptrdiff_t((i + 1) * steps / 4 + 1);
    c.peaks[i] = *std::max_element(from, to);
  }
  // A spacing or two of doubles of this size is no change, and a few of them are no range.
  const double rounding = 4.5e-16 * std::max(std::abs(c.lowest), std::abs(c.highest));
  if (c.range <= 4 * rounding) c.range = 0;
  c.falls = true;
  for (std::size_t k = 1; k <= steps; k++)
    c.falls &= losses[k] <= losses[k - 1] + std::max(rounding, 1e-12 * c.range);
  const std::span<const double> recent = losses.last(c.window + 1);
  const Signs all = signs_in(losses, rounding), late = signs_in(recent, rounding);
  c.turns = all.flips;
  c.flips = late.changes > 0 ? late.flips / late.changes : 0;
  const auto [low, high] = std::minmax_element(recent.begin(), recent.end());
  c.swing = c.range > 0 ? (*high - *low) / c.range : 0;
  return c;
}

bool rises(const Curve& c, double growth, double risen) {
  return c.range > 0 && c.highest - c.first >= risen * c.range && c.peaks[0] <= c.peaks[1] &&
         c.peaks[1] <= c.peaks[2] && c.peaks[2] < c.peaks[3] &&
         c.peaks[3] - c.first >= growth * (c.peaks[1] - c.first);
}

Turns turns_of(std::span<const Point> positions, double reversal) {
  Turns t;
  if (positions.size() < 3) return t;
  const std::size_t steps = positions.size() - 1;
  t.known = true;
  t.window = std::min(steps, window_of(steps));
  double reversals = 0, pairs = 0;
  for (std::size_t k = std::max<std::size_t>(2, steps - t.window + 1); k <= steps; k++) {
    reversals += cosine(positions, k) < reversal;
    pairs++;
  }
  t.reversals = pairs > 0 ? reversals / pairs : 0;
  t.last_step = step_length(positions, steps);
  std::vector<double> early;
  for (std::size_t k = 1; k <= std::max<std::size_t>(1, steps / 4); k++)
    early.push_back(step_length(positions, k));
  std::nth_element(early.begin(), early.begin() + std::ptrdiff_t(early.size() / 2), early.end());
  t.early_step = early[early.size() / 2];
  return t;
}

}  // namespace thalweg

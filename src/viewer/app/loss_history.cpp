// SPDX-License-Identifier: MIT
#include "viewer/app/loss_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg::viewer {
namespace {

/// The value of rank ceil(q n), counted from 1.
double quantile(std::span<const double> sorted, double q) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double rank = std::ceil(q * double(sorted.size()));
  return sorted[std::size_t(std::max(rank, 1.0)) - 1];
}

}  // namespace

LossSample sample_losses(Ensemble& ensemble, i64 particles) {
  std::vector<double> losses(std::size_t(std::min(particles, kSampledParticles)));
  ensemble.losses(0, losses);
  std::erase_if(losses, [](double loss) { return !std::isfinite(loss); });
  std::sort(losses.begin(), losses.end());
  return {ensemble.step(), quantile(losses, 0.25), quantile(losses, 0.5), quantile(losses, 0.75)};
}

i64 next_sample_step(i64 step, i64 steps) {
  return std::min(steps, step + std::max<i64>(1, std::min(step / 50, steps / 200)));
}

const LossSample* nearest_sample(std::span<const LossSample> history, double step) {
  if (history.empty()) return nullptr;
  const auto after =
      std::lower_bound(history.begin(), history.end(), step,
                       [](const LossSample& sample, double wanted) { return double(sample.step) < wanted; });
  if (after == history.begin()) return &history.front();
  if (after == history.end()) return &history.back();
  const auto before = after - 1;
  return step - double(before->step) <= double(after->step) - step ? &*before : &*after;
}

Axis excess_axis(std::span<const LossSample> history, double lowest) {
  double low = std::numeric_limits<double>::infinity(), high = 0;
  for (const LossSample& s : history)
    for (const double loss : {s.q25, s.median, s.q75}) {
      const double excess = loss - lowest;
      if (!(excess > 0) || !std::isfinite(excess)) continue;
      low = std::min(low, excess);
      high = std::max(high, excess);
    }
  if (!(high > 0)) return {0.1, 10, true};
  low = std::max({low, high * std::pow(10.0, -kMostDecades), std::numeric_limits<double>::min()});
  // Whole decades, and at least one.
  const double top = std::pow(10.0, std::ceil(std::log10(high) - 1e-9));
  const double bottom = std::pow(10.0, std::floor(std::log10(low) + 1e-9));
  return {std::min(bottom, top / 10), top, true};
}

i64 telling_step(std::span<const LossSample> history, const HeightTransform& heights, double share) {
  if (history.empty()) return 0;
  const double first = to_height(heights, history.front().median),
               last = to_height(heights, history.back().median);
  if (!(last < first)) return history.back().step / 3;
  for (const LossSample& s : history)
    if (to_height(heights, s.median) <= first - share * (first - last)) return s.step;
  return history.back().step;
}

}  // namespace thalweg::viewer

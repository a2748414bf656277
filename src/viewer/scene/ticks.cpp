// SPDX-License-Identifier: MIT
#include "viewer/scene/ticks.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace thalweg::viewer {
namespace {

constexpr double kZeroSlack = 0.01;  // of the softening

/// Keeps ticks on the height axis apart: first come, first served.
class TickSet {
 public:
  TickSet(const HeightTransform& transform, double spacing) : transform_(transform), spacing_(spacing) {}

  void offer(double value) {
    // A sampled minimum misses the true one by a little: zero may stand just below the range.
    const double slack = value == 0 ? kZeroSlack * transform_.softening : 0;
    if (!(value >= transform_.vmin - slack && value <= transform_.vmax)) return;
    const double position = to_height(transform_, value);
    for (const Tick& tick : ticks_)
      if (std::abs(tick.position - position) < spacing_) return;
    ticks_.push_back({value, position});
  }
  std::size_t size() const { return ticks_.size(); }
  std::vector<Tick> sorted() const {
    std::vector<Tick> ticks = ticks_;
    std::sort(ticks.begin(), ticks.end(), [](const Tick& a, const Tick& b) { return a.value < b.value; });
    return ticks;
  }

 private:
  const HeightTransform& transform_;
  double spacing_;
  std::vector<Tick> ticks_;
};

/// Zero, powers of ten, and 3 times those where there is room: one family from the top down to where it
/// crowds.
void offer_powers(TickSet& set, const HeightTransform& t, double spacing) {
  const double decade = std::log(10.0) / std::log1p((t.vmax - t.vmin) / t.softening);
  const int skip = std::max(1, int(std::ceil(spacing / decade)));
  const bool thirds = decade * std::log10(3.0) > spacing;
  const int highest = int(std::ceil(std::log10(std::max(std::abs(t.vmin), std::abs(t.vmax))) / skip)) * skip;
  const int lowest = int(std::floor(std::log10(t.softening))) - 2;
  set.offer(0);
  for (int k = highest; k >= lowest; k -= skip)
    for (const double factor : {3.0, 1.0})
      for (const double sign : {1.0, -1.0})
        if (factor == 1 || thirds) set.offer(sign * factor * std::pow(10.0, k));
}

}  // namespace

std::vector<Tick> loss_ticks(const HeightTransform& t, double spacing) {
  TickSet set(t, spacing);
  const int most = std::max(2, int(1 / std::max(spacing, 0.02)));
  if (t.scale == HeightScale::kLinear) {
    for (int count = most; count >= 2; count--) {
      const std::vector<Tick> ticks = linear_ticks(t.vmin, t.vmax, count);
      if (ticks.size() < 2 || ticks[1].position - ticks[0].position >= spacing) return ticks;
    }
    return linear_ticks(t.vmin, t.vmax, 2);
  }
  if (t.scale == HeightScale::kPower) {
    // Even steps over the whole range, then finer ones where one of its ends is drawn large.
    for (double part = 1; part > 1e-4; part /= 5)
      for (const auto& [low, high] : {std::pair(t.vmin, t.vmin + part * (t.vmax - t.vmin)),
                                      std::pair(t.vmax - part * (t.vmax - t.vmin), t.vmax)})
        for (const Tick& tick : linear_ticks(low, high, 6)) set.offer(tick.value);
    return set.sorted();
  }
  offer_powers(set, t, spacing);
  // A range that is far from zero relative to its size has few round powers: fill its low end with even
  // steps.
  constexpr std::size_t kFewTicks = 4;
  for (double part = 1; set.size() < kFewTicks && part > 1e-4; part /= 2)
    for (const Tick& tick : linear_ticks(t.vmin, t.vmin + part * (t.vmax - t.vmin), 5)) set.offer(tick.value);
  return set.sorted();
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "viewer/app/sharpness.h"

#include <algorithm>
#include <cmath>

#include "analysis/stability.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {

std::shared_ptr<const SharpnessMap> sample_sharpness(const Landscape& f, double slice) {
  constexpr double kLargest = 1e30;  // room for sums in float
  const double rows = f.data ? double(std::max<i64>(1, f.data->rows())) : 1;
  const int n = std::clamp(int(std::sqrt(kSharpnessWork / rows)), kLeastSharpnessNodes, kSharpnessNodes);
  const Box box = drawn_box(f);
  auto map = std::make_shared<SharpnessMap>();
  map->n = n;
  map->sharpness.reserve(std::size_t(n) * std::size_t(n));
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      const Point drawn{box.x0 + width(box) * i / (n - 1), box.y0 + height(box) * j / (n - 1)};
      const double s = sharpness(f, from_drawing(f, drawn, slice));
      map->sharpness.push_back(std::isnan(s) ? 0.f : float(std::clamp(s, -kLargest, kLargest)));
    }
  return map;
}

std::optional<double> unstable_above(const Plan& plan) {
  if (plan.landscape.surface->info.smoothness == Smoothness::kinked) return {};
  const std::optional<LinearRule> rule = linear_rule(plan);
  if (!rule || !(rule->lr > 0)) return {};
  // The limit of the rate falls with the curvature, so the limit of the curvature is that of one, over the
  // rate.
  return rule->momentum < 1 ? stable_below(*rule, 1) / rule->lr : 0;
}

std::string stability_text(const Plan& plan) {
  if (plan.landscape.surface->info.smoothness == Smoothness::kinked)
    return "Nothing is claimed: the landscape has kinks, where curvature says nothing.";
  const std::optional<double> limit = unstable_above(plan);
  if (!limit)
    return "Nothing is claimed: limits of the rate hold for SGD with or without momentum, without noise and "
           "weight decay.";
  const LinearRule rule = *linear_rule(plan);
  std::string bound = "2 / lr";
  if (rule.momentum != 0) bound = rule.nesterov ? "2(1+\u03b2) / ((1+2\u03b2) lr)" : "2(1+\u03b2) / lr";
  if (rule.gain != 1) bound = "the rule's limit";
  return "\u03bbmax > " + bound + " = " + tick_label(*limit);
}

}  // namespace thalweg::viewer

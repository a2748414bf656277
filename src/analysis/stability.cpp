// SPDX-License-Identifier: MIT
#include "analysis/stability.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/eigen.h"
#include "optimizers/sgd.h"

namespace thalweg {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z); }

template <class Step>
Step last_step(const Plan& plan) {
  const std::vector<double> row = step_constants(plan, std::max<i64>(0, plan.spec.steps - 1), 1);
  Step step;
  std::memcpy(&step, row.data(), sizeof step);
  return step;
}

}  // namespace

double sharpness(const Landscape& f, Point p) {
  const Jet<double, 3> j = jet3(f, p);
  const Eigen<double, 3> e = eigen(j.h);
  // Weights that do not exist have rows of zeros, and eigenvalues of 0 after all others.
  double largest = -std::numeric_limits<double>::infinity();
  for (int k = 0; k < 3; k++) {
    double share = 0;  // of the eigenvector in the weights that exist
    for (int c = 0; c < weights(f); c++) share += e.vectors[k][c] * e.vectors[k][c];
    if (!(share < 0.5)) largest = std::max(largest, e.values[k]);
    if (std::isnan(e.values[k])) return kNaN;
  }
  return largest;
}

std::optional<LinearRule> linear_rule(const Plan& plan) {
  if (plan.optimizer->type != "thalweg::Sgd" || !plan.plateau_constants.empty() || plan.noise->random)
    return {};
  if (plan.variant == 0) {
    const auto c = last_step<Sgd::Rule<0>::Step<double>>(plan);
    if (c.weight_decay != 0) return {};
    return LinearRule{c.lr, 0, 1, false};
  }
  const auto c = last_step<Sgd::Rule<1>::Step<double>>(plan);
  if (c.weight_decay != 0) return {};
  return LinearRule{c.lr, c.momentum, c.gain, c.nesterov != 0};
}

double stable_below(const LinearRule& rule, double curvature) {
  if (!(curvature > 0)) return std::isnan(curvature) ? kNaN : std::numeric_limits<double>::infinity();
  const double b = rule.momentum, plain = 2 * (1 + b) / curvature;
  return rule.nesterov ? plain / (1 + 2 * b) : plain / rule.gain;
}

Settling settling_at(const Plan& plan, Point minimum) {
  Settling s{sharpness(plan.landscape, minimum), kNaN, false, false};
  const std::optional<LinearRule> rule = linear_rule(plan);
  if (!rule || plan.landscape.surface->info.smoothness == Smoothness::kinked || std::isnan(s.sharpness))
    return s;
  s.stable_below = stable_below(*rule, s.sharpness);
  s.claimed = true;
  s.can_settle = rule->lr < s.stable_below && rule->momentum < 1;
  return s;
}

std::vector<KnownMinimum> unreachable_minima(const Plan& plan) {
  std::vector<KnownMinimum> all;
  for (const KnownMinimum& m : plan.landscape.minima) {
    const Settling s = settling_at(plan, {m.x, m.y});
    if (s.claimed && !s.can_settle) all.push_back(m);
  }
  return all;
}

int orbit_period(std::span<const Point> orbit) {
  constexpr std::size_t kAtLeast = 16;
  if (orbit.size() < kAtLeast + 1) return 0;
  for (const std::size_t p : {1, 2, 4, 8}) {
    const std::size_t checked = std::max(kAtLeast, 2 * p);
    if (orbit.size() < checked + p) break;
    const std::span<const Point> tail = orbit.last(checked + p);
    double size = 0, miss = 0;
    for (std::size_t i = 0; i < tail.size(); i++) {
      size = std::max(size, distance(tail[i], tail[0]));
      if (i >= p) miss = std::max(miss, distance(tail[i], tail[i - p]));
    }
    // A fixed point has no size to compare with: rounding of the coordinates must do.
    const double rounding = 1e-15 * (std::abs(tail[0].x) + std::abs(tail[0].y) + std::abs(tail[0].z));
    if (p == 1 ? miss <= rounding : miss <= 1e-3 * size) return int(p);
  }
  return 0;
}

}  // namespace thalweg

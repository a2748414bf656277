// SPDX-License-Identifier: MIT
#include "runs.h"

#include <cmath>
#include <random>
#include <sstream>

namespace thalweg::test {

Descent descend_quadratic(const Quadratic& q) {
  const double c = std::cos(q.angle), s = std::sin(q.angle);
  const auto turned = [&](double u, double v) { return Point{c * u - s * v, s * u + c * v, 0}; };
  std::mt19937 random(q.seed);
  std::normal_distribution<double> normal(0, 1);
  double u = q.start.x, v = q.start.y, bu = 0, bv = 0;
  const auto [a, b] = q.curvatures;
  Descent run;
  for (int k = 0;; k++) {
    run.history.losses.push_back(0.5 * (a * u * u + b * v * v));
    run.history.positions.push_back(turned(u, v));
    run.history.gradients.push_back(turned(a * u, b * v));
    if (k == q.steps || !std::isfinite(run.history.losses.back())) break;
    bu = q.momentum * bu + a * u + q.noise * normal(random);
    bv = q.momentum * bv + b * v + q.noise * normal(random);
    u -= q.lr * bu;
    v -= q.lr * bv;
  }
  std::ostringstream name;
  name << "quadratic " << a << ", " << b << " lr " << q.lr << " momentum " << q.momentum << " noise "
       << q.noise << " steps " << q.steps << " from " << q.start.x << ", " << q.start.y;
  run.name = name.str();
  run.known = nothing_known();
  run.known.lowest = 0;
  run.known.slope = std::hypot(a * q.start.x, b * q.start.y);
  return run;
}

RunSpec spec_of(const std::string& surface, double lr, int steps) {
  return {.surface = {surface}, .lr = lr, .particles = 1, .steps = steps};
}

RunSpec formula_spec(const std::string& formula, const Box& domain, double lr, int steps) {
  return {.kind = LandscapeKind::formula,
          .surface = {"formula"},
          .formula = formula,
          .domain = Domain(domain),
          .lr = lr,
          .particles = 1,
          .steps = steps};
}

Descent follow(const RunSpec& spec, Point start) {
  const Plan plan = make_plan(spec);
  Descent run;
  Point p = start;
  for (i64 k = 0;; k++) {
    const Jet<double, 2> j = jet(plan.landscape, p);
    run.history.losses.push_back(j.v);
    run.history.positions.push_back(p);
    run.history.gradients.push_back({j.g[0], j.g[1], 0});
    if (k == spec.steps || !std::isfinite(j.v)) break;
    p = {p.x - *spec.lr * j.g[0], p.y - *spec.lr * j.g[1], 0};
  }
  std::ostringstream name;
  name << (spec.kind == LandscapeKind::formula ? spec.formula : spec.surface.name) << " lr " << *spec.lr
       << " steps " << spec.steps << " from " << start.x << ", " << start.y << " to " << p.x << ", " << p.y;
  run.name = name.str();
  run.known = what_is_known(plan, p);
  return run;
}

}  // namespace thalweg::test

// SPDX-License-Identifier: MIT
#include "lessons/lab.h"

#include <cmath>

#include "core/eigen.h"
#include "engine/registry.h"

namespace thalweg::lessons {

namespace {

RunSpec plain(Point start, double lr, i64 steps) {
  RunSpec spec;
  spec.lr = lr;
  spec.start = {StartKind::point, start.x, start.y, {}, start.z};
  spec.particles = 1;
  spec.steps = steps;
  spec.precision = Precision::float64;
  spec.math = MathMode::exact;
  spec.threads = 1;
  return spec;
}

/// A start has as many numbers as the landscape has weights.
RunSpec fitted(RunSpec spec) {
  const int n = weights(make_landscape(spec));
  if (n < 2) spec.start.y.reset();
  if (n < 3) spec.start.z.reset();
  return spec;
}

}  // namespace

RunSpec one_particle(const std::string& surface, Point start, double lr, i64 steps) {
  RunSpec spec = plain(start, lr, steps);
  spec.surface = {surface};
  return fitted(spec);
}

RunSpec one_particle_on_formula(const std::string& formula, Point start, double lr, i64 steps) {
  RunSpec spec = plain(start, lr, steps);
  spec.kind = LandscapeKind::formula;
  spec.surface = {};
  spec.formula = formula;
  return fitted(spec);
}

RunSpec one_particle_on_problem(const std::string& problem, Point start, double lr, i64 steps) {
  RunSpec spec = plain(start, lr, steps);
  spec.kind = LandscapeKind::problem;
  spec.surface = {problem};
  return fitted(spec);
}

std::vector<Stand> follow(const RunSpec& spec, Lab& lab) {
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = lab.backend.start(plan);
  std::vector<Stand> walk;
  for (i64 step = 0;; step++) {
    End end;
    ensemble->ends(0, {&end, 1});
    const Point p{end.x, end.y, end.z};
    const Jet<double, 3> j = jet3(plan.landscape, p);
    walk.push_back({p, j.v, j.g});
    if (step == spec.steps) return walk;
    ensemble->advance(1);
  }
}

Stand end_of(const RunSpec& spec, Lab& lab) { return follow(spec, lab).back(); }

i64 steps_until(const std::vector<Stand>& walk, double target, double within) {
  i64 n = i64(walk.size());
  while (n > 0 && std::abs(walk[std::size_t(n - 1)].at.x - target) < within) n--;
  return n == i64(walk.size()) ? -1 : n;
}

Jet<double, 3> at(const RunSpec& spec, Point p) { return jet3(make_landscape(spec), p); }

Bends bends_at(const Landscape& f, Point p) {
  const Eigen<double, 2> e = eigen(jet(f, p).h);
  const int k = e.values[0] <= e.values[1] ? 0 : 1;
  return {e.values[k], e.values[1 - k], e.vectors[k], e.vectors[1 - k]};
}

Control slider(std::string name, std::string label, double initial, Range range, std::string meaning) {
  return {{std::move(name), initial, range, std::move(meaning)}, std::move(label)};
}

Control choice(std::string name, std::string label, std::vector<std::string> options, std::string meaning,
               int initial) {
  const Range range{0, double(options.size()) - 1, Scale::integer};
  return {
      {std::move(name), double(initial), range, std::move(meaning)}, std::move(label), std::move(options)};
}

std::string shown(double value) { return tick_label(value); }
std::string shown(double value, int decimals) { return decimal_label(value, decimals); }

}  // namespace thalweg::lessons

// SPDX-License-Identifier: MIT
#include "viewer/app/following.h"

#include <cmath>
#include <limits>

namespace thalweg::viewer {

std::optional<i64> nearest_particle(std::span<const float> xy, Point at, const Box& domain) {
  std::optional<i64> best;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < xy.size() / 2; i++) {
    const Point p{double(xy[2 * i]), double(xy[2 * i + 1])};
    const double u = (p.x - at.x) / width(domain), v = (p.y - at.y) / height(domain);
    const double distance = u * u + v * v;
    if (!(distance < nearest) || !contains(domain, p)) continue;
    nearest = distance;
    best = i64(i);
  }
  return best;
}

Followed look_at(Simulation& simulation, i64 number, const std::optional<Followed>& before) {
  const Landscape& f = simulation.plan().landscape;
  const std::span<const float> xy = simulation.xy();
  Followed now;
  now.number = number;
  now.step = simulation.step();
  now.at = simulation.position(number);
  now.drawn = {double(xy[2 * std::size_t(number)]), double(xy[2 * std::size_t(number) + 1])};
  const Jet<double, 3> jet = jet3(f, now.at);
  now.loss = jet.v;
  now.slope = std::sqrt(dot(jet.g, jet.g));
  if (!before || before->number != number) return now;
  if (before->step == now.step) {
    now.per_step = before->per_step;
  } else if (before->step < now.step) {
    const Point a = before->at, b = now.at;
    now.per_step = std::hypot(b.x - a.x, b.y - a.y, b.z - a.z) / double(now.step - before->step);
  }
  return now;
}

}  // namespace thalweg::viewer

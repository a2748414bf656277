// SPDX-License-Identifier: MIT
#include "viewer/app/following.h"

#include <cmath>
#include <limits>

namespace thalweg::viewer {

std::optional<i64> nearest_particle(std::span<const float> xy, Point at, const Box& domain,
                                    const TrailSample& sample) {
  std::optional<i64> best;
  double nearest = std::numeric_limits<double>::infinity();
  for (u64 trail = 0; trail < sample.trails; trail++) {
    const u64 i = trail_owner(sample, trail);
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
  Followed now;
  now.number = number;
  now.step = simulation.step();
  const End end = simulation.end(number);
  now.at = {end.x, end.y, end.z};
  now.drawn = simulation.drawn(number);
  constexpr u8 kStopped = kAtRest | kNonFinite | kEscaped;  // what is left was found by watching it
  now.status = end.status & kStopped;
  now.stopped = end.steps;
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

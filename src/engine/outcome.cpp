// SPDX-License-Identifier: MIT
#include "engine/outcome.h"

#include <algorithm>
#include <cmath>

namespace thalweg {

namespace {

// Eigenvalues of a symmetric 2 x 2 matrix, ascending; the smaller one from the determinant, which keeps it
// exact when it nearly vanishes.
void eigenvalues(const Symmetric<double, 2>& h, double out[2]) {
  const double mean = 0.5 * (h.a[0] + h.a[2]), radius = std::hypot(0.5 * (h.a[0] - h.a[2]), h.a[1]);
  const double large = mean >= 0 ? mean + radius : mean - radius;
  const double small = large == 0 ? 0 : (h.a[0] * h.a[2] - h.a[1] * h.a[1]) / large;
  out[0] = std::min(large, small);
  out[1] = std::max(large, small);
}

CriticalKind kind_of(const double (&l)[2], double degenerate) {
  const double largest = std::max(std::abs(l[0]), std::abs(l[1])),
               least = std::min(std::abs(l[0]), std::abs(l[1]));
  if (!(least > degenerate * largest)) return CriticalKind::valley;
  if (l[0] > 0) return CriticalKind::minimum;
  return l[1] < 0 ? CriticalKind::maximum : CriticalKind::saddle;
}

// Newton's method leaves rounding errors behind: a listed minimum is known better, and what is 0 but for
// rounding is 0.
Point tidy(const Landscape& f, Point p, double same) {
  const double x_noise = width(f.domain), y_noise = height(f.domain);
  for (const KnownMinimum& m : f.minima)
    if (std::abs(p.x - m.x) <= same * x_noise && std::abs(p.y - m.y) <= same * y_noise) return {m.x, m.y};
  if (std::abs(p.x) <= 1e-15 * x_noise) p.x = 0;
  if (std::abs(p.y) <= 1e-15 * y_noise) p.y = 0;
  return p;
}

}  // namespace

std::string_view name(Outcome outcome) {
  constexpr std::string_view kNames[kOutcomes] = {"converged",   "saddle",      "maximum",   "plateau",
                                                  "valley",      "oscillating", "diverging", "non_finite",
                                                  "left_domain", "running"};
  return kNames[int(outcome)];
}

Critical find_critical(const Landscape& f, const LandscapeScale& scale, Point start, const Thresholds& t) {
  const double reach_x = t.near * width(f.domain), reach_y = t.near * height(f.domain);
  Critical c{.at = start};
  Point p = start;
  Jet<double, 2> j = jet(f, p);
  if (!std::isfinite(j.v)) return c;
  eigenvalues(j.h, c.eigenvalues);
  c.value = j.v;
  const double slope = std::hypot(j.g[0], j.g[1]);
  const double curvature = std::max(std::abs(c.eigenvalues[0]), std::abs(c.eigenvalues[1]));
  if (f.surface->info.smoothness == Smoothness::kinked) {
    // The tip of a cone has neither a vanishing slope nor a curvature to judge by: the list of minima must
    // do.
    for (const KnownMinimum& m : f.minima)
      if (std::abs(start.x - m.x) <= reach_x && std::abs(start.y - m.y) <= reach_y)
        return {CriticalKind::minimum, {m.x, m.y}, m.value, {c.eigenvalues[0], c.eigenvalues[1]}};
  }
  if (slope <= t.flat * scale.slope && curvature <= t.flat * scale.curvature) {
    c.kind = CriticalKind::plateau;
    return c;
  }
  // Newton's method, given up as soon as it leaves the neighbourhood.
  for (int i = 0; i < 50; i++) {
    const Vec<double, 2> d = solve(j.h, j.g);
    const Point next{p.x - d[0], p.y - d[1]};
    if (!(std::abs(next.x - start.x) <= reach_x && std::abs(next.y - start.y) <= reach_y)) break;
    const bool still = next == p;
    p = next;
    j = jet(f, p);
    if (still || (std::abs(d[0]) <= 1e-15 * width(f.domain) && std::abs(d[1]) <= 1e-15 * height(f.domain))) {
      eigenvalues(j.h, c.eigenvalues);
      c.kind = kind_of(c.eigenvalues, t.degenerate);
      c.at = c.kind == CriticalKind::minimum ? tidy(f, p, t.same) : p;
      c.value = value(f, c.at);
      return c;
    }
  }
  // Newton converges slowly, or not at all, where the Hessian is singular: a vanishing slope must do.
  if (slope <= t.flat * t.near * scale.slope) {
    c.kind = kind_of(c.eigenvalues, t.degenerate * 1e3);
    if (c.kind != CriticalKind::valley) c.kind = CriticalKind::none;
  }
  return c;
}

Outcome outcome_of(u8 status, u32 cell, CriticalKind kind) {
  if (status & kNonFinite) return Outcome::non_finite;
  if ((status & kEscaped) || cell == EndCell::kNoCell)
    return status & kRisen ? Outcome::diverging : Outcome::left_domain;
  switch (kind) {
    case CriticalKind::minimum:
      return Outcome::converged;
    case CriticalKind::saddle:
      return Outcome::saddle;
    case CriticalKind::maximum:
      return Outcome::maximum;
    case CriticalKind::valley:
      return Outcome::valley;
    case CriticalKind::plateau:
      return Outcome::plateau;
    case CriticalKind::none:
      break;
  }
  if (status & kRisen) return Outcome::diverging;
  return status & kOscillating ? Outcome::oscillating : Outcome::running;
}

}  // namespace thalweg

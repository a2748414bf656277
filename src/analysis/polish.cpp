// SPDX-License-Identifier: MIT
#include "analysis/polish.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/eigen.h"

namespace thalweg {

namespace {

// The landscape in units of (hx, hy).
struct Scaled {
  const Landscape& f;
  double hx, hy;

  Jet<double, 2> operator()(Point p) const {
    Jet<double, 2> j = jet(f, p);
    j.g[0] *= hx;
    j.g[1] *= hy;
    j.h(0, 0) *= hx * hx;
    j.h(0, 1) *= hx * hy;
    j.h(1, 1) *= hy * hy;
    return j;
  }
  Point moved(Point p, const Vec<double, 2>& d, double share) const {
    return {p.x - share * d[0] * hx, p.y - share * d[1] * hy};
  }
};

bool finite(const Jet<double, 2>& j) {
  return std::isfinite(j.v) && std::isfinite(j.g[0]) && std::isfinite(j.g[1]) && std::isfinite(j.h.a[0]) &&
         std::isfinite(j.h.a[1]) && std::isfinite(j.h.a[2]);
}

double largest(const Spectrum& s) { return std::max(std::abs(s.low), std::abs(s.high)); }
double length(const Vec<double, 2>& v) { return std::hypot(v[0], v[1]); }

// Below this share of the other, an eigenvalue is rounding, and its direction that of a continuum.
constexpr double kNoCurvature = 1e-9;
// Beside a continuum, small eigenvalues send steps far along it: those who only want to get there leave them
// alone.
constexpr double kLittleCurvature = 1e-2;
// Whoever converges, if only linearly, makes steps shorter than this many cells after so many of them.
constexpr int kPatience = 20;
constexpr double kNear = 0.1;
// Below this share of the slope and the curvature at the start, a slope has vanished.
constexpr double kNoSlope = 1e-8;

Vec<double, 2> newton_step(const Spectrum& s, const Vec<double, 2>& g, double no_curvature) {
  const double least = no_curvature * largest(s);
  Vec<double, 2> d = all<double, 2>(0);
  if (std::abs(s.low) > least) d = d + (dot(s.low_vector, g) / s.low) * s.low_vector;
  if (std::abs(s.high) > least) d = d + (dot(s.high_vector, g) / s.high) * s.high_vector;
  return d;
}

CriticalKind kind_of(const Spectrum& s, double curvature_nearby) {
  const double share = Thresholds().degenerate;
  const double least = std::min(std::abs(s.low), std::abs(s.high));
  if (!(least > share * largest(s)) || !(largest(s) > share * curvature_nearby)) return CriticalKind::valley;
  if (s.low > 0) return CriticalKind::minimum;
  return s.high < 0 ? CriticalKind::maximum : CriticalKind::saddle;
}

std::optional<Polished> newton(const Landscape& f, Point start, double hx, double hy, double reach,
                               double no_curvature) {
  const Scaled scaled{f, hx, hy};
  Point p = start;
  Jet<double, 2> j = scaled(p);
  if (!finite(j)) return {};
  const double nearby = largest(spectrum(j.h)), slope = length(j.g);
  // What a step cannot be told from: rounding of the coordinates, with a margin.
  const double rounding =
      8 * std::numeric_limits<double>::epsilon() * std::max(std::abs(p.x) / hx, std::abs(p.y) / hy);
  const double still = std::max(1e-11, rounding);
  double before = std::numeric_limits<double>::infinity();
  bool arrived = false;
  for (int k = 0; k < 200 && !arrived; k++) {
    Vec<double, 2> d = newton_step(spectrum(j.h), j.g, no_curvature);
    const double size = length(d);
    if (!std::isfinite(size)) return {};
    if (k >= kPatience && size > kNear) return {};
    // Quadratic convergence ends in rounding, where steps stop shrinking.
    arrived = size <= still || (size < 1e-6 && size >= before);
    before = size;
    if (size > 1) d = (1 / size) * d;
    // Halve the step while the slope grows, but a little growth is the price of getting past bends.
    double share = 1;
    Point next = scaled.moved(p, d, share);
    Jet<double, 2> there = scaled(next);
    for (int half = 0; half < 4 && !(length(there.g) <= 2 * length(j.g)); half++) {
      share /= 2;
      next = scaled.moved(p, d, share);
      there = scaled(next);
    }
    if (!finite(there)) return {};
    if (std::abs(next.x - start.x) > reach * hx || std::abs(next.y - start.y) > reach * hy) return {};
    p = next;
    j = there;
  }
  // Where a direction was left alone, a slope may remain.
  if (!arrived || !(length(j.g) <= kNoSlope * std::max(nearby, slope))) return {};
  const Spectrum raw = spectrum(jet(f, p).h);
  return Polished{kind_of(spectrum(j.h), nearby), p, j.v, {raw.low, raw.high}};
}

}  // namespace

Spectrum spectrum(const Symmetric<double, 2>& h) {
  const Eigen<double, 2> e = eigen(h);
  const int low = e.values[0] <= e.values[1] ? 0 : 1;
  return {e.values[low], e.values[1 - low], e.vectors[low], e.vectors[1 - low]};
}

std::optional<Polished> polish(const Landscape& f, Point start, double hx, double hy, double reach) {
  if (const auto p = newton(f, start, hx, hy, reach, kNoCurvature)) return p;
  const auto p = newton(f, start, hx, hy, reach, kLittleCurvature);
  return p && p->kind == CriticalKind::valley ? p : std::nullopt;
}

}  // namespace thalweg

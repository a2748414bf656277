// SPDX-License-Identifier: MIT
#include "engine/outcome.h"

#include <algorithm>
#include <cmath>

#include "core/eigen.h"

namespace thalweg {

namespace {

// Ascending.  For two weights the smaller one comes from the determinant, which keeps it exact when it nearly
// vanishes.
std::array<double, 1> eigenvalues(const Symmetric<double, 1>& h) { return {h.a[0]}; }
std::array<double, 2> eigenvalues(const Symmetric<double, 2>& h) {
  const double mean = 0.5 * (h.a[0] + h.a[2]), radius = std::hypot(0.5 * (h.a[0] - h.a[2]), h.a[1]);
  const double large = mean >= 0 ? mean + radius : mean - radius;
  const double small = large == 0 ? 0 : (h.a[0] * h.a[2] - h.a[1] * h.a[1]) / large;
  return {std::min(large, small), std::max(large, small)};
}
std::array<double, 3> eigenvalues(const Symmetric<double, 3>& h) {
  const Vec<double, 3> values = eigen(h).values;
  std::array<double, 3> sorted{values[0], values[1], values[2]};
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

template <std::size_t N>
double largest_of(const std::array<double, N>& l) {
  return std::max(std::abs(l.front()), std::abs(l.back()));
}

template <std::size_t N>
CriticalKind kind_of(const std::array<double, N>& l, double degenerate) {
  double least = std::abs(l[0]);
  for (const double a : l) least = std::min(least, std::abs(a));
  if (!(least > degenerate * largest_of(l)) || least == 0) return CriticalKind::valley;
  if (l.front() > 0) return CriticalKind::minimum;
  return l.back() < 0 ? CriticalKind::maximum : CriticalKind::saddle;
}

// Newton's method leaves rounding errors behind: a listed minimum is known better, and what is 0 but for
// rounding is 0.
Point tidy(const Landscape& f, Point p, double same) {
  const double x_noise = width(f.domain), y_noise = height(f.domain);
  for (const KnownMinimum& m : f.minima)
    if (std::abs(p.x - m.x) <= same * x_noise && std::abs(p.y - m.y) <= same * y_noise) return {m.x, m.y};
  if (std::abs(p.x) <= 1e-15 * x_noise) p.x = 0;
  if (std::abs(p.y) <= 1e-15 * y_noise) p.y = 0;
  if (std::abs(p.z) <= 1e-15 * depth(f.domain)) p.z = 0;
  return p;
}

// |p_k| <= reach * (width of the domain along k) for every weight.
template <int N>
bool within(const Box& domain, const Vec<double, N>& p, double reach) {
  const double sizes[] = {width(domain), height(domain), depth(domain)};
  for (int k = 0; k < N; k++)
    if (!(std::abs(p[k]) <= reach * sizes[k])) return false;
  return true;
}

template <int N>
Vec<double, N> vec_of(Point p) {
  const double all[] = {p.x, p.y, p.z};
  return detail::each<double, N>([&](int k) { return all[k]; });
}
template <int N>
Point point_of(const Vec<double, N>& v) {
  return {v[0], N > 1 ? v[N > 1 ? 1 : 0] : 0, N > 2 ? v[N > 2 ? 2 : 0] : 0};
}

template <int N>
Jet<double, N> jet_of(const Landscape& f, Point p) {
  const Jet<double, 3> j = jet3(f, p);
  return detail::jet<double, N>(
      j.v, [&](int i) { return j.g[i]; }, [&](int i, int k) { return j.h(i, k); });
}

template <int N>
Critical find_critical_in(const Landscape& f, const LandscapeScale& scale, Point start, const Thresholds& t) {
  Critical c{.at = start};
  Point p = start;
  Jet<double, N> j = jet_of<N>(f, p);
  if (!std::isfinite(j.v)) return c;
  auto spectrum = eigenvalues(j.h);
  const auto note = [&] {
    c.eigenvalues[0] = spectrum.front();
    c.eigenvalues[1] = spectrum.back();
  };
  note();
  c.value = j.v;
  const double slope = std::sqrt(dot(j.g, j.g)), curvature = largest_of(spectrum);
  if (f.surface->info.smoothness == Smoothness::kinked) {
    // The tip of a cone has neither a vanishing slope nor a curvature to judge by: the list of minima must
    // do.
    for (const KnownMinimum& m : f.minima)
      if (within(f.domain, Vec<double, 2>{{start.x - m.x, start.y - m.y}}, t.near)) {
        c.kind = CriticalKind::minimum;
        c.at = {m.x, m.y};
        c.value = m.value;
        return c;
      }
  }
  if (slope <= t.flat * scale.slope && curvature <= t.flat * scale.curvature) {
    c.kind = CriticalKind::plateau;
    return c;
  }
  // Newton's method, given up as soon as it leaves the neighbourhood.
  for (int i = 0; i < 50; i++) {
    const Vec<double, N> d = solve(j.h, j.g);
    const Point next = point_of<N>(vec_of<N>(p) - d);
    if (!within(f.domain, vec_of<N>(next) - vec_of<N>(start), t.near)) break;
    const bool still = next == p;
    p = next;
    j = jet_of<N>(f, p);
    if (still || within(f.domain, d, 1e-15)) {
      spectrum = eigenvalues(j.h);
      note();
      c.kind = kind_of(spectrum, t.degenerate);
      c.at = c.kind == CriticalKind::minimum ? tidy(f, p, t.same) : p;
      c.value = value(f, c.at);
      return c;
    }
  }
  // Newton converges slowly, or not at all, where the Hessian is singular: a vanishing slope must do.
  if (slope <= t.flat * t.near * scale.slope) {
    c.kind = kind_of(spectrum, t.degenerate * 1e3);
    if (c.kind != CriticalKind::valley) c.kind = CriticalKind::none;
  }
  return c;
}

}  // namespace

std::string_view name(Outcome outcome) {
  constexpr std::string_view kNames[kOutcomes] = {"converged",   "saddle",      "maximum",   "plateau",
                                                  "valley",      "oscillating", "diverging", "non_finite",
                                                  "left_domain", "running"};
  return kNames[int(outcome)];
}

Critical find_critical(const Landscape& f, const LandscapeScale& scale, Point start, const Thresholds& t) {
  switch (weights(f)) {
    case 1:
      return find_critical_in<1>(f, scale, start, t);
    case 2:
      return find_critical_in<2>(f, scale, start, t);
    default:
      return find_critical_in<3>(f, scale, start, t);
  }
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

// SPDX-License-Identifier: MIT
#include "analysis/descent.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/polish.h"

namespace thalweg {

namespace {

constexpr double kTolerance = 1e-6;  // of the box, per step
constexpr double kLongest = 0.02;    // of the box: paths are drawn
constexpr double kAtRest = 1e-8;     // of the box: Newton's step to the end
constexpr int kMostSteps = 20'000;

using Vec2 = Vec<double, 2>;

bool finite(const Vec2& v) { return std::isfinite(v[0]) && std::isfinite(v[1]); }

class Flow {
 public:
  Flow(const Landscape& f, Point start, bool uphill)
      : f_(f), uphill_(uphill), size_{{width(f.domain), height(f.domain)}}, at_{{start.x, start.y}} {}

  Descent run() {
    Descent d;
    d.path.push_back({at_[0], at_[1]});
    for (int k = 0; k < kMostSteps && !stuck_; k++) {
      const Jet<double, 2> j = jet_at(at_);
      block(j.g);
      if (at_rest(j) || (uphill_ && (blocked_[0] || blocked_[1]))) {
        d.arrived = true;
        break;
      }
      if (step(j)) d.path.push_back({at_[0], at_[1]});
    }
    return d;
  }

 private:
  // Uphill is downhill on the landscape turned upside down.
  Jet<double, 2> jet_at(const Vec2& p) const {
    Jet<double, 2> j = jet(f_, {p[0], p[1]});
    if (uphill_) j = -j;
    return j;
  }
  double scaled(const Vec2& v) const { return std::hypot(v[0] / size_[0], v[1] / size_[1]); }
  double low(int k) const { return k == 0 ? f_.domain.x0 : f_.domain.y0; }
  double high(int k) const { return k == 0 ? f_.domain.x1 : f_.domain.y1; }

  // Weights that the flow would carry out of the box stand still.
  void block(const Vec2& g) {
    for (int k = 0; k < 2; k++)
      blocked_[k] = (at_[k] <= low(k) && g[k] > 0) || (at_[k] >= high(k) && g[k] < 0);
  }
  Vec2 free_part(Vec2 v) const {
    for (int k = 0; k < 2; k++)
      if (blocked_[k]) v[k] = 0;
    return v;
  }
  Vec2 flow(const Vec2& g) const { return free_part(Vec2{{-g[0], -g[1]}}); }
  Symmetric<double, 2> free_part(Symmetric<double, 2> h) const {
    if (blocked_[0]) h(0, 0) = 0;
    if (blocked_[1]) h(1, 1) = 0;
    if (blocked_[0] || blocked_[1]) h(0, 1) = 0;
    return h;
  }

  bool at_rest(const Jet<double, 2>& j) const {
    const Vec2 v = flow(j.g);
    if (v[0] == 0 && v[1] == 0) return true;
    Symmetric<double, 2> h = free_part(j.h);
    if (spectrum(h).low < 0) return false;
    for (int k = 0; k < 2; k++)
      if (blocked_[k]) h(k, k) = 1;
    return scaled(solve(h, v)) < kAtRest;
  }

  /// One attempt; false if it was too long.
  bool step(const Jet<double, 2>& j) {
    const double d = 1 / (2 + std::sqrt(2.0)), e32 = 6 + std::sqrt(2.0);
    const Symmetric<double, 2> h = free_part(j.h);
    const Spectrum s = spectrum(h);
    const Vec2 f0 = flow(j.g);
    const double speed = scaled(f0);
    if (time_ == 0) time_ = 0.1 / std::max({std::abs(s.low), std::abs(s.high), 1e-300});
    time_ = std::min(time_, kLongest / speed);
    if (s.low < 0) time_ = std::min(time_, 1 / -s.low);  // the linear system must stay definite

    Symmetric<double, 2> w;
    w(0, 0) = 1 + time_ * d * h(0, 0);
    w(0, 1) = time_ * d * h(0, 1);
    w(1, 1) = 1 + time_ * d * h(1, 1);
    const Vec2 k1 = solve(w, f0);
    const Vec2 f1 = flow(jet_at(at_ + (0.5 * time_) * k1).g);
    const Vec2 k2 = solve(w, f1 - k1) + k1;
    const Vec2 move = time_ * k2;
    const double share = share_inside(move);
    const Vec2 next = clamped(at_ + share * move);
    const Jet<double, 2> there = jet_at(share < 1 ? next : at_ + move);
    double error = 0;
    if (share < 1) {
      // Up to the rim the way is taken as straight: so it must be short.
      error = scaled(move) > 1e-3 ? 8 * kTolerance : 0;
    } else {
      const Vec2 f2 = flow(there.g);
      const Vec2 k3 = solve(w, f2 - e32 * (k2 - f1) - 2.0 * (k1 - f0));
      error = scaled((time_ / 6) * (k1 - 2.0 * k2 + k3));
    }
    const double rise = there.v - j.v, rounding = 1e-13 * std::max(std::abs(there.v), std::abs(j.v));
    if (!finite(next) || !(error <= kTolerance) || !(rise <= rounding)) {
      const double factor = std::isfinite(error) && error > kTolerance ? std::cbrt(kTolerance / error) : 0.2;
      time_ *= std::clamp(0.8 * factor, 0.1, 0.7);
      stuck_ = !(time_ * speed > 1e-15);
      return false;
    }
    if (share >= 1) time_ *= std::clamp(0.8 * std::cbrt(kTolerance / std::max(error, 1e-300)), 0.5, 5.0);
    at_ = next;
    return true;
  }

  // How much of the move lies in the box.
  double share_inside(const Vec2& move) const {
    double share = 1;
    for (int k = 0; k < 2; k++) {
      if (at_[k] + move[k] < low(k)) share = std::min(share, (low(k) - at_[k]) / move[k]);
      if (at_[k] + move[k] > high(k)) share = std::min(share, (high(k) - at_[k]) / move[k]);
    }
    return std::max(share, 0.0);
  }
  // Exactly on the rim where rounding ended next to it.
  Vec2 clamped(Vec2 p) const {
    for (int k = 0; k < 2; k++) {
      const double near = 1e-14 * size_[k];
      if (p[k] - low(k) < near) p[k] = low(k);
      if (high(k) - p[k] < near) p[k] = high(k);
    }
    return p;
  }

  const Landscape& f_;
  bool uphill_;
  Vec2 size_, at_;
  bool blocked_[2] = {false, false};
  bool stuck_ = false;
  double time_ = 0;
};

}  // namespace

Descent descend(const Landscape& f, Point start) { return Flow(f, start, false).run(); }
Descent ascend(const Landscape& f, Point start) { return Flow(f, start, true).run(); }

std::vector<Point> thinned(const Box& box, const std::vector<Point>& path, double tolerance) {
  if (path.size() < 3) return path;
  const auto from_chord = [&](std::size_t first, std::size_t last, std::size_t k) {
    const double w = width(box), h = height(box);
    const double ax = (path[last].x - path[first].x) / w, ay = (path[last].y - path[first].y) / h;
    const double bx = (path[k].x - path[first].x) / w, by = (path[k].y - path[first].y) / h;
    const double square = ax * ax + ay * ay;
    const double share = square > 0 ? std::clamp((ax * bx + ay * by) / square, 0.0, 1.0) : 0;
    return std::hypot(bx - share * ax, by - share * ay);
  };
  std::vector<char> kept(path.size(), 0);
  kept.front() = kept.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, path.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double most = tolerance;
    std::size_t furthest = 0;
    for (std::size_t k = first + 1; k < last; k++)
      if (const double d = from_chord(first, last, k); d > most) {
        most = d;
        furthest = k;
      }
    if (furthest == 0) continue;
    kept[furthest] = 1;
    open.push_back({first, furthest});
    open.push_back({furthest, last});
  }
  std::vector<Point> thin;
  for (std::size_t k = 0; k < path.size(); k++)
    if (kept[k]) thin.push_back(path[k]);
  return thin;
}

}  // namespace thalweg

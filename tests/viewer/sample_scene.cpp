// SPDX-License-Identifier: MIT
#include "sample_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace thalweg::viewer::test {
namespace {

constexpr double kHalf = 5.2, kMomentum = 0.8, kRate = 5.5e-4, kLargestGradient = 45;
// The published minima; all have the value 0.
constexpr std::array<Point, 4> kMinima{
    {{3, 2}, {-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}}};

Point gradient(Point p) {
  const double a = p.x * p.x + p.y - 11, b = p.x + p.y * p.y - 7;
  return {4 * p.x * a + 2 * b, 2 * a + 4 * p.y * b};
}

std::uint8_t nearest_minimum(Point p) {
  auto distance = [&](const Point& m) { return std::hypot(m.x - p.x, m.y - p.y); };
  const auto found = std::min_element(kMinima.begin(), kMinima.end(), [&](const Point& a, const Point& b) {
    return distance(a) < distance(b);
  });
  return std::uint8_t(found - kMinima.begin());
}

/// The k-th number of the base-b van der Corput sequence: spreads starts evenly without a random generator.
double van_der_corput(int k, int base) {
  double value = 0, digit = 1.0 / base;
  for (; k > 0; k /= base, digit /= base) value += digit * (k % base);
  return value;
}

std::vector<Point> descent(int k, int steps) {
  Point p{kHalf * 0.97 * (2 * van_der_corput(k + 1, 2) - 1),
          kHalf * 0.97 * (2 * van_der_corput(k + 1, 3) - 1)};
  Point velocity{0, 0};
  const double rate = kRate * std::exp(0.7 * std::sin(1.7 * k));
  std::vector<Point> path;
  for (int t = 0; t < steps; t++) {
    path.push_back(p);
    Point g = gradient(p);
    const double length = std::hypot(g.x, g.y),
                 limit = length > kLargestGradient ? kLargestGradient / length : 1;
    velocity = {kMomentum * velocity.x - rate * limit * g.x, kMomentum * velocity.y - rate * limit * g.y};
    p = {std::clamp(p.x + velocity.x, -kHalf, kHalf), std::clamp(p.y + velocity.y, -kHalf, kHalf)};
  }
  return path;
}

}  // namespace

double himmelblau(double x, double y) {
  const double a = x * x + y - 11, b = x + y * y - 7;
  return a * a + b * b;
}

HeightField himmelblau_field(int n) {
  HeightField field{{-kHalf, kHalf, -kHalf, kHalf}, n, {}, 0, 0};
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      field.loss.push_back(
          float(himmelblau(kHalf * (2.0 * i / (n - 1) - 1), kHalf * (2.0 * j / (n - 1) - 1))));
  field.vmax = *std::max_element(field.loss.begin(), field.loss.end());
  return field;
}

SampleScene himmelblau_surface(int n) {
  SampleScene s;
  const HeightField field = himmelblau_field(n);
  s.scene.surface = std::make_shared<SurfaceModel>(
      make_surface_model(field, HeightTransform{HeightScale::kLog, 0, field.vmax, 5}));
  s.scene.legend.title = "Himmelblau";
  for (std::size_t m = 0; m < kMinima.size(); m++) {
    // All four are global; one is called so here, that both symbols are drawn.
    const bool global = m == 0;
    s.scene.markers.push_back(
        {kMinima[m], global ? MarkerKind::kGlobalMinimum : MarkerKind::kLocalMinimum, std::uint8_t(m)});
    s.scene.legend.key.push_back({std::uint8_t(m), global, "", kMinima[m], {}});
  }
  return s;
}

SampleScene himmelblau_descent(int n, int particles, int slots) {
  SampleScene s = himmelblau_surface(n);
  s.trail_points.resize(std::size_t(particles) * std::size_t(slots) * 2);
  std::array<int, kMinima.size()> count{};
  for (int k = 0; k < particles; k++) {
    const std::vector<Point> path = descent(k, slots);
    for (std::size_t t = 0; t < path.size(); t++) {
      s.trail_points[2 * (t * std::size_t(particles) + std::size_t(k))] = float(path[t].x);
      s.trail_points[2 * (t * std::size_t(particles) + std::size_t(k)) + 1] = float(path[t].y);
    }
    s.positions.insert(s.positions.end(), {float(path.back().x), float(path.back().y)});
    s.labels.push_back(nearest_minimum(path.back()));
    count[s.labels.back()]++;
  }
  for (std::size_t m = 0; m < count.size(); m++)
    s.scene.legend.key[m].fraction = double(count[m]) / particles;
  s.scene.swarms = {{.particles = {s.positions, s.labels, 1},
                     .trails = {s.trail_points, particles, slots, std::uint64_t(slots), 1}}};
  s.scene.legend.subtitle = std::to_string(particles) + " particles \u00b7 heavy ball \u00b7 4 basins";
  return s;
}

}  // namespace thalweg::viewer::test

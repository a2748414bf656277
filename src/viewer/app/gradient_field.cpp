// SPDX-License-Identifier: MIT
#include "viewer/app/gradient_field.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "viewer/app/slice.h"

namespace thalweg::viewer {
namespace {

/// An arrow of length 1 in the world, and log |grad f|.
struct Slope {
  Point at;
  glm::dvec2 down;
  double size;
};

/// Of all values, some of them equal.
double quantile(std::vector<double> values, double share) {
  const auto at = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

std::shared_ptr<const DescentField> gradient_field(const Landscape& f, const WorldMap& world, double slice) {
  const double cell = 2 * std::max(world.half_x, world.half_y) / kArrowCells;
  const int nx = std::max(1, int(std::lround(2 * world.half_x / cell))),
            ny = std::max(1, int(std::lround(2 * world.half_y / cell)));
  std::vector<Slope> slopes;
  std::vector<double> sizes;
  for (int j = 0; j < ny; j++)
    for (int i = 0; i < nx; i++) {
      const glm::dvec2 centre{world.half_x * ((2 * i + 1.0) / nx - 1),
                              world.half_y * ((2 * j + 1.0) / ny - 1)};
      const Point at = to_domain(world, centre);
      const Vec<double, 3> g = jet3(f, from_drawing(f, at, slice)).g;
      // Across a curve's trough nothing changes.
      const double gx = g[0], gy = weights(f) > 1 ? g[1] : 0, size = std::hypot(gx, gy);
      if (!(size > 0) || !std::isfinite(size)) continue;
      const glm::dvec2 down{-gx / size * world.scale_x, -gy / size * world.scale_y};
      slopes.push_back({at, glm::normalize(down), std::log(size)});
      sizes.push_back(slopes.back().size);
    }
  auto set = std::make_shared<DescentField>();
  if (slopes.empty()) return set;
  const double low = quantile(sizes, 0.05), high = quantile(sizes, 0.95);
  const double room = std::min(2 * world.half_x / nx, 2 * world.half_y / ny);
  for (const Slope& s : slopes) {
    const double share = high > low ? std::clamp((s.size - low) / (high - low), 0.0, 1.0) : 1;
    const glm::dvec2 half = 0.5 * room * (kShortestArrow + share * (kLongestArrow - kShortestArrow)) * s.down;
    const Point step{half.x / world.scale_x, half.y / world.scale_y};
    set->arrows.push_back({{s.at.x - step.x, s.at.y - step.y}, {s.at.x + step.x, s.at.y + step.y}});
  }
  return set;
}

}  // namespace thalweg::viewer

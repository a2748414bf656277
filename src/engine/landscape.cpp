// SPDX-License-Identifier: MIT
#include "engine/landscape.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace thalweg {

Landscape make_landscape(const Choice& choice, const std::optional<Box>& domain) {
  const SurfaceEntry& surface = find_surface(choice.name);
  Landscape f;
  f.surface = &surface;
  f.parameters = resolve(std::string("surface ") + surface.info.name, surface.parameters, choice);
  f.functor = surface.make(f.parameters);
  f.domain = domain.value_or(surface.info.domain);
  f.lr = surface.learning_rates(f.parameters);
  const Box& b = f.domain;
  // Beyond 1e15 a box a thousand times as wide would leave the range where single precision can be trusted to
  // be finite.
  for (const double edge : {b.x0, b.x1, b.y0, b.y1})
    if (!(std::abs(edge) <= 1e15)) throw InputError("domain edges must be finite numbers within 1e15 of 0");
  if (!(b.x0 < b.x1) || !(b.y0 < b.y1)) throw InputError("domain x0,x1,y0,y1 needs x0 < x1 and y0 < y1");
  for (const KnownMinimum& m : surface.minima_of(f.functor.data()))
    if (contains(b, {m.x, m.y})) f.minima.push_back(m);
  return f;
}

LandscapeScale measure_scale(const Landscape& f) {
  constexpr int kGrid = 64;
  std::vector<double> slopes;
  slopes.reserve(kGrid * kGrid);
  for (int j = 0; j < kGrid; j++)
    for (int i = 0; i < kGrid; i++) {
      const Jet<double, 2> v = jet(f, {f.domain.x0 + (i + 0.5) / kGrid * width(f.domain),
                                       f.domain.y0 + (j + 0.5) / kGrid * height(f.domain)});
      const double slope = std::hypot(v.g[0], v.g[1]);
      if (std::isfinite(slope)) slopes.push_back(slope);
    }
  if (slopes.empty()) return {0, 0};
  const auto middle = slopes.begin() + std::ptrdiff_t(slopes.size() / 2);
  std::nth_element(slopes.begin(), middle, slopes.end());
  return {*middle, *middle / width(f.domain)};
}

}  // namespace thalweg

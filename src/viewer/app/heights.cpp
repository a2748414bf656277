// SPDX-License-Identifier: MIT
#include "viewer/app/heights.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"

namespace thalweg::viewer {

HeightField sample_heights(const Landscape& f, Backend& backend, int nodes) {
  const auto n = std::size_t(nodes);
  std::vector<Point> points;
  points.reserve(n * n);
  for (int j = 0; j < nodes; j++)
    for (int i = 0; i < nodes; i++)
      points.push_back({f.domain.x0 + width(f.domain) * i / (nodes - 1),
                        f.domain.y0 + height(f.domain) * j / (nodes - 1)});
  std::vector<double> losses(points.size());
  backend.values(f, points, losses);

  HeightField field{f.domain, nodes, {}, 0, 0};
  field.loss.reserve(losses.size());
  float low = std::numeric_limits<float>::infinity(), high = -low;
  for (const double loss : losses) {
    field.loss.push_back(float(loss));
    if (!std::isfinite(field.loss.back())) continue;
    low = std::min(low, field.loss.back());
    high = std::max(high, field.loss.back());
  }
  if (!(low <= high))
    throw Error(std::string("surface ") + f.surface->info.name +
                ": the loss is finite nowhere in the domain");
  for (const KnownMinimum& m : f.minima) low = std::min(low, float(m.value));
  field.vmin = low;
  // A plane is drawn at the bottom.
  field.vmax = std::max(high, std::max(low + 1e-6f * std::abs(low), low + 1e-30f));
  if (!(field.vmax > field.vmin)) field.vmax = field.vmin + 1;
  return field;
}

HeightTransform height_transform(const Landscape& f, const HeightField& field, bool log) {
  if (!log) return make_transform(field, HeightScale::kLinear);
  if (f.surface->info.display == Display::log)
    return {HeightScale::kLog, field.vmin, field.vmax, f.surface->info.display_scale};
  return make_transform(field, HeightScale::kLog);
}

std::shared_ptr<const SurfaceModel> model_surface(const Landscape& f, Backend& backend, int nodes, bool log) {
  const HeightField field = sample_heights(f, backend, nodes);
  return std::make_shared<SurfaceModel>(make_surface_model(field, height_transform(f, field, log)));
}

}  // namespace thalweg::viewer

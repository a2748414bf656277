// SPDX-License-Identifier: MIT
#include "viewer/app/heights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/axis.h"
#include "core/error.h"
#include "viewer/app/slice.h"

namespace thalweg::viewer {

namespace {

/// A pole would leave the rest of the landscape flat: where the highest (lowest) hundredth reaches farther
/// than kFar times the middle of the losses is wide, it is cut off.
void leave_poles_out(HeightField& field) {
  constexpr double kFar = 4;
  std::vector<float> finite;
  for (const float loss : field.loss)
    if (std::isfinite(loss)) finite.push_back(loss);
  const auto quantile = [&](double share) {
    const auto at = finite.begin() + std::ptrdiff_t(share * double(finite.size() - 1));
    std::nth_element(finite.begin(), at, finite.end());
    return double(*at);
  };
  const double low = quantile(0.01), high = quantile(0.99), size = high - low;
  if (!(size > 0)) return;
  if (field.vmax > high + kFar * size) field.vmax = float(high + 0.25 * size);
  if (field.vmin < low - kFar * size) field.vmin = float(low - 0.25 * size);
}

std::string limits_text(const HeightChoice& choice) {
  return (choice.low ? tick_label(*choice.low) : "") + ".." + (choice.high ? tick_label(*choice.high) : "");
}

}  // namespace

void check(const HeightChoice& choice) {
  if (!(choice.exponent >= kLeastExponent && choice.exponent <= kMostExponent))
    throw InputError("heights: the exponent must be in " + tick_label(kLeastExponent) + ".." +
                     tick_label(kMostExponent));
  if (!std::isfinite(choice.low.value_or(0)) || !std::isfinite(choice.high.value_or(0)) ||
      (choice.low && choice.high && !(*choice.low < *choice.high)))
    throw InputError("heights: the limits " + limits_text(choice) + " must be finite and ascending");
}

HeightField sample_heights(const Landscape& f, Backend& backend, int nodes, double slice) {
  const Box box = drawn_box(f);
  const auto n = std::size_t(nodes);
  std::vector<Point> points;
  points.reserve(n * n);
  for (int j = 0; j < nodes; j++)
    for (int i = 0; i < nodes; i++)
      points.push_back(from_drawing(
          f, {box.x0 + width(box) * i / (nodes - 1), box.y0 + height(box) * j / (nodes - 1)}, slice));
  std::vector<double> losses(points.size());
  backend.values(f, points, losses);

  HeightField field{box, nodes, {}, 0, 0};
  field.loss.reserve(losses.size());
  float low = std::numeric_limits<float>::infinity(), high = -low;
  for (const double loss : losses) {
    field.loss.push_back(float(loss));
    if (!std::isfinite(field.loss.back())) continue;
    low = std::min(low, field.loss.back());
    high = std::max(high, field.loss.back());
  }
  if (!(low <= high))
    throw Error(f.surface->info.title + std::string(": the loss is finite nowhere in the domain"));
  for (const KnownMinimum& m : f.minima) low = std::min(low, float(m.value));
  field.vmin = low;
  // A plane is drawn at the bottom.
  field.vmax = std::max(high, std::max(low + 1e-6f * std::abs(low), low + 1e-30f));
  if (!(field.vmax > field.vmin)) field.vmax = field.vmin + 1;
  if (f.owner) leave_poles_out(field);
  return field;
}

HeightTransform height_transform(const Landscape& f, const HeightField& field, const HeightChoice& choice) {
  check(choice);
  HeightField shown = field;
  if (choice.low) shown.vmin = std::max(shown.vmin, float(*choice.low));
  if (choice.high) shown.vmax = std::min(shown.vmax, float(*choice.high));
  if (!(shown.vmin < shown.vmax))
    throw InputError("heights: no losses lie in " + limits_text(choice) + "; they go from " +
                     tick_label(field.vmin) + " to " + tick_label(field.vmax));
  HeightTransform transform = make_transform(shown, choice.scale);
  if (choice.scale == HeightScale::kLog && f.surface->info.display == Display::log) {
    transform.scale = HeightScale::kLog;
    transform.softening = f.surface->info.display_scale;
  }
  transform.exponent = choice.scale == HeightScale::kPower ? choice.exponent : 1;
  transform.clips_low = shown.vmin > field.vmin;
  transform.clips_high = shown.vmax < field.vmax;
  return transform;
}

std::shared_ptr<const SurfaceModel> model_surface(const Landscape& f, Backend& backend, int nodes,
                                                  const HeightChoice& choice, double slice) {
  const HeightField field = sample_heights(f, backend, nodes, slice);
  return std::make_shared<SurfaceModel>(make_surface_model(field, height_transform(f, field, choice)));
}

}  // namespace thalweg::viewer

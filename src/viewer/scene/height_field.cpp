// SPDX-License-Identifier: MIT
#include "viewer/scene/height_field.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "core/error.h"

namespace thalweg::viewer {
namespace {

constexpr double kMedianHeight = 0.6;

void check(const HeightField& field) {
  const Box& d = field.domain;
  if (field.n < 2)
    throw Error("height field: needs at least 2 nodes per side, has " + std::to_string(field.n));
  if (field.loss.size() != std::size_t(field.n) * std::size_t(field.n))
    throw Error("height field: " + std::to_string(field.n) +
                " nodes per side need their square of losses, got " + std::to_string(field.loss.size()));
  if (!(width(d) > 0 && height(d) > 0 && std::isfinite(width(d)) && std::isfinite(height(d))))
    throw Error("height field: the domain must be a finite rectangle with x0 < x1 and y0 < y1");
  if (!(field.vmin < field.vmax && std::isfinite(field.vmax - field.vmin)))
    throw Error("height field: the range of losses must be finite with vmin < vmax");
}

/// The median of the finite losses, measured from vmin and not above the range.
double median_above_minimum(const HeightField& field) {
  std::vector<float> finite;
  finite.reserve(field.loss.size());
  for (const float loss : field.loss)
    if (std::isfinite(loss)) finite.push_back(loss);
  if (finite.empty()) return field.vmax - field.vmin;
  const auto middle = finite.begin() + std::ptrdiff_t(finite.size() / 2);
  std::nth_element(finite.begin(), middle, finite.end());
  return std::clamp(double(*middle) - field.vmin, 0.0, double(field.vmax) - field.vmin);
}

}  // namespace

double unclamped_height(const HeightTransform& t, double loss) {
  // Below the range the curve goes on as its mirror image.
  const double above = std::abs(loss - t.vmin), range = t.vmax - t.vmin, sign = loss < t.vmin ? -1 : 1;
  switch (t.scale) {
    case HeightScale::kLog:
      return sign * std::log1p(above / t.softening) / std::log1p(range / t.softening);
    case HeightScale::kPower:
      return sign * std::pow(above / range, t.exponent);
    case HeightScale::kLinear:
      break;
  }
  return sign * above / range;
}

double to_height(const HeightTransform& t, double loss) {
  return std::isfinite(loss) ? std::clamp(unclamped_height(t, loss), 0.0, 1.0) : 1;
}

double to_loss(const HeightTransform& t, double height) {
  const double h = std::clamp(height, 0.0, 1.0), range = t.vmax - t.vmin;
  if (t.scale == HeightScale::kLinear) return t.vmin + h * range;
  if (t.scale == HeightScale::kPower) return t.vmin + std::pow(h, 1 / t.exponent) * range;
  return t.vmin + t.softening * std::expm1(h * std::log1p(range / t.softening));
}

HeightTransform make_transform(const HeightField& field, HeightScale scale) {
  check(field);
  HeightTransform transform{.scale = scale, .vmin = field.vmin, .vmax = field.vmax};
  if (scale != HeightScale::kLog) return transform;
  const double range = transform.vmax - transform.vmin, median = median_above_minimum(field);
  if (!(median < kMedianHeight * range))
    return {.scale = HeightScale::kLinear, .vmin = field.vmin, .vmax = field.vmax};
  // The height of the median falls from 1 to median / range as the softening grows: bisect on its logarithm.
  double low = std::log(range) - 35, high = std::log(range) + 10;
  for (int i = 0; i < 60; i++) {
    const double middle = 0.5 * (low + high);
    transform.softening = std::exp(middle);
    (std::log1p(median / transform.softening) > kMedianHeight * std::log1p(range / transform.softening)
         ? low
         : high) = middle;
  }
  return transform;
}

}  // namespace thalweg::viewer

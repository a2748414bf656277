// SPDX-License-Identifier: MIT
// The sampled loss surface and the display transform that turns losses into heights.  Plain data: the
// renderer, the picker and the legend all read the same transform, so that a tick in the legend cannot
// disagree with the picture.
#pragma once

#include <optional>
#include <vector>

#include "core/box.h"

namespace thalweg::viewer {

enum class HeightScale { kLinear, kLog, kPower };

/// What a user wants of the heights.
struct HeightChoice {
  HeightScale scale = HeightScale::kLinear;
  double exponent = 0.5;                      // of kPower: kLeastExponent..kMostExponent
  std::optional<double> low = {}, high = {};  // the losses that are told apart; absent: as far as they go
  friend bool operator==(const HeightChoice&, const HeightChoice&) = default;
};
inline constexpr double kLeastExponent = 0.1, kMostExponent = 4;

/// Losses on an n x n grid whose outer nodes lie on the domain's edge; loss[j * n + i] belongs to the i-th x
/// and the j-th y, both ascending.  Values may be non-finite; [vmin, vmax] is the range that is displayed
/// (finite, vmin < vmax).
struct HeightField {
  Box domain;
  int n = 0;
  std::vector<float> loss;
  float vmin = 0, vmax = 1;
};

/// height = t = (f - vmin) / (vmax - vmin), or log1p((f - vmin) / softening) / log1p((vmax - vmin) /
/// softening), or t^exponent.
struct HeightTransform {
  HeightScale scale = HeightScale::kLinear;
  double vmin = 0, vmax = 1;
  double softening =
      1;  // > 0; losses above vmin by less than this are shown almost linearly; logarithmic scale only
  double exponent = 1;                         // > 0; power scale only
  bool clips_low = false, clips_high = false;  // there are losses below vmin, or above vmax
  friend bool operator==(const HeightTransform&, const HeightTransform&) = default;
};

/// The height in [0, 1] that shows `loss`; what is out of range is clamped, what is not finite is at the top.
double to_height(const HeightTransform& transform, double loss);

/// The same without its limits: below 0 and above 1 for losses out of range.
double unclamped_height(const HeightTransform& transform, double loss);

/// The loss that is shown at `height`: the inverse of to_height on [0, 1].
double to_loss(const HeightTransform& transform, double height);

/// The transform for a field.  The softening of the logarithmic scale puts the field's median loss at 0.6 of
/// the height, so that minima are valleys and not needle holes; a field whose median is higher than that
/// stays linear. Throws Error when the field's size, domain or range is not valid.
HeightTransform make_transform(const HeightField& field, HeightScale scale);

}  // namespace thalweg::viewer

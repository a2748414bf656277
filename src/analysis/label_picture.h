// SPDX-License-Identifier: MIT
// Pictures of label maps: a colour per minimum, darker the longer it took.
#pragma once

#include <optional>
#include <vector>

#include "analysis/label_map.h"
#include "core/image.h"
#include "core/palette.h"

namespace thalweg {

/// The colour of a label where the steps were fewest: the basin palette, repeated, for minima; greys for the
/// others.
Srgb label_color(Label label);

struct PictureOptions {
  /// Minima to be marked, in pixels from the lower left corner, and in which of the map's labels.
  struct Mark {
    double column, row;
    Label label;
  };
  std::vector<Mark> marks = {};
  /// Pixels that keep their colour; the others turn pale.  Empty: all of them keep it.
  std::vector<bool> stressed = {};
};

/// One pixel per start, highest row on top.  Lightness falls with the logarithm of the steps, from the
/// fastest 2 % of the settled starts to the slowest 2 %, so that lines of equal time show; likewise of those
/// that were lost.
Image label_picture(const LabelMap& map, const PictureOptions& options = {});

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/app/figure_place.h"

#include <algorithm>

namespace thalweg::viewer {

FigurePlace place_figure(const figures::Figure& figure, const Area& area, double text) {
  constexpr double kCrowded = 1.35;  // words that grow more run into each other
  const double scale = std::min(area.width / figure.width, area.height / figure.height);
  return {area.x + 0.5 * (area.width - scale * figure.width),
          area.y + 0.5 * (area.height - scale * figure.height), scale,
          std::clamp(text, scale, kCrowded * scale)};
}

FigurePlace place_in_lesson(const figures::Figure& figure, const Area& area, double scale) {
  constexpr double kSide = 8;
  // Words are no smaller than this share of those in the panel.
  constexpr double kSmallest = 0.72;
  return place_figure(
      figure,
      {area.x + kSide * scale, area.y + kFigureHeading * scale, area.width - 2 * kSide * scale,
       area.height - (kFigureHeading + kFigureReadout) * scale},
      kSmallest * scale);
}

}  // namespace thalweg::viewer

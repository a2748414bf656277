// SPDX-License-Identifier: MIT
// The loss along straight lines through a point: what a walk in one direction would feel.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/landscape.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Losses at `loss.size()` even steps from `from` to `to`, which lie on the domain's edge, or of a curve on
/// its ends.  Not finite where the loss is not.
struct CutLine {
  std::string name;          // "along x"
  Point direction;           // of length 1 in the domain; the step from `from` to `to`
  Point from, to;            // points of the landscape
  double low = 0, high = 0;  // distance of `from` and of `to` from the point: low <= 0 <= high
  std::vector<double> loss;
  double offset(std::size_t i) const { return low + (high - low) * double(i) / double(loss.size() - 1); }
};

struct LossCut {
  Point at;  // of the landscape
  double loss = 0;
  std::vector<CutLine> lines;
};
inline constexpr int kCutSamples = 161;

/// Along every weight that is drawn, and along the gradient where that is neither zero nor along one of
/// them.  The point is moved into the domain.
LossCut cut_through(const Landscape& f, Point at);

/// The lines as they are drawn on the surface.
std::shared_ptr<const LineSet> lines_of(const LossCut& cut, const Landscape& f);

}  // namespace thalweg::viewer

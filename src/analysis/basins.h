// SPDX-License-Identifier: MIT
// Basins: where every start of a grid ends, for any optimizer, and how the boundaries look from ever nearer.
#pragma once

#include <optional>
#include <string>

#include "analysis/label_map.h"
#include "engine/result.h"

namespace thalweg {

/// A picture of the basins in a region.
struct BasinMap {
  LabelMap map;
  Box region;
  RunResult result;  ///< its plan's precision is the one that was used; minima in the order of labels
  double pixel;      ///< the smaller side of a pixel
  double float_floor, double_floor;  ///< pixels below that need double, or more than double
  bool complete = true;              ///< false if it was stopped on the way
};

/// A pixel needs this many spacings of floating-point numbers at the largest coordinate of its region: the
/// descent multiplies what rounding adds to the start.
inline constexpr double kPixelSpacings = 64;

/// One descent per cell centre of an n x n grid on the region, which may be smaller than the landscape's
/// domain and lie outside it; everything but starts and their number is the spec's, float becoming double
/// where pixels need it.  steps of a start: after which it moved less than a particle at a minimum may be
/// away from it (Thresholds), interpolated between looks at ever longer intervals; of one that was stopped on
/// its way, until then.  Throws InputError for landscapes of one or three weights.
BasinMap map_basins(const RunSpec& spec, int n, const std::optional<Box>& region, Backend& backend,
                    Progress progress = nullptr, void* context = nullptr);

/// A level of a stack of zooms.
struct Zoom {
  double half_width;  ///< of the region, along x
  Point centre;
  BoxDimension dimension;
  BasinEntropy entropy;
  Precision precision;
};
struct ZoomStack {
  std::vector<Zoom> levels;
  std::string ended;  ///< why there are fewer levels than asked for, or ""
  BasinMap last;      ///< the deepest picture
};
/// Zooms ten times nearer, `levels` times, to the boundary next to `near` (in the region, or its centre),
/// each time to the boundary next to the middle of the picture before.  The first level is `whole`.  Ends at
/// the floor of double.
ZoomStack zoom_in(const BasinMap& whole, const RunSpec& spec, int n, int levels, std::optional<Point> near,
                  int box, Backend& backend, Progress progress = nullptr, void* context = nullptr);

/// A boundary counts as fractal-like at a scale if its dimension is above this, by two standard errors.
inline constexpr double kFractalDimension = 1.1;
/// "fractal-like at half-widths 6..0.06, smooth at 0.006..6e-08": a picture never shows more than its scales.
std::string fractal_statement(const ZoomStack& stack);

/// The share of starts whose optimizer ends elsewhere than the gradient flow does, and where: both maps have
/// the same starts.  Minima are the same if they are as near as Thresholds::same says.
struct FlowDifference {
  double share;
  std::vector<bool> differs;
};
FlowDifference flow_difference(const BasinMap& basins, const BasinMap& flow);
/// The spec of the flow from the same starts: optimizer gradient_flow with its own rate, neither noise nor
/// schedule.
RunSpec flow_spec(const RunSpec& spec);

}  // namespace thalweg

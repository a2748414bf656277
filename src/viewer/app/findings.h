// SPDX-License-Identifier: MIT
// What the analyses find on the landscape that is shown, and the points of it that can be marked, pointed at
// and selected.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/passes.h"
#include "viewer/app/destinations.h"
#include "viewer/app/session.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Of a landscape alone, whatever is run on it.
struct Findings {
  std::optional<CriticalPoints> critical;
  std::optional<PassGraph> passes;
  std::shared_ptr<const LineSet> ways;          ///< of passes: their paths
  std::shared_ptr<const LineSet> separatrices;  ///< from their saddles uphill
  std::string refused;                          ///< why nothing was searched for; empty if it was
};

/// Critical points.  Landscapes of another number of weights than two are refused in words.
/// No grid of the search is finer than `finest` cells per side.
Findings find_points(const Landscape& f, const Loop& loop = one_by_one, int finest = CriticalSearch().finest);

/// The finest grid that a window should wait for, if one node takes so many seconds and the grids together
/// may take `patience`: between kCoarsest and CriticalSearch().finest cells per side.
int finest_within(double patience, double seconds_per_node);
inline constexpr int kCoarsest = 200;
/// Seconds for value, gradient and Hessian at a point, by trying some.
double seconds_per_node(const Landscape& f);

/// Passes, in addition; nothing without critical points.
void add_passes(const Landscape& f, Findings& findings, const Loop& loop = one_by_one);

/// Whether what is shown and selected needs critical points, and passes, too.
bool wants_points(const SessionState& state);
bool wants_passes(const SessionState& state);

/// A point of the landscape with what is known about it.
struct Feature {
  PointKind kind = PointKind::minimum;
  Point at;  ///< of the landscape
  double value = 0;
  bool bottom = true, global = false;
  bool listed = false;                ///< published, or reached by particles
  std::optional<std::uint8_t> label;  ///< of the particles that end there
  std::optional<i64> ended;           ///< how many do, of all that run
  std::optional<double> persistence;  ///< of bottoms, once found; infinity for the lowest
  std::optional<double> joins;        ///< of passes: the persistence of the shallower of the minima beside it
};

/// Minima reached, in the order of the result; known ones that were not; then everything else that was found.
/// destinations and findings may be nullptr.
std::vector<Feature> features_of(const Landscape& f, const Destinations* destinations,
                                 const Findings* findings);

/// The line with nodes no further apart than `share` of the box, to be draped over a surface.
std::vector<Point> refined(const Box& box, const std::vector<Point>& line, double share);

/// Whether the layers that are on show it, and the slider of the merge tree does not hide it.
bool is_shown(const Feature& feature, const SessionState& state);

/// The feature at p, or nullptr.
const Feature* feature_at(const std::vector<Feature>& features, const Box& domain, Point p);

/// The symbol of a feature; those of the rim are small.
Marker marker_of(const Landscape& f, const Feature& feature);

/// "Global minimum", "Saddle", "Pass on the edge".
std::string feature_title(const Feature& feature);

/// Both eigenvalues of the Hessian at a point of a landscape of two weights, ascending; nothing for others
/// and where it is not finite.
struct Curvatures {
  double low, high;
};
std::optional<Curvatures> curvatures(const Landscape& f, Point p);

/// "minima" of more than one, "minimum" of one.
const char* kind_word(PointKind kind, i64 count);

}  // namespace thalweg::viewer

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
  std::optional<analysis::CriticalPoints> critical;
  std::optional<analysis::PassGraph> passes;
  std::shared_ptr<const LineSet> ways;          ///< of passes: their paths
  std::shared_ptr<const LineSet> separatrices;  ///< from their saddles uphill
  std::string refused;                          ///< why nothing was searched for; empty if it was
};

/// Critical points.  Landscapes of another number of weights than two are refused in words.
Findings find_points(const Landscape& f, const analysis::Loop& loop = analysis::one_by_one);
/// Why a window should not wait for a search: a search takes seconds when every value is a sum over more than
/// kQuickRows rows of data.  Empty if it can.
std::string too_long_to_find(const Landscape& f);
inline constexpr i64 kQuickRows = 50;
/// Passes, in addition; nothing without critical points.
void add_passes(const Landscape& f, Findings& findings, const analysis::Loop& loop = analysis::one_by_one);

/// Whether what is shown and selected needs critical points, and passes, too.
bool wants_points(const SessionState& state);
bool wants_passes(const SessionState& state);

/// A point of the landscape with what is known about it.
struct Feature {
  analysis::PointKind kind = analysis::PointKind::minimum;
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
const char* kind_word(analysis::PointKind kind, i64 count);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// A rectangle on the ground that is drawn with the pointer: to start the particles in it, or to see it alone.
#pragma once

#include <memory>
#include <string>

#include "engine/run_spec.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

enum class BoxUse { kSeed, kZoom };

struct GroundBox {
  Box box;  // of what is drawn; z means nothing
  BoxUse use = BoxUse::kSeed;
  friend bool operator==(const GroundBox&, const GroundBox&) = default;
};

/// The rectangle between two corners, inside `domain`.
Box box_between(Point a, Point b, const Box& domain);
/// Too thin for anything: below kThinBox of the domain's width or height.
bool is_thin(const Box& box, const Box& domain);
inline constexpr double kThinBox = 1e-3;

/// The box in all weights of a landscape that is drawn so: a curve has its width alone, and the third weight
/// keeps its range.
Domain box_of_weights(const Box& drawn, const Box& domain, int weights);
/// What is drawn of a box in weights.
Box drawn_part(const Domain& box, const Box& drawn_domain);

/// The rectangle's edges, to be draped over the surface.
std::shared_ptr<const LineSet> outline_of(const Box& box, const Box& domain);

/// "x -1.2 .. 0.4   y 0.1 .. 0.9", and of one weight the first part.
std::string box_text(const Box& box, int weights);

}  // namespace thalweg::viewer

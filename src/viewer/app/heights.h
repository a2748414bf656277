// SPDX-License-Identifier: MIT
// From a landscape to the surface that is drawn.
#pragma once

#include <memory>

#include "engine/backend.h"
#include "viewer/scene/surface_model.h"

namespace thalweg::viewer {

/// Losses on nodes x nodes points of what is drawn (app/slice.h).  The range begins at the lowest known
/// minimum, which may lie between the nodes; that of a typed formula leaves poles out.  Throws Error when the
/// loss is finite nowhere.
HeightField sample_heights(const Landscape& f, Backend& backend, int nodes, double slice = 0);

/// Logarithmic heights are in the surface's own scale if it has one, else in one made for the field.  Throws
/// InputError where no losses of the field lie between the chosen limits.
HeightTransform height_transform(const Landscape& f, const HeightField& field, const HeightChoice& choice);

/// Throws like height_transform and sample_heights.
std::shared_ptr<const SurfaceModel> model_surface(const Landscape& f, Backend& backend, int nodes,
                                                  const HeightChoice& choice, double slice = 0);

/// Throws InputError for an exponent that is out of range, or limits that are not finite or not ascending.
void check(const HeightChoice& choice);

}  // namespace thalweg::viewer

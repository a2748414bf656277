// SPDX-License-Identifier: MIT
// Where title, key, colour bar and axis labels stand in the picture.  Pure functions from the scene to an
// overlay list, so that placement and wording are tested without drawing.
#pragma once

#include <cstddef>

#include "viewer/scene/camera.h"
#include "viewer/scene/font.h"
#include "viewer/scene/overlay.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Pixels of this picture per pixel of a 720-line one: the size of lines and particles.
double picture_unit(int width, int height);
/// The same for text, which stays readable in small pictures; scene.text_scale overrides it.
double text_unit(const Scene& scene, int width, int height);

/// More markers are drawn smaller: the factor.
double marker_scale(std::size_t count);

/// Everything flat that the scene's layers ask for.
OverlayList layout_legend(const Scene& scene, const Camera& camera, const Viewport& viewport,
                          const FontAtlas& font);

/// The tick marks, numbers and names of x and y on the block's edges that face the viewer.
void layout_axes(OverlayList& list, const Scene& scene, const Camera& camera, const Viewport& viewport,
                 const FontAtlas& font);

/// The words at points of the surface, those that are seen.
void layout_labels(OverlayList& list, const Scene& scene, const Camera& camera, const Viewport& viewport,
                   const FontAtlas& font);

}  // namespace thalweg::viewer

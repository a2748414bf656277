// SPDX-License-Identifier: MIT
// A turntable camera: it orbits a target with z up, never rolls, and ends where the pointer says however it
// got there. Pure functions over plain data; angles in degrees, pointer positions in pixels from the top left
// corner.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

namespace thalweg::viewer {

/// Where the viewer stands.  Azimuth 0 looks along +y, 90 looks along -x; elevation 90 looks straight down.
struct Camera {
  double azimuth = 36, elevation = 41;  // elevation in [kLowestElevation, 90]
  double distance = 4.65;               // to the target, in [kNearest, kFarthest]
  glm::dvec3 target{0, 0, 0.02};
  double field_of_view = 33;  // vertical, for a picture that is not narrower than kFittedAspect
  friend bool operator==(const Camera&, const Camera&) = default;
};

inline constexpr double kLowestElevation = 4, kNearest = 0.35, kFarthest = 14, kFittedAspect = 1.45;

/// The picture in pixels, and how much of each side is covered by panels: the scene is centred in what is
/// left.
struct Viewport {
  int width = 1280, height = 720;
  double left = 0, right = 0, top = 0, bottom = 0;
  friend bool operator==(const Viewport&, const Viewport&) = default;
};

struct Ray {
  glm::dvec3 origin, direction;  // direction of unit length
};

/// Orthonormal axes of the view: right and up span the picture, forward leads into it.
struct ViewAxes {
  glm::dvec3 right, up, forward;
};

ViewAxes view_axes(const Camera& camera);
glm::dvec3 eye_position(const Camera& camera);
glm::dmat4 view_matrix(const Camera& camera);
/// OpenGL clip space.  Pictures and free areas that are too narrow for the block widen the field of view.
glm::dmat4 projection_matrix(const Camera& camera, const Viewport& viewport);
/// Size in pixels of one world unit seen at distance 1.
double pixels_per_unit(const Camera& camera, const Viewport& viewport);

/// The pixel where a world point is seen; nothing behind the viewer.
std::optional<glm::dvec2> project(const Camera& camera, const Viewport& viewport, glm::dvec3 point);
Ray ray_through(const Camera& camera, const Viewport& viewport, glm::dvec2 pixel);

/// The camera after dragging by `drag` pixels since the button went down at `start`; the whole drag, not an
/// increment, so that a pointer that comes back brings the picture back even from a limit.
Camera orbited(const Camera& start, glm::dvec2 drag, const Viewport& viewport);
Camera panned(const Camera& start, glm::dvec2 drag, const Viewport& viewport);
/// Positive notches come closer, by 12 % each.
Camera zoomed(const Camera& camera, double notches);

/// The home view; the same for every surface, because the world is normalised.
Camera home_camera();
/// A view straight down with x to the right and y up, as on paper; the map right of the middle, beside its
/// key.
Camera flat_camera();
/// From `from` (t = 0) to `to` (t = 1) with a smooth start and stop, turning the short way round.
Camera eased(const Camera& from, const Camera& to, double t);

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "viewer/scene/camera.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

namespace thalweg::viewer {
namespace {

constexpr double kDegreesPerHeight = 150;  // a drag over the height of the picture
constexpr double kZoomPerNotch = 0.88;
constexpr double kFlatShift = 0.2;  // the key on the left is wider than the colour bar on the right
constexpr double kPanLimit = 1.6;   // how far the target may leave the centre of the block

double smooth(double t) {
  const double s = std::clamp(t, 0.0, 1.0);
  return s * s * s * (s * (s * 6 - 15) + 10);
}

double mix(double a, double b, double t) { return a + (b - a) * t; }

double free_width(const Viewport& v) { return std::max(1.0, v.width - v.left - v.right); }
double free_height(const Viewport& v) { return std::max(1.0, v.height - v.top - v.bottom); }

}  // namespace

ViewAxes view_axes(const Camera& c) {
  const double a = glm::radians(c.azimuth), e = glm::radians(c.elevation);
  const glm::dvec3 right(std::cos(a), std::sin(a), 0);
  const glm::dvec3 forward(-std::cos(e) * std::sin(a), std::cos(e) * std::cos(a), -std::sin(e));
  return {right, glm::cross(right, forward), forward};
}

glm::dvec3 eye_position(const Camera& c) { return c.target - c.distance * view_axes(c).forward; }

glm::dmat4 view_matrix(const Camera& c) {
  const ViewAxes axes = view_axes(c);
  const glm::dvec3 eye = eye_position(c);
  glm::dmat4 m(1);
  for (int i = 0; i < 3; i++) {
    m[i][0] = axes.right[i];
    m[i][1] = axes.up[i];
    m[i][2] = -axes.forward[i];
  }
  m[3] = {-glm::dot(axes.right, eye), -glm::dot(axes.up, eye), glm::dot(axes.forward, eye), 1};
  return m;
}

double pixels_per_unit(const Camera& c, const Viewport& v) {
  const double fitted = std::min(free_height(v), free_width(v) / kFittedAspect);
  return 0.5 * fitted / std::tan(glm::radians(c.field_of_view) / 2);
}

glm::dmat4 projection_matrix(const Camera& c, const Viewport& v) {
  const double scale = pixels_per_unit(c, v);
  const double near = std::max(0.02, 0.05 * c.distance), far = c.distance + 12;
  glm::dmat4 m(0);
  m[0][0] = 2 * scale / v.width;
  m[1][1] = 2 * scale / v.height;
  m[2][0] = -(v.left - v.right) / v.width;  // the centre of the free area, times -z after division
  m[2][1] = -(v.bottom - v.top) / v.height;
  m[2][2] = -(far + near) / (far - near);
  m[2][3] = -1;
  m[3][2] = -2 * far * near / (far - near);
  return m;
}

std::optional<glm::dvec2> project(const Camera& c, const Viewport& v, glm::dvec3 point) {
  const glm::dvec4 clip = projection_matrix(c, v) * view_matrix(c) * glm::dvec4(point, 1);
  if (!(clip.w > 1e-9)) return std::nullopt;
  return glm::dvec2((0.5 + 0.5 * clip.x / clip.w) * v.width, (0.5 - 0.5 * clip.y / clip.w) * v.height);
}

Ray ray_through(const Camera& c, const Viewport& v, glm::dvec2 pixel) {
  const double scale = pixels_per_unit(c, v);
  const double x = (pixel.x - 0.5 * (v.width + v.left - v.right)) / scale;
  const double y = (0.5 * (v.height + v.top - v.bottom) - pixel.y) / scale;
  const ViewAxes axes = view_axes(c);
  return {eye_position(c), glm::normalize(axes.forward + x * axes.right + y * axes.up)};
}

Camera orbited(const Camera& start, glm::dvec2 drag, const Viewport& v) {
  Camera c = start;
  const double degrees = kDegreesPerHeight / v.height;
  c.azimuth -= drag.x * degrees;
  c.elevation = std::clamp(c.elevation + drag.y * degrees, kLowestElevation, 90.0);
  return c;
}

Camera panned(const Camera& start, glm::dvec2 drag, const Viewport& v) {
  Camera c = start;
  const ViewAxes axes = view_axes(start);
  const double world_per_pixel = start.distance / pixels_per_unit(start, v);
  c.target += world_per_pixel * (-drag.x * axes.right + drag.y * axes.up);
  c.target = glm::clamp(c.target, glm::dvec3(-kPanLimit), glm::dvec3(kPanLimit));
  return c;
}

Camera zoomed(const Camera& camera, double notches) {
  Camera c = camera;
  c.distance = std::clamp(c.distance * std::pow(kZoomPerNotch, notches), kNearest, kFarthest);
  return c;
}

Camera home_camera() { return {}; }

Camera flat_camera() {
  Camera c;
  c.azimuth = 0;
  c.elevation = 90;
  c.distance = 4.3;
  c.target = {-kFlatShift, 0, 0};
  return c;
}

Camera eased(const Camera& from, const Camera& to, double t) {
  if (t >= 1) return to;
  const double s = smooth(t), turn = std::remainder(to.azimuth - from.azimuth, 360.0);
  Camera c;
  c.azimuth = from.azimuth + s * turn;
  c.elevation = mix(from.elevation, to.elevation, s);
  // Equal steps look equal; rounding must not lead past the ends.
  c.distance = std::clamp(from.distance * std::pow(to.distance / from.distance, s),
                          std::min(from.distance, to.distance), std::max(from.distance, to.distance));
  c.target = from.target + s * (to.target - from.target);
  c.field_of_view = mix(from.field_of_view, to.field_of_view, s);
  return c;
}

}  // namespace thalweg::viewer

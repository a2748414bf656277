// SPDX-License-Identifier: MIT
// A scene to be drawn with one layer at a time, and what that changed.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <glm/geometric.hpp>
#include <limits>
#include <memory>
#include <vector>

#include "core/error.h"
#include "gl_fixture.h"
#include "sample_scene.h"
#include "viewer/renderer.h"

namespace thalweg::viewer {

using test::difference;
using test::kTestQuality;
using test::pixel;
using test::Rgb;

inline constexpr int kWidth = 480, kHeight = 270;
inline constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

class RendererTest : public test::GlTest {
 protected:
  test::SampleScene sample = test::himmelblau_descent(128, 60, 24);
  Scene& scene = sample.scene;
  Camera camera = home_camera();

  Swarm& swarm() { return scene.swarms[0]; }
  void plain() {
    Layers& l = scene.layers;
    l.trails = l.particles = l.markers = l.title = l.key = l.color_bar = l.axes = false;
  }
  Image draw(const Quality& quality = kTestQuality) {
    Renderer renderer(quality);
    renderer.draw(scene, camera, kWidth, kHeight);
    return renderer.read_pixels();
  }
  glm::dvec2 seen(Point p, double relief = 1) const {
    const auto at =
        project(camera, viewport_of(scene, kWidth, kHeight), surface_point(*scene.surface, p, relief));
    return at.value_or(glm::dvec2(-1));
  }
  Point particle(std::size_t k) const { return {sample.positions[2 * k], sample.positions[2 * k + 1]}; }
};

/// How many pixels differ by more than dither (1), and how many of those are farther than `reach` from all
/// `places`.
struct Change {
  int changed = 0, astray = 0;
};
inline Change changes(const Image& a, const Image& b, const std::vector<glm::dvec2>& places, double reach) {
  Change change;
  for (int y = 0; y < a.height; y++)
    for (int x = 0; x < a.width; x++) {
      if (difference(pixel(a, x, y), pixel(b, x, y)) <= 1) continue;
      change.changed++;
      change.astray += std::none_of(places.begin(), places.end(), [&](glm::dvec2 p) {
        return glm::distance(p, glm::dvec2(x + 0.5, y + 0.5)) < reach;
      });
    }
  return change;
}

}  // namespace thalweg::viewer

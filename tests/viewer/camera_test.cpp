// SPDX-License-Identifier: MIT
#include "viewer/scene/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <random>

namespace thalweg::viewer {
namespace {

const Viewport kViewport{1280, 720, 0, 0, 0, 0};

void expect_near(glm::dvec3 a, glm::dvec3 b, double tolerance) { EXPECT_LE(glm::distance(a, b), tolerance); }

TEST(Camera, axes_are_orthonormal_and_never_roll) {
  for (double azimuth = -720; azimuth <= 720; azimuth += 37)
    for (double elevation = kLowestElevation; elevation <= 90; elevation += 8.6) {
      Camera c;
      c.azimuth = azimuth;
      c.elevation = elevation;
      const ViewAxes axes = view_axes(c);
      EXPECT_NEAR(glm::dot(axes.right, axes.up), 0, 1e-12);
      EXPECT_NEAR(glm::dot(axes.right, axes.forward), 0, 1e-12);
      EXPECT_NEAR(glm::length(axes.up), 1, 1e-12);
      EXPECT_EQ(axes.right.z, 0) << "the horizon stays level";
      EXPECT_GE(axes.up.z, -1e-12) << "z points up in the picture";
      expect_near(glm::cross(axes.right, axes.up), -axes.forward, 1e-12);
    }
}

TEST(Camera, orbit_does_not_depend_on_the_path) {
  const Camera start = home_camera();
  std::mt19937 random(1);
  std::uniform_real_distribution<double> pixels(-40, 40);
  for (int run = 0; run < 20; run++) {
    // Many small moves that stay away from the limits of the elevation, against one.
    Camera walked = start;
    glm::dvec2 total{0, 0};
    for (int i = 0; i < 30; i++) {
      glm::dvec2 move{pixels(random), pixels(random)};
      if (std::abs(total.y + move.y) > 150) move.y = -move.y;
      walked = orbited(walked, move, kViewport);
      total += move;
    }
    const Camera direct = orbited(start, total, kViewport);
    EXPECT_NEAR(walked.azimuth, direct.azimuth, 1e-9);
    EXPECT_NEAR(walked.elevation, direct.elevation, 1e-9);
  }
}

TEST(Camera, a_drag_that_returns_restores_the_view_even_from_the_limit) {
  const Camera start = home_camera();
  const Camera limit = orbited(start, {0, 1e5}, kViewport);
  EXPECT_EQ(limit.elevation, 90);
  EXPECT_EQ(orbited(start, {0, -1e5}, kViewport).elevation, kLowestElevation);
  EXPECT_EQ(orbited(start, {0, 0}, kViewport), start);
}

TEST(Camera, dragging_to_the_right_turns_the_block_to_the_right) {
  // The point of the block nearest to the viewer must follow the pointer.
  const Camera start = home_camera();
  const glm::dvec3 towards_viewer = glm::normalize(eye_position(start) - start.target) * 0.8;
  const auto before = project(start, kViewport, start.target + towards_viewer);
  const auto right = project(orbited(start, {60, 0}, kViewport), kViewport, start.target + towards_viewer);
  const auto down = project(orbited(start, {0, 60}, kViewport), kViewport, start.target + towards_viewer);
  ASSERT_TRUE(before && right && down);
  EXPECT_GT(right->x, before->x + 5);
  EXPECT_GT(down->y, before->y + 5);
}

TEST(Camera, panning_keeps_the_target_plane_under_the_pointer) {
  const Camera start = home_camera();
  const auto before = project(start, kViewport, start.target);
  const glm::dvec2 drag{120, -45};
  const auto after = project(panned(start, drag, kViewport), kViewport, start.target);
  ASSERT_TRUE(before && after);
  // The target stays at the same depth, so the move on the screen is exactly the drag.
  EXPECT_NEAR(after->x - before->x, drag.x, 1e-6);
  EXPECT_NEAR(after->y - before->y, drag.y, 1e-6);
}

TEST(Camera, zoom_is_reversible_and_bounded) {
  const Camera start = home_camera();
  EXPECT_NEAR(zoomed(zoomed(start, 3), -3).distance, start.distance, 1e-12);
  EXPECT_LT(zoomed(start, 1).distance, start.distance);
  EXPECT_EQ(zoomed(start, 1000).distance, kNearest);
  EXPECT_EQ(zoomed(start, -1000).distance, kFarthest);
}

TEST(Camera, a_ray_through_a_pixel_hits_what_is_seen_there) {
  const Viewport covered{1280, 720, 300, 0, 0, 160};
  std::mt19937 random(2);
  std::uniform_real_distribution<double> unit(-1, 1);
  for (const Viewport& viewport : {kViewport, covered, Viewport{400, 900, 0, 0, 0, 0}})
    for (int i = 0; i < 100; i++) {
      Camera c = home_camera();
      c.azimuth = 360 * unit(random);
      c.elevation = 47 + 43 * unit(random);
      const glm::dvec3 point{unit(random), unit(random), 0.4 * unit(random)};
      const auto pixel = project(c, viewport, point);
      ASSERT_TRUE(pixel);
      const Ray ray = ray_through(c, viewport, *pixel);
      const glm::dvec3 away = point - ray.origin;
      EXPECT_LT(glm::length(glm::cross(away, ray.direction)), 1e-9 * glm::length(away));
    }
}

TEST(Camera, panels_move_the_scene_into_the_free_area) {
  const Viewport covered{1280, 720, 300, 0, 40, 160};
  const auto centre = project(home_camera(), covered, home_camera().target);
  ASSERT_TRUE(centre);
  EXPECT_NEAR(centre->x, 300 + 980 / 2.0, 1e-9);
  EXPECT_NEAR(centre->y, 40 + 520 / 2.0, 1e-9);
}

TEST(Camera, the_block_fits_into_every_shape_of_picture) {
  for (const Viewport& v : {kViewport, Viewport{640, 360, 0, 0, 0, 0}, Viewport{3840, 2160, 0, 0, 0, 0},
                            Viewport{500, 1000, 0, 0, 0, 0}, Viewport{1280, 800, 300, 0, 0, 160}})
    for (double azimuth = 0; azimuth < 360; azimuth += 15)
      for (const double x : {-1.0, 1.0})
        for (const double y : {-1.0, 1.0}) {
          Camera c = home_camera();
          c.azimuth = azimuth;
          const auto pixel = project(c, v, {x, y, -0.03});
          ASSERT_TRUE(pixel);
          EXPECT_GE(pixel->x, v.left);
          EXPECT_LE(pixel->x, v.width - v.right);
          EXPECT_GE(pixel->y, v.top);
          EXPECT_LE(pixel->y, v.height - v.bottom);
        }
}

TEST(Camera, nothing_is_seen_behind_the_viewer) {
  const Camera c = home_camera();
  EXPECT_FALSE(project(c, kViewport, eye_position(c) - view_axes(c).forward));
}

TEST(Camera, easing_does_not_lead_past_the_farthest_place) {
  Camera to = home_camera();
  to.distance = kFarthest;
  for (int k = 1; k < 1000; k++) {
    Camera from = home_camera();
    from.distance = kNearest + 0.013 * k;
    EXPECT_LE(eased(from, to, 1 - 1e-12).distance, kFarthest) << from.distance;
  }
}

TEST(Camera, easing_starts_ends_and_turns_the_short_way) {
  Camera from = home_camera(), to = home_camera();
  from.azimuth = 350;
  to.azimuth = 10;
  to.distance = 2;
  EXPECT_EQ(eased(from, to, 0), from);
  EXPECT_EQ(eased(from, to, 1), to);
  const Camera middle = eased(from, to, 0.5);
  EXPECT_NEAR(middle.azimuth, 360, 1e-9);
  EXPECT_NEAR(middle.distance, std::sqrt(from.distance * to.distance), 1e-9);
  double last = from.azimuth;
  for (double t = 0.05; t < 1; t += 0.05) {
    EXPECT_GE(eased(from, to, t).azimuth, last);
    last = eased(from, to, t).azimuth;
  }
}

TEST(Camera, the_flat_view_has_x_to_the_right_and_y_up) {
  const auto origin = project(flat_camera(), kViewport, {0, 0, 0}),
             x = project(flat_camera(), kViewport, {1, 0, 0});
  const auto y = project(flat_camera(), kViewport, {0, 1, 0});
  ASSERT_TRUE(origin && x && y);
  EXPECT_GT(x->x, origin->x);
  EXPECT_NEAR(x->y, origin->y, 1e-9);
  EXPECT_LT(y->y, origin->y);
  EXPECT_NEAR(y->x, origin->x, 1e-9);
}

}  // namespace
}  // namespace thalweg::viewer

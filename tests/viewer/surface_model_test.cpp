// SPDX-License-Identifier: MIT
#include "viewer/scene/surface_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "sample_scene.h"
#include "viewer/scene/pick.h"

namespace thalweg::viewer {
namespace {

using test::himmelblau;
using test::himmelblau_field;

HeightField field_of(int n, const Box& domain, double (*f)(double, double)) {
  HeightField field{domain, n, {}, 0, 0};
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      field.loss.push_back(
          float(f(domain.x0 + width(domain) * i / (n - 1), domain.y0 + height(domain) * j / (n - 1))));
  field.vmin = *std::min_element(field.loss.begin(), field.loss.end());
  field.vmax = *std::max_element(field.loss.begin(), field.loss.end());
  return field;
}

double plane(double x, double y) { return 0.25 * x + 0.5 * y; }

TEST(HeightTransform, is_monotone_and_has_an_inverse) {
  for (const HeightTransform& t :
       {HeightTransform{HeightScale::kLinear, -3, 1200, 5}, HeightTransform{HeightScale::kLog, -3, 1200, 5},
        HeightTransform{HeightScale::kPower, -3, 1200, 1, 0.5},
        HeightTransform{HeightScale::kPower, -3, 1200, 1, 2.5}}) {
    double last = -1;
    for (double h = 0; h <= 1.0000001; h += 0.01) {
      const double loss = to_loss(t, h);
      EXPECT_NEAR(to_height(t, loss), std::min(h, 1.0), 1e-12);
      EXPECT_GT(to_height(t, loss), last);
      last = to_height(t, loss);
    }
    EXPECT_EQ(to_height(t, -3), 0);
    EXPECT_EQ(to_height(t, 1200), 1);
    EXPECT_EQ(to_height(t, -100), 0) << "below the range";
    EXPECT_EQ(to_height(t, 1e9), 1) << "above the range";
    EXPECT_EQ(to_height(t, std::numeric_limits<double>::quiet_NaN()), 1);
    EXPECT_EQ(to_height(t, -std::numeric_limits<double>::infinity()), 1);
  }
}

TEST(HeightTransform, logarithmic_scale_puts_the_median_at_six_tenths) {
  const HeightField field = himmelblau_field(101);
  const HeightTransform t = make_transform(field, HeightScale::kLog);
  std::vector<float> sorted = field.loss;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_NEAR(to_height(t, sorted[sorted.size() / 2]), 0.6, 1e-6);
}

TEST(HeightTransform, a_field_that_is_mostly_high_stays_linear) {
  HeightField field = field_of(5, {0, 1, 0, 1}, [](double, double) { return 10.0; });
  field.loss[0] = 0;
  field.vmin = 0;
  field.vmax = 10;
  EXPECT_EQ(make_transform(field, HeightScale::kLog).scale, HeightScale::kLinear);
}

TEST(HeightTransform, invalid_fields_are_named) {
  EXPECT_THROW(make_transform({{0, 1, 0, 1}, 1, {0}, 0, 1}, HeightScale::kLinear), Error);
  EXPECT_THROW(make_transform({{0, 1, 0, 1}, 2, {0, 0, 0}, 0, 1}, HeightScale::kLinear), Error);
  EXPECT_THROW(make_transform({{1, 0, 0, 1}, 2, {0, 0, 0, 0}, 0, 1}, HeightScale::kLinear), Error);
  EXPECT_THROW(make_transform({{0, 1, 0, 1}, 2, {0, 0, 0, 0}, 1, 1}, HeightScale::kLinear), Error);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW(make_transform({{0, 1, 0, 1}, 2, {0, 0, 0, 0}, 0, nan}, HeightScale::kLinear), Error);
}

TEST(WorldMap, keeps_proportion_and_inverts) {
  const WorldMap map = make_world_map({-5, 10, 0, 5});
  EXPECT_EQ(map.half_x, 1);
  EXPECT_NEAR(map.half_y, 1.0 / 3, 1e-15);
  EXPECT_NEAR(map.scale_x, map.scale_y, 1e-15);
  const Point p{7.25, 1.5};
  const Point back = to_domain(map, to_world(map, p));
  EXPECT_NEAR(back.x, p.x, 1e-12);
  EXPECT_NEAR(back.y, p.y, 1e-12);
  EXPECT_NEAR(to_world(map, {10, 5}).x, 1, 1e-12);
  EXPECT_NEAR(make_world_map({0, 100, 0, 1}).half_y, 1.0 / 3, 1e-15) << "never narrower";
}

TEST(SurfaceModel, marks_what_is_not_finite_and_puts_it_at_the_top) {
  HeightField field = himmelblau_field(9);
  field.loss[40] = std::numeric_limits<float>::quiet_NaN();
  field.loss[41] = -std::numeric_limits<float>::infinity();
  const SurfaceModel s = make_surface_model(field, HeightScale::kLog);
  EXPECT_EQ(s.height[40], 1);
  EXPECT_EQ(s.height[41], 1);
  EXPECT_EQ(s.finite[40], 0);
  EXPECT_EQ(s.finite[41], 0);
  EXPECT_EQ(s.finite[39], 1);
  for (const float h : s.height) EXPECT_TRUE(h >= 0 && h <= 1);
  for (const float l : s.occlusion) EXPECT_TRUE(l >= 0 && l <= 1);
  for (const float l : s.sunlight) EXPECT_TRUE(l >= 0 && l <= 1);
}

TEST(SurfaceModel, bilinear_heights_are_exact_on_a_plane) {
  const SurfaceModel s = make_surface_model(field_of(33, {-1, 1, -1, 1}, plane), HeightScale::kLinear);
  // The plane spans [-0.75, 0.75]; float nodes are good to 2^-24.
  for (const Point p : {Point{0, 0}, Point{0.137, -0.81}, Point{-1, 1}, Point{1, 1}})
    EXPECT_NEAR(height_at(s, p), (plane(p.x, p.y) + 0.75) / 1.5, 2e-7);
  EXPECT_EQ(height_at(s, {9, 9}), height_at(s, {1, 1})) << "outside: the nearest edge";
}

TEST(SurfaceModel, a_coarser_mesh_keeps_planes_and_edges) {
  const SurfaceModel s = make_surface_model(field_of(129, {-1, 1, -1, 1}, plane), HeightScale::kLinear);
  for (const int m : {2, 17, 33, 100, 129, 200}) {
    const std::vector<float> mesh = mesh_heights(s, m);
    for (int j = 0; j < m; j++)
      for (int i = 0; i < m; i++) {
        const Point p{2.0 * i / (m - 1) - 1, 2.0 * j / (m - 1) - 1};
        EXPECT_NEAR(mesh[std::size_t(j * m + i)], (plane(p.x, p.y) + 0.75) / 1.5, 2e-6)
            << m << ": " << i << ", " << j;
      }
  }
}

TEST(SurfaceModel, detail_beyond_the_mesh_fades_instead_of_aliasing) {
  // A wave of period 4 nodes on a mesh that takes every 8th node: point sampling would see a constant 0 or 1.
  const SurfaceModel s = make_surface_model(
      field_of(129, {0, 128, 0, 128}, [](double x, double) { return std::cos(x * 1.5707963267948966); }),
      HeightScale::kLinear);
  const std::vector<float> mesh = mesh_heights(s, 17);
  for (int i = 1; i < 16; i++) EXPECT_NEAR(mesh[std::size_t(8 * 17 + i)], 0.5, 0.02);
}

TEST(Light, an_open_plain_sees_the_whole_sky_and_the_sun) {
  const SurfaceModel s = make_surface_model(
      field_of(64, {-1, 1, -1, 1}, [](double x, double y) { return x == -1 && y == -1 ? 1.0 : 0.0; }),
      HeightScale::kLinear);
  // Far from the one raised node nothing is in the way.
  const std::size_t middle = 40 * 64 + 50;
  EXPECT_NEAR(s.occlusion[middle], 1, 1e-3);
  EXPECT_GT(s.sunlight[middle], 0.999f);
}

TEST(Light, a_pit_is_darker_than_its_rim_and_a_wall_throws_a_shadow) {
  // A wall along x = 0, as high as the block: the sun is at negative x, so the plain behind it is dark.
  const SurfaceModel s = make_surface_model(
      field_of(128, {-1, 1, -1, 1}, [](double x, double) { return std::abs(x) < 0.05 ? 1.0 : 0.0; }),
      HeightScale::kLinear);
  auto at = [&](const std::vector<float>& v, double x) {
    return v[64 * 128 + std::size_t((x + 1) / 2 * 127 + 0.5)];
  };
  EXPECT_LT(at(s.sunlight, 0.15), 0.05f);
  EXPECT_GT(at(s.sunlight, -0.3), 0.95f);
  EXPECT_LT(at(s.occlusion, 0.12), at(s.occlusion, 0.6));
  EXPECT_LT(at(s.occlusion, 0.12), 0.9f);
}

TEST(Pick, finds_the_visible_surface_point_again) {
  const SurfaceModel s = make_surface_model(himmelblau_field(257), HeightScale::kLog);
  const Viewport viewport{1280, 720, 0, 0, 0, 0};
  const double cell = width(s.domain) / 256;
  int visible = 0;
  for (const double azimuth : {36.0, 130.0, 250.0})
    for (double x = -4.9; x < 5; x += 0.7)
      for (double y = -4.9; y < 5; y += 0.7) {
        Camera c = home_camera();
        c.azimuth = azimuth;
        const glm::dvec3 world = surface_point(s, {x, y});
        const auto pixel = project(c, viewport, world);
        ASSERT_TRUE(pixel);
        const Ray ray = ray_through(c, viewport, *pixel);
        const auto hit = pick_surface(s, ray);
        if (!hit) continue;  // hidden by a wall of the block
        const double to_hit = glm::distance(ray.origin, hit->world),
                     to_point = glm::distance(ray.origin, world);
        EXPECT_LE(to_hit, to_point + 1e-6) << "never behind the first surface";
        if (to_hit < to_point - 0.02) continue;  // hidden by a hill in front
        visible++;
        EXPECT_NEAR(hit->position.x, x, 0.01 * cell);
        EXPECT_NEAR(hit->position.y, y, 0.01 * cell);
        EXPECT_NEAR(to_loss(s.transform, hit->height), to_loss(s.transform, height_at(s, {x, y})), 1e-2);
      }
  EXPECT_GT(visible, 400) << "most of the surface is visible from above";
}

TEST(Pick, works_on_the_flat_map_and_straight_down) {
  const SurfaceModel s = make_surface_model(himmelblau_field(65), HeightScale::kLog);
  const Viewport viewport{800, 800, 0, 0, 0, 0};
  const auto pixel = project(flat_camera(), viewport, surface_point(s, {1.5, -2.5}, 0));
  ASSERT_TRUE(pixel);
  const auto hit = pick_surface(s, ray_through(flat_camera(), viewport, *pixel), 0);
  ASSERT_TRUE(hit);
  EXPECT_NEAR(hit->position.x, 1.5, 1e-6);
  EXPECT_NEAR(hit->position.y, -2.5, 1e-6);
}

TEST(Pick, walls_and_sky_are_not_the_surface) {
  const SurfaceModel s = make_surface_model(himmelblau_field(65), HeightScale::kLog);
  EXPECT_FALSE(pick_surface(s, {{0, -3, 0.05}, {0, 1, 0}})) << "into the front wall";
  EXPECT_FALSE(pick_surface(s, {{0, -3, 1}, {0, 0, 1}})) << "into the sky";
  EXPECT_FALSE(pick_surface(s, {{5, -3, 1}, {0, 0, -1}})) << "beside the block";
}

}  // namespace
}  // namespace thalweg::viewer

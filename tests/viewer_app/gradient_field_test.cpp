// SPDX-License-Identifier: MIT
#include "viewer/app/gradient_field.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"
#include "viewer/app/slice.h"

namespace thalweg::viewer {
namespace {

glm::dvec2 himmelblau_gradient(Point p) {
  const double a = p.x * p.x + p.y - 11, b = p.x + p.y * p.y - 7;
  return {4 * p.x * a + 2 * b, 2 * a + 4 * p.y * b};
}

Point middle(const DescentArrow& a) { return {0.5 * (a.from.x + a.to.x), 0.5 * (a.from.y + a.to.y)}; }

TEST(GradientField, PointsDownhillAndIsLongerWhereItIsSteeper) {
  const Landscape f = make_landscape({"himmelblau"});
  const WorldMap world = make_world_map(f.domain);
  const auto set = gradient_field(f, world, 0);
  EXPECT_EQ(set->arrows.size(), std::size_t(kArrowCells * kArrowCells));
  double gentle = 1e9, steep = 0, gentle_length = 0, steep_length = 0;
  for (const DescentArrow& a : set->arrows) {
    const glm::dvec2 way(a.to.x - a.from.x, a.to.y - a.from.y), g = himmelblau_gradient(middle(a));
    EXPECT_NEAR(glm::dot(glm::normalize(way), glm::normalize(g)), -1, 1e-9);
    if (glm::length(g) < gentle) gentle = glm::length(g), gentle_length = glm::length(way);
    if (glm::length(g) > steep) steep = glm::length(g), steep_length = glm::length(way);
  }
  EXPECT_NEAR(steep_length / gentle_length, kLongestArrow / kShortestArrow, 1e-9);
}

// Arrows inside of circles that do not touch cannot cross.
TEST(GradientField, ArrowsNeverOverlap) {
  for (const char* name : {"himmelblau", "rosenbrock", "bukin6", "goldstein_price"}) {
    const Landscape f = make_landscape({name});
    const WorldMap world = make_world_map(f.domain);
    const auto set = gradient_field(f, world, 0);
    ASSERT_GT(set->arrows.size(), 50u) << name;
    for (std::size_t i = 0; i < set->arrows.size(); i++)
      for (std::size_t j = 0; j < i; j++) {
        const DescentArrow &a = set->arrows[i], &b = set->arrows[j];
        const double reach = 0.5 * (glm::distance(to_world(world, a.from), to_world(world, a.to)) +
                                    glm::distance(to_world(world, b.from), to_world(world, b.to)));
        ASSERT_LT(reach, glm::distance(to_world(world, middle(a)), to_world(world, middle(b))))
            << name << " " << i << " " << j;
      }
  }
}

TEST(GradientField, LevelGroundHasNoArrowsAndACurveOnesAlongIt) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.formula = "0*x + 0*y + 3";
  const Landscape level = make_landscape(spec);
  EXPECT_TRUE(gradient_field(level, make_world_map(drawn_box(level)), 0)->arrows.empty());
  spec.formula = "w^2";
  const Landscape curve = make_landscape(spec);
  const auto set = gradient_field(curve, make_world_map(drawn_box(curve)), 0);
  ASSERT_FALSE(set->arrows.empty());
  for (const DescentArrow& a : set->arrows) {
    EXPECT_EQ(a.from.y, a.to.y);
    EXPECT_LT(std::abs(a.to.x), std::abs(a.from.x));  // towards 0
  }
}

TEST(GradientField, TheExplorerShowsItWhereItIsAskedFor) {
  const auto backend = make_cpu_backend(1);
  Explorer e(*backend, make_session(explorer_spec(), {.playing = false}), 9);
  e.update(0.1);
  EXPECT_EQ(e.scene().arrows, nullptr);
  e.carry_out(command::Toggle{Option::kGradient});
  for (int i = 0; i < 100'000 && !e.settled(); i++) e.update(0.2);
  EXPECT_NE(e.scene().arrows, nullptr);
  e.carry_out(command::Toggle{Option::kGradient});
  EXPECT_EQ(e.scene().arrows, nullptr);
}

}  // namespace
}  // namespace thalweg::viewer

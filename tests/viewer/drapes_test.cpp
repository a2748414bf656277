// SPDX-License-Identifier: MIT
// What lies on the surface: arrows, wires, the glow of a crowd, the mark of what is cut off, cuts, short
// trails.
#include <gtest/gtest.h>

#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

class DrapesTest : public RendererTest {
 protected:
  DrapesTest() {
    plain();
    scene.layers.contours = false;
  }
  void from_above() {
    scene.relief = 0;
    camera = flat_camera();
  }
  /// Points along a straight line of the domain, as they are seen.
  std::vector<glm::dvec2> along(Point a, Point b, int parts = 200) const {
    std::vector<glm::dvec2> places;
    for (int i = 0; i <= parts; i++) {
      const double t = double(i) / parts;
      places.push_back(seen({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, scene.relief));
    }
    return places;
  }
};

TEST_F(DrapesTest, arrows_are_drawn_from_tail_to_head_and_nowhere_else) {
  const Image before = draw();
  auto set = std::make_shared<DescentField>();
  set->arrows = {{{-1, -1}, {-0.2, -0.6}}, {{2, 1}, {1.5, 1.6}}};
  scene.arrows = set;
  const Image after = draw();
  std::vector<glm::dvec2> places;
  for (const DescentArrow& a : set->arrows)
    for (const glm::dvec2& p : along(a.from, a.to)) places.push_back(p);
  const Change change = changes(before, after, places, 8);
  EXPECT_GT(change.changed, 60);
  EXPECT_EQ(change.astray, 0);
  // The head is wide, the tail is thin: more is changed near the head.
  for (const DescentArrow& a : set->arrows) {
    const auto near = [&](Point p) {
      const Change c = changes(before, after, {seen(p)}, 5);
      return c.changed - c.astray;
    };
    const auto between = [&](double t) {
      return Point{a.from.x + t * (a.to.x - a.from.x), a.from.y + t * (a.to.y - a.from.y)};
    };
    EXPECT_GT(near(between(0.85)), near(between(0.05)));
  }
}

TEST_F(DrapesTest, wires_are_at_round_coordinates) {
  from_above();
  const Image before = draw();
  scene.layers.wireframe = true;
  const Image after = draw();
  // 24 lines at most over 10.4: every 0.5, which is 21.  On the rim silhouettes are smoothed along it.
  std::vector<glm::dvec2> places;
  std::vector<double> lines{-5.2, 5.2};
  for (double at = -5; at <= 5; at += 0.5) lines.push_back(at);
  for (const double at : lines) {
    for (const glm::dvec2& p : along({at, -5.2}, {at, 5.2}, 800)) places.push_back(p);
    for (const glm::dvec2& p : along({-5.2, at}, {5.2, at}, 800)) places.push_back(p);
  }
  const Change change = changes(before, after, places, 2);
  EXPECT_GT(change.changed, 4000);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(DrapesTest, a_crowd_glows_where_it_is_and_darkens_the_rest) {
  const Image before = draw();
  auto map = std::make_shared<DensityMap>();
  map->n = 4;
  map->density.assign(16, 0);
  map->density[1 * 4 + 2] = 1;  // x in 0..2.6, y in -2.6..0
  scene.crowd = map;
  const Image after = draw();
  const auto light = [&](const Image& image, Point p) {
    const glm::dvec2 at = seen(p);
    const Rgb c = pixel(image, at.x, at.y);
    return c[0] + c[1] + c[2];
  };
  EXPECT_GT(light(after, {1.3, -1.3}), light(before, {1.3, -1.3}) + 150);
  EXPECT_GT(light(after, {1.3, -1.3}), 600) << "nearly white";
  for (const Point p : {Point{-3, 3}, Point{-3, -3}, Point{3, 3.5}})
    EXPECT_LT(light(after, p), 0.9 * light(before, p)) << p.x << ", " << p.y;
  map = std::make_shared<DensityMap>();
  map->n = 3;
  map->density.assign(8, 0);
  scene.crowd = map;
  EXPECT_THROW(draw(), Error);
}

// Colours are the crowd's own: what differs between two is the hue, and more of it is brighter.
TEST_F(DrapesTest, a_crowd_glows_in_its_colours) {
  from_above();
  auto map = std::make_shared<DensityMap>();
  map->n = 4;
  map->density.assign(16, 0);
  map->hue.assign(16, glm::vec3(0));
  const std::size_t red = 1 * 4 + 1, green = 1 * 4 + 3, faint = 3 * 4 + 1;
  map->density[red] = map->density[green] = 0.6f;
  map->density[faint] = 0.25f;
  map->hue[red] = map->hue[faint] = {1, 0, 0};
  map->hue[green] = {0, 1, 0};
  scene.crowd = map;
  const Image image = draw();
  const auto color = [&](std::size_t cell) {
    const Point p{-5.2 + 2.6 * (double(cell % 4) + 0.5), -5.2 + 2.6 * (double(cell / 4) + 0.5)};
    const glm::dvec2 at = seen(p, 0);
    return pixel(image, at.x, at.y);
  };
  EXPECT_GT(color(red)[0], color(red)[1] + 80);
  EXPECT_GT(color(green)[1], color(green)[0] + 80);
  EXPECT_GT(color(red)[0], color(faint)[0] + 30);
  EXPECT_GT(color(faint)[0], color(faint)[1] + 20);
  map = std::make_shared<DensityMap>(*map);
  map->hue.pop_back();
  scene.crowd = map;
  EXPECT_THROW(draw(), Error);
}

TEST_F(DrapesTest, what_is_cut_off_is_grey_and_the_rest_is_unchanged) {
  from_above();
  HeightField field = test::himmelblau_field(128);
  HeightTransform t{HeightScale::kLinear, 0, 200};
  scene.surface = std::make_shared<SurfaceModel>(make_surface_model(field, t));
  const Image unmarked = draw();
  t.clips_high = true;
  scene.surface = std::make_shared<SurfaceModel>(make_surface_model(field, t));
  const Image marked = draw();
  const auto chroma = [](Rgb c) { return std::max({c[0], c[1], c[2]}) - std::min({c[0], c[1], c[2]}); };
  int beyond = 0, within = 0;
  for (double x = -5; x <= 5; x += 0.25)
    for (double y = -5; y <= 5; y += 0.25) {
      const double loss = test::himmelblau(x, y);
      const glm::dvec2 at = seen({x, y}, 0);
      const Rgb a = pixel(unmarked, at.x, at.y), b = pixel(marked, at.x, at.y);
      if (loss > 300) {
        EXPECT_LT(chroma(b), chroma(a) / 2) << x << ", " << y;
        beyond++;
      } else if (loss < 140) {
        EXPECT_LE(difference(a, b), 1) << x << ", " << y;
        within++;
      }
    }
  EXPECT_GT(beyond, 100);
  EXPECT_GT(within, 100);
}

TEST_F(DrapesTest, cuts_are_thin_lines_on_the_surface) {
  const Image before = draw();
  auto set = std::make_shared<LineSet>();
  set->lines.emplace_back();
  for (int i = 0; i <= 100; i++) set->lines[0].push_back({-4 + 0.08 * i, -1.0});
  scene.cuts = set;
  const Change change = changes(before, draw(), along({-4, -1}, {4, -1}), 5);
  EXPECT_GT(change.changed, 150);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(DrapesTest, a_shorter_trail_is_the_end_of_the_long_one) {
  scene.layers.trails = true;
  const Image none = [&] {
    scene.trail_length = 0;
    return draw();
  }();
  scene.trail_length = 0.5;
  const Image half = draw();
  scene.trail_length = 1;
  const Image whole = draw();
  EXPECT_LT(changes(none, half, {}, 0).changed, changes(none, whole, {}, 0).changed);
  // Only around the later half of the points.
  std::vector<glm::dvec2> late;
  const int n = swarm().trails.particles, slots = swarm().trails.capacity;
  for (int k = 0; k < n; k++)
    for (int s = slots / 2; s + 1 < slots; s++)
      for (int part = 0; part <= 8; part++) {
        const float* a = &sample.trail_points[2 * std::size_t(s * n + k)];
        const float* b = &sample.trail_points[2 * std::size_t((s + 1) * n + k)];
        late.push_back(glm::mix(seen({a[0], a[1]}), seen({b[0], b[1]}), part / 8.0));
      }
  const Change change = changes(none, half, late, 7);
  EXPECT_GT(change.changed, 200);
  EXPECT_EQ(change.astray, 0);
}

}  // namespace
}  // namespace thalweg::viewer

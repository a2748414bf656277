// SPDX-License-Identifier: MIT
// Every layer changes the pixels that it should, and no others.
#include "renderer_fixture.h"
#include "viewer/layers/frame.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

TEST_F(RendererTest, background_has_the_colours_of_the_theme) {
  plain();
  scene.layers.floor = false;
  for (const ThemeName name : {ThemeName::kDark, ThemeName::kLight}) {
    scene.theme = name;
    scene.relief = 0;  // no vignette
    const Image image = draw();
    const Theme& t = theme(name);
    for (const auto& [y, color] :
         {std::pair(0, t.background_top), std::pair(kHeight - 1, t.background_bottom)}) {
      const Rgb expected{int(color >> 16), int(color >> 8 & 255), int(color & 255)};
      EXPECT_LE(difference(pixel(image, 3, y), expected), 2);
    }
  }
}

TEST_F(RendererTest, a_flat_map_has_exactly_the_colours_of_the_colour_bar) {
  plain();
  scene.layers.contours = false;
  scene.relief = 0;
  camera = flat_camera();
  const Image image = draw();
  for (double x = -4.5; x <= 4.5; x += 1)
    for (double y = -4.5; y <= 4.5; y += 1) {
      const glm::dvec2 at = seen({x, y}, 0);
      const double h = to_height(scene.surface->transform, test::himmelblau(x, y));
      // One pixel spans a few steps of the table, the field's cells a few more.
      int nearest = 255;
      for (int step = -4; step <= 4; step++) {
        const Srgb c = color_table(
            ColorMap::kViridis)[std::size_t(std::clamp(int(std::lround(h * 255)) + step, 0, 255))];
        nearest = std::min(
            nearest, difference(pixel(image, at.x, at.y), {int(c >> 16), int(c >> 8 & 255), int(c & 255)}));
      }
      EXPECT_LE(nearest, 2) << x << ", " << y;
    }
}

TEST_F(RendererTest, particles_appear_where_they_are_and_in_their_colour) {
  plain();
  const Image before = draw();
  scene.layers.particles = true;
  const Image after = draw();
  std::vector<glm::dvec2> places;
  for (std::size_t k = 0; k < sample.labels.size(); k++) places.push_back(seen(particle(k)));
  const Change change = changes(before, after, places, 6);
  EXPECT_GT(change.changed, 100);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(RendererTest, a_lone_particle_has_the_hue_of_its_label) {
  plain();
  scene.layers.particles = true;
  sample.positions = {0.f, 0.f};
  for (const std::uint8_t label : {std::uint8_t(1), std::uint8_t(2), kNeutralLabel}) {
    sample.labels = {label};
    swarm().particles = {sample.positions, sample.labels, 7};
    swarm().trails = {};
    camera.distance = 1;
    camera.target = surface_point(*scene.surface, {0, 0});
    const Image image = draw();
    const Srgb c = label_color(kBasinPalette, label);
    // The lit sphere keeps the order of the channels, and grey stays nearly grey.
    const Rgb got = pixel(image, kWidth / 2.0, kHeight / 2.0 - 1),
              want{int(c >> 16), int(c >> 8 & 255), int(c & 255)};
    for (std::size_t i = 0; i < 3; i++)
      for (std::size_t j = 0; j < 3; j++)
        if (want[i] > want[j] + 60) {
          EXPECT_GT(got[i], got[j]) << int(label);
        }
    if (label == kNeutralLabel) {
      EXPECT_LT(std::abs(got[0] - got[2]), 40);
    }
  }
}

TEST_F(RendererTest, particles_outside_or_not_finite_are_not_drawn) {
  plain();
  const Image before = draw();
  scene.layers.particles = true;
  const float infinity = std::numeric_limits<float>::infinity();
  sample.positions = {kNan, 0, 0, infinity, 9, 0, 0, -9, -infinity, kNan};
  sample.labels = {0, 1, 2, 3, 0};
  swarm().particles = {sample.positions, sample.labels, 9};
  EXPECT_EQ(changes(before, draw(), {}, 0).changed, 0);
}

TEST_F(RendererTest, trails_follow_their_points) {
  plain();
  const Image before = draw();
  scene.layers.trails = true;
  const Image after = draw();
  std::vector<glm::dvec2> places;
  const int n = swarm().trails.particles;
  for (int k = 0; k < n; k++)
    for (int t = 0; t + 1 < swarm().trails.capacity; t++)
      for (int part = 0; part < 8; part++) {  // along the straight segments of the trail
        const float* a = &sample.trail_points[2 * std::size_t(t * n + k)];
        const float* b = &sample.trail_points[2 * std::size_t((t + 1) * n + k)];
        const double s = part / 8.0;
        places.push_back(glm::mix(seen({a[0], a[1]}), seen({b[0], b[1]}), s));
      }
  const Change change = changes(before, after, places, 7);
  EXPECT_GT(change.changed, 1000);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(RendererTest, a_point_that_is_not_finite_breaks_a_trail_without_streaks) {
  plain();
  scene.layers.trails = true;
  const Image whole = draw();
  const int n = swarm().trails.particles;
  std::vector<glm::dvec2> places;
  for (int k = 0; k < n; k += 3) {
    float* p = &sample.trail_points[2 * std::size_t(12 * n + k)];
    for (const int t : {10, 11, 12, 13, 14})
      places.push_back(seen({sample.trail_points[2 * std::size_t(t * n + k)],
                             sample.trail_points[2 * std::size_t(t * n + k) + 1]}));
    p[0] = kNan;
  }
  swarm().trails.generation++;
  const Image broken = draw();
  // Only around the broken points: the neighbouring segments, 5 points wide, lose their ink.
  const Change change = changes(whole, broken, places, 14);
  EXPECT_GT(change.changed, 20);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(RendererTest, a_gap_in_a_trail_is_not_bridged) {
  plain();
  const Image before = draw();
  scene.layers.trails = true;
  sample.trail_points = {-4, 0, kNan, 0, 4, 0};
  swarm().trails = {sample.trail_points, 1, 3, 3, 5};
  const Image gap = draw();
  EXPECT_EQ(changes(before, gap, {seen({-4, 0}), seen({4, 0})}, 5).astray, 0);
  sample.trail_points[2] = 0;
  swarm().trails.generation++;
  EXPECT_GT(changes(before, draw(), {seen({-4, 0}), seen({4, 0})}, 5).astray, 100);
}

TEST_F(RendererTest, trails_of_particles_that_diverge_stay_on_the_block) {
  plain();
  scene.relief = 0;
  scene.trail_fade = 0;
  const Image before = draw();
  scene.layers.trails = true;
  constexpr int kSide = 12, kColumns = 9;
  const auto place = [](int k) { return -5.2f + 10.4f * float(k) / float(kSide - 1); };
  sample.trail_points.clear();
  for (int t = 0; t < kColumns; t++)
    for (int k = 0; k < kSide * kSide; k++) {
      float x = place(k % kSide), y = place(k / kSide);
      for (int step = 0; step < t; step++) {  // descent on a surface of degree six with too high a rate
        x -= 0.01f * x * x * x * x * x;
        y -= 0.3f * y * y * y - 0.1f * x;
      }
      sample.trail_points.insert(sample.trail_points.end(), {x, y});
    }
  swarm().trails = {sample.trail_points, kSide * kSide, kColumns, kColumns, 5};
  std::vector<glm::dvec2> block;
  for (int k = 0; k < 80 * 80; k++)
    block.push_back(seen({-5.2 + k % 80 * 10.4 / 79, -5.2 + k / 80 * 10.4 / 79}, 0));
  const Change change = changes(before, draw(), block, 6);
  EXPECT_GT(change.changed, 100);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(RendererTest, a_ring_that_wrapped_around_shows_the_same_trails) {
  plain();
  scene.layers.trails = true;
  const Image straight = draw();
  // The same columns, written at other slots: column t of 24 in slot (t + 5) % 24.
  const std::size_t column = std::size_t(swarm().trails.particles) * 2,
                    slots = std::size_t(swarm().trails.capacity);
  std::vector<float> rotated(sample.trail_points.size());
  for (std::size_t t = 0; t < slots; t++)
    std::copy_n(&sample.trail_points[t * column], column, &rotated[(t + 5) % slots * column]);
  swarm().trails.xy = rotated;
  swarm().trails.columns_written = 5 + slots;
  EXPECT_EQ(draw().rgba, straight.rgba);
}

TEST_F(RendererTest, uploading_column_by_column_equals_uploading_at_once) {
  plain();
  scene.layers.trails = true;
  Renderer renderer(kTestQuality);
  for (std::uint64_t columns = 1; columns <= 24; columns++) {
    swarm().trails.columns_written = columns;
    renderer.draw(scene, camera, kWidth, kHeight);
  }
  EXPECT_EQ(renderer.read_pixels().rgba, draw().rgba);
}

TEST_F(RendererTest, a_budget_thins_trails_out_but_not_the_highlighted_one) {
  plain();
  scene.layers.trails = true;
  Quality thin = kTestQuality;
  thin.trail_budget = 5;
  const Image few = draw(thin), many = draw();
  plain();
  const Image none = draw();
  EXPECT_LT(changes(none, few, {}, 0).changed, changes(none, many, {}, 0).changed / 3);
  scene.layers.trails = true;
  swarm().highlighted = 31;
  const Image highlighted = draw(thin);
  std::vector<glm::dvec2> places;
  for (int t = 0; t < swarm().trails.capacity; t++) {
    const float* p = &sample.trail_points[2 * std::size_t(t * swarm().trails.particles + 31)];
    places.push_back(seen({p[0], p[1]}));
  }
  const Change change = changes(few, highlighted, places, 40);
  EXPECT_GT(change.changed, 50);
  EXPECT_EQ(change.astray, 0);
}

TEST_F(RendererTest, the_global_minimum_is_a_gold_star_and_others_are_rings) {
  plain();
  scene.layers.markers = true;
  const Image image = draw();
  const glm::dvec2 star = seen(scene.markers[0].position);
  const Rgb gold = pixel(image, star.x, star.y);
  EXPECT_GT(gold[0], 220);
  EXPECT_GT(gold[1], 150);
  EXPECT_LT(gold[2], 130);
  plain();
  const Image bare = draw();
  for (std::size_t m = 1; m < scene.markers.size(); m++) {
    const glm::dvec2 ring = seen(scene.markers[m].position);
    EXPECT_LE(difference(pixel(image, ring.x, ring.y), pixel(bare, ring.x, ring.y)), 40)
        << "rings are hollow";
    // Radius 6.2 at 720 lines, and at least 0.7 of that in small pictures.
    EXPECT_GT(difference(pixel(image, ring.x + 4.3, ring.y), pixel(bare, ring.x + 4.3, ring.y)), 40);
  }
}

TEST_F(RendererTest, contours_darken_the_surface_and_nothing_else) {
  plain();
  scene.layers.walls = false;  // where strata continue the lines, lighter
  const Image with = draw();
  scene.layers.contours = false;
  const Image without = draw();
  int darker = 0, lighter = 0;
  for (int y = 0; y < kHeight; y++)
    for (int x = 0; x < kWidth; x++) {
      const Rgb a = pixel(with, x, y), b = pixel(without, x, y);
      if (difference(a, b) <= 1) continue;
      (a[0] + a[1] + a[2] < b[0] + b[1] + b[2] ? darker : lighter)++;
    }
  EXPECT_GT(darker, 2000);
  EXPECT_LT(lighter, darker / 100) << "only where silhouettes are smoothed along them";
}

TEST_F(RendererTest, major_contours_are_at_the_losses_of_the_colour_bar) {
  plain();
  scene.relief = 0;
  camera = flat_camera();
  const Image with = draw();
  scene.layers.contours = false;
  const Image without = draw();
  // Along the diagonal from the middle to a corner: where the loss passes 100, the picture is much darker.
  int dark = 0, crossings = 0;
  for (double s = 0.5; s < 5.1; s += 0.002) {
    const double now = test::himmelblau(-s, s), next = test::himmelblau(-s - 0.002, s + 0.002);
    for (const double loss : {10.0, 30.0, 100.0, 300.0})
      if ((now < loss) != (next < loss)) {
        const glm::dvec2 at = seen({-s, s}, 0);
        crossings++;
        // A full line leaves 0.39 of the light, 0.64 of the sRGB value; the pixel's centre may miss its
        // middle.
        bool found = false;
        for (int d = -1; d <= 1; d++) {
          const Rgb line = pixel(with, at.x + d, at.y), ground = pixel(without, at.x + d, at.y);
          found = found || line[1] < 0.8 * ground[1];
        }
        dark += found;
      }
  }
  EXPECT_GE(crossings, 5);
  EXPECT_EQ(dark, crossings);
}

TEST_F(RendererTest, walls_fill_the_block_below_the_surface) {
  plain();
  const Image with = draw();
  scene.layers.walls = false;
  const Image without = draw();
  const auto at = project(camera, viewport_of(scene, kWidth, kHeight), {0, -1, 0.05});
  ASSERT_TRUE(at);
  EXPECT_GT(difference(pixel(with, at->x, at->y), pixel(without, at->x, at->y)), 8);
}

TEST_F(RendererTest, basins_and_density_are_draped_over_the_surface) {
  plain();
  scene.layers.contours = false;
  const Image bare = draw();
  auto basins = std::make_shared<LabelMap>();
  basins->n = 2;
  basins->label = {2, kNeutralLabel, kNeutralLabel, kNeutralLabel};  // the corner at low x and y
  scene.basins = basins;
  const Image draped = draw();
  const glm::dvec2 inside = seen({-4, -4}), outside = seen({3, 4});
  const Rgb blue = pixel(draped, inside.x, inside.y);
  EXPECT_GT(blue[2], blue[0] + 60) << "label 2 is sky blue";
  EXPECT_LE(difference(pixel(draped, outside.x, outside.y), pixel(bare, outside.x, outside.y)), 2);
  scene.basins = nullptr;
  auto density = std::make_shared<DensityMap>();
  density->n = 2;
  density->density = {1, 0, 0, 0};
  scene.density = density;
  const Rgb crowded = pixel(draw(), seen({-4.9, -4.9}).x, seen({-4.9, -4.9}).y);
  const Rgb plain_colour = pixel(bare, seen({-4.9, -4.9}).x, seen({-4.9, -4.9}).y);
  EXPECT_GT(crowded[0] + crowded[1] + crowded[2], plain_colour[0] + plain_colour[1] + plain_colour[2] + 60);
}

TEST_F(RendererTest, the_legend_is_upright_and_in_its_corner) {
  plain();
  const Image before = draw();
  scene.layers.title = true;
  const Image after = draw();
  int top_left = 0, elsewhere = 0;
  for (int y = 0; y < kHeight; y++)
    for (int x = 0; x < kWidth; x++)
      if (difference(pixel(before, x, y), pixel(after, x, y)) > 2)
        (x < kWidth / 2 && y < kHeight / 3 ? top_left : elsewhere)++;
  EXPECT_GT(top_left, 100);
  EXPECT_EQ(elsewhere, 0);
}

TEST_F(RendererTest, the_colour_bar_shows_the_table) {
  plain();
  scene.layers.color_bar = true;
  const Image image = draw();
  // At 0.8 of the sizes of a 720-line picture: the bar is 12 wide, 28 from the right, half the picture high.
  const double x = kWidth - (28 + 6) * 0.8;
  for (const double h : {0.1, 0.5, 0.9}) {
    const Srgb c = color_table(ColorMap::kViridis)[std::size_t(h * 255)];
    const Rgb want{int(c >> 16), int(c >> 8 & 255), int(c & 255)};
    EXPECT_LE(difference(pixel(image, x, kHeight * (0.75 - 0.5 * h)), want), 6) << h;
  }
}

TEST_F(RendererTest, keeping_the_still_parts_does_not_change_the_picture) {
  const Image fresh = draw();
  for (const int samples : {0, 4}) {
    Quality quality = kTestQuality;
    quality.samples = samples;
    Renderer renderer(quality);
    renderer.draw(scene, camera, kWidth, kHeight);
    const Image first = renderer.read_pixels();
    for (int i = 0; i < 3; i++) {
      renderer.draw(scene, camera, kWidth, kHeight);
      EXPECT_EQ(renderer.read_pixels().rgba, first.rgba) << samples << " samples, picture " << i + 2;
    }
    // A change is seen at once.
    scene.theme = ThemeName::kLight;
    renderer.draw(scene, camera, kWidth, kHeight);
    EXPECT_GT(pixel(renderer.read_pixels(), 240, 5)[0], 180);
    scene.theme = ThemeName::kDark;
    scene.layers.walls = false;
    for (int i = 0; i < 3; i++) renderer.draw(scene, camera, kWidth, kHeight);
    const Image open = renderer.read_pixels();
    scene.layers.walls = true;
    renderer.draw(scene, camera, kWidth, kHeight);
    EXPECT_NE(renderer.read_pixels().rgba, open.rgba) << samples << " samples";
    EXPECT_EQ(renderer.read_pixels().rgba, first.rgba) << samples << " samples";
    if (samples == 0) {
      EXPECT_EQ(first.rgba, fresh.rgba);
    }
  }
}

TEST_F(RendererTest, sizes_and_qualities_can_change_between_pictures) {
  Renderer renderer(kTestQuality);
  for (const auto& [w, h] :
       {std::pair(320, 180), std::pair(200, 400), std::pair(1, 1), std::pair(320, 180)}) {
    renderer.draw(scene, camera, w, h);
    const Image image = renderer.read_pixels();
    EXPECT_EQ(image.width, w);
    EXPECT_EQ(image.height, h);
    EXPECT_EQ(image.rgba.size(), std::size_t(4 * w * h));
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) ASSERT_EQ(image.rgba[i], 255);
  }
  renderer.draw(scene, camera, kWidth, kHeight);
  const Image coarse = renderer.read_pixels();
  Quality fine = kTestQuality;
  fine.samples = 64;  // more than any driver has: limited, not refused
  fine.mesh = 128;
  renderer.set_quality(fine);
  renderer.draw(scene, camera, kWidth, kHeight);
  // The same scene: only edges and the mesh's detail differ.
  EXPECT_LT(changes(coarse, renderer.read_pixels(), {}, 0).changed, kWidth * kHeight / 3);
}

TEST_F(RendererTest, bad_scenes_are_refused_with_a_reason) {
  Renderer renderer(kTestQuality);
  EXPECT_THROW(renderer.read_pixels(), Error);
  EXPECT_THROW(renderer.picture_framebuffer(), Error);
  EXPECT_THROW(renderer.draw(Scene{}, camera, 100, 100), Error);
  EXPECT_THROW(renderer.draw(scene, camera, 0, 100), Error);
  EXPECT_THROW(renderer.draw(scene, camera, 1 << 20, 100), Error);
  sample.labels.pop_back();
  swarm().particles.label = sample.labels;
  swarm().particles.version++;
  EXPECT_THROW(renderer.draw(scene, camera, 100, 100), Error);
  swarm().particles = {};
  swarm().trails.capacity++;
  EXPECT_THROW(renderer.draw(scene, camera, 100, 100), Error);
  swarm().trails = {};
  auto basins = std::make_shared<LabelMap>();
  basins->n = 3;
  scene.basins = basins;
  EXPECT_THROW(renderer.draw(scene, camera, 100, 100), Error);
  scene.basins = nullptr;
  renderer.draw(scene, camera, 100, 100);  // and the renderer is still good
  EXPECT_THROW(Renderer(Quality{.mesh = 1}), Error);
}

}  // namespace
}  // namespace thalweg::viewer

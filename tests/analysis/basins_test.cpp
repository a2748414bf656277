// SPDX-License-Identifier: MIT
// Basins of descents whose basins are known, and the machinery around them.
#include "analysis/basins.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "../engine/messages.h"
#include "analysis/label_picture.h"
#include "analysis/settle_clock.h"
#include "cpu/cpu_backend.h"
#include "runs.h"

namespace thalweg::test {
namespace {

RunSpec himmelblau(const Choice& optimizer = {"sgd"}, std::optional<double> lr = {}, i64 steps = 500) {
  return {.optimizer = optimizer, .lr = lr, .steps = steps};
}

std::map<Label, double> shares(const BasinMap& b) {
  std::map<Label, double> all;
  for (const Label label : b.map.labels) all[label] += 1 / double(b.map.labels.size());
  return all;
}

// The label of the minimum nearest to p.
Label label_at(const BasinMap& b, Point p) {
  for (std::size_t i = 0; i < b.result.minima.size(); i++)
    if (std::hypot(b.result.minima[i].at.x - p.x, b.result.minima[i].at.y - p.y) < 1e-3) return Label(i);
  return -100;
}

// f = (x^2 - 1)^2 + y^2 has its ridge at x = 0: two halves, by symmetry for any rate that does not cross it.
TEST(Basins, OfTwoWellsAreHalves) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const BasinMap b =
      map_basins(formula_spec("(x^2 - 1)^2 + y^2", {-1.5, 1.5, -1, 1}, 0.05, 500), 64, {}, *backend);
  const Label left = label_at(b, {-1, 0}), right = label_at(b, {1, 0});
  ASSERT_GE(left, 0);
  ASSERT_GE(right, 0);
  for (int row = 0; row < 64; row++)
    for (int column = 0; column < 64; column++) ASSERT_EQ(b.map.at(column, row), column < 32 ? left : right);
  EXPECT_NEAR(boundary_length(b.map, 3, 2), 0.25 * 3.14159265358979 * 2, 1e-12);
  EXPECT_TRUE(b.complete);
}

// Rows go up with y, and a region takes the place of the domain for the starts alone.
TEST(Basins, OfARegion) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const BasinMap b = map_basins(himmelblau(), 16, Box{2.5, 3.5, 1.5, 2.5}, *backend);
  EXPECT_EQ(shares(b)[label_at(b, {3, 2})], 1);
  const RunSpec upright = formula_spec("x^2 + (y^2 - 1)^2", {-1, 1, -2, 2}, 0.03, 500);
  const BasinMap high = map_basins(upright, 16, Box{-1, 1, 0.1, 1.5}, *backend);
  EXPECT_EQ(shares(high)[label_at(high, {0, 1})], 1);
  const BasinMap both = map_basins(upright, 16, {}, *backend);
  EXPECT_EQ(both.map.at(8, 15), label_at(both, {0, 1}));
  EXPECT_EQ(both.map.at(8, 0), label_at(both, {0, -1}));
}

// Reference fractions on [-6, 6]^2 (768^2 starts): gradient descent at rate 0.02 reaches the two flat minima
// from .261 and .227 of them and the sharp ones never; 8.4 % diverge.
TEST(Basins, OfGradientDescentAtTwoHundredths) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  RunSpec spec = himmelblau({"sgd"}, 0.02, 600);
  spec.domain = Domain({-6, 6, -6, 6});
  spec.precision = Precision::float64;
  const BasinMap b = map_basins(spec, 768, {}, *backend);
  std::map<Label, double> share = shares(b);
  // The boundary runs through a few per cent of the starts, some of which another grid puts on its other
  // side.
  EXPECT_NEAR(share[label_at(b, {3, 2})], 0.261, 0.0006);
  EXPECT_NEAR(share[label_at(b, {-2.805118, 3.131312})], 0.227, 0.0006);
  EXPECT_EQ(b.result.minima.size(), 2u);
  EXPECT_NEAR(share[kDiverged], 0.084, 0.0006);
  // The reference has one label for all that neither arrives nor diverges.
  LabelMap merged = b.map;
  for (Label& label : merged.labels)
    if (label < kDiverged) label = kUnsettled;
  EXPECT_NEAR(basin_entropy(merged).Sb, 0.071, 0.0006);
  EXPECT_NEAR(basin_entropy(merged).Sbb, 0.594, 0.0006);
}

// The published fractions are those of the runs: every particle has the label of its outcome.
TEST(Basins, AgreeWithTheRun) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  for (const Choice& optimizer :
       {Choice{"sgd"}, Choice{"sgd", {{"momentum", 0.9}}}, Choice{"adam"}, Choice{"newton"}}) {
    const BasinMap b = map_basins(himmelblau(optimizer, {}, 200), 48, {}, *backend);
    std::map<Label, i64> count;
    for (const Label label : b.map.labels) count[label]++;
    for (std::size_t i = 0; i < b.result.minima.size(); i++)
      EXPECT_EQ(count[Label(i)], b.result.minima[i].count);
    const auto& o = b.result.outcomes;
    EXPECT_EQ(count[kLeft], o[int(Outcome::left_domain)]);
    EXPECT_EQ(count[kUnsettled], o[int(Outcome::running)]);
    EXPECT_EQ(count[kStationary], o[int(Outcome::saddle)] + o[int(Outcome::maximum)]);
  }
}

TEST(Basins, ThreadsChangeNothing) {
  const BasinMap one =
      map_basins(himmelblau({"sgd", {{"momentum", 0.9}}}, 0.01), 64, {}, *make_cpu_backend(1));
  const BasinMap three =
      map_basins(himmelblau({"sgd", {{"momentum", 0.9}}}, 0.01), 64, {}, *make_cpu_backend(3));
  EXPECT_EQ(one.map.labels, three.map.labels);
  EXPECT_EQ(one.map.steps, three.map.steps);
}

// x' = 0.9 x: from x it takes ln(near / (0.1 x)) / ln 0.9 steps until a step is shorter than `near`.
TEST(SettleClock, GeometricApproach) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const BasinMap b =
      map_basins(formula_spec("0.5*x^2 + 0.5*y^2", {-5, 5, -5, 5}, 0.1, 400), 16, {}, *backend);
  const double near = Thresholds().near * 10;
  for (int column = 0; column < 16; column++) {
    const double x = std::max(std::abs((column + 0.5) / 16 * 10 - 5), std::abs(0.5 / 16 * 10 - 5));
    const double theory = std::log(near / x) / std::log(0.9);  // until it is that near
    // Looks are a fifth apart, and what is noted is that it moved less than `near` in between.
    EXPECT_NEAR(b.map.steps[std::size_t(column)], theory, 0.25 * theory) << x;
  }
}

TEST(Basins, PrecisionFollowsThePixels) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const BasinMap wide = map_basins(himmelblau(), 32, {}, *backend);
  EXPECT_EQ(wide.result.plan.spec.precision, Precision::float32);
  EXPECT_NEAR(wide.float_floor, 64 * std::ldexp(1, -23) * 5, 1e-12);
  const BasinMap narrow = map_basins(himmelblau(), 32, Box{3, 3 + 1e-4, 2, 2 + 1e-4}, *backend);
  EXPECT_EQ(narrow.result.plan.spec.precision, Precision::float64);
  EXPECT_GT(narrow.pixel, narrow.double_floor);
  EXPECT_LT(narrow.pixel, narrow.float_floor);
}

TEST(Basins, WantTwoWeights) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  expect_input_error(
      [&] { map_basins({.kind = LandscapeKind::formula, .formula = "w^2"}, 16, {}, *backend); },
      {"two weights", "1"});
}

TEST(Basins, OfWhatIsNowhereDefinedOrFlat) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const BasinMap nothing =
      map_basins(formula_spec("sqrt(-1 - x^2 - y^2)", {-1, 1, -1, 1}, 0.1, 50), 16, {}, *backend);
  EXPECT_EQ(shares(nothing)[kDiverged], 1) << shares(nothing).begin()->first;
  const BasinMap flat = map_basins(formula_spec("0*x + 0*y + 3", {-1, 1, -1, 1}, 0.1, 50), 16, {}, *backend);
  EXPECT_EQ(shares(flat)[kFlat], 1);
  EXPECT_TRUE(flat.result.minima.empty());
}

// The boundary of two wells is smooth however near one looks.
TEST(Zooms, OfASmoothBoundary) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const RunSpec spec = formula_spec("((x - 2)^2 - 1)^2 + (y - 1 + x/3)^2", {0.5, 3.5, -1, 1}, 0.05, 500);
  const BasinMap whole = map_basins(spec, 128, {}, *backend);
  const ZoomStack stack = zoom_in(whole, spec, 128, 5, {}, 8, *backend);
  ASSERT_EQ(stack.levels.size(), 6u);
  for (const Zoom& z : stack.levels) {
    EXPECT_NEAR(z.dimension.value, 1, 0.08) << z.half_width;
    EXPECT_LT(z.entropy.Sbb, kLn2);
  }
  EXPECT_NEAR(stack.levels[5].half_width, 1.5e-5, 1e-12);
  EXPECT_EQ(stack.levels[5].precision, Precision::float64);
  EXPECT_EQ(fractal_statement(stack), "smooth at half-widths 1.5..1.5e-05");
}

// Newton's method for the extrema of this potential is Newton's method for the roots of z^3 = 1 (its gradient
// is (Re, -Im) of z^3 - 1), the textbook fractal: every boundary point touches three basins, at every scale.
TEST(Zooms, OfNewtonsFractal) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  RunSpec spec = formula_spec("(x^4 - 6*x^2*y^2 + y^4)/4 - x", {-2, 2, -2, 2}, 1, 100);
  spec.optimizer = {"newton"};
  const Box region{-0.9, 0.1, -0.5, 0.5};
  // Its ends are saddles of the potential, so they are told apart by place.
  const int n = 256;
  LabelMap map{n, n, {}, std::vector<float>(std::size_t(n) * n)};
  const Plan plan = make_plan([&] {
    RunSpec s = spec;
    s.particles = i64(n) * n;
    s.start = {StartKind::grid};
    s.precision = Precision::float64;
    return s;
  }());
  Plan on_region = plan;
  on_region.start.box = region;
  const std::unique_ptr<Ensemble> ensemble = backend->start(on_region);
  ensemble->advance(100);
  std::vector<End> ends(map.steps.size());
  ensemble->ends(0, ends);
  for (const End& e : ends) map.labels.push_back(Label(e.x > 0 ? 0 : e.y > 0 ? 1 : 2));
  // Published box dimension of the cubic Newton fractal: about 1.43 (A. Sutherland 1989 and others: 1.42
  // to 1.44).
  EXPECT_NEAR(box_dimension(map).value, 1.43, 0.1);
  EXPECT_GT(basin_entropy(map).Sbb, 0.5);
}

TEST(Zooms, EndWhereThereIsNoBoundary) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const RunSpec spec = formula_spec("x^2 + y^2", {-1, 1, -1, 1}, 0.1, 200);
  const BasinMap whole = map_basins(spec, 64, {}, *backend);
  const ZoomStack stack = zoom_in(whole, spec, 64, 3, {}, 8, *backend);
  EXPECT_EQ(stack.levels.size(), 1u);
  EXPECT_EQ(stack.ended, "no boundary at half-width 1");
  EXPECT_EQ(fractal_statement(stack), "no boundary to measure at half-width 1");
}

TEST(Zooms, EndAtTheFloorOfDouble) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const RunSpec spec = formula_spec("((x - 2)^2 - 1)^2 + (y - 1 + x/3)^2", {0.5, 3.5, -1, 1}, 0.05, 400);
  const ZoomStack stack = zoom_in(map_basins(spec, 64, {}, *backend), spec, 64, 30, {}, 8, *backend);
  EXPECT_NE(stack.ended.find("floor of double"), std::string::npos) << stack.ended;
  EXPECT_GT(stack.levels.size(), 8u);
}

// Small steps follow the flow; large ones do not.
TEST(Flow, DifferenceGrowsWithTheRate) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const auto mismatch = [&](double lr, i64 steps) {
    const RunSpec spec = himmelblau({"sgd"}, lr, steps);
    return flow_difference(map_basins(spec, 96, {}, *backend), map_basins(flow_spec(spec), 96, {}, *backend))
        .share;
  };
  EXPECT_LT(mismatch(0.0005, 4000), 0.01);
  EXPECT_GT(mismatch(0.014, 500), 0.02);
  const RunSpec flow = flow_spec(himmelblau({"adam"}, 0.1));
  const BasinMap itself = map_basins(flow, 48, {}, *backend);
  EXPECT_EQ(flow_difference(itself, itself).share, 0);
}

TEST(LabelPicture, HighestRowOnTopAndAColourPerLabel) {
  LabelMap map{2, 2, {0, 1, kDiverged, 1}, {5, 5, 5, 5}};
  const Image image = label_picture(map);
  ASSERT_EQ(image.width, 2);
  const auto pixel = [&](int column, int row_from_top) {
    const std::uint8_t* p = &image.rgba[std::size_t(4 * (2 * row_from_top + column))];
    return std::array{p[0], p[1], p[2], p[3]};
  };
  EXPECT_EQ(pixel(1, 0), pixel(1, 1));
  EXPECT_NE(pixel(0, 0), pixel(0, 1));
  EXPECT_EQ(pixel(0, 0)[3], 255);
  EXPECT_LT(pixel(0, 0)[0], 0x70);  // diverged is dark
}

TEST(LabelPicture, LongerIsDarker) {
  LabelMap map{100, 1, std::vector<Label>(100, 2), {}};
  for (int i = 0; i < 100; i++) map.steps.push_back(float(10 + 5 * i));
  const Image image = label_picture(map);
  for (std::size_t i = 1; i < 100; i++) EXPECT_LE(image.rgba[4 * i + 1], image.rgba[4 * (i - 1) + 1]);
  EXPECT_LT(image.rgba[4 * 99 + 1], image.rgba[1] / 2);
}

}  // namespace
}  // namespace thalweg::test

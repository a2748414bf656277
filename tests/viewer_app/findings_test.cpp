// SPDX-License-Identifier: MIT
// Marked points: which there are, which are shown, and when they are searched for.
#include "viewer/app/findings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/commands.h"
#include "viewer/app/describe.h"
#include "viewer/app/explorer.h"
#include "viewer/app/heights.h"
#include "viewer/app/landscape_choice.h"

namespace thalweg::viewer {
namespace {

// Published: D. M. Himmelblau 1972; the saddles are the other real roots of the gradient.
constexpr Point kMaximum{-0.270845, -0.923039};
constexpr Point kSaddles[] = {
    {3.385154, 0.073852}, {0.086678, 2.884255}, {-3.073026, -0.081353}, {-0.127961, -1.953715}};

std::ptrdiff_t count(const std::vector<Feature>& all, PointKind kind) {
  return std::count_if(all.begin(), all.end(), [&](const Feature& f) { return f.kind == kind; });
}

SessionState session(const RunSpec& spec = explorer_spec()) { return make_session(spec, {}); }

TEST(Features, AreTheKnownMinimaBeforeAnythingIsFound) {
  const Landscape f = make_landscape({"himmelblau"});
  const std::vector<Feature> all = features_of(f, nullptr, nullptr);
  ASSERT_EQ(all.size(), 4u);
  for (const Feature& feature : all) {
    EXPECT_EQ(marker_of(f, feature).kind, MarkerKind::kGlobalMinimum);
    EXPECT_EQ(marker_of(f, feature).label, kNeutralLabel);
    EXPECT_FALSE(feature.ended);
  }
}

TEST(Features, UnreachedKnownMinimaComeAfterThoseReached) {
  const Landscape f = make_landscape({"himmelblau"});
  Destinations found;
  found.result.minima = {{{f.minima[1].x, f.minima[1].y}, 0, true, 1}, {{0, 0}, 3, false, 1}};
  found.minimum = {1, 4};
  const std::vector<Feature> all = features_of(f, &found, nullptr);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(marker_of(f, all[0]).label, 1);
  EXPECT_EQ(marker_of(f, all[1]).kind, MarkerKind::kLocalMinimum);
  EXPECT_EQ(marker_of(f, all[1]).label, 4);
  EXPECT_EQ(all[1].ended, 1);
  EXPECT_EQ(all[2].ended, 0);
}

TEST(Features, ASearchAddsWhatTheListLacksAndKeepsWhoEndedWhere) {
  const Landscape f = make_landscape({"himmelblau"});
  Destinations reached;
  reached.result.minima = {{{f.minima[0].x, f.minima[0].y}, 0, true, 7}};
  reached.minimum = {0};
  const Findings found = find_points(f);
  ASSERT_TRUE(found.critical);
  const std::vector<Feature> all = features_of(f, &reached, &found);
  EXPECT_EQ(count(all, PointKind::minimum), 4);
  EXPECT_EQ(count(all, PointKind::saddle), 4);
  EXPECT_EQ(count(all, PointKind::maximum), 1);
  EXPECT_EQ(all[0].ended, 7);
  EXPECT_TRUE(all[0].persistence);
  for (const Point saddle : kSaddles) {
    const Feature* there = feature_at(all, f.domain, saddle);
    ASSERT_NE(there, nullptr);
    EXPECT_EQ(there->kind, PointKind::saddle);
    EXPECT_FALSE(there->persistence);
  }
  const Feature* top = feature_at(all, f.domain, kMaximum);
  ASSERT_NE(top, nullptr);
  EXPECT_EQ(marker_of(f, *top).kind, MarkerKind::kMaximum);
  EXPECT_NEAR(top->value, 181.617, 1e-3);
  EXPECT_EQ(feature_at(all, f.domain, {1, 1}), nullptr);
}

TEST(Features, PointsOfTheRimAreSmall) {
  const Landscape f = make_landscape({"himmelblau"});
  for (const PointKind kind : {PointKind::edge_minimum, PointKind::edge_pass, PointKind::corner_minimum}) {
    Feature feature;
    feature.kind = kind;
    EXPECT_TRUE(marker_of(f, feature).small);
  }
  EXPECT_FALSE(marker_of(f, Feature()).small);
}

TEST(Features, AreShownByTheLayersThatAreOn) {
  const Landscape f = make_landscape({"himmelblau"});
  const Findings found = find_points(f);
  const std::vector<Feature> all = features_of(f, nullptr, &found);
  SessionState state = session();
  const auto shown = [&] {
    return std::count_if(all.begin(), all.end(), [&](const Feature& x) { return is_shown(x, state); });
  };
  EXPECT_EQ(shown(), 4);  // minima
  state.options.set(Option::kCritical, true);
  EXPECT_EQ(shown(), std::ptrdiff_t(all.size()));
  state.options.set(Option::kMinima, false);
  EXPECT_EQ(shown(), std::ptrdiff_t(all.size()));
  state.options.set(Option::kCritical, false);
  EXPECT_EQ(shown(), 0);
}

// Eigenvalues of [[74, 20], [20, 34]]: 54 -+ sqrt(800).
TEST(Features, CurvaturesAreTheEigenvaluesOfTheHessian) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto c = curvatures(f, {3, 2});
  ASSERT_TRUE(c);
  EXPECT_NEAR(c->low, 54 - std::sqrt(800.0), 1e-12);
  EXPECT_NEAR(c->high, 54 + std::sqrt(800.0), 1e-12);
}

TEST(Findings, OfOtherNumbersOfWeightsAreRefusedInWords) {
  RunSpec spec = explorer_spec();
  for (const char* text : {"w^2", "x^2 + y^2 + z^2"}) {
    set_formula(spec, text);
    const Landscape f = make_landscape(spec);
    const Findings found = find_points(f);
    EXPECT_FALSE(found.critical) << text;
    EXPECT_FALSE(found.refused.empty()) << text;
    EXPECT_FALSE(curvatures(f, {0, 0})) << text;
    EXPECT_TRUE(features_of(f, nullptr, &found).empty()) << text;
  }
}

TEST(Findings, AWindowTakesCoarserGridsWhereValuesTakeLong) {
  EXPECT_EQ(finest_within(1, 1e-9), CriticalSearch().finest);
  EXPECT_EQ(finest_within(1, 1), kCoarsest);
  const int between = finest_within(1, 3e-6);
  EXPECT_EQ(between, 500);  // 250,000 nodes of 3 microseconds are three quarters of a second
  EXPECT_GT(finest_within(2, 3e-6), between);
  EXPECT_GT(seconds_per_node(make_landscape({"himmelblau"})), 0);
}

TEST(Layers, HaveNamesThatShowAndHide) {
  for (const std::string& name : layer_names()) {
    EXPECT_TRUE(make_session(explorer_spec(), {.show = {name}}).options[layer_named(name)]) << name;
    EXPECT_FALSE(make_session(explorer_spec(), {.hide = {name}}).options[layer_named(name)]) << name;
  }
  EXPECT_THROW(make_session(explorer_spec(), {.show = {"critcal"}}), InputError);
}

TEST(Ways, HaveCloseNodesOnTheSameLine) {
  const Box box{0, 2, 0, 4};
  const std::vector<Point> nodes = refined(box, {{0, 0}, {1, 0}, {1, 4}}, 0.1);
  EXPECT_EQ(nodes.front(), (Point{0, 0}));
  EXPECT_EQ(nodes.back(), (Point{1, 4}));
  EXPECT_EQ(nodes.size(), 1u + 5 + 10);
  EXPECT_NE(std::find(nodes.begin(), nodes.end(), Point{1, 0}), nodes.end());
  for (std::size_t i = 1; i < nodes.size(); i++)
    EXPECT_LE(std::hypot((nodes[i].x - nodes[i - 1].x) / 2, (nodes[i].y - nodes[i - 1].y) / 4), 0.1 + 1e-12);
  EXPECT_TRUE(refined(box, {}, 0.1).empty());
}

TEST(Ways, LeadFromMinimumToMinimumAndAreLabelledWithTheirHeight) {
  const Landscape f = make_landscape({"himmelblau"});
  Findings found = find_points(f);
  add_passes(f, found);
  ASSERT_TRUE(found.passes);
  ASSERT_EQ(found.ways->lines.size(), found.passes->passes.size());
  for (const std::vector<Point>& line : found.ways->lines)
    for (const Point end : {line.front(), line.back()}) {
      double nearest = 1e9;
      for (const KnownMinimum& m : f.minima)
        nearest = std::min(nearest, std::hypot(m.x - end.x, m.y - end.y));
      EXPECT_LT(nearest, 0.02);
    }
  const std::vector<Feature> all = features_of(f, nullptr, &found);
  SessionState state = session();
  Scene scene;
  scene.surface = model_surface(f, *make_cpu_backend(1), 17, {HeightScale::kLog});
  show_passes(scene, found, all, state);
  EXPECT_TRUE(scene.labels.empty());
  EXPECT_EQ(scene.ways, nullptr);
  state.options.set(Option::kPasses, true);
  show_passes(scene, found, all, state);
  EXPECT_EQ(scene.ways, found.ways);
  ASSERT_GE(scene.labels.size(), 4u);
  EXPECT_EQ(scene.labels[0].text, "13.31");  // the lowest saddle, f(3.385154, 0.073852) = 13.3120
}

TEST(Persistence, TheSliderHidesShallowMinimaAndTheWaysToThem) {
  const Landscape f = make_landscape({"himmelblau"});
  Findings found = find_points(f);
  add_passes(f, found);
  const std::vector<Feature> all = features_of(f, nullptr, &found);
  SessionState state = session();
  state.options.set(Option::kPasses, true);
  const auto shown = [&](PointKind kind) {
    return std::count_if(all.begin(), all.end(),
                         [&](const Feature& x) { return x.kind == kind && is_shown(x, state); });
  };
  EXPECT_EQ(shown(PointKind::minimum), 4);
  EXPECT_EQ(shown(PointKind::saddle), 4);
  apply(state, command::SetLeastPersistence{1e6});  // above everything but the lowest
  EXPECT_EQ(shown(PointKind::minimum), 1);
  EXPECT_EQ(shown(PointKind::saddle), 0);
  apply(state, command::SetLeastPersistence{-1});
  EXPECT_EQ(state.least_persistence, 0);
}

class Finding : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_{*backend_, make_session(small(), {.playing = false}), 17};

  static RunSpec small() {
    RunSpec spec = explorer_spec();
    spec.particles = 100;
    return spec;
  }
  void settle() {
    for (int i = 0; i < 1000 && !explorer_.settled(); i++) explorer_.update(0.05);
    ASSERT_TRUE(explorer_.settled());
  }
};

TEST_F(Finding, NothingIsSearchedForThatNobodyAskedFor) {
  settle();
  EXPECT_EQ(explorer_.findings(), nullptr);
  EXPECT_EQ(explorer_.features().size(), 4u);
  EXPECT_TRUE(explorer_.features()[0].ended);
}

TEST_F(Finding, BelongsToTheLandscapeAndOutlivesTheRun) {
  explorer_.carry_out(command::Toggle{Option::kCritical});
  EXPECT_FALSE(explorer_.settled());
  settle();
  const Findings* found = explorer_.findings();
  ASSERT_NE(found, nullptr);
  EXPECT_TRUE(found->critical->certain) << found->critical->reason;
  EXPECT_GE(explorer_.scene().markers.size(), 9u);
  explorer_.carry_out(command::SetSeed{5});
  explorer_.update(0.01);
  EXPECT_EQ(explorer_.findings(), found);
  explorer_.carry_out(command::Choose{Slot::kSurface, "ackley"});
  explorer_.update(0.01);
  EXPECT_EQ(explorer_.findings(), nullptr);
}

TEST_F(Finding, WaitsUntilTheLandscapeRests) {
  explorer_.carry_out(command::Toggle{Option::kCritical});
  for (int i = 0; i < 20; i++) {  // a slider that is dragged
    explorer_.carry_out(command::SetFormula{"x^2 + y^2 + " + std::to_string(i) + "*sin(x)", 1});
    explorer_.update(0.1);
    EXPECT_EQ(explorer_.findings(), nullptr);
  }
  explorer_.update(0.1);
  EXPECT_NE(explorer_.findings(), nullptr);
}

TEST_F(Finding, ASelectedPointHasItsNumbersUntilTheLandscapeChanges) {
  explorer_.carry_out(command::Select{Point{3, 2}});
  settle();
  ASSERT_NE(explorer_.selected(), nullptr);
  EXPECT_TRUE(explorer_.selected()->persistence);
  EXPECT_EQ(explorer_.scene().markers.back().kind, MarkerKind::kSelection);
  explorer_.carry_out(command::SetSeed{5});
  EXPECT_NE(explorer_.selected(), nullptr);
  explorer_.carry_out(command::Choose{Slot::kSurface, "ackley"});
  EXPECT_FALSE(explorer_.state().selected);
  explorer_.carry_out(command::Undo{});
  EXPECT_FALSE(explorer_.state().selected);
  explorer_.carry_out(command::Select{Point{3, 2}});
  explorer_.carry_out(command::Select{});
  EXPECT_FALSE(explorer_.state().selected);
}

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// What the hand does to a run: boxes, rates that change on the way, a particle that is followed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "cpu/cpu_backend.h"
#include "io/spec_json.h"
#include "tests/viewer_app/small_machine.h"
#include "viewer/app/outcome_colors.h"
#include "viewer/app/presets.h"
#include "viewer/desk.h"

namespace thalweg::viewer {
namespace {

using namespace platform;

RunSpec small(const char* optimizer = "sgd") {
  RunSpec spec;
  spec.optimizer = {optimizer};
  spec.lr = 0.002;
  spec.particles = 300;
  spec.steps = 200;
  return spec;
}

std::vector<float> copy(std::span<const float> xy) { return {xy.begin(), xy.end()}; }

class Doing : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);

  Explorer explorer(const RunSpec& spec) {
    return Explorer(*backend_, make_session(spec, {.playing = false}), 17);
  }
  static void walk(Explorer& e, i64 steps) {
    for (i64 k = 0; k < steps; k++) e.carry_out(command::StepOnce{});
    e.update(1e-3);
  }
};

// The run that is shown has a rate of its own; that of the refused one must not be its.
TEST_F(Doing, ARateChangedAfterARunWasRefusedDoesNotContinueWithThatRun) {
  test::SmallMachine machine;
  Explorer live(machine, make_session(small(), {.playing = false}), 17);
  walk(live, 20);
  live.carry_out(command::SetParticles{i64(2 * test::SmallMachine::kMostParticles)});
  live.update(1e-3);
  EXPECT_NE(live.state().notice, "");
  live.carry_out(command::SetRate{0.01, 0, 20});
  walk(live, 1);
  EXPECT_EQ(live.plan().spec.particles, 300);
  EXPECT_NE(live.state().notice, "");
  live.carry_out(command::SetParticles{200});
  walk(live, 1);
  EXPECT_EQ(live.particles().size(), 400u);
}

// Plain descent is recomputed, because its particles may have come to rest; Adam goes on.  Either way the run
// is the one that its saved spec describes.
TEST_F(Doing, ARateChangedOnTheWayGivesTheBytesOfTheSavedSpec) {
  for (const char* optimizer : {"sgd", "adam"}) {
    Explorer live = explorer(small(optimizer));
    walk(live, 20);
    const std::vector<float> before = copy(live.particles());
    live.carry_out(command::SetRate{0.01, 0, live.live_step()});
    live.update(1e-3);
    EXPECT_EQ(live.simulation().step(), 20);
    EXPECT_EQ(copy(live.particles()), before);  // the past stays as it was
    walk(live, 30);
    live.carry_out(command::SetRate{0.0005, 0, live.live_step()});
    walk(live, 50);
    ASSERT_EQ(live.simulation().step(), 100);

    const RunSpec saved = spec_from_json(to_json(live.plan().spec));
    EXPECT_EQ(saved.rates, (std::vector<RateChange>{{20, 0.01}, {50, 0.0005}}));
    Explorer fresh = explorer(saved);
    walk(fresh, 100);
    EXPECT_EQ(copy(fresh.particles()), copy(live.particles())) << optimizer;
    Explorer unchanged = explorer(small(optimizer));
    walk(unchanged, 100);
    EXPECT_NE(copy(unchanged.particles()), copy(live.particles())) << optimizer;
  }
}

TEST_F(Doing, OneMovementOfTheHandIsOneChangeWhileTheRunWaits) {
  Explorer e = explorer(small("adam"));
  walk(e, 10);
  e.carry_out(command::TogglePlay{});
  for (int i = 0; i < 8; i++) {
    e.carry_out(command::SetRate{0.01 + 0.001 * i, 0, e.live_step()});
    e.update(1.0 / 60);
  }
  EXPECT_EQ(e.simulation().step(), 10);
  ASSERT_EQ(e.state().spec.rates.size(), 1u);
  EXPECT_EQ(e.state().spec.rates[0], (RateChange{10, 0.01 + 0.001 * 7}));
  for (int i = 0; i < 30; i++) e.update(1.0 / 60);
  EXPECT_GT(e.simulation().step(), 10);
  e.carry_out(command::Undo{});  // all of it
  EXPECT_TRUE(e.state().spec.rates.empty());
}

TEST_F(Doing, ARateIsNotLiveAtTheEndsOfARun) {
  Explorer e = explorer(small());
  EXPECT_FALSE(e.live_step());
  walk(e, 5);
  EXPECT_EQ(e.live_step(), 5);
  e.carry_out(command::Seek{200});
  e.update(1e-3);
  EXPECT_FALSE(e.live_step());
}

TEST_F(Doing, DestinationsStayUntilTheNewOnesAreKnown) {
  Explorer e = explorer(small("adam"));
  while (!e.settled()) e.update(0.01);
  walk(e, 10);
  e.carry_out(command::SetRate{0.05, 0, e.live_step()});
  e.update(1e-3);
  EXPECT_NE(e.destinations(), nullptr);
  EXPECT_FALSE(e.settled());
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.01);
  ASSERT_TRUE(e.settled());
  Explorer fresh = explorer(e.plan().spec);
  while (!fresh.settled()) fresh.update(0.01);
  EXPECT_EQ(e.destinations()->label, fresh.destinations()->label);
}

class AtTheDesk : public testing::Test {
 protected:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Desk desk_{*backend_, make_session(small(), {.playing = false}), 33, one_by_one, {1280, 720, 1}, false};

  AtTheDesk() {
    while (!desk_.settled()) desk_.explorer().update(0.01);
    desk_.lay_out_panels(0.01);
  }
  const SessionState& state() const { return desk_.explorer().state(); }
  Viewport viewport() const {
    const Layout l = desk_.layout();
    return {1280, 720, l.scene_left, l.scene_right, 0, l.scene_bottom};
  }
  glm::dvec2 pixel_of(Point p) const {
    return *project(state().camera, viewport(),
                    surface_point(*desk_.explorer().surface(), p, state().relief));
  }
  void move(glm::dvec2 at) {
    desk_.handle(PointerMoved{at.x, at.y}, now_ += 1);
    desk_.lay_out_panels(0.01);
  }
  void button(bool down, glm::dvec2 at, Modifiers m) {
    desk_.handle(PointerButton{MouseButton::kLeft, down, at.x, at.y, m}, now_ += 1);
  }
  void drag(Point from, Point to, Modifiers m) {
    const glm::dvec2 a = pixel_of(from), b = pixel_of(to);
    move(a);
    button(true, a, m);
    move(b);
    button(false, b, m);
    desk_.explorer().update(1e-3);
  }
  void key(Key key, Modifiers m = {}) { desk_.handle(KeyEvent{key, true, false, m}, now_ += 1); }

  double now_ = 0;
};

constexpr Modifiers kShift{.shift = true}, kControl{.control = true}, kAlt{.alt = true};
// Points in the near half of Himmelblau's landscape that nothing hides, picked to within a cell of the mesh.
constexpr Point kA{-1.5, -0.5}, kB{1.0, 1.5};
constexpr double kCell = 12.0 / 32;

void expect_box(const std::optional<Domain>& box, Point a, Point b) {
  ASSERT_TRUE(box);
  EXPECT_NEAR(box->x0, a.x, kCell);
  EXPECT_NEAR(box->x1, b.x, kCell);
  EXPECT_NEAR(box->y0, a.y, kCell);
  EXPECT_NEAR(box->y1, b.y, kCell);
}

TEST_F(AtTheDesk, ControlAndDragStartsTheParticlesInABox) {
  const Camera before = state().camera;
  drag(kA, kB, kControl);
  ASSERT_EQ(state().spec.start.kind, StartKind::box);
  expect_box(state().spec.start.box, kA, kB);
  EXPECT_FALSE(state().box);
  EXPECT_EQ(state().camera, before);
  const std::span<const float> xy = desk_.explorer().particles();
  for (std::size_t i = 0; i < xy.size(); i += 2)
    EXPECT_TRUE(contains(*state().spec.start.box, {double(xy[i]), double(xy[i + 1])}));
}

TEST_F(AtTheDesk, AltAndDragShowsABoxAloneAndBackspaceGoesBack) {
  const std::optional<Domain> all = state().spec.domain;
  drag(kA, kB, kAlt);
  expect_box(state().spec.domain, kA, kB);
  const Box now = desk_.explorer().surface()->domain;
  EXPECT_EQ(now, Box(*state().spec.domain));
  key(Key::kBackspace);
  EXPECT_EQ(state().spec.domain, all);
  key(key_of('Z'), kControl);  // the zoom itself can be undone, and so can going back
  expect_box(state().spec.domain, kA, kB);
}

TEST_F(AtTheDesk, AfterZADragDrawsABoxOnceAndEscapeLeavesIt) {
  key(key_of('Z'));
  EXPECT_TRUE(state().zooming);
  key(Key::kEscape);
  EXPECT_FALSE(state().zooming);
  key(key_of('Z'));
  drag(kA, kB, {});
  expect_box(state().spec.domain, kA, kB);
  EXPECT_FALSE(state().zooming);
}

TEST_F(AtTheDesk, ABoxIsSeenWhileItIsDrawn) {
  const glm::dvec2 a = pixel_of(kA), b = pixel_of(kB);
  move(a);
  button(true, a, kControl);
  move(b);
  ASSERT_TRUE(state().box);
  EXPECT_EQ(state().box->use, BoxUse::kSeed);
  EXPECT_NE(desk_.explorer().scene().outline, nullptr);
  key(Key::kEscape);
  EXPECT_FALSE(state().box);
  button(false, b, kControl);
  EXPECT_NE(state().spec.start.kind, StartKind::box);
}

TEST_F(AtTheDesk, ShiftAndClickFollowsTheParticleThere) {
  const std::span<const float> xy = desk_.explorer().particles();
  const Viewport v = viewport();
  // One in the near part of the ground, which nothing hides.
  i64 chosen = -1;
  for (i64 i = 0; i < 300 && chosen < 0; i++) {
    const Point p{double(xy[2 * std::size_t(i)]), double(xy[2 * std::size_t(i) + 1])};
    if (std::abs(p.x) < 2 && std::abs(p.y) < 2 &&
        seen_at(*desk_.explorer().surface(), state().camera, v, p, 1))
      chosen = i;
  }
  ASSERT_GE(chosen, 0);
  const glm::dvec2 at =
      pixel_of({double(xy[2 * std::size_t(chosen)]), double(xy[2 * std::size_t(chosen) + 1])});
  move(at);
  button(true, at, kShift);
  button(false, at, kShift);
  desk_.explorer().update(1e-3);
  ASSERT_EQ(state().followed, chosen);
  const Followed* seen = desk_.explorer().followed();
  ASSERT_NE(seen, nullptr);
  const double x = seen->at.x, y = seen->at.y, u = x * x + y - 11, w = x + y * y - 7;
  EXPECT_NEAR(seen->loss, u * u + w * w, 1e-9 * (1 + seen->loss));
  EXPECT_NEAR(seen->slope, std::hypot(4 * x * u + 2 * w, 2 * u + 4 * y * w), 1e-9 * (1 + seen->slope));
  EXPECT_EQ(desk_.explorer().scene().swarms.front().highlighted, int(chosen));
  key(Key::kRight);
  desk_.explorer().update(1e-3);
  // A step of descent is the rate times the slope; positions are floats below 8.
  const Followed* later = desk_.explorer().followed();
  ASSERT_TRUE(later && later->per_step);
  EXPECT_NEAR(*later->per_step, 0.002 * std::hypot(4 * x * u + 2 * w, 2 * u + 4 * y * w), 4e-6);
  EXPECT_EQ(state().spec.start.kind, StartKind::uniform);  // nothing was dropped
  key(Key::kEscape);
  EXPECT_FALSE(state().followed);
}

// The particle whose end is looked up is the one that a run of its own finds there.
TEST_F(Doing, TheFollowedParticleHasAStateAndAnOutcome) {
  RunSpec spec = small();
  spec.lr = 0.022;  // some diverge, some arrive
  spec.steps = 600;
  Explorer e = explorer(spec);
  while (!e.settled()) e.update(0.05);
  const auto alone = backend_->start(make_plan(spec));
  alone->advance(spec.steps);
  std::vector<End> ends(std::size_t(spec.particles), End{});
  alone->ends(0, ends);
  int lost = 0, arrived = 0;
  e.carry_out(command::Seek{spec.steps});
  for (i64 i = 0; i < spec.particles; i += 2) {
    const End& end = ends[std::size_t(i)];
    EXPECT_EQ(e.destinations()->steps[std::size_t(i)], end.steps) << i;
    e.carry_out(command::Follow{i});
    e.update(1e-3);
    ASSERT_TRUE(e.followed());
    const Followed seen = e.followed() ? *e.followed() : Followed();
    const bool stopped = end.status & (kAtRest | kNonFinite | kEscaped);
    EXPECT_EQ(seen.status != kMoving, stopped) << i;
    if (stopped) {
      EXPECT_EQ(seen.stopped, i64(end.steps)) << i;
    }
    const std::uint8_t outcome = e.destinations()->outcome[std::size_t(i)];
    lost += outcome == outcome_label(Outcome::non_finite, false) ||
            outcome == outcome_label(Outcome::diverging, false) ||
            outcome == outcome_label(Outcome::left_domain, false);
    arrived += outcome == outcome_label(Outcome::converged, true);
  }
  EXPECT_GT(lost, 0);
  EXPECT_GT(arrived, 0);
  e.carry_out(command::Seek{0});
  e.update(1e-3);
  Followed begun;
  begun.status = kAtRest;
  if (e.followed()) begun = *e.followed();
  EXPECT_EQ(begun.status, kMoving);  // at the start nobody has stopped
}

TEST_F(Doing, TheHintGoesWithTheFirstThingThatIsDone) {
  Desk desk(*backend_, make_session(small(), {.playing = false}), 17, one_by_one, {800, 600, 1}, false);
  desk.explorer().update(0.01);
  desk.lay_out_panels(0.01);
  EXPECT_TRUE(desk.explorer().state().hint);  // a narrow window hides its panels by itself
  desk.handle(KeyEvent{Key::kRight, true, false, {}}, 0);
  EXPECT_FALSE(desk.explorer().state().hint);
}

TEST_F(AtTheDesk, TheCameraGoesWithTheParticle) {
  desk_.explorer().carry_out(command::Follow{7});
  desk_.explorer().carry_out(command::SetOption{Option::kFollowCamera, true});
  for (int i = 0; i < 200; i++) desk_.explorer().update(0.05);
  ASSERT_TRUE(desk_.explorer().followed());
  const Followed seen = desk_.explorer().followed() ? *desk_.explorer().followed() : Followed();
  const glm::dvec3 at = surface_point(*desk_.explorer().surface(), seen.drawn, 1);
  EXPECT_LT(glm::distance(state().camera.target, at), 1e-6);
}

TEST(NearestParticle, IsTheNearestInTheDomain) {
  const float xy[] = {0, 0, 0.5f, 0.5f, 3, 3, NAN, 0.4f};
  EXPECT_EQ(nearest_particle(xy, {0.4, 0.4}, {0, 1, 0, 1}, {4, 4}), 1);
  EXPECT_EQ(nearest_particle(xy, {0.1, 0.2}, {0, 1, 0, 1}, {4, 4}), 0);
  EXPECT_EQ(nearest_particle({}, {0, 0}, {0, 1, 0, 1}, {}), std::nullopt);
  // Of two, the one that leaves a trail.
  const TrailSample one{2, 1};
  EXPECT_EQ(nearest_particle(std::span(xy).first(4), {0.1, 0.2}, {0, 1, 0, 1}, one),
            i64(trail_owner(one, 0)));
  EXPECT_EQ(nearest_particle(std::span(xy).first(4), {0.4, 0.4}, {0, 1, 0, 1}, one),
            i64(trail_owner(one, 0)));
}

TEST(Speeds, GoUpAndDownTheirLadder) {
  SessionState state;
  apply(state, command::Faster{});
  EXPECT_EQ(state.speed, 2);
  for (int i = 0; i < 20; i++) apply(state, command::Faster{});
  EXPECT_EQ(state.speed, kFastest);
  for (int i = 0; i < 20; i++) apply(state, command::Slower{});
  EXPECT_EQ(state.speed, kSlowest);
  state.speed = 3;
  apply(state, command::Slower{});
  EXPECT_EQ(state.speed, 2);
}

TEST(ReducedMotion, MovesTheCameraAtOnce) {
  SessionState state;
  state.options.set(Option::kReducedMotion, true);
  apply(state, command::Toggle{Option::kFlat});
  EXPECT_FALSE(state.move);
  EXPECT_EQ(state.relief, 0);
}

TEST(Presets, EachPlansRunsAndIsSaidInOneSentence) {
  const auto backend = make_cpu_backend(1);
  std::vector<std::string> names;
  EXPECT_GE(presets().size(), 16u);
  for (const Preset& preset : presets()) {
    RunSpec spec = spec_of(preset);
    EXPECT_LE(spec.particles, 1'000'000) << preset.name;
    spec.particles = std::min<i64>(spec.particles, 200);
    Explorer explorer(*backend, make_session(spec, {.playing = false, .preset = preset.name}), 17);
    explorer.carry_out(command::Seek{50});
    explorer.update(1e-3);
    EXPECT_EQ(explorer.state().notice, "") << preset.name;
    EXPECT_EQ(explorer.simulation().step(), 50) << preset.name;
    const std::span<const float> xy = explorer.particles();
    const auto finite = std::count_if(xy.begin(), xy.end(), [](float a) { return std::isfinite(a); });
    EXPECT_GE(finite, std::ptrdiff_t(xy.size() / 2)) << preset.name;
    EXPECT_LE(std::string(preset.sentence).size(), 120u) << preset.name;
    names.push_back(preset.name);
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST_F(Doing, OpeningAPresetKeepsTheRoomAndTakesItsLook) {
  Explorer e = explorer(small());
  e.carry_out(command::SetOption{Option::kLightTheme, true});
  e.carry_out(command::OpenPreset{"newton"});
  EXPECT_EQ(e.state().notice, "");
  EXPECT_EQ(e.state().spec.optimizer.name, "newton");
  EXPECT_TRUE(e.state().options[Option::kLightTheme]);
  EXPECT_TRUE(e.state().options[Option::kCritical]);
  EXPECT_TRUE(e.state().playing);
  e.carry_out(command::Undo{});
  EXPECT_EQ(e.state().spec, small());
  e.carry_out(command::OpenPreset{"nothing"});
  EXPECT_NE(e.state().notice, "");
}

}  // namespace
}  // namespace thalweg::viewer

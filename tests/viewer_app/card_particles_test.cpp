// SPDX-License-Identifier: MIT
// Runs on a card that can draw its particles: the explorer leaves them there.  The card is the CPU machine
// that says it could, and counts who reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

struct Card {
  std::string why_not;
  int positions_read = 0, trails_read = 0;
};

class CardEnsemble final : public Ensemble, public GlWriter {
 public:
  CardEnsemble(std::unique_ptr<Ensemble> cpu, Card& card) : cpu_(std::move(cpu)), card_(&card) {}
  void advance(i64 steps) override { cpu_->advance(steps); }
  i64 step() const override { return cpu_->step(); }
  bool follow(const Plan& plan) override { return cpu_->follow(plan); }
  void positions(i64 first, std::span<PointF> out) override {
    card_->positions_read++;
    cpu_->positions(first, out);
  }
  void losses(i64 first, std::span<double> out) override { cpu_->losses(first, out); }
  void ends(i64 first, std::span<End> out) override { cpu_->ends(first, out); }
  std::vector<EndCell> end_cells() override { return cpu_->end_cells(); }
  LossQuantiles loss_quantiles() override { return cpu_->loss_quantiles(); }
  thalweg::TrailView trails() override {
    card_->trails_read++;
    return cpu_->trails();
  }
  bool write_positions(GlTarget&) override { return true; }
  bool write_trails(GlTarget&, i64) override { return true; }
  std::string why_not() const override { return card_->why_not; }

 private:
  std::unique_ptr<Ensemble> cpu_;
  Card* card_;
};

class CardBackend final : public Backend {
 public:
  std::string device() const override { return "pretended"; }
  std::unique_ptr<Ensemble> start(const Plan& plan) override {
    return std::make_unique<CardEnsemble>(cpu_->start(plan), card);
  }
  void values(const Landscape& f, std::span<const Point> points, std::span<double> out) override {
    cpu_->values(f, points, out);
  }
  Card card;

 private:
  std::unique_ptr<Backend> cpu_ = make_cpu_backend(1);
};

RunSpec small() {
  RunSpec spec = explorer_spec();
  spec.particles = 300;
  spec.trail = {2, 16};  // else how long the first look ahead takes decides
  return spec;
}

Scene scene_at(Explorer& explorer, i64 step) {
  explorer.carry_out(command::Seek{step});
  for (int i = 0; i < 1000 && !explorer.settled(); i++) explorer.update(0.01);
  return explorer.scene();
}

bool equal(std::span<const float> a, std::span<const float> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

TEST(CardParticles, StayThereAndTheRestOfTheSceneIsTheSame) {
  CardBackend backend;
  const auto cpu = make_cpu_backend(1);
  Explorer there(backend, make_session(small(), {.playing = false}), 17),
      here(*cpu, make_session(small(), {.playing = false}), 17);
  scene_at(there, 60);
  backend.card = {};
  const Scene found = scene_at(there, 61), expected = scene_at(here, 61);
  EXPECT_EQ(backend.card.positions_read + backend.card.trails_read, 0);
  const Swarm &a = found.swarms.at(0), &b = expected.swarms.at(0);
  ASSERT_NE(a.source, nullptr);
  EXPECT_EQ(b.source, nullptr);
  EXPECT_TRUE(a.particles.xy.empty() && a.trails.xy.empty());
  EXPECT_EQ(particle_count(a), 300u);
  EXPECT_EQ(particle_count(b), 300u);
  EXPECT_TRUE(std::equal(a.particles.label.begin(), a.particles.label.end(), b.particles.label.begin(),
                         b.particles.label.end()));
  EXPECT_EQ(a.trails.particles, b.trails.particles);
  EXPECT_EQ(a.trails.capacity, b.trails.capacity);
  EXPECT_EQ(a.trails.columns_written, b.trails.columns_written);
  EXPECT_GT(a.trails.columns_written, 0u);
  // Who wants the numbers gets them.
  EXPECT_TRUE(equal(a.source->xy(), b.particles.xy));
  EXPECT_TRUE(equal(a.source->trail_xy(), b.trails.xy));
}

TEST(CardParticles, OfACardThatCannotDrawAreRead) {
  CardBackend backend;
  backend.card.why_not = "cudaErrorUnknown";
  Explorer e(backend, make_session(small(), {.playing = false}), 17);
  const Scene scene = scene_at(e, 60);
  EXPECT_EQ(scene.swarms.at(0).source, nullptr);
  EXPECT_EQ(scene.swarms.at(0).particles.xy.size(), 600u);
  EXPECT_EQ(e.simulation().why_copied(), "cudaErrorUnknown");
}

// A failure while a picture is drawn: the next scene has the numbers.
TEST(CardParticles, AreReadFromTheFirstFailureOn) {
  CardBackend backend;
  Explorer e(backend, make_session(small(), {.playing = false}), 17);
  EXPECT_NE(scene_at(e, 60).swarms.at(0).source, nullptr);
  backend.card.why_not = "cudaErrorUnknown";
  const Scene scene = e.scene();
  EXPECT_EQ(scene.swarms.at(0).source, nullptr);
  EXPECT_EQ(scene.swarms.at(0).particles.xy.size(), 600u);
}

// One weight is spread over the trough, which no card does.
TEST(CardParticles, OfOneWeightAreRead) {
  CardBackend backend;
  RunSpec spec = small();
  spec.kind = LandscapeKind::problem;
  spec.surface = {"one_weight"};
  Explorer e(backend, make_session(spec, {.playing = false}), 17);
  EXPECT_EQ(e.scene().swarms.at(0).source, nullptr);
  EXPECT_EQ(e.scene().swarms.at(0).particles.xy.size(), 600u);
}

// Of two methods of which one is hidden, one is read: its particles once, and its trails.
TEST(CardParticles, OfAHiddenMethodAreNotRead) {
  CardBackend backend;
  backend.card.why_not = "cudaErrorUnknown";
  SessionState state = make_session(small(), {.playing = false});
  state.rivals = {{.optimizer = {"adam"}, .lr = 0.01}};
  Explorer e(backend, std::move(state), 17);
  EXPECT_EQ(scene_at(e, 60).swarms.size(), 2u);
  const auto read_at = [&](i64 step) {
    e.carry_out(command::Seek{step});
    e.update(0.01);
    backend.card.positions_read = backend.card.trails_read = 0;
    const Scene scene = e.scene();
    return std::tuple(scene.swarms.size(), backend.card.positions_read, backend.card.trails_read);
  };
  const auto [both, all_positions, all_trails] = read_at(61);
  e.carry_out(command::ToggleMethod{0});
  const auto [one, positions, trails] = read_at(62);
  EXPECT_EQ(both, 2u);
  EXPECT_EQ(one, 1u);
  EXPECT_EQ(all_positions, 2);
  EXPECT_EQ(positions, 1);
  EXPECT_EQ(all_trails, 2 * trails);
}

TEST(CardParticles, OfACrowdAreNotCounted) {
  CardBackend backend;
  RunSpec spec = small();
  spec.particles = kFewSeparate + 1;
  spec.steps = 2;
  Explorer e(backend, make_session(spec, {.playing = false}), 17);
  const Scene scene = e.scene();
  EXPECT_NE(scene.crowd, nullptr);
  EXPECT_EQ(particle_count(scene.swarms.at(0)), 0u);
  EXPECT_TRUE(scene.swarms.at(0).particles.xy.empty());
}

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "viewer/app/loss_cut.h"

#include <gtest/gtest.h>

#include <cmath>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

double himmelblau(double x, double y) { return std::pow(x * x + y - 11, 2) + std::pow(x + y * y - 7, 2); }

TEST(LossCut, HoldsTheLossesFromEdgeToEdge) {
  const Landscape f = make_landscape({"himmelblau"});
  const Point at{1.25, -2.5};
  const LossCut cut = cut_through(f, at);
  EXPECT_NEAR(cut.loss, himmelblau(at.x, at.y), 1e-9);
  ASSERT_EQ(cut.lines.size(), 3u);
  EXPECT_EQ(cut.lines[0].from, (Point{f.domain.x0, -2.5}));
  EXPECT_EQ(cut.lines[0].to, (Point{f.domain.x1, -2.5}));
  EXPECT_EQ(cut.lines[1].from, (Point{1.25, f.domain.y0}));
  for (const CutLine& line : cut.lines) {
    EXPECT_LT(line.low, 0);
    EXPECT_GT(line.high, 0);
    for (std::size_t i = 0; i < line.loss.size(); i++) {
      const double t = line.offset(i), x = at.x + t * line.direction.x, y = at.y + t * line.direction.y;
      EXPECT_NEAR(line.loss[i], himmelblau(x, y), 1e-9 * (1 + himmelblau(x, y)));
      EXPECT_GE(x, f.domain.x0 - 1e-12);
      EXPECT_LE(y, f.domain.y1 + 1e-12);
    }
  }
  // The third one goes down the steepest way.
  const double gx = 4 * at.x * (at.x * at.x + at.y - 11) + 2 * (at.x + at.y * at.y - 7);
  const double gy = 2 * (at.x * at.x + at.y - 11) + 4 * at.y * (at.x + at.y * at.y - 7);
  EXPECT_NEAR(cut.lines[2].direction.x, -gx / std::hypot(gx, gy), 1e-12);
  EXPECT_NEAR(cut.lines[2].direction.y, -gy / std::hypot(gx, gy), 1e-12);
}

TEST(LossCut, StaysInTheDomainAndLeavesOutWhatIsTheSameLine) {
  const Landscape f = make_landscape({"sphere"});
  const LossCut cut = cut_through(f, {1e6, 0});  // beyond the edge, and downhill is along x
  EXPECT_EQ(cut.at, (Point{f.domain.x1, 0}));
  EXPECT_EQ(cut.lines.size(), 2u);
  EXPECT_EQ(cut.lines[0].high, 0);
}

TEST(LossCut, ACurveIsItsOwnCut) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.formula = "w^4 - w";
  const Landscape f = make_landscape(spec);
  const LossCut cut = cut_through(f, {0.5});
  ASSERT_EQ(cut.lines.size(), 1u);
  const CutLine& line = cut.lines[0];
  for (std::size_t i = 0; i < line.loss.size(); i++) {
    const double w = 0.5 + line.offset(i);
    EXPECT_NEAR(line.loss[i], std::pow(w, 4) - w, 1e-9 * (1 + std::pow(w, 4)));
  }
  EXPECT_EQ(lines_of(cut, f)->lines.size(), 1u);
}

TEST(LossCut, GoesThroughTheSelectionElseThePointerElseTheBest) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = explorer_spec();
  spec.particles = 50;
  Explorer e(*backend, make_session(spec, {.playing = false}), 17);
  const auto settle = [&] {
    for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.01);
    ASSERT_TRUE(e.settled());
  };
  settle();
  EXPECT_EQ(e.cut(), nullptr);
  EXPECT_EQ(e.scene().cuts, nullptr);
  e.carry_out(command::Toggle{Option::kSlice});
  EXPECT_FALSE(e.settled());
  settle();
  ASSERT_NE(e.cut(), nullptr);
  EXPECT_EQ(e.cut()->at, *e.destinations()->best);
  ASSERT_NE(e.scene().cuts, nullptr);
  EXPECT_EQ(e.scene().cuts->lines.size(), e.cut()->lines.size());
  e.carry_out(command::CutAt{{1, 2}});
  settle();
  EXPECT_EQ(e.cut()->at, (Point{1, 2}));
  e.carry_out(command::Select{Point{-1, 0.5}});
  settle();
  EXPECT_EQ(e.cut()->at, (Point{-1, 0.5}));
  const auto before = e.scene().cuts;
  e.update(0.01);
  EXPECT_EQ(e.scene().cuts, before);  // not made again
  e.carry_out(command::Choose{Slot::kSurface, "sphere"});
  settle();
  EXPECT_NEAR(e.cut()->loss, 0, 1e-3);  // the old points mean nothing there
}

}  // namespace
}  // namespace thalweg::viewer

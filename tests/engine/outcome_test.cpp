// SPDX-License-Identifier: MIT
// Where a particle ended: critical points are found and named, and every outcome has its cause.
#include "engine/outcome.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

namespace thalweg::test {
namespace {

struct Finder {
  explicit Finder(const char* surface) : f(make_landscape({surface})), scale(measure_scale(f)) {}
  Critical operator()(Point p) const { return find_critical(f, scale, p); }
  /// From points around p, within half the distance at which a particle counts as being there.
  void expect(CriticalKind kind, Point p, double tolerance = 1e-12) const {
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> unit(-1, 1);
    const double reach_x = 0.5 * Thresholds().near * width(f.domain),
                 reach_y = 0.5 * Thresholds().near * height(f.domain);
    for (int i = 0; i < 50; i++) {
      const double dx = i == 0 ? 0 : reach_x * unit(generator), dy = i == 0 ? 0 : reach_y * unit(generator);
      const Critical c = (*this)({p.x + dx, p.y + dy});
      EXPECT_EQ(c.kind, kind) << f.surface->info.name << " from " << p.x + dx << ", " << p.y + dy;
      EXPECT_NEAR(c.at.x, p.x, tolerance * width(f.domain)) << f.surface->info.name;
      EXPECT_NEAR(c.at.y, p.y, tolerance * height(f.domain)) << f.surface->info.name;
    }
  }

  Landscape f;
  LandscapeScale scale;
};

TEST(FindCritical, FindsEveryListedMinimum) {
  for (const SurfaceEntry& e : surfaces()) {
    const Finder find(e.info.name);
    for (const KnownMinimum& m : find.f.minima) {
      const Critical c = find({m.x, m.y});
      // A degenerate minimum is a valley (or part of one), all others are minima.
      const Jet<double, 2> j = jet(find.f, {m.x, m.y});
      const double det = j.h.a[0] * j.h.a[2] - j.h.a[1] * j.h.a[1], trace = j.h.a[0] + j.h.a[2];
      if (e.info.smoothness == Smoothness::smooth && det <= 1e-6 * trace * trace) continue;
      EXPECT_EQ(c.kind, CriticalKind::minimum) << e.info.name << ' ' << m.x << ' ' << m.y;
      EXPECT_NEAR(c.value, m.value, 1e-9 * (1 + std::abs(m.value))) << e.info.name;
    }
  }
}

// The four minima, four saddles and one maximum of Himmelblau's function (CEC 2013, and its gradient's roots
// to 17 digits by Newton's method in 50 digits).
TEST(FindCritical, KnowsHimmelblausNinePoints) {
  const Finder find("himmelblau");
  for (const KnownMinimum& m : find.f.minima) find.expect(CriticalKind::minimum, {m.x, m.y});
  find.expect(CriticalKind::maximum, {-0.2708445906673476, -0.9230385564799815});
  for (const Point& p :
       {Point{0.08667750455539636, 2.884254701174776}, Point{3.385154183607021, 0.07385187983774928},
        Point{-3.0730257507643897, -0.08135304428796751}, Point{-0.12796134673068008, -1.9537149802445763}})
    find.expect(CriticalKind::saddle, p);
}

TEST(FindCritical, FindsExactlyNinePointsFromRandomStarts) {
  const Finder find("himmelblau");
  std::mt19937_64 generator(2);
  std::uniform_real_distribution<double> coordinate(-5, 5);
  std::set<std::pair<long, long>> minima, saddles, maxima;
  for (int i = 0; i < 400'000; i++) {
    const Critical c = find({coordinate(generator), coordinate(generator)});
    const std::pair<long, long> key{std::lround(c.at.x * 1e6), std::lround(c.at.y * 1e6)};
    if (c.kind == CriticalKind::minimum) minima.insert(key);
    if (c.kind == CriticalKind::saddle) saddles.insert(key);
    if (c.kind == CriticalKind::maximum) maxima.insert(key);
    EXPECT_TRUE(c.kind != CriticalKind::plateau && c.kind != CriticalKind::valley);
  }
  EXPECT_EQ(minima.size(), 4u);
  EXPECT_EQ(saddles.size(), 4u);
  EXPECT_EQ(maxima.size(), 1u);
}

TEST(FindCritical, OtherSurfaces) {
  Finder("beale").expect(CriticalKind::saddle, {0, 1});
  Finder("six_hump_camel").expect(CriticalKind::saddle, {0, 0});
  Finder("rastrigin").expect(CriticalKind::maximum, {0.5025, 0.5025}, 1e-3);
  Finder("ackley").expect(CriticalKind::minimum, {0, 0});
  Finder("sphere").expect(CriticalKind::minimum, {0, 0});
}

TEST(FindCritical, EigenvaluesAreAscendingAndThoseOfTheHessian) {
  const Landscape f = make_landscape({"ellipse", {{"condition", 100}, {"rotation", 35}}});
  const Critical c = find_critical(f, measure_scale(f), {0, 0});
  EXPECT_NEAR(c.eigenvalues[0], 1, 1e-12);
  EXPECT_NEAR(c.eigenvalues[1], 100, 1e-12);
}

TEST(FindCritical, NothingIsFoundOnASlope) {
  EXPECT_EQ(Finder("sphere")({1, 1}).kind, CriticalKind::none);
  EXPECT_EQ(Finder("rosenbrock")({0, 0}).kind, CriticalKind::none);
  const Critical c = Finder("sphere")({1, 1});
  EXPECT_EQ(c.at, (Point{1, 1}));
  EXPECT_EQ(c.value, 2);
}

TEST(FindCritical, NotANumberIsNowhere) {
  EXPECT_EQ(Finder("sphere")({NAN, 0}).kind, CriticalKind::none);
  EXPECT_EQ(Finder("sphere")({1e300, 0}).kind, CriticalKind::none);
}

TEST(OutcomeOf, EachHasItsCause) {
  using K = CriticalKind;
  const u8 moving = kMoving, rest = kAtRest, bad = kNonFinite, out = kEscaped, swing = kOscillating,
           risen = kRisen;
  const u32 here = 5, nowhere = EndCell::kNoCell;
  EXPECT_EQ(outcome_of(rest, here, K::minimum), Outcome::converged);
  EXPECT_EQ(outcome_of(moving, here, K::minimum), Outcome::converged);
  EXPECT_EQ(outcome_of(rest, here, K::saddle), Outcome::saddle);
  EXPECT_EQ(outcome_of(rest, here, K::maximum), Outcome::maximum);
  EXPECT_EQ(outcome_of(rest, here, K::valley), Outcome::valley);
  EXPECT_EQ(outcome_of(rest, here, K::plateau), Outcome::plateau);
  EXPECT_EQ(outcome_of(swing, here, K::none), Outcome::oscillating);
  EXPECT_EQ(outcome_of(moving, here, K::none), Outcome::running);
  EXPECT_EQ(outcome_of(bad, nowhere, K::none), Outcome::non_finite);
  EXPECT_EQ(outcome_of(u8(out | risen), nowhere, K::none), Outcome::diverging);
  EXPECT_EQ(outcome_of(out, nowhere, K::none), Outcome::left_domain);
  EXPECT_EQ(outcome_of(moving, nowhere, K::none), Outcome::left_domain);
  EXPECT_EQ(outcome_of(u8(moving | risen), nowhere, K::none), Outcome::diverging);
}
TEST(OutcomeOf, WorseThingsComeFirst) {
  using K = CriticalKind;
  EXPECT_EQ(outcome_of(u8(kNonFinite | kRisen | kOscillating), EndCell::kNoCell, K::none),
            Outcome::non_finite);
  EXPECT_EQ(outcome_of(u8(kRisen | kOscillating), 5, K::none), Outcome::diverging);
  EXPECT_EQ(outcome_of(u8(kRisen | kOscillating), 5, K::minimum), Outcome::converged)
      << "where it is decides";
}
TEST(OutcomeOf, NamesAreThoseOfTheDocumentation) {
  const char* names[] = {"converged",   "saddle",    "maximum",    "plateau",     "valley",
                         "oscillating", "diverging", "non_finite", "left_domain", "running"};
  for (int i = 0; i < kOutcomes; i++) EXPECT_EQ(name(Outcome(i)), names[i]);
}

TEST(EndCells, AreAThousandthOfTheDomainAndReachTenFold) {
  const Box box{0, 2, -1, 1};
  const auto cell = [&](double x, double y) { return end_cell(box, {x, y}); };
  const auto at = [](u32 column, u32 row) { return row * EndCell::kCells + column; };
  EXPECT_EQ(cell(0, -1), at(4500, 4500)) << "the domain's lower left corner";
  EXPECT_EQ(cell(0.0019, -1), at(4500, 4500));
  EXPECT_EQ(cell(0.0021, -1), at(4501, 4500));
  EXPECT_EQ(cell(0, -0.9979), at(4500, 4501));
  EXPECT_EQ(cell(1.9999, 0.9999), at(5499, 5499)) << "the last cells of the domain";
  // Ten-fold about its centre (1, 0): [-9, 11] x [-10, 10].
  EXPECT_EQ(cell(-9, -10), at(0, 0));
  EXPECT_EQ(cell(10.9999, 9.9999), at(9999, 9999));
  for (const Point& p : {Point{-9.001, 0}, Point{11, 0}, Point{0, -10.001}, Point{0, 10}, Point{NAN, 0},
                         Point{0, NAN}, Point{INFINITY, 0}, Point{0, -INFINITY}, Point{1e300, 0}})
    EXPECT_EQ(end_cell(box, p), EndCell::kNoCell) << p.x << ' ' << p.y;
}

}  // namespace
}  // namespace thalweg::test

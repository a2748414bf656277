// SPDX-License-Identifier: MIT
// Gradient descent on quadratics is known in closed form.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "engine/result.h"
#include "study/cell_bytes.h"
#include "tests/study/small_study.h"

namespace thalweg::study {
namespace {

// f = (a x^2 + b y^2) / 2 from (x, y) after k steps of rate lr.
struct Quadratic {
  long double a, b;
  long double after(Point p, long double lr, int k) const {
    const long double x = p.x * std::pow(1 - lr * a, (long double)k),
                      y = p.y * std::pow(1 - lr * b, (long double)k);
    return (a * x * x + b * y * y) / 2;
  }
};

StudySpec quadratic_study(double lr) {
  StudySpec s = study_from_json(parse_json(R"({
    "methods": [{"label": "gd", "optimizer": "sgd"}],
    "tasks": [{"label": "bowl", "formula": "x^2 + 10*y^2", "domain": [-3, 5, -4, 2], "f_best": 0,
               "training": [101], "held_out": [1, 2]}],
    "budget": 300, "tuning": 1, "starts": 300, "rates": 0, "rate_starts": 40, "tuning_starts": 40})",
                                           "t"));
  s.methods[0].lr = lr;
  return s;
}

// The step at which the closed form falls to the target; -1 where rounding could decide.
i64 first_hit(const Quadratic& f, Point p, double lr, double target, i64 steps) {
  for (i64 k = 0; k <= steps; k++) {
    const long double excess = f.after(p, lr, int(k));
    if (std::abs(excess / target - 1) < 1e-10L) return -1;
    if (excess < target) return k;
  }
  return kNever;
}

TEST(RunCell, HittingTimesOfGradientDescentAreTheClosedForms) {
  const Quadratic f{2, 20};
  const double lr = 0.03;
  const StudySpec spec = quadratic_study(lr);
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const CellId id{Phase::test, 0, 0, 1, 0};
  const Plan plan = make_plan(run_of(spec, id, {}));
  const CellResult r = run_cell(spec, id, {}, 0, *backend);
  ASSERT_EQ(r.starts, 300);
  ASSERT_EQ(r.steps, 300);
  const std::vector<double> targets = targets_of(spec);
  std::vector<i64> reached(targets.size()), steps_to(targets.size());
  int checked = 0;
  for (i64 i = 0; i < r.starts; i++) {
    const Point p = start_point(plan.start, u64(i));
    double exponents = 0;  // of the lowest target reached, summed over the steps
    std::vector<i64> hits;
    for (std::size_t t = 0; t < targets.size(); t++) {
      i64 expected = first_hit(f, p, lr, targets[t], r.steps);
      const u32 hit = r.hits[t * 300 + std::size_t(i)];
      if (expected >= 0) {
        ASSERT_EQ(i64(hit), expected) << "start " << i << ", target " << targets[t];
        checked++;
      }
      hits.push_back(hit);
      if (hit != kNever) reached[t]++, steps_to[t] += hit;
    }
    for (i64 k = 1; k <= r.steps; k++) {
      std::size_t below = 0;
      while (below < targets.size() && hits[below] <= k) below++;
      exponents += below == 0 ? 2 : std::log10(targets[below - 1]);
    }
    EXPECT_NEAR(r.anytime[std::size_t(i)], exponents / double(r.steps), 1e-5);
    EXPECT_EQ(r.last_hit[std::size_t(i)], u32(hits.back()));
    // 300 steps of some roundings each; (1 - 2 lr)^600 = 7e-17 of the start's height is left.
    const double end = double(f.after(p, lr, 300));
    EXPECT_NEAR(r.final_excess[std::size_t(i)] / end, 1, 1e-10);
    EXPECT_NEAR(r.best_excess[std::size_t(i)] / end, 1, 1e-10);
    EXPECT_EQ(Outcome(r.outcome[std::size_t(i)]), Outcome::converged);
  }
  EXPECT_GT(checked, 300 * 50);
  EXPECT_EQ(r.reached, reached);
  EXPECT_EQ(r.steps_to, steps_to);
}

// A rate beyond 2 / L diverges: what was reached on the way counts, and the end is no better for it.
TEST(RunCell, DivergenceKeepsWhatWasReachedBefore) {
  StudySpec spec = quadratic_study(0.5);  // L = 20: y grows nine-fold in every step
  spec.tasks[0].domain = Domain(Box{-1, 1, -1, 1});
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const CellResult r = run_cell(spec, {Phase::test, 0, 0, 1, 0}, {}, 0, *backend);
  const Plan plan = make_plan(run_of(spec, {Phase::test, 0, 0, 1, 0}, {}));
  EXPECT_EQ(r.reached[0], 300);  // 100 at the start
  for (i64 i = 0; i < r.starts; i++) {
    EXPECT_EQ(r.hits[std::size_t(i)], 0u);
    const Point p = start_point(plan.start, u64(i));
    // The first step puts x to 0.
    const double best = std::min(p.x * p.x + 10 * p.y * p.y, 810 * p.y * p.y);
    EXPECT_NEAR(r.best_excess[std::size_t(i)] / best, 1, 1e-12);
    const Outcome outcome = Outcome(r.outcome[std::size_t(i)]);
    EXPECT_TRUE(outcome == Outcome::diverging || outcome == Outcome::non_finite);
    EXPECT_FALSE(r.final_excess[std::size_t(i)] < 1e5);
  }
}

// Per start, what `thalweg run` counts.
TEST(RunCell, OutcomesAreThoseOfTheRun) {
  StudySpec spec = preset("quick");
  spec.methods = {{"sgd", {"sgd"}, 0.02}};  // some diverge
  const CellId id{Phase::test, 0, 1, 1, 0};
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const CellResult r = run_cell(spec, id, {}, 0, *backend);
  std::array<i64, kOutcomes> outcomes{};
  for (const u8 outcome : r.outcome) outcomes[outcome]++;
  EXPECT_EQ(outcomes, run(run_of(spec, id, {}), *backend).result.outcomes);
  EXPECT_GT(outcomes[std::size_t(Outcome::converged)], 0);
  EXPECT_LT(outcomes[std::size_t(Outcome::converged)], r.starts);
}

// Two over the sum of the extreme curvatures contracts best (Polyak 1964): the sensitivity curve has its
// minimum there, and its costs are the closed forms.  To 1e-100 it takes about 590 steps, so that what a
// start adds (a factor of e^3 or so between the directions) moves the best rate by less than one of the grid.
TEST(RunCell, TheBestRateOfAQuadraticIsRecovered) {
  const Quadratic f{2, 20};
  StudySpec spec = quadratic_study(0.03);
  spec.rates = 41;
  spec.rate_axis = {"lr", 0.05, 0.098, Scale::linear};
  spec.target_low = -100;
  spec.budget = 4000;
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  double best = 0;
  i64 fewest = 1'000'000'000;
  for (int k = 0; k < spec.rates; k++) {
    const CellId id{Phase::rates, 0, 0, 1, k};
    const Plan plan = make_plan(run_of(spec, id, {}));
    const CellResult r = run_cell(spec, id, {}, 0, *backend);
    ASSERT_EQ(r.reached.back(), r.starts);
    if (r.steps_to.back() < fewest) {
      fewest = r.steps_to.back();
      best = rate_of(spec, k);
    }
    for (std::size_t i = 0; k % 8 == 0 && i < std::size_t(r.starts); i++) {
      const i64 hit = first_hit(f, start_point(plan.start, i), rate_of(spec, k), 1e-100, r.steps);
      if (hit >= 0) {
        EXPECT_EQ(r.last_hit[i], hit) << "rate " << rate_of(spec, k);
      }
    }
  }
  EXPECT_NEAR(best, 2.0 / 22, (0.098 - 0.05) / 40);
}

TEST(CellBytes, ComeBackAndAreRefusedWhenCut) {
  const StudySpec spec = testing::small_study();
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const Phase phase : {Phase::tuning, Phase::test, Phase::rates}) {
    const CellResult r = run_cell(spec, {phase, 1, 0, 1, 0}, {}, 0, *backend);
    const std::string bytes = bytes_of(r);
    const std::optional<CellResult> again = cell_from(bytes, 9);
    ASSERT_TRUE(again);
    EXPECT_EQ(bytes_of(*again), bytes);
    EXPECT_EQ(again->hits, r.hits);
    EXPECT_EQ(again->best_excess, r.best_excess);
    EXPECT_EQ(again->anytime, r.anytime);
    EXPECT_EQ(again->outcome, r.outcome);
    EXPECT_FALSE(cell_from(bytes, 8));
    EXPECT_FALSE(cell_from(bytes + "x", 9));
    for (std::size_t n = 0; n < bytes.size(); n += 7) EXPECT_FALSE(cell_from(bytes.substr(0, n), 9));
  }
}

}  // namespace
}  // namespace thalweg::study

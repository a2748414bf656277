// SPDX-License-Identifier: MIT
// Lessons, thresholds and invariances of the diagnosis.
#include "analysis/diagnosis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/curve.h"
#include "core/error.h"
#include "runs.h"

namespace thalweg::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(),
                 kInf = std::numeric_limits<double>::infinity();

Verdict verdict_of(std::vector<double> losses) { return diagnose({std::move(losses), {}, {}}).verdict; }

TEST(Diagnosis, LessonExamples) {
  EXPECT_EQ(verdict_of({2, .1, 5, 20}), Verdict::diverging);
  EXPECT_EQ(verdict_of({8, 20, 55, 160}), Verdict::diverging);
  EXPECT_EQ(verdict_of({3, 9, 81, kNaN}), Verdict::non_finite);
  EXPECT_EQ(verdict_of({3, 9, 81, kInf}), Verdict::non_finite);
  EXPECT_EQ(verdict_of({4, 3.999, 3.998, 3.997, 3.996, 3.995}), Verdict::too_small);
  EXPECT_EQ(verdict_of({10, 5, 2.6, 1.4, .8, .5, .35, .28, .25, .24, .235, .233}), Verdict::good);
  EXPECT_EQ(verdict_of({16, 4, 1}), Verdict::good);
  EXPECT_EQ(verdict_of({5, 1, 4.8, .9, 5.1, 1.2, 4.7, 1}), Verdict::oscillating);
  EXPECT_EQ(verdict_of({5, 5, 5, 5, 5}), Verdict::plateau);
  EXPECT_EQ(verdict_of({10, 9, 8, 7, 6, 5, 4, 3, 2}), Verdict::improving);
}

TEST(Diagnosis, SaysWhatItSaw) {
  const Diagnosis d = diagnose({{8, 20, 55, 160}, {}, {}});
  for (const char* part : {"8", "160", "3 steps"})
    EXPECT_NE(d.reason.find(part), std::string::npos) << d.reason;
  EXPECT_NE(d.advice.find("Divide"), std::string::npos) << d.advice;
}

TEST(Diagnosis, RefusesWhatSaysNothing) {
  EXPECT_THROW(diagnose({{1, 2}, {}, {}}), InputError);
  EXPECT_THROW(diagnose({{}, {}, {}}), InputError);
  EXPECT_THROW(diagnose({{3, 2, 1}, {{0, 0}}, {}}), InputError);
  EXPECT_THROW(diagnose({{3, 2, 1}, {}, {{0, 0}}}), InputError);
}

// At rate a = lr * curvature in (1, 2) the loss (1 - a)^(2 k) falls in every step, and every step turns back.
TEST(Diagnosis, AnglesSeeTheOvershootThatLossesHide) {
  const Descent run = descend_quadratic({.curvatures = {1, 1}, .lr = 1.97, .steps = 100});
  for (std::size_t k = 1; k < run.history.losses.size(); k++)
    ASSERT_LT(run.history.losses[k], run.history.losses[k - 1]);
  const Curve curve = curve_of(run.history.losses);
  EXPECT_TRUE(curve.falls);
  EXPECT_EQ(curve.flips, 0);
  EXPECT_EQ(turns_of(run.history.positions, -0.5).reversals, 1);

  // At the limit the losses stand still, and only the path shows why.
  const Descent edge = descend_quadratic({.curvatures = {1, 1}, .lr = 2, .steps = 100});
  EXPECT_EQ(diagnose({edge.history.losses, {}, {}}).verdict, Verdict::plateau);
  const Diagnosis seen = diagnose(edge.history);
  EXPECT_EQ(seen.verdict, Verdict::oscillating);
  EXPECT_NE(seen.reason.find("period 2"), std::string::npos) << seen.reason;
}

TEST(Diagnosis, OvershootIsReportedEvenIfTheRunArrives) {
  const Descent run = follow(spec_of("sphere", 0.75, 60), {3, 1});  // curvature 2: lr times curvature is 1.5
  const Diagnosis d = diagnose(run.history, run.known);
  EXPECT_EQ(d.verdict, Verdict::good);
  EXPECT_NE(d.reason.find("overshot"), std::string::npos) << d.reason;
  const Descent calm = follow(spec_of("sphere", 0.25, 60), {3, 1});
  EXPECT_EQ(diagnose(calm.history, calm.known).reason.find("overshot"), std::string::npos);
}

// One step to either side of every threshold changes the verdict as it says.
TEST(DiagnosisRules, Growth) {
  EXPECT_TRUE(rises(curve_of(std::vector<double>{0, 1, 2, 3, 4}), 1.5, 0.5));
  EXPECT_FALSE(rises(curve_of(std::vector<double>{0, 3, 4, 4.1, 4.2}), 1.5, 0.5));  // levels off
  EXPECT_FALSE(rises(curve_of(std::vector<double>{5, 0, 1, 3, 5.1}), 1.5, 0.5));    // hardly above the start
  EXPECT_FALSE(rises(curve_of(std::vector<double>{0, 2, 1, 2, 2}), 1.5, 0.5));
}
TEST(DiagnosisRules, Oscillation) {
  // The path of f = x^2 / 2 at rate a, whose steps shrink by a - 1 each: 0.2 of the early ones after ln 0.2 /
  // ln(a - 1).
  const auto at_rate = [](double a) {
    Descent run = descend_quadratic({.curvatures = {1, 1}, .lr = a, .steps = 100});
    return diagnose(run.history).verdict;
  };
  EXPECT_EQ(at_rate(1.995), Verdict::oscillating);  // 0.995^87 = 0.65
  EXPECT_NE(at_rate(1.95), Verdict::oscillating);   // 0.95^87 = 0.012
}
TEST(DiagnosisRules, PlateauAndRest) {
  History h{{5, 4.9, 4.8, 4.7, 4.6}, {}, {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}}};
  Knowledge known = nothing_known();
  known.lowest = 0;
  known.slope = 99;
  EXPECT_EQ(diagnose(h, known).verdict, Verdict::too_small);
  known.slope = 101;
  EXPECT_EQ(diagnose(h, known).verdict, Verdict::plateau);
  h.gradients.back() = {0.99e-4, 0};
  EXPECT_EQ(diagnose(h).verdict, Verdict::good);
}
TEST(DiagnosisRules, SteadyAndSpeedingUp) {
  const auto at = [](double first, double last) {
    return verdict_of({100, 100 - first, 99 - first, 98 - first, 98 - first - last});
  };
  EXPECT_EQ(at(1, 0.31), Verdict::too_small);
  EXPECT_EQ(at(1, 0.29), Verdict::good);
  EXPECT_EQ(at(1, 2.9), Verdict::too_small);
  EXPECT_EQ(at(1, 3.1), Verdict::improving);
}
TEST(DiagnosisRules, LocalMinimum) {
  Knowledge known = nothing_known();
  known.lowest = 0;
  known.end = Critical{CriticalKind::minimum, {1, 1}, 2e-6, {1, 2}};
  EXPECT_EQ(diagnose({{1, 0.5, 2e-6}, {}, {}}, known).verdict, Verdict::local_minimum);
  known.end->value = 0.5e-6;
  EXPECT_EQ(diagnose({{1, 0.5, 0.5e-6}, {}, {}}, known).verdict, Verdict::good);
}

// ---- Metamorphic: what must not matter.

std::vector<Descent> varied_runs() {
  std::vector<Descent> runs;
  for (const double k : {1.0, 10.0, 100.0})
    for (const double a : {1e-4, 1e-2, .3, 1.0, 1.6, 1.99, 2.0, 2.05, 3.0})
      for (const double momentum : {0.0, 0.9})
        runs.push_back(
            descend_quadratic({.curvatures = {1, k}, .lr = a / k, .momentum = momentum, .steps = 120}));
  for (const double sigma : {0.01, 0.1})
    runs.push_back(descend_quadratic({.curvatures = {1, 4}, .lr = 0.1, .noise = sigma, .steps = 200}));
  return runs;
}

TEST(DiagnosisInvariance, MultiplyingTheLosses) {
  for (const Descent& run : varied_runs())
    for (const double a : {1e-9, 3.7, 1e12}) {
      Descent other = run;
      for (double& loss : other.history.losses) loss *= a;
      EXPECT_EQ(diagnose({other.history.losses, {}, {}}).verdict,
                diagnose({run.history.losses, {}, {}}).verdict)
          << run.name << " times " << a;
      for (Point& g : other.history.gradients) g = {a * g.x, a * g.y, 0};
      other.known.slope *= a;
      EXPECT_EQ(diagnose(other.history, other.known).verdict, diagnose(run.history, run.known).verdict)
          << run.name << " times " << a;
    }
}

TEST(DiagnosisInvariance, TurningTheAxes) {
  for (const Descent& run : varied_runs()) {
    Descent other = run;
    for (auto* points : {&other.history.positions, &other.history.gradients})
      for (Point& p : *points) p = {0.6 * p.x - 0.8 * p.y, 0.8 * p.x + 0.6 * p.y, 0};
    EXPECT_EQ(diagnose(other.history, other.known).verdict, diagnose(run.history, run.known).verdict)
        << run.name;
  }
}

// lr -> lr / c with f -> c f: the same path.
TEST(DiagnosisInvariance, RateAgainstScale) {
  for (const double c : {1.0 / 1024, 64.0})
    for (const double lr : {1e-4, 0.1, 0.9, 1.5, 2.0, 2.2}) {
      const Descent one = descend_quadratic({.curvatures = {1, 0.125}, .lr = lr, .steps = 80});
      const Descent other = descend_quadratic({.curvatures = {c, 0.125 * c}, .lr = lr / c, .steps = 80});
      ASSERT_EQ(one.history.positions, other.history.positions);
      EXPECT_EQ(diagnose(one.history, one.known).verdict, diagnose(other.history, other.known).verdict) << lr;
    }
}

// An offset moves the lowest value too; where that is not known, verdicts about the shape stay.
TEST(DiagnosisInvariance, AddingAConstant) {
  for (const Descent& run : varied_runs())
    for (const double b : {-8.0, 8.0}) {
      Descent other = run;
      for (double& loss : other.history.losses) loss += b;
      other.known.lowest += b;
      const Verdict before = diagnose(run.history, run.known).verdict;
      EXPECT_EQ(diagnose(other.history, other.known).verdict, before) << run.name << " plus " << b;
      const Verdict of_losses = diagnose({run.history.losses, {}, {}}).verdict;
      if (of_losses == Verdict::diverging || of_losses == Verdict::oscillating ||
          of_losses == Verdict::non_finite) {
        EXPECT_EQ(diagnose({other.history.losses, {}, {}}).verdict, of_losses) << run.name << " plus " << b;
      }
    }
}

// ---- Ensembles.

RunResult result_of(std::initializer_list<std::pair<Outcome, i64>> outcomes, double median) {
  RunResult r;
  r.plan = make_plan({.particles = 100});
  for (const auto& [outcome, count] : outcomes) r.outcomes[std::size_t(outcome)] = count;
  r.loss = {0, 0, median, median, median};
  return r;
}

TEST(EnsembleDiagnosis, IsWhatMostParticlesDo) {
  EXPECT_EQ(diagnose(result_of({{Outcome::converged, 90}, {Outcome::running, 10}}, 0), 100).verdict,
            Verdict::good);
  EXPECT_EQ(diagnose(result_of({{Outcome::diverging, 60}, {Outcome::converged, 40}}, 0), 100).verdict,
            Verdict::diverging);
  EXPECT_EQ(diagnose(result_of({{Outcome::oscillating, 100}}, 0), 100).verdict, Verdict::oscillating);
  EXPECT_EQ(diagnose(result_of({{Outcome::saddle, 100}}, 0), 100).verdict, Verdict::saddle);
  EXPECT_EQ(diagnose(result_of({{Outcome::plateau, 100}}, 0), 100).verdict, Verdict::plateau);
  EXPECT_EQ(diagnose(result_of({{Outcome::non_finite, 100}}, 0), 100).verdict, Verdict::non_finite);
  EXPECT_EQ(diagnose(result_of({{Outcome::running, 100}}, 50), 100).verdict, Verdict::improving);
  EXPECT_EQ(diagnose(result_of({{Outcome::running, 100}}, 99), 100).verdict, Verdict::too_small);
  EXPECT_EQ(diagnose(result_of({{Outcome::running, 100}}, kNaN), kNaN).verdict, Verdict::non_finite);
  RunResult local = result_of({{Outcome::converged, 100}}, 1);
  local.minima = {{{3, 2}, 0, true, 30}, {{1, 1}, 1, false, 70}};
  EXPECT_EQ(diagnose(local, 100).verdict, Verdict::local_minimum);
  EXPECT_NE(diagnose(local, 100).reason.find("70 %"), std::string::npos);
}

TEST(EnsembleDiagnosis, TheNextLargestShareHasItsSay) {
  const Diagnosis d = diagnose(result_of({{Outcome::converged, 54}, {Outcome::oscillating, 43}}, 0), 100);
  EXPECT_EQ(d.verdict, Verdict::good);
  EXPECT_NE(d.reason.find("43 % go to and fro"), std::string::npos) << d.reason;
  EXPECT_NE(d.advice.find("Divide"), std::string::npos) << d.advice;
}

TEST(EnsembleDiagnosis, MedianStartLoss) {
  // Himmelblau at (0, 0), by hand: 11^2 + 7^2.
  const Plan plan = make_plan({.start = {StartKind::point, 0.0, 0.0}, .particles = 1000});
  EXPECT_EQ(median_start_loss(plan), 170);
}

}  // namespace
}  // namespace thalweg::test

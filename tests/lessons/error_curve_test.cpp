// SPDX-License-Identifier: MIT
#include "lessons/book/error_curve_figures.h"

#include <cstdio>

#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using namespace book::reading;

struct Machine {
  std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
};

TEST(ErrorCurve, FactsByHand) {
  FactBench bench("error_curve");
  constexpr double kRounding = 1e-12;
  const double up[4] = {8, 20, 55, 160}, down[4] = {2, 0.1, 5, 20};
  for (int k = 0; k < 4; k++) {
    bench.expect("up" + std::to_string(k + 1), up[k], 0);
    bench.expect("down" + std::to_string(k + 1), down[k], 0);
  }
  bench.expect("ratio1", 20 / 8.0, kRounding);
  bench.expect("ratio2", 55 / 20.0, kRounding);
  bench.expect("ratio3", 160 / 55.0, kRounding);
  // On (w - 5)^2 the distance is multiplied by 1 - 2 rate, the error by its square.  Half an interval of
  // 2^-50, and the rounding of the quotient of two errors.
  constexpr double kSearched = 1e-13;
  bench.expect("rate_low", (1 + std::sqrt(2.5L)) / 2, kSearched);
  bench.expect("rate_high", (1 + std::sqrt(160.0L / 55)) / 2, kSearched);
  bench.expect("bowl_limit", 1, kRounding);
  bench.expect_all_checked();
}

TEST(ErrorCurve, QuestionsAreExplained) { FactBench("error_curve").expect_questions_explained(); }

TEST(ErrorCurve, TheNotedErrorsAreFoundToDiverge) {
  EXPECT_EQ(diagnosis_of({2.0, 0.1, 5.0, 20}).verdict, Verdict::diverging);
  EXPECT_EQ(diagnosis_of({8, 20, 55, 160}).verdict, Verdict::diverging);
}

TEST(ErrorCurve, ThePanelsShowWhatTheirHeadsSay) {
  Machine one;
  for (const Patient& p : kPatients) {
    const auto verdict = [&](int k) {
      return diagnosis_of(errors_of(p, p.rates[std::size_t(k)], one.lab)).verdict;
    };
    EXPECT_EQ(verdict(0), Verdict::too_small) << p.name;
    EXPECT_EQ(verdict(1), Verdict::good) << p.name;
    const Fate last = fate_of(verdict(2));
    EXPECT_TRUE(last == Fate::blows_up || last == Fate::bounces) << p.name;
  }
}

TEST(ErrorCurve, TheThreePatientsHaveWhatTheAnswersSay) {
  Machine one;
  const auto all = ward(one.lab);
  EXPECT_EQ(diagnosis_of(all[0]).verdict, Verdict::non_finite);
  EXPECT_EQ(diagnosis_of(all[1]).verdict, Verdict::too_small);
  EXPECT_EQ(diagnosis_of(all[2]).verdict, Verdict::good);
}

TEST(ErrorCurve, GrowthIsJudgedByItsRatio) {
  FactBench bench("error_curve");
  constexpr std::size_t kFasterPage = 3;
  const auto text = [&](double rate) { return bench.answered(kFasterPage, 0, 0, {rate}).text; };
  EXPECT_TRUE(bench.answered(kFasterPage, 0, 0, {1.3}).right);
  EXPECT_NE(text(0.9).find("shrinks"), std::string::npos);
  EXPECT_NE(text(1.2).find("grow faster"), std::string::npos);
  EXPECT_NE(text(1.4).find("more slowly"), std::string::npos);
}

// Bowls have a closed form: the distance to the bottom is multiplied by 1 - a rate at every step.
TEST(ErrorCurve, RandomBowlsAreDiagnosedAsTheirClosedForm) {
  Machine one;
  int explosions = 0, others = 0;
  for (u64 seed = 1; seed <= 200; seed++) {
    Dice dice(seed);
    const RunSpec spec = random_run(dice, 0);
    double half = 0, centre = 0, floor = 0;
    char sign = 0;
    ASSERT_EQ(std::sscanf(spec.formula.c_str(), "%lf*(w %c %lf)^2 + %lf", &half, &sign, &centre, &floor), 4)
        << spec.formula;
    const double shrinks = 1 - 2 * half * *spec.lr;
    const bool explodes = std::abs(shrinks) > 1;
    if (std::abs(std::abs(shrinks) - 1) < 0.02) continue;  // too slow to tell in so few steps
    const Finding finding =
        finding_of(diagnosis_of(errors(until_stopped(spec, follow(spec, one.lab)))).verdict);
    EXPECT_EQ(finding == Finding::explodes, explodes) << spec.formula << " at " << *spec.lr;
    (explodes ? explosions : others)++;
  }
  EXPECT_GT(explosions, 5);
  EXPECT_GT(others, 5);
}

TEST(ErrorCurve, EveryFindingIsAskedFor) {
  Machine one;
  const Lesson& lesson = find_lesson("error_curve");
  for (const Page& page : lesson.pages) {
    if (!page.series) continue;
    for (int level = 0; level < 3; level++) {
      std::vector<int> seen(std::size_t(kFindingsOfLevel[level]));
      for (u64 seed = 1; seed <= 40; seed++) {
        const Page patient = page.series->make(seed, level, one.lab);
        seen[std::size_t(std::get<Choices>(patient.tasks[0].answer).right)]++;
      }
      for (const int n : seen) EXPECT_GT(n, 0) << "level " << level;
    }
  }
}

}  // namespace
}  // namespace thalweg::lessons

// SPDX-License-Identifier: MIT
#include "study/statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/resampling.h"

namespace thalweg::study {
namespace {

using Numbers = std::vector<double>;
constexpr double kInf = std::numeric_limits<double>::infinity(),
                 kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(RunningTime, IsWhatAllRunsCostPerSuccess) {
  EXPECT_EQ(expected_running_time(Numbers{10, 30, kInf, kInf}, 100), (10 + 30 + 100 + 100) / 2.0);
  EXPECT_EQ(expected_running_time(Numbers{10, 30}, 100), 20);
  EXPECT_EQ(expected_running_time(Numbers{0, 0}, 100), 0);
  EXPECT_EQ(expected_running_time(Numbers{kInf, kInf}, 100), kInf);
  EXPECT_EQ(expected_running_time(Numbers{}, 100), kInf);
}

TEST(RunningTime, HasAnIntervalAroundIt) {
  const Numbers costs{10, 30, 20, kInf, 50};
  const Estimate e = expected_running_time(costs, 100, 7);
  EXPECT_EQ(e.value, expected_running_time(costs, 100));
  EXPECT_LT(e.low, e.value);
  EXPECT_GT(e.high, e.value);
  EXPECT_GE(e.low, 10);  // no resample is cheaper than the cheapest hit
}

TEST(RunningTime, IsDrawnFromTheSeedAlone) {
  Numbers costs;
  for (int i = 0; i < 60; i++) costs.push_back(i % 3 == 0 ? kInf : 100 + i * i);
  const Estimate a = expected_running_time(costs, 9000, 7), b = expected_running_time(costs, 9000, 7),
                 c = expected_running_time(costs, 9000, 8);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.high, b.high);
  EXPECT_FALSE(a.low == c.low && a.high == c.high);
}

TEST(RunningTime, OfRunsThatAreAllAlikeIsCertain) {
  const Estimate few = expected_running_time(Numbers(5, 40), 100, 1),
                 many = expected_running_time(Numbers(5000, 40), 100, 1),
                 none = expected_running_time(Numbers(5000, 0), 100, 1);
  for (const Estimate& e : {few, many}) {
    EXPECT_EQ(e.value, 40);
    EXPECT_EQ(e.low, 40);
    EXPECT_EQ(e.high, 40);
  }
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 0);
}

TEST(RunningTime, WithoutASuccessHasALowerBoundOnly) {
  const Estimate e = expected_running_time(Numbers(100, kInf), 2000, 1);
  EXPECT_EQ(e.value, kInf);
  EXPECT_EQ(e.high, kInf);
  // Wilson's upper bound of 0 of n is z^2 / (n + z^2), so budget * n / z^2 is left.
  EXPECT_NEAR(e.low, 2000 * 100 / (1.959963984540054 * 1.959963984540054), 1e-6);
}

/// A run that succeeds with probability p at a cost uniform in 1 ... 99.
double hit(Draws& draws, double p) {
  const double cost = 1 + draws.index(99);
  return draws.unit() < p ? cost : kInf;
}

// 95 % up to four standard deviations of a share of `simulations`, and an error of 1 / runs that a percentile
// interval of second order accuracy has by itself.
void expect_covers(int covered, int simulations, int runs) {
  const double share = double(covered) / simulations, slack = 4 * std::sqrt(0.95 * 0.05 / simulations);
  EXPECT_NEAR(share, 0.95, slack + 1.0 / runs);
}

TEST(RunningTime, LiesInItsIntervalNinetyFiveTimesInAHundred) {
  struct Case {
    int runs;
    double p;
  };
  constexpr double kBudget = 200, kMeanHit = 50;
  for (const auto& [runs, p] : {Case{60, 0.6}, Case{150, 0.9}, Case{600, 0.5}}) {
    const double truth = (p * kMeanHit + (1 - p) * kBudget) / p;
    constexpr int kSimulations = 1500;
    int covered = 0;
    for (int s = 0; s < kSimulations; s++) {
      Draws draws{u64(runs), u32(s)};
      Numbers costs;
      for (int i = 0; i < runs; i++) costs.push_back(hit(draws, p));
      const Estimate e = expected_running_time(costs, kBudget, u64(s), 500);
      covered += e.low <= truth && truth <= e.high;
    }
    SCOPED_TRACE(runs);
    expect_covers(covered, kSimulations, runs);
  }
}

TEST(RunningTime, BootstrapAndDeltaMethodMeet) {
  // 199 successes are resampled, 200 are not; an end of 20000 resamples has a standard deviation of
  // sqrt(0.025 * 0.975 / 20000) / 0.0584 = 0.019 standard errors, four of which are 4 % of the half width;
  // the skew that the normal approximation leaves out is of the order 1 / sqrt(200) of it.
  Numbers costs;
  for (int i = 0; i < 199; i++) costs.push_back(1 + i / 2);
  for (int i = 0; i < 100; i++) costs.push_back(kInf);
  const Estimate bootstrap = expected_running_time(costs, 200, 3, 20000);
  costs.push_back(50);
  const Estimate delta = expected_running_time(costs, 200, 3, 20000);
  const double tolerance = (0.04 + 1 / std::sqrt(200)) * 0.5 * (delta.high - delta.low);
  EXPECT_NEAR(bootstrap.low, delta.low, tolerance);
  EXPECT_NEAR(bootstrap.high, delta.high, tolerance);
}

TEST(BinomialDraws, AreDistributedAsTheyShould) {
  // Against the closed form, every outcome of 12 trials at 1/4: inverting its own distribution function, so
  // each boundary must be where the cumulated probability is.
  const BinomialDraws draws(12, 3);
  double cumulated = 0;
  for (int k = 0; k < 12; k++) {
    const double p = std::exp(std::lgamma(13) - std::lgamma(k + 1) - std::lgamma(13 - k) +
                              k * std::log(0.25) + (12 - k) * std::log(0.75));
    cumulated += p;
    EXPECT_EQ(draws(cumulated * (1 - 1e-9)), k);
    if (k < 11) {
      EXPECT_EQ(draws(cumulated * (1 + 1e-9)), k + 1);
    }
  }
  EXPECT_EQ(BinomialDraws(7, 7)(0.3), 7);
  EXPECT_EQ(BinomialDraws(1000000, 1)(1e-9), 0);
}

TEST(Wilson, CoversAsOftenAsItsExactCoverageSays) {
  constexpr int kRuns = 50, kSimulations = 20000;
  constexpr double kP = 0.3;
  double exact = 0;
  for (int k = 0; k <= kRuns; k++) {
    const Proportion w = wilson95(k, kRuns);
    if (w.low <= kP && kP <= w.high)
      exact += std::exp(std::lgamma(kRuns + 1) - std::lgamma(k + 1) - std::lgamma(kRuns - k + 1) +
                        k * std::log(kP) + (kRuns - k) * std::log(1 - kP));
  }
  EXPECT_NEAR(exact, 0.95, 0.02);  // Brown, Cai & DasGupta 2001, figure 5: between 0.93 and 0.97
  int covered = 0;
  for (int s = 0; s < kSimulations; s++) {
    Draws draws(11, u32(s));
    int k = 0;
    for (int i = 0; i < kRuns; i++) k += draws.unit() < kP;
    const Proportion w = wilson95(k, kRuns);
    covered += w.low <= kP && kP <= w.high;
  }
  EXPECT_NEAR(double(covered) / kSimulations, exact, 4 * std::sqrt(exact * (1 - exact) / kSimulations));
}

TEST(Ratio, LiesInItsIntervalNinetyFiveTimesInAHundred) {
  // b needs twice what a needs where both succeed, so the costs of a pair go together; failures are apart.
  constexpr double kBudget = 200, kPa = 0.8, kPb = 0.6, kMean = 50;
  const double truth =
      ((kPa * kMean + (1 - kPa) * kBudget) / kPa) / ((kPb * 2 * kMean + (1 - kPb) * kBudget) / kPb);
  for (const int runs : {80, 500}) {
    constexpr int kSimulations = 1500;
    int covered = 0;
    for (int s = 0; s < kSimulations; s++) {
      Draws draws{u64(runs), u32(s)};
      Numbers a, b;
      for (int i = 0; i < runs; i++) {
        const double cost = 1 + draws.index(99);
        a.push_back(draws.unit() < kPa ? cost : kInf);
        b.push_back(draws.unit() < kPb ? 2 * cost : kInf);
      }
      const Estimate e = ratio_of_times(a, b, kBudget, u64(s), 500);
      covered += e.low <= truth && truth <= e.high;
    }
    SCOPED_TRACE(runs);
    expect_covers(covered, kSimulations, runs);
  }
}

TEST(Ratio, OfAMethodToItselfIsOneForSure) {
  Numbers costs;
  for (int i = 0; i < 40; i++) costs.push_back(i % 5 == 0 ? kInf : 7 * i);
  for (const int copies : {1, 20}) {
    Numbers many;
    for (int c = 0; c < copies; c++) many.insert(many.end(), costs.begin(), costs.end());
    const Estimate e = ratio_of_times(many, many, 500, 1);
    EXPECT_EQ(e.value, 1);
    EXPECT_EQ(e.low, 1);
    EXPECT_EQ(e.high, 1);
  }
}

TEST(Ratio, SaysWhatIsLeftWhereOneNeverSucceeds) {
  const Numbers never(50, kInf), always(50, 20.0);
  const Estimate slower = ratio_of_times(never, always, 100, 1),
                 faster = ratio_of_times(always, never, 100, 1),
                 unknown = ratio_of_times(never, never, 100, 1);
  EXPECT_EQ(slower.value, kInf);
  EXPECT_EQ(slower.high, kInf);
  EXPECT_NEAR(slower.low, expected_running_time(never, 100, 1).low / 20, 1e-9);
  EXPECT_EQ(faster.value, 0);
  EXPECT_EQ(faster.low, 0);
  EXPECT_NEAR(faster.high * slower.low, 1, 1e-12);
  EXPECT_TRUE(std::isnan(unknown.value));
  EXPECT_EQ(unknown.low, 0);
  EXPECT_EQ(unknown.high, kInf);
}

TEST(Profiles, CountWhatIsReached) {
  const Staircase s = reached_over_cost(Numbers{3, 1, 3, kInf, kNaN});
  EXPECT_EQ(s.x, (Numbers{1, 3}));
  EXPECT_EQ(s.y, (Numbers{0.2, 0.6}));
  EXPECT_TRUE(reached_over_cost(Numbers{}).x.empty());
  EXPECT_TRUE(reached_over_cost(Numbers{kInf}).x.empty());
}

TEST(Profiles, OfDolanAndMore) {
  // Three tasks: the first method is best on one, 4 times as slow on another, and nobody solves the third.
  const std::vector<Staircase> p =
      performance_profiles(Numbers{10, 40, kInf, 20, 10, kInf, kInf, kInf, kInf}, 3, 3);
  ASSERT_EQ(p.size(), 3u);
  EXPECT_EQ(p[0].x, (Numbers{1, 4}));
  EXPECT_EQ(p[0].y, (Numbers{1 / 3.0, 2 / 3.0}));
  EXPECT_EQ(p[1].x, (Numbers{1, 2}));
  EXPECT_EQ(p[1].y, (Numbers{1 / 3.0, 2 / 3.0}));
  EXPECT_EQ(p[2].x, (Numbers{1}));
  EXPECT_EQ(p[2].y, (Numbers{0}));
}

TEST(Profiles, WhereTheBestCostsNothing) {
  const std::vector<Staircase> p = performance_profiles(Numbers{0, 5}, 2, 1);
  EXPECT_EQ(p[0].y, (Numbers{1}));
  EXPECT_EQ(p[1].y, (Numbers{0}));
}

TEST(EffectSize, IsThatOfVarghaAndDelaney) {
  const Numbers a{1, 5, 7, kInf, 5}, b{5, 2, kInf, 9};
  double wins = 0;
  for (const double x : a)
    for (const double y : b) wins += x < y ? 1 : x == y ? 0.5 : 0;
  EXPECT_DOUBLE_EQ(a12(a, b), wins / 20);
  EXPECT_DOUBLE_EQ(a12(a, b) + a12(b, a), 1);
  EXPECT_EQ(a12(a, a), 0.5);
  EXPECT_EQ(a12(Numbers{kInf}, Numbers{kInf}), 0.5);
  EXPECT_EQ(a12(Numbers{1, 2}, Numbers{kInf, 3}), 1);
}

TEST(EffectSize, OfPairs) {
  const PairedShares s = paired_shares(Numbers{1, 5, kInf, kInf, 2}, Numbers{2, 5, kInf, 1, kInf});
  EXPECT_DOUBLE_EQ(s.first, 0.4);
  EXPECT_DOUBLE_EQ(s.ties, 0.4);
}

TEST(SignTest, IsExactlyBinomial) {
  // 1 of 8 pairs against the rest: 2 (1 + 8) / 2^8.
  EXPECT_NEAR(sign_test(Numbers{1, 1, 1, 1, 1, 1, 1, 9, 4}, Numbers{2, 2, 2, 2, 2, 2, 2, 2, 4}), 18 / 256.0,
              1e-14);
  EXPECT_EQ(sign_test(Numbers{1, 2}, Numbers{2, 1}), 1);
  EXPECT_EQ(sign_test(Numbers{3, 3}, Numbers{3, 3}), 1);
  EXPECT_NEAR(sign_test(Numbers{1, 2, 3, 4, 5}, Numbers(5, kInf)), 2 / 32.0, 1e-14);
  // 10000 to nothing: below the smallest double, and still a number.
  const double p = sign_test(Numbers(10000, 1), Numbers(10000, 2));
  EXPECT_TRUE(p >= 0 && p < 1e-300);
}

/// By trying all signs: ranks of the joint ranks' differences, written down once more from the definition.
double wilcoxon_by_enumeration(const Numbers& a, const Numbers& b) {
  Numbers all = a;
  all.insert(all.end(), b.begin(), b.end());
  const auto rank = [](const Numbers& of, double x) {  // 1 + smaller ones + half of the other equals
    double below = 0, equal = 0;
    for (const double y : of) below += y < x, equal += y == x;
    return below + (equal + 1) / 2;
  };
  Numbers sizes;
  std::vector<bool> up;
  for (std::size_t i = 0; i < a.size(); i++)
    if (const double d = rank(all, a[i]) - rank(all, b[i]); d != 0)
      sizes.push_back(std::abs(d)), up.push_back(d > 0);
  const std::size_t n = sizes.size();
  double observed = 0, total = 0;
  for (std::size_t i = 0; i < n; i++)
    total += rank(sizes, sizes[i]), observed += up[i] ? rank(sizes, sizes[i]) : 0;
  int as_far = 0;
  for (u32 signs = 0; signs < (1u << n); signs++) {
    double sum = 0;
    for (std::size_t i = 0; i < n; i++) sum += (signs >> i) & 1 ? rank(sizes, sizes[i]) : 0;
    as_far += std::abs(sum - total / 2) >= std::abs(observed - total / 2);
  }
  return double(as_far) / double(1u << n);
}

TEST(Wilcoxon, EqualsTheEnumerationOfAllSigns) {
  for (u32 c = 0; c < 200; c++) {
    Draws draws(5, c);
    Numbers a, b;
    const u32 n = 1 + draws.index(10);
    for (u32 i = 0; i < n; i++) {  // few values, so that many tie
      a.push_back(draws.unit() < 0.2 ? kInf : draws.index(8));
      b.push_back(draws.unit() < 0.2 ? kInf : draws.index(8));
    }
    EXPECT_NEAR(wilcoxon(a, b), wilcoxon_by_enumeration(a, b), 1e-12) << "case " << c;
  }
}

TEST(Wilcoxon, HasThePublishedTail) {
  // Eight pairs, of which those with the ranks 1 and 2 go the other way: T = 3, two-sided p = 10 / 256, as in
  // Wilcoxon's table (0.039 at n = 8, T = 3).  The values are spread so that joint ranks keep their order.
  const Numbers a{1, 4, 5, 11, 19, 29, 41, 55}, b{2, 6, 9, 3, 10, 18, 28, 40};
  const double p = wilcoxon(a, b);
  EXPECT_NEAR(p, wilcoxon_by_enumeration(a, b), 1e-12);
  EXPECT_EQ(wilcoxon(Numbers{1, 2, 3, 4, 5}, Numbers{6, 7, 8, 9, 10}), 2 / 32.0);
}

/// Exact p of n pairs without ties whose ranks are 1 ... n: counts of subsets by their sum.
double exact_without_ties(int n, int observed) {
  const int total = n * (n + 1) / 2;
  Numbers ways(std::size_t(total) + 1, 0.0);
  ways[0] = 1;
  for (int r = 1; r <= n; r++)
    for (int s = total; s >= r; s--) ways[std::size_t(s)] += ways[std::size_t(s - r)];
  double tail = 0;
  for (int s = 0; s <= std::min(observed, total - observed); s++) tail += ways[std::size_t(s)];
  return std::min(1.0, 2 * tail / std::pow(2.0, n));
}

TEST(Wilcoxon, ApproximatesWhereItDoesNotCount) {
  // 60 pairs, every third one the other way.  The
  // first term that the normal approximation leaves out is its kurtosis, -1.8 / n: |p - exact| is below
  // 2 * 1.8 / (24 n) * max |He3 phi| = 0.0825 / n.
  constexpr int kPairs = 60;
  Numbers a, b;
  int observed = 0;
  for (int i = 1; i <= kPairs; i++) {
    // Values nested around 0: those of pair i are 2 i - 1 ranks apart.
    const bool up = i % 3 == 0;
    a.push_back(up ? i : -i);
    b.push_back(up ? -i : i);
    observed += up ? i : 0;
  }
  EXPECT_NEAR(wilcoxon(a, b), exact_without_ties(kPairs, observed), 0.0825 / kPairs);
  EXPECT_LT(wilcoxon(a, b), 0.05);
}

TEST(Wilcoxon, OfTwoThatAreAlikeIsOne) {
  EXPECT_EQ(wilcoxon(Numbers{1, 2, kInf}, Numbers{1, 2, kInf}), 1);
  EXPECT_EQ(wilcoxon(Numbers(100, kInf), Numbers(100, kInf)), 1);
  const double p = wilcoxon(Numbers(20000, 1), Numbers(20000, 2));
  EXPECT_TRUE(p >= 0 && p < 1e-300);
}

TEST(Holm, AdjustsFromTheSmallestOn) {
  // Holm 1979: 0.01 * 4, then 0.02 * 3, then 0.03 * 2 raised to what came before, then 0.5.
  const Numbers adjusted = holm(Numbers{0.03, 0.01, 0.5, 0.02});
  EXPECT_DOUBLE_EQ(adjusted[1], 0.04);
  EXPECT_DOUBLE_EQ(adjusted[3], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.5);
  EXPECT_EQ(holm(Numbers{0.9, 0.8})[0], 1);
  EXPECT_TRUE(holm(Numbers{}).empty());
  const Numbers odd = holm(Numbers{kNaN, 0.01});
  EXPECT_EQ(odd[0], 1);
  EXPECT_DOUBLE_EQ(odd[1], 0.02);
}

TEST(Holm, IsWrongOnceInTwentyStudiesAtMost) {
  // Ten comparisons without a difference: uniform p values; any below 0.05 after adjusting is a mistake.
  constexpr int kStudies = 4000;
  int mistaken = 0;
  for (int s = 0; s < kStudies; s++) {
    Draws draws(2, u32(s));
    Numbers p;
    for (int i = 0; i < 10; i++) p.push_back(draws.unit());
    const Numbers adjusted = holm(p);
    mistaken += *std::min_element(adjusted.begin(), adjusted.end()) < 0.05;
  }
  const double exact = 1 - std::pow(1 - 0.005, 10);
  EXPECT_NEAR(double(mistaken) / kStudies, exact, 4 * std::sqrt(exact * (1 - exact) / kStudies));
}

TEST(GoodDecades, OfAPowerLaw) {
  // Cost proportional to 1 / rate below 1 and to the rate above: within a factor of 2 from 1/2 to 2.
  Numbers rates, costs;
  for (int i = -12; i <= 12; i++) {
    rates.push_back(std::pow(10, i / 4.0));
    costs.push_back(std::max(1 / rates.back(), rates.back()));
  }
  EXPECT_NEAR(good_decades(rates, costs), 2 * std::log10(2.0), 1e-12);
  EXPECT_NEAR(good_decades(rates, costs, 10), 2, 1e-12);
}

TEST(GoodDecades, AtEdgesCliffsAndGaps) {
  EXPECT_NEAR(good_decades(Numbers{1, 10, 100}, Numbers{5, 5, 5}), 2, 1e-12);
  EXPECT_NEAR(good_decades(Numbers{1, 10, 100, 1000}, Numbers{kInf, 5, 6, kInf}), 1, 1e-12);
  EXPECT_NEAR(good_decades(Numbers{1, 10, 100, 1000}, Numbers{5, 5, kInf, 5}), 1, 1e-12);
  EXPECT_EQ(good_decades(Numbers{1, 10}, Numbers{kInf, kNaN}), 0);
  EXPECT_EQ(good_decades(Numbers{}, Numbers{}), 0);
  EXPECT_NEAR(good_decades(Numbers{1, 10, 100}, Numbers{0, 0, 4}), 1, 1e-12);
}

TEST(Quantile, IsTheNearestRank) {
  EXPECT_EQ(quantile({5, 1, 3, 2}, 0.5), 2);
  EXPECT_EQ(quantile({5, 1, 3}, 0.5), 3);
  EXPECT_EQ(quantile({5, 1, 3}, 0), 1);
  EXPECT_EQ(quantile({5, 1, 3}, 1), 5);
  EXPECT_EQ(quantile({kNaN, 1, kInf, 2}, 0.75), kInf);
  EXPECT_TRUE(std::isnan(quantile({kNaN, 1, kInf, 2}, 1)));
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
}

}  // namespace
}  // namespace thalweg::study

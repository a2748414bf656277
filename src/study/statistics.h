// SPDX-License-Identifier: MIT
// The statistics of a study, over plain numbers.  Every estimate comes with its interval.
#pragma once

#include <span>
#include <vector>

#include "core/hd.h"
#include "engine/result.h"

namespace thalweg::study {

/// An estimate and its 95 % interval.
struct Estimate {
  double value, low, high;
};

/// Expected running time to a target: (cost of the successful runs + full budgets of the others) / successes
/// (Auger & Hansen 2005; COCO).  costs: of the hits, infinity for misses.  Infinite without a success.
double expected_running_time(std::span<const double> costs, double budget);
/// With a percentile bootstrap over runs, `resamples` of them, drawn by Philox from the seed; from 200
/// successes on with the standard error of its logarithm (delta method), which the bootstrap then agrees
/// with.  Without a success `low` is what Wilson's upper bound of the success rate leaves.
Estimate expected_running_time(std::span<const double> costs, double budget, u64 seed, int resamples = 1000);

/// Share of (run, target) pairs reached at each cost, as steps of an empirical distribution: x ascending, y
/// the share that costs x or less.  Infinity (and NaN): not reached.
struct Staircase {
  std::vector<double> x, y;
};
Staircase reached_over_cost(std::span<const double> costs);

/// Dolan & More 2002: for each method the share of tasks on which its cost is within a factor of the best
/// one's. costs[m * tasks + t], infinity: not solved.  Each begins at the factor 1.
std::vector<Staircase> performance_profiles(std::span<const double> costs, int methods, int tasks);

/// Vargha & Delaney 2000: P(a < b) + P(a = b) / 2, small is better; infinities tie with each other.
double a12(std::span<const double> a, std::span<const double> b);
/// Share of pairs (same start) in which a is smaller, and in which they tie.
struct PairedShares {
  double first, ties;
};
PairedShares paired_shares(std::span<const double> a, std::span<const double> b);

/// Two-sided p values.  sign_test: exact binomial over pairs that do not tie.  wilcoxon: signed ranks of the
/// differences of the ranks (so that infinite costs, which rank highest, have differences too; Conover & Iman
/// 1981); up to 50 pairs that differ exact, then the normal approximation with ties and continuity
/// correction.
double sign_test(std::span<const double> a, std::span<const double> b);
double wilcoxon(std::span<const double> a, std::span<const double> b);
/// Holm 1979: adjusted p values, in the order given.
std::vector<double> holm(std::span<const double> p);

/// Ratio of expected running times a / b with a paired bootstrap over starts (from 200 successes of both on
/// the delta method, as above).  Where one has no success: infinity or 0 with the bound that is left; where
/// neither has: NaN, from 0 to infinity.
Estimate ratio_of_times(std::span<const double> a, std::span<const double> b, double budget, u64 seed,
                        int resamples = 1000);

/// Decades of the learning rate over which the cost is within `factor` of the best: the longest stretch of
/// the grid (rates ascending), between neighbours interpolated in the logarithms; next to a rate that never
/// succeeds it ends at the last one that does.  0 if no rate works.
double good_decades(std::span<const double> rates, std::span<const double> costs, double factor = 2);

/// Nearest rank; infinities sort last, NaN after them.  NaN of nothing.
double quantile(std::vector<double> values, double q);

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
#include "study/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "study/resampling.h"

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity(),
                 kNaN = std::numeric_limits<double>::quiet_NaN();
/// Of the normal distribution: a share of 0.975 lies below.
constexpr double kTwoSided95 = 1.959963984540054;
/// From so many successes on, the logarithm of a mean over successes is so close to normal that its standard
/// error says as much as a bootstrap.
constexpr i64 kManySuccesses = 200;

/// Runs in sum: how many succeeded, and what all of them cost.
struct Tally {
  i64 runs = 0, successes = 0;
  double cost = 0;

  void add(double hit, double budget) {
    runs++;
    successes += std::isfinite(hit);
    cost += std::isfinite(hit) ? hit : budget;
  }
  double running_time() const { return successes > 0 ? cost / double(successes) : kInfinity; }
};

Tally tally(std::span<const double> costs, double budget) {
  Tally sum;
  for (const double c : costs) sum.add(c, budget);
  return sum;
}

/// What run i moves the logarithm of the expected running time by (its influence function), times the number
/// of runs.
double influence(double hit, double budget, const Tally& sum) {
  const bool success = std::isfinite(hit);
  const double n = double(sum.runs), spent = sum.cost > 0 ? (success ? hit : budget) * n / sum.cost : 0;
  return spent - (success ? n / double(sum.successes) : 0);
}

Estimate around(double value, double squared_influences, i64 runs) {
  const double factor = std::exp(kTwoSided95 * std::sqrt(squared_influences) / double(runs));
  return {value, value / factor, value * factor};
}

Estimate percentiles(double value, std::vector<double> resampled) {
  std::sort(resampled.begin(), resampled.end());
  const auto at = [&](double q) {
    const auto n = double(resampled.size());
    return resampled[std::size_t(std::clamp(std::ceil(q * n) - 1, 0.0, n - 1))];
  };
  return {value, at(0.025), at(0.975)};
}

/// NaN counts as not reached.
std::vector<double> hits_of(std::span<const double> costs) {
  std::vector<double> hits(costs.begin(), costs.end());
  for (double& c : hits)
    if (std::isnan(c)) c = kInfinity;
  return hits;
}

/// The share of `all` at or below each of the finite values.
Staircase staircase(std::vector<double> values, double all) {
  std::sort(values.begin(), values.end());
  Staircase steps;
  for (std::size_t i = 0; i < values.size() && std::isfinite(values[i]); i++) {
    if (i + 1 < values.size() && values[i + 1] == values[i]) continue;
    steps.x.push_back(values[i]);
    steps.y.push_back(double(i + 1) / all);
  }
  return steps;
}

}  // namespace

double expected_running_time(std::span<const double> costs, double budget) {
  return tally(costs, budget).running_time();
}

Estimate expected_running_time(std::span<const double> costs, double budget, u64 seed, int resamples) {
  const Tally sum = tally(costs, budget);
  const double value = sum.running_time();
  if (sum.successes == 0) {
    if (sum.runs == 0) return {kInfinity, 0, kInfinity};
    const double p = wilson95(0, sum.runs).high;
    return {kInfinity, budget * (1 - p) / p, kInfinity};
  }
  if (sum.successes >= kManySuccesses) {
    double squares = 0;
    for (const double c : costs) {
      const double u = influence(c, budget, sum);
      squares += u * u;
    }
    return around(value, squares, sum.runs);
  }
  // Misses are all alike: how many successes a resample has is binomial, which ones is uniform.
  std::vector<double> hits;
  for (const double c : costs)
    if (std::isfinite(c)) hits.push_back(c);
  const BinomialDraws successes(sum.runs, sum.successes);
  std::vector<double> times;
  for (int r = 0; r < resamples; r++) {
    Draws draws(seed, u32(r));
    const i64 k = successes(draws.unit());
    double cost = double(sum.runs - k) * budget;
    for (i64 i = 0; i < k; i++) cost += hits[draws.index(u32(hits.size()))];
    times.push_back(k > 0 ? cost / double(k) : kInfinity);
  }
  return percentiles(value, std::move(times));
}

Staircase reached_over_cost(std::span<const double> costs) {
  return staircase(hits_of(costs), double(costs.size()));
}

std::vector<Staircase> performance_profiles(std::span<const double> costs, int methods, int tasks) {
  std::vector<std::vector<double>> ratios(std::size_t(methods), std::vector<double>{});
  for (int t = 0; t < tasks; t++) {
    double best = kInfinity;
    for (int m = 0; m < methods; m++) best = std::min(best, costs[std::size_t(m * tasks + t)]);
    for (int m = 0; m < methods; m++) {
      const double c = costs[std::size_t(m * tasks + t)];
      if (std::isfinite(c)) ratios[std::size_t(m)].push_back(c == best ? 1 : c / best);
    }
  }
  std::vector<Staircase> profiles;
  for (auto& of_method : ratios) {
    const Staircase steps = staircase(std::move(of_method), tasks);
    Staircase profile{{1}, {0}};
    for (std::size_t i = 0; i < steps.x.size(); i++) {
      if (steps.x[i] > 1) profile.x.push_back(steps.x[i]), profile.y.push_back(0);
      profile.y.back() = steps.y[i];
    }
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

double a12(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) return kNaN;
  std::vector<double> sorted = hits_of(b);
  std::sort(sorted.begin(), sorted.end());
  double wins = 0;
  for (const double x : hits_of(a)) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), x);
    wins += double(sorted.end() - last) + 0.5 * double(last - first);
  }
  return wins / (double(a.size()) * double(b.size()));
}

PairedShares paired_shares(std::span<const double> a, std::span<const double> b) {
  if (a.empty()) return {kNaN, kNaN};
  i64 first = 0, ties = 0;
  const std::vector<double> x = hits_of(a), y = hits_of(b);
  for (std::size_t i = 0; i < x.size(); i++) first += x[i] < y[i], ties += x[i] == y[i];
  return {double(first) / double(a.size()), double(ties) / double(a.size())};
}

Estimate ratio_of_times(std::span<const double> a, std::span<const double> b, double budget, u64 seed,
                        int resamples) {
  const Tally of_a = tally(a, budget), of_b = tally(b, budget);
  if (of_a.successes == 0 && of_b.successes == 0) return {kNaN, 0, kInfinity};
  if (of_a.successes == 0 || of_b.successes == 0) {
    const Estimate x = expected_running_time(a, budget, seed, resamples),
                   y = expected_running_time(b, budget, seed, resamples);
    return {x.value / y.value, x.low / y.high, x.high / y.low};
  }
  const auto ratio = [](const Tally& x, const Tally& y) {
    return x.running_time() == y.running_time() ? 1 : x.running_time() / y.running_time();
  };
  if (std::min(of_a.successes, of_b.successes) >= kManySuccesses) {
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); i++) {
      const double u = influence(a[i], budget, of_a) - influence(b[i], budget, of_b);
      squares += u * u;
    }
    return around(ratio(of_a, of_b), squares, of_a.runs);
  }
  std::vector<double> hits_a, hits_b;  // of the starts from which either succeeds
  for (std::size_t i = 0; i < a.size(); i++)
    if (std::isfinite(a[i]) || std::isfinite(b[i])) hits_a.push_back(a[i]), hits_b.push_back(b[i]);
  const BinomialDraws either(of_a.runs, i64(hits_a.size()));
  std::vector<double> ratios;
  for (int r = 0; r < resamples; r++) {
    Draws draws(seed, u32(r));
    const i64 k = either(draws.unit()), neither = of_a.runs - k;
    Tally x{neither, 0, double(neither) * budget}, y = x;
    for (i64 i = 0; i < k; i++) {
      const u32 which = draws.index(u32(hits_a.size()));
      x.add(hits_a[which], budget);
      y.add(hits_b[which], budget);
    }
    if (x.successes + y.successes > 0) ratios.push_back(ratio(x, y));
  }
  if (ratios.empty()) return {ratio(of_a, of_b), 0, kInfinity};
  return percentiles(ratio(of_a, of_b), std::move(ratios));
}

double good_decades(std::span<const double> rates, std::span<const double> costs, double factor) {
  double best = kInfinity;
  for (const double c : costs) best = std::min(best, c);  // NaN never wins
  if (!std::isfinite(best)) return 0;
  const double limit = factor * best;
  // How far the stretch reaches from a rate that is good towards a neighbour that is not: not at all where
  // the logarithms have nothing to interpolate.
  const auto reach = [&](std::size_t good, std::size_t bad) {
    if (!(costs[good] > 0) || !std::isfinite(costs[bad])) return 0.0;
    const double share = std::log(limit / costs[good]) / std::log(costs[bad] / costs[good]);
    return share * std::abs(std::log10(rates[bad] / rates[good]));
  };
  double longest = 0;
  for (std::size_t i = 0; i < rates.size();) {
    if (!(costs[i] <= limit)) {
      i++;
      continue;
    }
    std::size_t end = i;
    while (end + 1 < rates.size() && costs[end + 1] <= limit) end++;
    double length = std::log10(rates[end] / rates[i]);
    if (i > 0) length += reach(i, i - 1);
    if (end + 1 < rates.size()) length += reach(end, end + 1);
    longest = std::max(longest, length);
    i = end + 1;
  }
  return longest;
}

double quantile(std::vector<double> values, double q) {
  if (values.empty()) return kNaN;
  std::sort(values.begin(), values.end(),
            [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
  const auto n = double(values.size());
  return values[std::size_t(std::clamp(std::ceil(q * n) - 1, 0.0, n - 1))];
}

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// What a run found: outcomes, minima reached with confidence intervals, loss quantiles, cost.
#pragma once

#include "engine/outcome.h"

namespace thalweg {

/// Bounds of a proportion.
struct Proportion {
  double low, high;
};
/// Wilson's score interval at 95 %: k successes in n trials.  E. B. Wilson 1927.
Proportion wilson95(i64 k, i64 n);

struct ReachedMinimum {
  Point at;
  double value;
  bool global;  ///< as low as the lowest minimum known or reached
  i64 count;
};

struct RunResult {
  Plan plan;
  std::string device;
  std::array<i64, kOutcomes> outcomes{};
  std::vector<ReachedMinimum> minima;  ///< by value, then by count
  LossQuantiles loss{};
  Evaluations evaluations;
  double seconds = 0;  ///< of the descent alone
  double particle_steps_per_second = 0;
};

/// Which minimum an end belongs to, by clustering cell and status; below 0: engine/no_minimum.h, -1: nobody.
class BasinLookup {
 public:
  void add(u32 cell, u8 status, int minimum);
  int operator()(u32 cell, u8 status) const;

 private:
  std::vector<std::pair<u64, int>> table_;  // sorted by key, as cells arrive
};

struct Summary {
  RunResult result;
  BasinLookup basins;
};

/// Clusters and polishes the ends of an ensemble.
Summary summarize(const Plan& plan, Backend& backend, Ensemble& ensemble, double seconds);

/// Called now and then with the steps done; returning false stops the run cleanly.
using Progress = bool (*)(void* context, i64 done, i64 total);

/// Starts, runs and summarizes.
Summary run(const RunSpec& spec, Backend& backend, Progress progress = nullptr, void* context = nullptr);

}  // namespace thalweg

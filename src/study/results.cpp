// SPDX-License-Identifier: MIT
#include "study/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/error.h"
#include "study/jobs.h"
#include "version.h"

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity(),
                 kNaN = std::numeric_limits<double>::quiet_NaN();

// How often a target was reached at which cost.
using Counts = std::map<double, i64>;

Staircase staircase(const Counts& counts, i64 all) {
  constexpr double kThin = 1.02;
  const auto bin = [](double x) { return x > 0 ? std::floor(std::log(x) / std::log(kThin)) : -kInfinity; };
  Staircase stairs;
  i64 sum = 0;
  for (auto at = counts.begin(); at != counts.end(); ++at) {
    sum += at->second;
    const auto next = std::next(at);
    if (next != counts.end() && bin(next->first) == bin(at->first)) continue;
    stairs.x.push_back(at->first);
    stairs.y.push_back(double(sum) / double(all));
  }
  return stairs;
}

// Resamples are the same for all methods, so that equal ones tie.
u64 seed_of(const StudySpec& spec, int task, int what) {
  const Words<u32> words = philox(Words<u32>{{u32(task), u32(what), 0, 0x626f6f74u}}, spec.seed);
  return u64(words.w[1]) << 32 | words.w[0];
}

// The test of one method on one task: all runs, instance by instance.
struct Test {
  int setting = 0;
  std::vector<CellResult> cells;
  double cost_per_step() const { return cells.front().cost_per_step; }
};

// What each run cost until the target; infinite for misses.
std::vector<double> costs_to(const Test& test, int target) {
  std::vector<double> costs;
  for (const CellResult& cell : test.cells)
    for (i64 i = 0; i < cell.starts; i++) {
      const u32 step = cell.hits[std::size_t(target * cell.starts + i)];
      costs.push_back(step == kNever ? kInfinity : step * cell.cost_per_step);
    }
  return costs;
}

template <class T>
std::vector<T> over_runs(const Test& test, std::vector<T> CellResult::*member) {
  std::vector<T> all;
  for (const CellResult& cell : test.cells)
    all.insert(all.end(), (cell.*member).begin(), (cell.*member).end());
  return all;
}

double mean_of_finite(const std::vector<double>& values) {
  double sum = 0;
  int count = 0;
  for (const double v : values)
    if (std::isfinite(v)) sum += v, count++;
  return count > 0 ? sum / count : kNaN;
}

MethodOnTask measured(const StudySpec& spec, int m, int t, const Test& test, Counts& overall) {
  MethodOnTask r{};
  r.method = m;
  r.task = t;
  r.setting = test.setting;
  const i64 instance = spec.tasks[std::size_t(t)].held_out.front();
  const Plan plan = make_plan(run_of(spec, {Phase::test, m, t, instance, test.setting},
                                     setting_of(spec.methods[std::size_t(m)], test.setting)));
  r.optimizer = plan.spec.optimizer;
  r.lr = *plan.spec.lr;
  r.cost_per_step = test.cost_per_step();
  r.per_step = test.cells.front().per_step;

  Counts counts;
  const std::vector<double> targets = targets_of(spec);
  for (int k = 0; k < std::ssize(targets); k++) {
    const std::vector<double> costs = costs_to(test, k);
    r.runs = std::ssize(costs);
    for (const double c : costs)
      if (std::isfinite(c)) counts[c]++;
    i64 reached = 0;
    for (const CellResult& cell : test.cells) reached += cell.reached[std::size_t(k)];
    r.targets.push_back({targets[std::size_t(k)], reached, wilson95(reached, r.runs),
                         expected_running_time(costs, spec.budget, seed_of(spec, t, k))});
  }
  r.reached = staircase(counts, r.runs * std::ssize(targets));
  for (const auto& [cost, count] : counts) overall[cost] += count;

  for (const u8 outcome : over_runs(test, &CellResult::outcome)) r.outcomes[outcome]++;
  const std::vector<double> ends = over_runs(test, &CellResult::final_excess);
  r.final_low = quantile(ends, 0.25);
  r.final_median = quantile(ends, 0.5);
  r.final_high = quantile(ends, 0.75);
  const std::vector<float> anytime = over_runs(test, &CellResult::anytime);
  r.anytime = std::accumulate(anytime.begin(), anytime.end(), 0.0) / double(anytime.size());
  std::vector<double> stationary;
  double steps = 0;
  for (const CellResult& cell : test.cells) {
    stationary.push_back(cell.stationary);
    r.seconds += cell.seconds;
    steps += double(cell.starts) * double(cell.steps);
  }
  r.stationary = mean_of_finite(stationary);
  r.particle_steps_per_second = r.seconds > 0 ? steps / r.seconds : 0;
  return r;
}

// The tenth that each start of the rates belongs to, instance by instance: by growing excess.
std::vector<int> tenths(const StudySpec& spec, const LowestValues& lowest, int t) {
  std::vector<double> excess;
  for (const i64 instance : spec.tasks[std::size_t(t)].held_out) {
    const Plan plan = make_plan(run_of(spec, {Phase::rates, 0, t, instance, 0}, {}));
    const double f_best = lowest_value(spec, lowest, t, instance);
    for (i64 i = 0; i < plan.spec.particles; i++)
      excess.push_back(value(plan.landscape, start_point(plan.start, u64(i))) - f_best);
  }
  std::vector<std::size_t> order(excess.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return excess[a] < excess[b] || (std::isnan(excess[b]) && !std::isnan(excess[a]));
  });
  std::vector<int> bins(order.size());
  for (std::size_t rank = 0; rank < order.size(); rank++) bins[order[rank]] = int(rank * 10 / order.size());
  return bins;
}

RateResult rate_result(const StudySpec& spec, int rate, const std::vector<CellResult>& cells, int target,
                       const std::vector<int>& bins) {
  RateResult r{rate_of(spec, rate), 0, 0, kInfinity, {}};
  const double excess = targets_of(spec)[std::size_t(target)];
  double cost = 0;
  std::vector<double> reached(10), all(10);
  for (const CellResult& cell : cells) {
    const i64 hits = cell.reached[std::size_t(target)];
    r.reached += hits;
    cost += double(cell.steps_to[std::size_t(target)]) * cell.cost_per_step +
            double(cell.starts - hits) * spec.budget;
    for (const double best : cell.best_excess) {
      const auto bin = std::size_t(bins[std::size_t(r.runs++)]);
      all[bin]++;
      reached[bin] += best <= excess;
    }
  }
  if (r.reached > 0) r.running_time = cost / double(r.reached);
  for (std::size_t bin = 0; bin < 10; bin++) r.bins.push_back(all[bin] > 0 ? reached[bin] / all[bin] : kNaN);
  return r;
}

// The lowest target that any method reached on half of its runs, else the highest.
int final_target(const std::vector<const MethodOnTask*>& methods, int targets) {
  for (int k = targets - 1; k > 0; k--)
    for (const MethodOnTask* m : methods)
      if (2 * m->targets[std::size_t(k)].reached >= m->runs) return k;
  return 0;
}

void compare(const StudySpec& spec, int t, const std::vector<std::vector<double>>& costs,
             std::vector<Comparison>& all) {
  for (int a = 0; a < std::ssize(costs); a++)
    for (int b = a + 1; b < std::ssize(costs); b++) {
      const std::vector<double>&x = costs[std::size_t(a)], &y = costs[std::size_t(b)];
      all.push_back({t, a, b, ratio_of_times(x, y, spec.budget, seed_of(spec, t, -1)), a12(x, y),
                     paired_shares(x, y), wilcoxon(x, y), 1});
    }
}

// Loads cells, counting those that are missing.
class Loader {
 public:
  Loader(const StudySpec& spec, const CellStore& store, const LowestValues& lowest)
      : spec_(spec), store_(store), lowest_(lowest) {}

  std::vector<CellResult> load(const std::vector<Job>& jobs) {
    std::vector<CellResult> cells;
    for (const Job& job : jobs) {
      const double f_best = lowest_value(spec_, lowest_, job.cell.task, job.cell.instance);
      std::optional<CellResult> cell = done_cell(spec_, store_, job.cell, job.setting, f_best);
      if (cell)
        cells.push_back(std::move(*cell));
      else
        missing_++;
    }
    return cells;
  }
  i64 missing() const { return missing_; }

 private:
  const StudySpec& spec_;
  const CellStore& store_;
  const LowestValues& lowest_;
  i64 missing_ = 0;
};

i64 cells_missing(const StudySpec& spec, const CellStore& store, const LowestValues& lowest) {
  Loader loader(spec, store, lowest);
  i64 missing = 0;
  for (int t = 0; t < std::ssize(spec.tasks); t++)
    for (int m = 0; m < std::ssize(spec.methods); m++) {
      const std::optional<int> tuned = tuned_setting(spec, store, lowest, m, t);
      if (!tuned) loader.load(jobs_of(spec, Phase::tuning, m, t, 0));
      for (const Phase phase : {Phase::test, Phase::rates}) {
        const std::vector<Job> jobs = jobs_of(spec, phase, m, t, tuned.value_or(0));
        if (tuned)
          loader.load(jobs);
        else
          missing += std::ssize(jobs);
      }
    }
  return missing + loader.missing();
}

}  // namespace

StudyResults collect(const StudySpec& spec, const CellStore& store, const std::string& device) {
  check(spec);
  const std::optional<LowestValues> lowest = lowest_values(spec, store);
  if (!lowest) throw InputError("the study is not done: cells of the first pass are missing");
  const auto refuse_missing = [&] {
    const i64 missing = cells_missing(spec, store, *lowest);
    throw InputError(
        fmt::format("the study is not done: {} cell{} missing", missing, missing == 1 ? " is" : "s are"));
  };

  const int methods = int(spec.methods.size()), tasks = int(spec.tasks.size());
  StudyResults all{};
  all.spec = spec;
  all.version = version();
  all.device = device;
  all.f_best = lowest->f_best;
  all.f_best_published = lowest->published;
  all.pairs.resize(std::size_t(methods) * std::size_t(tasks));
  std::vector<Counts> overall{std::size_t(methods)};
  std::vector<i64> overall_runs(std::size_t(methods), 0);
  std::vector<double> times(all.pairs.size());
  Loader loader(spec, store, *lowest);
  // Task by task, so that no more than the hitting times of one are in memory.
  for (int t = 0; t < tasks; t++) {
    std::vector<Test> tests;
    std::vector<const MethodOnTask*> here;
    for (int m = 0; m < methods; m++) {
      const std::optional<int> tuned = tuned_setting(spec, store, *lowest, m, t);
      if (!tuned) refuse_missing();
      tests.push_back({*tuned, loader.load(jobs_of(spec, Phase::test, m, t, *tuned))});
      if (loader.missing() > 0) refuse_missing();
      MethodOnTask& pair = all.pairs[pair_of(spec, m, t)];
      pair = measured(spec, m, t, tests.back(), overall[std::size_t(m)]);
      overall_runs[std::size_t(m)] += pair.runs;
      here.push_back(&pair);
    }
    const int target = final_target(here, spec.targets);
    all.final_target.push_back(target);
    std::vector<std::vector<double>> costs;
    for (int m = 0; m < methods; m++) {
      costs.push_back(costs_to(tests[std::size_t(m)], target));
      times[pair_of(spec, m, t)] = expected_running_time(costs.back(), spec.budget);
    }
    compare(spec, t, costs, all.comparisons);
    if (spec.rates == 0) continue;
    const std::vector<int> bins = tenths(spec, *lowest, t);
    for (int m = 0; m < methods; m++) {
      MethodOnTask& pair = all.pairs[pair_of(spec, m, t)];
      const std::vector<Job> jobs = jobs_of(spec, Phase::rates, m, t, pair.setting);
      const std::size_t instances = jobs.size() / std::size_t(spec.rates);
      std::vector<double> rates, rate_costs;
      for (int k = 0; k < spec.rates; k++) {
        const auto first = jobs.begin() + std::ptrdiff_t(std::size_t(k) * instances);
        const std::vector<CellResult> cells = loader.load({first, first + std::ptrdiff_t(instances)});
        if (loader.missing() > 0) refuse_missing();
        pair.rates.push_back(rate_result(spec, k, cells, target, bins));
        rates.push_back(pair.rates.back().lr);
        rate_costs.push_back(pair.rates.back().running_time);
      }
      pair.good_decades = good_decades(rates, rate_costs);
    }
  }

  std::vector<double> p;
  for (const Comparison& c : all.comparisons) p.push_back(c.p);
  p = holm(p);
  for (std::size_t i = 0; i < p.size(); i++) all.comparisons[i].p_adjusted = p[i];
  for (int m = 0; m < methods; m++) {
    const auto at = std::size_t(m);
    all.overall.push_back(staircase(overall[at], overall_runs[at] * spec.targets));
    all.uses_optimum.push_back(find_optimizer(spec.methods[at].optimizer.name).info.uses_optimum);
  }
  all.profiles = performance_profiles(times, methods, tasks);
  return all;
}

}  // namespace thalweg::study

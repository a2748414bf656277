// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "study/jobs.h"
#include "study/runner.h"

namespace thalweg::study {

namespace {

bool owns(const StudySpec& spec, Shard shard, int method, int task) {
  return int(pair_of(spec, method, task) % std::size_t(shard.count)) == shard.index;
}

std::string describe(const StudySpec& spec, const CellId& cell) {
  const Method& method = spec.methods[std::size_t(cell.method)];
  const std::string pair = method.label + " on " + spec.tasks[std::size_t(cell.task)].label;
  switch (cell.phase) {
    case Phase::lowest:
      return pair + ", looking for the lowest value";
    case Phase::tuning:
      return pair + fmt::format(", tuning {} of {}", cell.setting + 1, settings_of(spec, method));
    case Phase::test:
      return pair + ", test";
    case Phase::rates:
      return pair + fmt::format(", rate {} of {}", cell.setting + 1, spec.rates);
  }
  return pair;
}

// Runs cells that are not done, and keeps count.
class Work {
 public:
  Work(const StudySpec& spec, const CellStore& store, const Machines& machines, const StudyReport& report)
      : spec_(spec), store_(store), machines_(machines), report_(report) {}

  void expect(const std::vector<Job>& jobs) {
    if (jobs.empty()) return;
    progress_.cells += std::ssize(jobs);
    progress_.cost += double(jobs.size()) * cost_of(jobs.front());
  }

  /// False if it was stopped, which happens between groups of as many cells as there are machines.
  bool run(const std::vector<Job>& jobs, const LowestValues* lowest) {
    if (jobs.empty()) return true;
    const double cost = cost_of(jobs.front());
    const std::size_t together = machines_.backends.size();
    for (std::size_t first = 0; first < jobs.size(); first += together) {
      progress_.now = describe(spec_, jobs[first].cell);
      if (report_ && !report_(progress_)) return false;
      const std::size_t count = std::min(together, jobs.size() - first);
      machines_.loop(i64(count), [&](i64 k) {
        run(jobs[first + std::size_t(k)], lowest, *machines_.backends[std::size_t(k)]);
      });
      progress_.cells_done += i64(count);
      progress_.cost_done += double(count) * cost;
    }
    return true;
  }

  bool finish() {
    progress_.now = "done";
    return !report_ || report_(progress_);
  }

 private:
  void run(const Job& job, const LowestValues* lowest, Backend& backend) const {
    const double f_best = lowest ? lowest_value(spec_, *lowest, job.cell.task, job.cell.instance) : 0;
    if (done_cell(spec_, store_, job.cell, job.setting, f_best)) return;
    store_.save(job.cell, run_of(spec_, job.cell, job.setting),
                run_cell(spec_, job.cell, job.setting, f_best, backend));
  }
  double cost_of(const Job& job) const {
    const RunSpec run = run_of(spec_, job.cell, {});
    return double(run.particles) * double(run.steps);
  }

  const StudySpec& spec_;
  const CellStore& store_;
  const Machines& machines_;
  const StudyReport& report_;
  StudyProgress progress_{};
};

// f(method, task) until it returns false.
template <class F>
bool all_pairs(const StudySpec& spec, F f) {
  for (int t = 0; t < std::ssize(spec.tasks); t++)
    for (int m = 0; m < std::ssize(spec.methods); m++)
      if (!f(m, t)) return false;
  return true;
}

bool lower(const std::pair<i64, double>& a, const std::pair<i64, double>& b) {
  return a.first != b.first ? a.first > b.first : a.second < b.second;
}

}  // namespace

std::optional<CellResult> done_cell(const StudySpec& spec, const CellStore& store, const CellId& cell,
                                    const Setting& setting, double f_best) {
  std::optional<CellResult> result = store.load(cell, run_of(spec, cell, setting));
  if (result && result->f_best != f_best) result.reset();
  return result;
}

std::optional<int> tuned_setting(const StudySpec& spec, const CellStore& store, const LowestValues& lowest,
                                 int method, int task) {
  const Method& tuned = spec.methods[std::size_t(method)];
  int best = 0;
  std::pair<i64, double> best_score;  // reached, cost to them
  std::vector<std::pair<i64, double>> scores(std::size_t(settings_of(spec, tuned)));
  for (const Job& job : jobs_of(spec, Phase::tuning, method, task, 0)) {
    const double f_best = lowest_value(spec, lowest, task, job.cell.instance);
    const std::optional<CellResult> cell = done_cell(spec, store, job.cell, job.setting, f_best);
    if (!cell) return {};
    auto& [reached, cost] = scores[std::size_t(job.cell.setting)];
    i64 steps = 0;
    for (const i64 n : cell->reached) reached += n;
    for (const i64 n : cell->steps_to) steps += n;
    cost += double(steps) * cell->cost_per_step;
  }
  for (int k = 0; k < std::ssize(scores); k++)
    if (k == 0 || lower(scores[std::size_t(k)], best_score)) {
      best = k;
      best_score = scores[std::size_t(k)];
    }
  return best;
}

bool run_study(const StudySpec& spec, const CellStore& store, Shard shard, const Machines& machines,
               const StudyReport& report) {
  check(spec);
  if (shard.count < 1 || shard.index < 0 || shard.index >= shard.count)
    throw InputError(
        fmt::format("shard {} of {} is none (accepted: 0 to count - 1)", shard.index, shard.count));
  // Lowest values are needed by all shards; a task of which none is published has a first pass.
  StudySpec known = spec;
  known.methods.clear();
  const LowestValues published = *lowest_values(known, store);

  Work work(spec, store, machines, report);
  all_pairs(spec, [&](int m, int t) {
    if (!published.published[std::size_t(t)]) work.expect(jobs_of(spec, Phase::lowest, m, t, 0));
    if (owns(spec, shard, m, t))
      for (const Phase phase : {Phase::tuning, Phase::test, Phase::rates})
        work.expect(jobs_of(spec, phase, m, t, 0));
    return true;
  });
  const bool searched = all_pairs(spec, [&](int m, int t) {
    return published.published[std::size_t(t)] || work.run(jobs_of(spec, Phase::lowest, m, t, 0), nullptr);
  });
  if (!searched) return false;
  const LowestValues lowest = *lowest_values(spec, store);
  const bool ran = all_pairs(spec, [&](int m, int t) {
    if (!owns(spec, shard, m, t)) return true;
    if (!work.run(jobs_of(spec, Phase::tuning, m, t, 0), &lowest)) return false;
    const std::optional<int> tuned = tuned_setting(spec, store, lowest, m, t);
    if (!tuned) throw Error("cells of " + describe(spec, {Phase::tuning, m, t, 0, 0}) + " vanished");
    return work.run(jobs_of(spec, Phase::test, m, t, *tuned), &lowest) &&
           work.run(jobs_of(spec, Phase::rates, m, t, *tuned), &lowest);
  });
  if (ran) work.finish();
  return ran;
}

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "study/runner.h"
#include "study/statistics.h"

namespace thalweg::study {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What is known of all starts while a cell runs.
struct Record {
  std::vector<double> targets;
  i64 starts;
  std::vector<double> losses;  // of the present step
  std::vector<double> best;    // lowest excess so far
  std::vector<u32> next;       // the highest target that is not reached yet
  std::vector<double> late;    // sum of the excesses over the last tenth of the steps
  std::vector<u32> hits;       // [target * starts + start]

  Record(const StudySpec& spec, i64 n)
      : targets(targets_of(spec)),
        starts(n),
        losses(std::size_t(n)),
        best(std::size_t(n), kInfinity),
        next(std::size_t(n), 0),
        late(std::size_t(n), 0),
        hits(std::size_t(n) * targets.size(), kNever) {}

  // Targets fall, so that only those below the last one reached need to be looked at, and only where the loss
  // is the lowest yet.
  void look(Ensemble& ensemble, double f_best, u32 step, bool is_late) {
    ensemble.losses(0, losses);
    for (std::size_t i = 0; i < losses.size(); i++) {
      const double excess = losses[i] - f_best;
      if (excess < best[i]) {
        best[i] = excess;
        while (next[i] < targets.size() && excess <= targets[next[i]])
          hits[next[i]++ * std::size_t(starts) + i] = step;
      }
    }
    if (is_late)
      for (std::size_t i = 0; i < losses.size(); i++) late[i] += losses[i] - f_best;
  }
};

void count_hits(const Record& record, CellResult& result) {
  const std::size_t n = std::size_t(record.starts), count = record.targets.size();
  result.reached.assign(count, 0);
  result.steps_to.assign(count, 0);
  for (std::size_t t = 0; t < count; t++)
    for (std::size_t i = 0; i < n; i++)
      if (const u32 step = record.hits[t * n + i]; step != kNever) {
        result.reached[t]++;
        result.steps_to[t] += step;
      }
}

// As summarize (engine/result.h) has them: particles of one clustering cell and status are at one place.
std::vector<u8> outcomes(const Plan& plan, Ensemble& ensemble) {
  const Landscape& f = plan.landscape;
  const LandscapeScale scale = measure_scale(f);
  std::vector<End> ends(std::size_t(plan.spec.particles));
  ensemble.ends(0, ends);
  std::unordered_map<u64, u8> known;
  std::vector<u8> all;
  all.reserve(ends.size());
  for (const End& end : ends) {
    const u32 cell = end_cell(f.domain, {end.x, end.y});
    const auto [place, is_new] = known.try_emplace(u64(cell) << 8 | end.status, 0);
    if (is_new) {
      Critical c;
      if (cell != EndCell::kNoCell) c = find_critical(f, scale, {end.x, end.y, end.z});
      place->second = u8(outcome_of(end.status, cell, c.kind));
    }
    all.push_back(place->second);
  }
  return all;
}

// The exponent of the lowest target reached so far, in the mean over steps 1 ... budget; the first target's
// where none is.
std::vector<float> anytime(const StudySpec& spec, const Record& record, i64 steps) {
  const std::size_t n = std::size_t(record.starts);
  const double between =
      (spec.target_high - spec.target_low) / std::max(1.0, double(record.targets.size()) - 1);
  std::vector<float> all;
  all.reserve(n);
  for (std::size_t i = 0; i < n; i++) {
    i64 below = 0;  // steps at or below a target, over all targets but the first
    for (std::size_t t = 1; t < record.targets.size(); t++)
      if (const u32 step = record.hits[t * n + i]; step != kNever)
        below += steps - std::max<i64>(step, 1) + 1;
    all.push_back(float(spec.target_high - between * (double(below) / double(steps))));
  }
  return all;
}

double stationary(const Record& record, i64 late_steps) {
  std::vector<double> means;
  means.reserve(record.late.size());
  for (const double late : record.late) means.push_back(late / double(late_steps));
  return quantile(std::move(means), 0.5);
}

}  // namespace

CellResult run_cell(const StudySpec& spec, const CellId& cell, const Setting& setting, double f_best,
                    Backend& backend) {
  using Clock = std::chrono::steady_clock;
  const Plan plan = make_plan(run_of(spec, cell, setting));
  const i64 steps = plan.spec.steps, late_steps = std::max<i64>(1, steps / 10);
  Record record(spec, plan.spec.particles);
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  record.look(*ensemble, f_best, 0, false);
  Clock::duration descent{};
  for (i64 step = 1; step <= steps; step++) {
    const Clock::time_point begin = Clock::now();
    ensemble->advance(1);
    descent += Clock::now() - begin;
    record.look(*ensemble, f_best, u32(step), step > steps - late_steps);
  }

  CellResult result;
  result.starts = plan.spec.particles;
  result.steps = steps;
  result.cost_per_step = cost_per_step(spec, plan);
  result.f_best = f_best;
  result.per_step = evaluations_per_step(plan);
  count_hits(record, result);
  result.stationary = stationary(record, late_steps);
  const std::size_t lowest = (record.targets.size() - 1) * std::size_t(record.starts);
  result.last_hit.assign(record.hits.begin() + std::ptrdiff_t(lowest), record.hits.end());
  result.anytime = anytime(spec, record, steps);
  for (const double loss : record.losses) result.final_excess.push_back(loss - f_best);
  if (cell.phase == Phase::test) {
    result.outcome = outcomes(plan, *ensemble);
    result.hits = std::move(record.hits);
  }
  result.best_excess = std::move(record.best);
  result.seconds = std::chrono::duration<double>(descent).count();
  return result;
}

}  // namespace thalweg::study

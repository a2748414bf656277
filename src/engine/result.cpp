// SPDX-License-Identifier: MIT
#include "engine/result.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/no_minimum.h"

namespace thalweg {

namespace {

u64 key_of(u32 cell, u8 status) { return u64(cell) << 8 | status; }

// The index of the minimum at `at`, appended if it is new.
int minimum_at(std::vector<ReachedMinimum>& minima, const Box& domain, const Critical& c, double same) {
  for (std::size_t i = 0; i < minima.size(); i++)
    if (std::abs(minima[i].at.x - c.at.x) <= same * width(domain) &&
        std::abs(minima[i].at.y - c.at.y) <= same * height(domain) &&
        std::abs(minima[i].at.z - c.at.z) <= same * depth(domain))
      return int(i);
  minima.push_back({c.at, c.value, false, 0});
  return int(minima.size()) - 1;
}

// Values are compared relative to the landscape's own spread at the minima: rounding must not decide who is
// global.
void mark_global(std::vector<ReachedMinimum>& minima, const Landscape& f) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const KnownMinimum& m : f.minima) lowest = std::min(lowest, m.value);
  for (const ReachedMinimum& m : minima) lowest = std::min(lowest, m.value);
  for (ReachedMinimum& m : minima) m.global = m.value <= lowest + 1e-9 * std::max(1.0, std::abs(lowest));
}

}  // namespace

Proportion wilson95(i64 k, i64 n) {
  if (n <= 0) return {0, 1};
  constexpr double z = 1.959963984540054;
  const double N = double(n), p = double(k) / N, centre = p + z * z / (2 * N);
  const double half = z * std::sqrt(p * (1 - p) / N + z * z / (4 * N * N)), scale = 1 + z * z / N;
  return {k == 0 ? 0 : (centre - half) / scale, k == n ? 1 : (centre + half) / scale};
}

void BasinLookup::add(u32 cell, u8 status, int minimum) { table_.push_back({key_of(cell, status), minimum}); }

int BasinLookup::operator()(u32 cell, u8 status) const {
  const u64 key = key_of(cell, status);
  const auto found =
      std::lower_bound(table_.begin(), table_.end(), key,
                       [](const std::pair<u64, int>& entry, u64 k) { return entry.first < k; });
  return found != table_.end() && found->first == key ? found->second : -1;
}

Summary summarize(const Plan& plan, Backend& backend, Ensemble& ensemble, double seconds) {
  const Landscape& f = plan.landscape;
  const Thresholds thresholds;
  const LandscapeScale scale = measure_scale(f);
  Summary summary;
  RunResult& r = summary.result;
  r.plan = plan;
  r.device = backend.device();

  std::vector<std::pair<u64, int>> basin_of_cell;
  i64 steps = 0;
  for (const EndCell& cell : ensemble.end_cells()) {
    steps += cell.steps;
    Critical c;
    if (cell.cell != EndCell::kNoCell) c = find_critical(f, scale, cell.at, thresholds);
    const Outcome outcome = outcome_of(cell.status, cell.cell, c.kind);
    r.outcomes[std::size_t(outcome)] += cell.count;
    if (outcome != Outcome::converged) {
      basin_of_cell.push_back({key_of(cell.cell, cell.status), no_minimum(outcome)});
      continue;
    }
    const int i = minimum_at(r.minima, f.domain, c, thresholds.same);
    r.minima[std::size_t(i)].count += cell.count;
    basin_of_cell.push_back({key_of(cell.cell, cell.status), i});
  }
  mark_global(r.minima, f);

  // Lowest first, the most visited first among equals, then by position: an order that no thread can change.
  std::vector<int> order(r.minima.size()), rank(r.minima.size());
  for (std::size_t i = 0; i < order.size(); i++) order[i] = int(i);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    const ReachedMinimum &p = r.minima[std::size_t(a)], &q = r.minima[std::size_t(b)];
    if (p.global != q.global) return p.global;
    if (!p.global && p.value != q.value) return p.value < q.value;
    if (p.count != q.count) return p.count > q.count;
    return std::tuple(p.at.x, p.at.y, p.at.z) < std::tuple(q.at.x, q.at.y, q.at.z);
  });
  std::vector<ReachedMinimum> sorted;
  for (std::size_t i = 0; i < order.size(); i++) {
    rank[std::size_t(order[i])] = int(i);
    sorted.push_back(r.minima[std::size_t(order[i])]);
  }
  r.minima = std::move(sorted);
  for (const auto& [key, i] : basin_of_cell)
    summary.basins.add(u32(key >> 8), u8(key), i < 0 ? i : rank[std::size_t(i)]);

  r.loss = ensemble.loss_quantiles();
  const Evaluations per_step = evaluations_per_step(plan);
  r.evaluations = {per_step.value * steps, per_step.gradient * steps, per_step.hessian * steps};
  r.seconds = seconds;
  r.particle_steps_per_second = seconds > 0 ? double(steps) / seconds : 0;
  return summary;
}

Summary run(const RunSpec& spec, Backend& backend, Progress progress, void* context) {
  using Clock = std::chrono::steady_clock;
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  // A slice is long enough to hide the call and short enough to stop soon after Ctrl-C.
  const i64 terms = plan.landscape.data ? std::max<i64>(1, plan.landscape.data->rows()) : 1;
  const i64 slice = progress
                        ? std::max<i64>(terms > 1 ? 1 : kCheckEvery, 20'000'000 / plan.spec.particles / terms)
                        : plan.spec.steps;
  const Clock::time_point begin = Clock::now();
  while (ensemble->step() < plan.spec.steps) {
    ensemble->advance(std::min(slice, plan.spec.steps - ensemble->step()));
    if (progress && !progress(context, ensemble->step(), plan.spec.steps)) break;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return summarize(plan, backend, *ensemble, seconds);
}

}  // namespace thalweg

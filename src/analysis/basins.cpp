// SPDX-License-Identifier: MIT
#include "analysis/basins.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "analysis/settle_clock.h"
#include "core/error.h"

namespace thalweg {

namespace {

double largest_coordinate(const Box& b) {
  return std::max({std::abs(b.x0), std::abs(b.x1), std::abs(b.y0), std::abs(b.y1)});
}

Plan grid_plan(RunSpec spec, int n, const std::optional<Box>& region) {
  spec.start = {StartKind::grid};
  spec.particles = i64(n) * n;
  spec.trail = {};
  Plan plan = make_plan(spec);
  if (weights(plan.landscape) != 2)
    throw InputError(
        fmt::format("basins are drawn over two weights; this landscape has {}", weights(plan.landscape)));
  if (region) plan.start.box = *region;
  return plan;
}

// Labels by cell and status; each pair is looked at once.
class Labeller {
 public:
  Labeller(const Plan& plan, const BasinLookup& basins)
      : f_(plan.landscape), scale_(measure_scale(plan.landscape)), basins_(basins) {}

  Label operator()(const End& end) {
    const u32 cell = end_cell(f_.domain, {end.x, end.y});
    const u64 key = u64(cell) << 8 | end.status;
    if (key == last_key_) return last_;
    const auto [found, is_new] = labels_.try_emplace(key);
    if (is_new) found->second = look_up(cell, end);
    last_key_ = key;
    return last_ = found->second;
  }

 private:
  Label look_up(u32 cell, const End& end) const {
    if (const int minimum = basins_(cell, end.status); minimum >= 0) return Label(minimum);
    if (!std::isfinite(value(f_, {end.x, end.y}))) return kDiverged;
    CriticalKind kind = CriticalKind::none;
    if (cell != EndCell::kNoCell) kind = find_critical(f_, scale_, {end.x, end.y}).kind;
    return label_of(outcome_of(end.status, cell, kind), end.status, 0);
  }

  const Landscape& f_;
  LandscapeScale scale_;
  const BasinLookup& basins_;
  std::unordered_map<u64, Label> labels_;
  u64 last_key_ = ~u64(0);
  Label last_ = 0;
};

LabelMap labelled(const Plan& plan, const BasinLookup& basins, Ensemble& ensemble, int n,
                  std::vector<float> settled) {
  LabelMap map{n, n, std::vector<Label>(settled.size()), std::move(settled)};
  Labeller label(plan, basins);
  std::vector<End> ends(1 << 16);
  for (std::size_t first = 0; first < map.labels.size(); first += ends.size()) {
    ends.resize(std::min(ends.size(), map.labels.size() - first));
    ensemble.ends(i64(first), ends);
    for (std::size_t i = 0; i < ends.size(); i++) {
      map.labels[first + i] = label(ends[i]);
      if (map.labels[first + i] < 0) map.steps[first + i] = float(ends[i].steps);
    }
  }
  return map;
}

}  // namespace

BasinMap map_basins(const RunSpec& spec, int n, const std::optional<Box>& region, Backend& backend,
                    Progress progress, void* context) {
  using Clock = std::chrono::steady_clock;
  Plan plan = grid_plan(spec, n, region);
  const Box& box = plan.start.box;
  BasinMap basins{{}, box, {}, std::min(width(box), height(box)) / n, 0, 0};
  basins.float_floor = kPixelSpacings * std::numeric_limits<float>::epsilon() * largest_coordinate(box);
  basins.double_floor = kPixelSpacings * std::numeric_limits<double>::epsilon() * largest_coordinate(box);
  if (basins.pixel < basins.float_floor && spec.precision == Precision::float32) {
    RunSpec finer = spec;
    finer.precision = Precision::float64;
    plan = grid_plan(finer, n, region);
  }

  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  const Clock::time_point begin = Clock::now();
  SettleClock clock(plan.landscape.domain, Thresholds().near, plan.spec.particles);
  clock.start(*ensemble);
  while (ensemble->step() < plan.spec.steps) {
    ensemble->advance(SettleClock::next_look(ensemble->step()) - ensemble->step());
    clock.look(*ensemble);
    if (progress && !progress(context, ensemble->step(), plan.spec.steps)) {
      basins.complete = ensemble->step() == plan.spec.steps;
      break;
    }
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  Summary summary = summarize(plan, backend, *ensemble, seconds);
  if (summary.result.minima.size() > 0x7fff)
    throw Error("more than 32767 minima were reached: labels have 16 bits");
  basins.map = labelled(plan, summary.basins, *ensemble, n, std::move(clock).settled());
  basins.result = std::move(summary.result);
  return basins;
}

FlowDifference flow_difference(const BasinMap& basins, const BasinMap& flow) {
  const std::vector<ReachedMinimum>&a = basins.result.minima, &b = flow.result.minima;
  const Box& domain = basins.result.plan.landscape.domain;
  const double same = Thresholds().same;
  std::vector<Label> label_here(b.size(), Label(a.size()));  // of the flow's minima; one that is none of ours
  for (std::size_t j = 0; j < b.size(); j++)
    for (std::size_t i = 0; i < a.size(); i++)
      if (std::abs(a[i].at.x - b[j].at.x) <= same * width(domain) &&
          std::abs(a[i].at.y - b[j].at.y) <= same * height(domain))
        label_here[j] = Label(i);
  FlowDifference difference{0, std::vector<bool>(basins.map.labels.size())};
  i64 count = 0;
  for (std::size_t k = 0; k < basins.map.labels.size(); k++) {
    const Label ours = basins.map.labels[k], theirs = flow.map.labels[k];
    difference.differs[k] = ours != (theirs >= 0 ? label_here[std::size_t(theirs)] : theirs);
    count += difference.differs[k];
  }
  difference.share = double(count) / double(basins.map.labels.size());
  return difference;
}

RunSpec flow_spec(const RunSpec& spec) {
  RunSpec flow = spec;
  flow.optimizer = {"gradient_flow"};
  flow.lr.reset();
  flow.rates.clear();
  flow.schedule = {"constant"};
  flow.then.clear();
  flow.noise = {"none"};
  flow.clip_norm.reset();
  flow.clip_value.reset();
  return flow;
}

}  // namespace thalweg

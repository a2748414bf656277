// SPDX-License-Identifier: MIT
#include "viewer/app/basin_field.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/basins.h"

namespace thalweg::viewer {
namespace {

bool same_minimum(const Box& domain, Point a, Point b) {
  constexpr double kSame = 1e-3;  // as for the labels of minima
  return std::abs(a.x - b.x) <= kSame * width(domain) && std::abs(a.y - b.y) <= kSame * height(domain);
}

/// For every minimum of `from` the label that it has in `to`, or one of its own after those of `to`.
std::vector<std::uint8_t> translated(const Destinations& from, const Destinations& to) {
  const Box& domain = from.result.plan.landscape.domain;
  std::vector<std::uint8_t> labels;
  std::size_t next = to.result.plan.landscape.minima.size() + to.result.minima.size();
  for (std::size_t i = 0; i < from.result.minima.size(); i++) {
    std::optional<std::uint8_t> known;
    for (std::size_t j = 0; j < to.result.minima.size() && !known; j++)
      if (same_minimum(domain, from.result.minima[i].at, to.result.minima[j].at)) known = to.minimum[j];
    // Labels below the number of published minima are theirs whoever reaches them.
    if (!known && from.minimum[i] < from.result.plan.landscape.minima.size()) known = from.minimum[i];
    labels.push_back(known ? *known : std::uint8_t(next++ % kDistinctLabels));
  }
  return labels;
}

/// Which of the minima reached a start ends at, -1: none.
int ended_at(const Destinations& found, std::size_t start) {
  const std::uint8_t label = found.label[start];
  if (label == kNeutralLabel) return -1;
  for (std::size_t i = 0; i < found.minimum.size(); i++)
    if (found.minimum[i] == label) return int(i);
  return -1;
}

}  // namespace

int basin_nodes(i64 steps) {
  constexpr double kParticleSteps = 2e8;
  return int(std::clamp(std::sqrt(kParticleSteps / double(std::max<i64>(steps, 1))), 200.0, 800.0));
}

std::optional<RunSpec> grid_spec(const RunSpec& run, int n) {
  RunSpec spec = run;
  spec.start = {StartKind::grid};
  spec.particles = i64(n) * n;
  spec.trail = {};
  if (weights(make_landscape(spec)) != 2) return {};
  return spec;
}

std::unique_ptr<Forerunner> BasinField::make(const RunSpec& spec) const {
  return std::make_unique<Forerunner>(make_plan(spec), *backend_);
}

void BasinField::follow(const RunSpec& run) {
  const int n = wanted_.value_or(basin_nodes(run.steps));
  std::optional<RunSpec> spec = grid_spec(run, n);
  if (spec == spec_) return;
  n_ = n;
  const bool same_flow = spec && spec_ && flow_spec(*spec) == flow_spec(*spec_);
  spec_ = std::move(spec);
  run_.reset();
  if (!same_flow) flow_.reset();
  basins_.reset();
  difference_.reset();
}

bool BasinField::done(bool flow) const {
  return !spec_ || (run_ && run_->done() && (!flow || (flow_ && flow_->done())));
}

double BasinField::progress(bool flow) const {
  if (!spec_) return 1;
  const double ours = run_ ? run_->progress() : 0, theirs = flow_ ? flow_->progress() : 0;
  return flow ? 0.5 * (ours + theirs) : ours;
}

bool BasinField::work(double seconds, bool flow) {
  if (!spec_) return true;
  if (!run_) run_ = make(*spec_);
  if (!run_->done()) {
    run_->work(seconds);
    return done(flow);
  }
  if (!flow) return true;
  if (!flow_) flow_ = make(flow_spec(*spec_));
  return flow_->work(seconds);
}

std::shared_ptr<const LabelMap> BasinField::basins(const Destinations& run) {
  if (!run_ || !run_->done()) return nullptr;
  const Destinations& found = *run_->destinations();
  std::vector<std::uint8_t> labels = translated(found, run);
  if (basins_ && labels == painted_) return basins_;
  auto map = std::make_shared<LabelMap>();
  map->n = n_;
  map->label.reserve(found.label.size());
  for (std::size_t k = 0; k < found.label.size(); k++) {
    const int minimum = ended_at(found, k);
    map->label.push_back(minimum < 0 ? kNeutralLabel : labels[std::size_t(minimum)]);
  }
  basins_ = std::move(map);
  painted_ = std::move(labels);
  return basins_;
}

std::shared_ptr<const DensityMap> BasinField::difference() {
  if (difference_ || !done(true) || !spec_) return difference_;
  const Destinations &ours = *run_->destinations(), &theirs = *flow_->destinations();
  const Box& domain = ours.result.plan.landscape.domain;
  auto map = std::make_shared<DensityMap>();
  map->n = n_;
  double count = 0;
  for (std::size_t k = 0; k < ours.label.size(); k++) {
    const int a = ended_at(ours, k), b = ended_at(theirs, k);
    const bool same = a < 0 || b < 0 ? a == b
                                     : same_minimum(domain, ours.result.minima[std::size_t(a)].at,
                                                    theirs.result.minima[std::size_t(b)].at);
    map->density.push_back(same ? 0.f : 1.f);
    count += same ? 0 : 1;
  }
  differing_ = count / double(ours.label.size());
  difference_ = std::move(map);
  return difference_;
}

}  // namespace thalweg::viewer

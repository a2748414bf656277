// SPDX-License-Identifier: MIT
#include "viewer/app/destinations.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "engine/no_minimum.h"
#include "viewer/app/outcome_colors.h"
#include "viewer/scene/color.h"

namespace thalweg::viewer {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The known minimum at p, or -1.  Published coordinates have at least four digits.
int known_minimum(const Landscape& f, Point p) {
  constexpr double kSame = 1e-3;
  for (std::size_t i = 0; i < f.minima.size(); i++)
    if (std::abs(f.minima[i].x - p.x) <= kSame * width(f.domain) &&
        std::abs(f.minima[i].y - p.y) <= kSame * height(f.domain))
      return int(i);
  return -1;
}

}  // namespace

std::vector<std::uint8_t> minimum_labels(const std::vector<ReachedMinimum>& reached, const Landscape& f) {
  static_assert(kDistinctLabels % kBasinColors == 0 && kDistinctLabels <= kNeutralLabel);
  std::vector<std::uint8_t> labels;
  std::size_t next = f.minima.size();
  for (const ReachedMinimum& m : reached) {
    const int known = known_minimum(f, m.at);
    labels.push_back(std::uint8_t((known >= 0 ? std::size_t(known) : next++) % kDistinctLabels));
  }
  return labels;
}

Forerunner::Forerunner(const Plan& plan, Backend& backend) : plan_(plan), backend_(&backend) {
  plan_.spec.trail = {};
  ensemble_ = backend.start(plan_);
  sample();
}

double Forerunner::progress() const {
  if (done() || plan_.spec.steps == 0) return 1;
  return double(ensemble_->step()) / double(plan_.spec.steps);
}

void Forerunner::sample() { history_.push_back(sample_losses(*ensemble_, plan_.spec.particles)); }

bool Forerunner::work(double seconds) {
  if (done()) return true;
  const Clock::time_point begin = Clock::now();
  while (ensemble_->step() < plan_.spec.steps) {
    const i64 to_sample = next_sample_step(history_.back().step, plan_.spec.steps) - ensemble_->step();
    const double rate = busy_ > 0 ? double(ensemble_->step()) / busy_ : 0;
    const double room = std::max(0.0, seconds - since(begin)) * rate;
    const i64 slice = std::clamp<i64>(i64(std::min(room, 1e9)), 1, to_sample);
    const Clock::time_point start = Clock::now();
    ensemble_->advance(slice);
    busy_ += since(start);
    if (slice == to_sample) sample();
    if (since(begin) >= seconds && ensemble_->step() < plan_.spec.steps) return false;
  }
  finish();
  return true;
}

void Forerunner::finish() {
  Summary summary = summarize(plan_, *backend_, *ensemble_, busy_);
  auto found = std::make_unique<Destinations>();
  found->minimum = minimum_labels(summary.result.minima, plan_.landscape);
  constexpr i64 kAtOnce = 1 << 16;
  const i64 particles = plan_.spec.particles;
  std::vector<End> ends;
  std::vector<double> losses;
  double lowest = std::numeric_limits<double>::infinity();
  found->label.reserve(std::size_t(particles));
  found->outcome.reserve(std::size_t(particles));
  found->steps.reserve(std::size_t(particles));
  for (i64 first = 0; first < particles; first += kAtOnce) {
    ends.resize(std::size_t(std::min(kAtOnce, particles - first)));
    ensemble_->ends(first, ends);
    losses.resize(ends.size());
    ensemble_->losses(first, losses);
    for (std::size_t i = 0; i < ends.size(); i++) {
      const End& end = ends[i];
      found->steps.push_back(end.steps);
      if (losses[i] < lowest) {
        lowest = losses[i];
        found->best = Point{end.x, end.y, end.z};
      }
      const u32 cell = end_cell(plan_.landscape.domain, {end.x, end.y});
      const int m = summary.basins(cell, end.status);
      found->label.push_back(m < 0 ? kNeutralLabel : found->minimum[std::size_t(m)]);
      found->outcome.push_back(
          m < 0 ? outcome_label(m < -1 ? outcome_without_minimum(m) : Outcome::running, false)
                : outcome_label(Outcome::converged, summary.result.minima[std::size_t(m)].global));
    }
  }
  found->result = std::move(summary.result);
  found->diagnosis = diagnose(found->result, history_.front().median);
  destinations_ = std::move(found);
  ensemble_.reset();
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "viewer/app/rival_runs.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "viewer/app/doing.h"
#include "viewer/app/methods.h"
#include "viewer/scene/color.h"

namespace thalweg::viewer {
namespace {

using Clock = std::chrono::steady_clock;

double rate_or_nan(const RunSpec& spec) {
  try {
    return steady_rate(spec);
  } catch (const Error&) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

/// Serial numbers in the upper bits keep the counters of different simulations apart.
u64 apart(u64 serial, u64 counter) { return serial << 40 | counter; }

}  // namespace

RivalRuns::Run RivalRuns::begin(const RunSpec& spec, const Landscape& landscape) {
  Run run;
  run.spec = spec;
  run.recommended_rate = rate_or_nan(spec);
  auto simulation = std::make_unique<Simulation>(*backend_);
  simulation->start(make_plan(spec, landscape));
  run.simulation = std::move(simulation);
  run.serial = ++serials_;
  return run;
}

std::string RivalRuns::follow(const SessionState& state, const Landscape& landscape) {
  std::string notice;
  std::vector<Run> before = std::move(runs_);
  runs_.clear();
  for (const Rival& rival : state.rivals) {
    const RunSpec spec = run_of(rival, state.spec);
    const auto same = std::find_if(before.begin(), before.end(),
                                   [&](const Run& run) { return run.simulation && run.spec == spec; });
    if (same != before.end()) {
      runs_.push_back(std::move(*same));
      before.erase(same);
      runs_.back().simulation->restart();
      runs_.back().labels.clear();
      continue;
    }
    try {
      runs_.push_back(begin(spec, landscape));
    } catch (const Error& error) {
      Run out;
      out.spec = spec;
      out.recommended_rate = rate_or_nan(spec);
      runs_.push_back(std::move(out));
      if (notice.empty()) notice = rival.optimizer.name + " stays out: " + error.what();
    }
  }
  return notice;
}

void RivalRuns::restart() {
  for (Run& run : runs_)
    if (run.simulation) run.simulation->restart();
}

void RivalRuns::go_on(const SessionState& state, const Landscape& landscape) {
  for (std::size_t i = 0; i < std::min(runs_.size(), state.rivals.size()); i++) {
    Run& run = runs_[i];
    RunSpec spec = run_of(state.rivals[i], state.spec);
    if (!run.simulation || spec.rates == run.spec.rates || !same_but_rates(spec, run.spec)) continue;
    run.simulation->follow(make_plan(spec, landscape));
    run.spec = std::move(spec);
  }
}

void RivalRuns::want_trails(std::optional<i64> trails) {
  for (Run& run : runs_)
    if (run.simulation) run.simulation->want_trails(trails);
}

void RivalRuns::look_ahead(double seconds, const HeightTransform& heights) {
  const Clock::time_point start = Clock::now();
  for (Run& run : runs_) {
    if (!run.simulation || !run.simulation->looking_ahead()) continue;
    const double left = seconds - std::chrono::duration<double>(Clock::now() - start).count();
    if (left <= 0) return;
    run.simulation->look_ahead(left, heights);
  }
}

bool RivalRuns::done() const {
  return std::all_of(runs_.begin(), runs_.end(),
                     [](const Run& run) { return !run.simulation || !run.simulation->looking_ahead(); });
}

void RivalRuns::advance(i64 steps) {
  for (Run& run : runs_)
    if (run.simulation) run.simulation->advance(steps);
}

void RivalRuns::seek(i64 step) {
  for (Run& run : runs_)
    if (run.simulation) run.simulation->seek(step);
}

std::span<const std::uint8_t> RivalRuns::labels(std::size_t rival, const Destinations* first) {
  Run& run = runs_[rival];
  const Destinations* found = run.simulation->forerunner().destinations();
  if (!found || !first) {
    unknown_.assign(std::size_t(run.simulation->plan().spec.particles), kNeutralLabel);
    return unknown_;
  }
  // Either may have other ends now.
  const u64 forecasts = run.simulation->forecasts();
  const bool known = !run.labels.empty() && run.first == first && run.forecasts == forecasts;
  run.first = first;
  run.forecasts = forecasts;
  if (!known) run.labels = common_labels(*first, *found, run.simulation->plan().landscape);
  return run.labels;
}

u64 RivalRuns::version(std::size_t rival) const {
  const Run& run = runs_[rival];
  return apart(run.serial, run.simulation ? run.simulation->version() : 0);
}

u64 RivalRuns::generation(std::size_t rival) const {
  const Run& run = runs_[rival];
  return apart(run.serial, run.simulation ? run.simulation->generation() : 0);
}

std::vector<std::uint8_t> common_labels(const Destinations& first, const Destinations& other,
                                        const Landscape& f) {
  constexpr double kSame = 1e-3;  // as for known minima
  std::array<std::uint8_t, 256> label_of;
  for (std::size_t i = 0; i < label_of.size(); i++) label_of[i] = std::uint8_t(i);
  std::size_t next = f.minima.size();
  for (const std::uint8_t label : first.minimum) next = std::max(next, std::size_t(label) + 1);
  for (std::size_t i = 0; i < other.result.minima.size(); i++) {
    if (other.minimum[i] < f.minima.size()) continue;  // a known one has its label for all
    const Point& p = other.result.minima[i].at;
    const auto& minima = first.result.minima;
    const auto same = std::find_if(minima.begin(), minima.end(), [&](const ReachedMinimum& m) {
      return std::abs(m.at.x - p.x) <= kSame * width(f.domain) &&
             std::abs(m.at.y - p.y) <= kSame * height(f.domain);
    });
    label_of[other.minimum[i]] = same != minima.end() ? first.minimum[std::size_t(same - minima.begin())]
                                                      : std::uint8_t(next++ % kDistinctLabels);
  }
  std::vector<std::uint8_t> labels;
  labels.reserve(other.label.size());
  for (const std::uint8_t label : other.label) labels.push_back(label_of[label]);
  return labels;
}

}  // namespace thalweg::viewer

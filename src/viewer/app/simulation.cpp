// SPDX-License-Identifier: MIT
#include "viewer/app/simulation.h"

#include <algorithm>
#include <utility>

#include "engine/trail_sampler.h"
#include "viewer/app/slice.h"
#include "viewer/scene/color.h"

namespace thalweg::viewer {

i64 recorded_trails(i64 particles, std::optional<i64> wanted) {
  return std::min(particles, std::max(wanted.value_or(0), kUsualTrails));
}

TrailSpec trail_for(i64 trails, i64 steps, std::optional<i64> moment) {
  const i64 length = std::clamp<i64>(kTrailNumbers / std::max<i64>(trails, 1), 1, kTrailSlots);
  const i64 reach = std::max<i64>(moment.value_or(steps / 8), 1);
  return {std::max<i64>(1, (reach + length - 1) / length), length};
}

void Simulation::start(Plan plan) {
  auto forerunner = std::make_unique<Forerunner>(plan, *backend_);
  plan_ = std::move(plan);
  forerunner_ = std::move(forerunner);
  stale_ = false;
  next_.reset();
  moment_.reset();
  restart();
}

void Simulation::follow(Plan plan) {
  plan_ = std::move(plan);
  stale_ = true;
  if (!ensemble_) return;
  Plan same_trail = *plan_;
  same_trail.spec.trail = trail_;
  if (ensemble_->follow(same_trail)) return;
  const i64 now = step();
  restart();
  advance(now);
}

void Simulation::restart() {
  writer_ = nullptr;
  ensemble_.reset();
  version_++;
}

void Simulation::look_ahead(double seconds, const HeightTransform& heights) {
  if (std::exchange(stale_, false)) next_ = std::make_unique<Forerunner>(*plan_, *backend_);
  if (next_ && !forerunner_->done()) forerunner_ = std::move(next_);
  Forerunner& worker = next_ ? *next_ : *forerunner_;
  if (worker.done() || !worker.work(seconds)) return;
  if (next_) {
    forerunner_ = std::move(next_);
    forecasts_++;
  }
  moment_ = telling_step(forerunner_->history(), heights, kTellingShare);
  version_++;
}

void Simulation::set_moment(i64 step) {
  moment_ = step;
  restart();
}

void Simulation::want_trails(std::optional<i64> trails) {
  const std::optional<i64> before = std::exchange(wanted_trails_, trails);
  const i64 particles = plan_ ? plan_->spec.particles : 0;
  if (!ensemble_ || recorded_trails(particles, trails) == recorded_trails(particles, before)) return;
  const i64 now = step();
  restart();
  advance(now);
}

void Simulation::begin() {
  if (ensemble_) return;
  Plan plan = *plan_;
  begun_++;
  const i64 trails = recorded_trails(plan.spec.particles, wanted_trails_);
  if (plan.spec.trail.length == 0) plan.spec.trail = trail_for(trails, plan.spec.steps, moment_);
  SampledEnsemble started = start_sampled(*backend_, plan, trails);
  ensemble_ = std::move(started.ensemble);
  sample_ = started.sample;
  // Those of one weight are spread over the trough, which is done here.
  writer_ = weights(plan.landscape) > 1 ? dynamic_cast<GlWriter*>(ensemble_.get()) : nullptr;
  trail_ = plan.spec.trail;
  spread_trails_.clear();
  spread_written_ = 0;
  generation_++;
  version_++;
}

void Simulation::advance(i64 steps) {
  begin();
  const i64 left = plan_->spec.steps - ensemble_->step();
  if (std::min(steps, left) <= 0) return;
  ensemble_->advance(std::min(steps, left));
  version_++;
}

void Simulation::seek(i64 step) {
  if (step < this->step()) restart();
  advance(step - this->step());
}

End Simulation::end(i64 particle) {
  begin();
  End end;
  ensemble_->ends(particle, {&end, 1});
  return end;
}

Point Simulation::drawn(i64 particle) {
  begin();
  PointF at;
  ensemble_->positions(particle, {&at, 1});
  if (weights(plan_->landscape) == 1) spread(plan_->landscape, particle, {&at, 1});
  return {double(at.x), double(at.y)};
}

std::span<const float> Simulation::xy() {
  static_assert(sizeof(PointF) == 2 * sizeof(float));
  begin();
  if (fetched_ != version_) {
    positions_.resize(std::size_t(plan_->spec.particles));
    ensemble_->positions(0, positions_);
    if (weights(plan_->landscape) == 1) spread(plan_->landscape, 0, positions_);
    fetched_ = version_;
  }
  return {&positions_.data()->x, 2 * positions_.size()};
}

void Simulation::count(int n, std::span<u32> counts, const Kinds& kinds) {
  begin();
  const Landscape& f = plan_->landscape;
  const i64 particles = plan_->spec.particles;
  if (weights(f) > 1) return count_density(*ensemble_, particles, drawn_box(f), n, counts, kinds);
  const auto side = std::size_t(n);
  std::vector<u32> line(counts.size());
  count_density(*ensemble_, particles, drawn_box(f), n, line, kinds);
  for (std::size_t plane = 0; plane < line.size(); plane += side * side)
    for (std::size_t i = 0; i < side; i++) {
      u32 all = 0;
      for (std::size_t j = 0; j < side; j++) all += line[plane + j * side + i];
      // What does not divide evenly goes to rows that are far from each other.
      for (std::size_t j = 0; j < side; j++)
        counts[plane + j * side + i] += u32((u64(j + 1) * all) / side - u64(j) * all / side);
    }
}

u64 Simulation::position_version() {
  begin();
  return begun_ << 32 | u64(ensemble_->step());
}

std::span<const std::uint8_t> Simulation::labels() {
  if (const Destinations* found = forerunner_->destinations()) return found->label;
  unknown_.assign(std::size_t(plan_->spec.particles), kNeutralLabel);
  return unknown_;
}

thalweg::TrailView Simulation::trails() {
  begin();
  thalweg::TrailView view = ensemble_->trails();
  if (weights(plan_->landscape) > 1) return view;
  const std::size_t row = std::size_t(view.particles);
  spread_trails_.resize(view.xy.size());
  for (spread_written_ = std::max(spread_written_, view.written - view.length);
       spread_written_ < view.written; spread_written_++) {
    const std::size_t slot = std::size_t(spread_written_ % view.length) * row;
    std::copy_n(view.xy.begin() + std::ptrdiff_t(slot), row, spread_trails_.begin() + std::ptrdiff_t(slot));
    spread(plan_->landscape, 0, {&spread_trails_[slot], row});
  }
  view.xy = spread_trails_;
  return view;
}

std::span<const float> Simulation::trail_xy() {
  const thalweg::TrailView view = trails();
  return {view.xy.empty() ? nullptr : &view.xy.data()->x, 2 * view.xy.size()};
}

bool Simulation::on_card() {
  begin();
  return writer_ && writer_->why_not().empty();
}

thalweg::TrailView Simulation::trail_shape() {
  begin();
  const i64 written = trail_.length > 0 ? ensemble_->step() / trail_.every : 0;
  return {i64(sample_.trails), trail_.length, written, {}};
}

TrailSample Simulation::trail_sample() {
  begin();
  return sample_;
}

}  // namespace thalweg::viewer

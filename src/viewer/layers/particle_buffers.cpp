// SPDX-License-Identifier: MIT
#include "viewer/layers/particle_buffers.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>

#include "core/error.h"
#include "engine/trail_sample.h"
#include "viewer/layers/bindings.h"

namespace thalweg::viewer {
namespace {

void check(std::span<const float> xy, std::span<const std::uint8_t> label) {
  if (xy.size() % 2 != 0 || (!label.empty() && !xy.empty() && label.size() != xy.size() / 2))
    throw Error("particles: " + std::to_string(xy.size()) + " coordinates and " +
                std::to_string(label.size()) + " labels don't belong together");
}

void check(const TrailRing& ring, std::span<const float> xy) {
  if (ring.particles == 0 || ring.capacity == 0) return;
  if (ring.particles < 0 || ring.capacity < 0 ||
      xy.size() != std::size_t(ring.particles) * std::size_t(ring.capacity) * 2)
    throw Error("trails: " + std::to_string(xy.size()) + " coordinates don't make " +
                std::to_string(ring.particles) + " particles with " + std::to_string(ring.capacity) +
                " slots");
}

/// The labels of the chosen particles, in whole words for the shader.
void upload_labels(gl::Buffer& buffer, std::span<const std::uint8_t> labels,
                   std::span<const std::uint32_t> chosen) {
  std::vector<std::uint8_t> bytes((chosen.size() / 4 + 1) * 4, 0);
  for (std::size_t i = 0; i < chosen.size(); i++)
    bytes[i] = chosen[i] < labels.size() ? labels[chosen[i]] : 0;
  buffer.reserve(bytes.size());
  buffer.upload(0, std::span<const std::uint8_t>(bytes));
}

/// The points of the chosen particles; no copy when they are all, in their order.
void upload_points(gl::Buffer& buffer, std::size_t offset, std::span<const float> xy,
                   std::span<const std::uint32_t> chosen, bool all) {
  if (all) {
    buffer.upload(offset, xy);
    return;
  }
  std::vector<float> points;
  points.reserve(chosen.size() * 2);
  for (const std::size_t p : chosen) points.insert(points.end(), {xy[2 * p], xy[2 * p + 1]});
  buffer.upload(offset, std::span<const float>(points));
}

/// Room for so many bytes in a buffer that a card may write; true when its content is lost.
bool make_room(gl::Buffer& buffer, GlTarget& target, std::size_t bytes) {
  if (bytes <= buffer.bytes()) return false;
  target = {};  // before the buffer that it is a link to
  buffer.reserve(bytes);
  target.buffer = buffer.id();
  target.bytes = buffer.bytes();
  return true;
}

}  // namespace

std::vector<std::uint32_t> chosen_particles(std::size_t count, int budget) {
  const std::size_t most = std::min(count, std::size_t(std::max(budget, 0)));
  std::vector<std::uint32_t> chosen(most);
  const TrailSample even{count, most};
  for (std::size_t i = 0; i < most; i++) chosen[i] = std::uint32_t(trail_owner(even, i));
  return chosen;
}

void ParticleBuffers::update(const Swarm& swarm, const Quality& quality, double radius) {
  update_particles(swarm, quality.particle_budget);
  update_trails(swarm, quality.trail_budget);
  update_colors(swarm.palette, radius);
}

void ParticleBuffers::update_colors(std::span<const Srgb> palette, double radius) {
  Uniforms uniforms{};
  const std::size_t colors = std::min(palette.size(), std::size_t(kMostPaletteColors));
  for (std::size_t i = 0; i < colors; i++) uniforms.palette[i] = glm::vec4(to_linear(palette[i]), 1);
  uniforms.particle = {radius, std::max(colors, std::size_t(1)), 0, 0};
  if (seen_uniforms_ == uniforms) return;
  uniforms_.upload(0, std::span<const Uniforms>(&uniforms, 1));
  seen_uniforms_ = uniforms;
}

void ParticleBuffers::update_particles(const Swarm& swarm, int budget) {
  const ParticleCloud& cloud = swarm.particles;
  if (!swarm.source) check(cloud.xy, cloud.label);
  const std::size_t count = particle_count(swarm), drawn = std::min(count, std::size_t(budget));
  if (seen_version_ == cloud.version && drawn_.size() == drawn) return;
  if (drawn_.size() != drawn || seen_particles_ != count) drawn_ = chosen_particles(count, budget);
  seen_particles_ = count;
  make_room(positions_, positions_target_, std::max(drawn * 2 * sizeof(float), sizeof(float) * 2));
  upload_labels(labels_, cloud.label, drawn_);
  if (count > 0) upload_positions(swarm, drawn == count);
  seen_version_ = cloud.version;
}

void ParticleBuffers::upload_positions(const Swarm& swarm, bool all) {
  if (swarm.source && all && swarm.source->writer().write_positions(positions_target_)) return;
  const std::span<const float> xy = swarm.source ? swarm.source->xy() : swarm.particles.xy;
  check(xy, swarm.particles.label);
  upload_points(positions_, 0, xy, drawn_, all);
}

void ParticleBuffers::update_trails(const Swarm& swarm, int budget) {
  const TrailRing& ring = swarm.trails;
  if (!swarm.source) check(ring, ring.xy);
  make_room(points_, points_target_, 2 * sizeof(float));
  trail_labels_.reserve(sizeof(std::uint32_t));
  if (ring.particles <= 0 || ring.capacity <= 0 || ring.columns_written == 0) {
    trails_ = {};
    seen_generation_.reset();
    return;
  }
  const TrailSample sample{ring.among > 0 ? ring.among : std::size_t(ring.particles),
                           std::size_t(ring.particles)};
  std::vector<std::uint32_t> rows = chosen_particles(std::size_t(ring.particles), budget);
  TrailView view{.chosen = int(rows.size()), .slots = ring.capacity};
  if (swarm.highlighted && *swarm.highlighted >= 0 && leaves_trail(sample, u64(*swarm.highlighted))) {
    const auto row = std::uint32_t(trails_before(sample, u64(*swarm.highlighted)));
    const auto place = std::lower_bound(rows.begin(), rows.end(), row);
    view.highlighted = int(place - rows.begin());
    if (place == rows.end() || *place != row) {
      view.highlighted = view.chosen;
      view.added = 1;
      rows.push_back(row);
    }
  }
  const auto capacity = std::uint64_t(ring.capacity);
  const std::uint64_t oldest = ring.columns_written - std::min(ring.columns_written, capacity);
  view.columns = int(ring.columns_written - oldest);
  view.oldest_slot = int(oldest % capacity);
  const bool same_rows = rows == rows_ && seen_among_ == ring.among;
  bool known = same_rows && seen_generation_ == ring.generation && view.slots == trails_.slots &&
               ring.columns_written >= seen_columns_;
  if (!same_rows || seen_trail_version_ != swarm.particles.version) {
    std::vector<std::uint32_t> owners;
    owners.reserve(rows.size());
    for (const std::uint32_t row : rows) owners.push_back(std::uint32_t(trail_owner(sample, row)));
    upload_labels(trail_labels_, swarm.particles.label, owners);
  }
  seen_trail_version_ = swarm.particles.version;
  trails_ = view;
  rows_ = std::move(rows);
  seen_among_ = ring.among;
  if (make_room(points_, points_target_, rows_.size() * std::size_t(view.slots) * 2 * sizeof(float)))
    known = false;
  const std::uint64_t first = known ? std::max(oldest, seen_columns_) : oldest;
  if (first < ring.columns_written) upload_columns(swarm, first);
  seen_columns_ = ring.columns_written;
  seen_generation_ = ring.generation;
}

void ParticleBuffers::upload_columns(const Swarm& swarm, std::uint64_t first) {
  const TrailRing& ring = swarm.trails;
  const bool all = trails_.chosen == ring.particles;
  if (swarm.source && all && swarm.source->writer().write_trails(points_target_, i64(first))) return;
  const std::span<const float> xy = swarm.source ? swarm.source->trail_xy() : ring.xy;
  check(ring, xy);
  const auto particles = std::size_t(ring.particles);
  for (std::uint64_t column = first; column < ring.columns_written; column++) {
    const auto slot = std::size_t(column % std::uint64_t(ring.capacity));
    upload_points(points_, slot * rows_.size() * 2 * sizeof(float),
                  xy.subspan(slot * particles * 2, particles * 2), rows_, all);
  }
}

void ParticleBuffers::bind() const {
  points_.bind_storage(block::kTrails);
  trail_labels_.bind_storage(block::kTrailLabels);
  labels_.bind_storage(block::kLabels);
  positions_.bind_storage(block::kPositions);
  uniforms_.bind_uniform(block::kSwarm);
}

}  // namespace thalweg::viewer

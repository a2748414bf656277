// SPDX-License-Identifier: MIT
// Particles and trails on the card.  A budget thins them out before the upload, so that a million particles
// cost no more memory and bandwidth than what is drawn of them.
#pragma once

#include <array>
#include <cstdint>
#include <glm/vec4.hpp>
#include <optional>
#include <span>
#include <vector>

#include "viewer/gl/buffer.h"
#include "viewer/scene/quality.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// The trails in the buffer: those of chosen particles, then the highlighted particle's as the last one.
struct TrailView {
  int chosen = 0;       // trails without the highlighted one
  int highlighted = 0;  // 1 when there is a highlighted one
  int slots = 0;        // capacity of the ring
  int oldest_slot = 0;
  int columns = 0;  // filled columns
  int trails() const { return chosen + highlighted; }
};

/// At most `budget` of `count` particles, ascending: one out of each group of neighbours, at a scrambled
/// place in it. Every k-th would not do: starts from a grid or a Sobol sequence have structure in their
/// index, and a stride picks out a corner of the domain.
std::vector<std::uint32_t> chosen_particles(std::size_t count, int budget);

/// Of one swarm.
class ParticleBuffers {
 public:
  /// Uploads what changed.  Throws Error when spans and counts don't agree.
  /// radius: of a particle, in the world.
  void update(const Swarm& swarm, const Quality& quality, double radius);
  /// To the blocks of bindings.h.
  void bind() const;
  int particles() const { return int(drawn_.size()); }
  const TrailView& trails() const { return trails_; }

 private:
  void update_particles(const Swarm& swarm, int budget);
  /// all: of the swarm, otherwise those in drawn_.
  void upload_positions(const Swarm& swarm, bool all);
  void update_trails(const Swarm& swarm, int budget);
  void update_colors(std::span<const Srgb> palette, double radius);
  void upload_columns(const Swarm& swarm, std::uint64_t first);

  /// The uniform block of the particles' and the trails' shaders (std140).
  struct Uniforms {
    std::array<glm::vec4, kMostPaletteColors> palette;
    glm::vec4 particle;
    friend bool operator==(const Uniforms&, const Uniforms&) = default;
  };

  gl::Buffer positions_, labels_, points_, trail_labels_;
  GlTarget positions_target_, points_target_;  // after the buffers: links are undone before a buffer is
  gl::Buffer uniforms_{sizeof(Uniforms)};
  std::optional<Uniforms> seen_uniforms_;
  std::vector<std::uint32_t> drawn_;   // particles in positions_
  std::vector<std::uint32_t> owners_;  // particles of the trails in points_
  TrailView trails_;
  std::optional<std::uint64_t> seen_version_, seen_trail_version_, seen_generation_;
  std::uint64_t seen_columns_ = 0;
  std::size_t seen_particles_ = 0;
};

}  // namespace thalweg::viewer

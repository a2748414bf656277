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

/// The trails in the buffer: those of chosen particles, and after them the highlighted particle's unless it
/// is one of them.
struct TrailView {
  int chosen = 0;                       // trails without one that was added
  int added = 0;                        // 1 when the highlighted one was
  std::optional<int> highlighted = {};  // its place
  int slots = 0;                        // capacity of the ring
  int oldest_slot = 0;
  int columns = 0;  // filled columns
  int trails() const { return chosen + added; }
};

/// At most `budget` of `count` particles, ascending: as evenly as engine/trail_sample.h has it.
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
  std::vector<std::uint32_t> drawn_;  // particles in positions_
  std::vector<std::uint32_t> rows_;   // trails of the ring that are in points_
  TrailView trails_;
  std::optional<std::uint64_t> seen_version_, seen_trail_version_, seen_generation_;
  std::uint64_t seen_columns_ = 0;
  std::size_t seen_particles_ = 0, seen_among_ = 0;
};

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Draw calls.  All geometry is pulled by the vertex shaders from buffers and textures, so there are no vertex
// attributes; the state of every draw is stated whole, so that no layer inherits another's.
#pragma once

#include <cstdint>
#include <span>

#include "viewer/gl/buffer.h"
#include "viewer/gl/program.h"

namespace thalweg::gl {

enum class Depth { kOff, kTest, kTestAndWrite };
/// kPremultiplied: source + (1 - alpha) * target;  kStraight: alpha * source + (1 - alpha) * target.
enum class Blend { kOff, kPremultiplied, kStraight };
enum class Primitive { kTriangles, kTriangleStrip };

struct DrawState {
  Depth depth = Depth::kOff;
  Blend blend = Blend::kOff;
};

/// A vertex array, which a core context wants bound even when it is empty; with indices when it has been
/// given some.
class Geometry {
 public:
  Geometry() = default;
  /// Vertices are numbered 0, 1, 2, ...
  static Geometry without_indices();
  static Geometry with_indices(std::span<const std::uint32_t> indices);

  /// `count` vertices or indices, `instances` times.
  void draw(const Program& program, DrawState state, Primitive primitive, int count, int instances = 1) const;

 private:
  Handle<delete_vertex_array> handle_;
  Buffer indices_;
};

/// Waits until everything drawn so far is done; for measurements.
void finish();

}  // namespace thalweg::gl

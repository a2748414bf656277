// SPDX-License-Identifier: MIT
// Particles that are on a card and need not come to the host to be drawn.
#pragma once

#include <span>

#include "engine/gl_sink.h"

namespace thalweg::viewer {

/// Writes buffers of OpenGL, and answers with numbers where that does not go.
class SwarmSource {
 public:
  virtual ~SwarmSource() = default;
  /// Where the particles are now.
  virtual GlWriter& writer() = 0;
  /// As ParticleCloud::xy and TrailRing::xy.
  virtual std::span<const float> xy() = 0;
  virtual std::span<const float> trail_xy() = 0;
};

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// Lines on the surface: from every saddle down to the minima on both of its sides, or up to the maxima.
#pragma once

#include <memory>

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

enum class WayStyle { kSolid, kDashed, kFine };

class Ways {
 public:
  /// Nothing without lines.
  void draw(const LayerInput& in, const std::shared_ptr<const LineSet>& lines, WayStyle style);

 private:
  gl::Program program_{"way.vert", "way.frag"};
  gl::Buffer buffer_;
  std::shared_ptr<const LineSet> uploaded_;
  int nodes_ = 0;
};

}  // namespace thalweg::viewer

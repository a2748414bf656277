// SPDX-License-Identifier: MIT
#include "viewer/scene/quality.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace thalweg::viewer {

bool draws_in_software(std::string_view renderer) {
  std::string lower(renderer);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  for (const char* name : {"llvmpipe", "softpipe", "swrast", "swiftshader", "software rasterizer"})
    if (lower.find(name) != std::string::npos) return true;
  return false;
}

Quality interactive_quality(std::string_view renderer) {
  if (!draws_in_software(renderer)) return {};
  return {.mesh = 128,
          .field = 256,
          .samples = 0,
          .trail_budget = 2000,
          .trail_stride = 2,
          .particle_budget = 20000};
}

Quality still_quality(std::string_view renderer) {
  if (!draws_in_software(renderer))
    return {.mesh = 1024,
            .field = 1024,
            .samples = 8,
            .trail_budget = 20000,
            .trail_stride = 1,
            .particle_budget = 2000000};
  return {.mesh = 320,
          .field = 512,
          .samples = 4,
          .trail_budget = 4000,
          .trail_stride = 1,
          .particle_budget = 200000};
}

}  // namespace thalweg::viewer

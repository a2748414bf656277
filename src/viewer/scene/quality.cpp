// SPDX-License-Identifier: MIT
#include "viewer/scene/quality.h"

#include <algorithm>
#include <cctype>
#include <cmath>
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
          .particle_budget = 20000,
          .most_separate = 200000};
}

Quality on_rung(const Quality& quality, int rung) {
  const Rung& r = kRungs[std::size_t(rung)];
  Quality q = quality;
  q.trail_share *= r.trails;
  q.trail_stride *= r.stride;
  q.mesh = std::max(2, int(std::lround(r.mesh * q.mesh)));
  return q;
}

Ladder climbed(const Ladder& ladder, double seconds) {
  constexpr double kMemory = 0.8;  // of the pictures before
  // A picture counts as at most so many typical ones: another program had the machine.
  constexpr double kOutlier = 2;
  constexpr int kLast = int(kRungs.size()) - 1, kEnough = 3;
  if (!(seconds >= 0)) return ladder;
  Ladder now = ladder;
  const double counted =
      ladder.drawn > 0 ? std::min(seconds, kOutlier * std::max(ladder.typical, kSlowPicture)) : seconds;
  now.typical = ladder.drawn > 0 ? kMemory * ladder.typical + (1 - kMemory) * counted : counted;
  now.drawn = std::min(ladder.drawn + 1, kCalm);
  if (now.drawn >= kEnough && now.typical > kSlowPicture && now.rung < kLast) return {now.rung + 1, 0, 0};
  if (now.drawn >= kCalm && now.typical < kFastPicture && now.rung > 0) return {now.rung - 1, 0, 0};
  return now;
}

Ladder first_rung(std::string_view renderer) { return {draws_in_software(renderer) ? 2 : 0, 0, 0}; }

Quality still_quality(std::string_view renderer) {
  if (!draws_in_software(renderer))
    return {.mesh = 1024,
            .field = 1024,
            .samples = 8,
            .trail_budget = 100000,
            .trail_stride = 1,
            .particle_budget = 2000000};
  return {.mesh = 320,
          .field = 512,
          .samples = 4,
          .trail_budget = 4000,
          .trail_stride = 1,
          .particle_budget = 200000,
          .most_separate = 200000};
}

}  // namespace thalweg::viewer

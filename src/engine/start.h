// SPDX-License-Identifier: MIT
// Where particle i starts: a pure function of the plan and i, the same on every machine and for every
// optimizer.
#pragma once

#include "core/box.h"
#include "core/philox.h"
#include "core/sobol.h"

namespace thalweg {

struct StartPlan {
  int kind;  ///< StartKind as an int, so that cards need not know the spec
  Box box;
  double x, y, sigma_x, sigma_y;  ///< normal, point
  u64 seed;
  u64 columns, rows;  ///< grid: row by row from (x0, y0), at cell centres
};

namespace detail {
inline constexpr int kUniform = 0, kSobol = 1, kGrid = 2, kNormal = 3;
}

THALWEG_HD Point start_point(const StartPlan& s, u64 i) {
  if (s.kind == detail::kGrid) {
    const double column = double(i % s.columns) + 0.5, row = double(i / s.columns) + 0.5;
    return {s.box.x0 + column / double(s.columns) * width(s.box),
            s.box.y0 + row / double(s.rows) * height(s.box)};
  }
  if (s.kind == detail::kUniform || s.kind == detail::kNormal) {
    const Words<u32> r = random_words(s.seed, Stream::start, 0, i);
    const double u = open_unit<double>(r.w[0]), v = open_unit<double>(r.w[1]);
    if (s.kind == detail::kUniform) return {s.box.x0 + u * width(s.box), s.box.y0 + v * height(s.box)};
    double z[2];
    box_muller(u, v, z[0], z[1]);
    return {s.x + s.sigma_x * z[0], s.y + s.sigma_y * z[1]};
  }
  if (s.kind == detail::kSobol) {
    // A digital shift by the seed; indices beyond 2^32 get another shift of the same sequence.
    const Words<u32> r = random_words(s.seed, Stream::start, 0xffffffffu, i >> 32);
    const SobolPoint p = sobol(u32(i));
    return {s.box.x0 + open_unit<double>(p.x ^ r.w[0]) * width(s.box),
            s.box.y0 + open_unit<double>(p.y ^ r.w[1]) * height(s.box)};
  }
  return {s.x, s.y};
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// Where particle i starts: a pure function of the plan and i, the same on every machine and for every
// optimizer.
#pragma once

#include "core/box.h"
#include "core/philox.h"
#include "core/sobol.h"

namespace thalweg {

struct StartPlan {
  int kind;     ///< StartKind as an int, so that cards need not know the spec
  int weights;  ///< coordinates beyond them are 0
  Box box;
  Point middle, sigma;  ///< normal; point: all at `middle`
  u64 seed;
  u64 columns, rows, layers;  ///< grid: row by row, layer by layer from (x0, y0, z0), at cell centres
};

namespace detail {

inline constexpr int kUniform = 0, kSobol = 1, kGrid = 2, kNormal = 3;

/// The point at these shares of the box, as far as there are weights.
THALWEG_HD Point at_shares(const StartPlan& s, double u, double v, double w) {
  return {s.box.x0 + u * width(s.box), s.weights > 1 ? s.box.y0 + v * height(s.box) : 0,
          s.weights > 2 ? s.box.z0 + w * depth(s.box) : 0};
}

}  // namespace detail

THALWEG_HD Point start_point(const StartPlan& s, u64 i) {
  if (s.kind == detail::kGrid) {
    const u64 column = i % s.columns, row = i / s.columns % s.rows, layer = i / s.columns / s.rows;
    return detail::at_shares(s, (double(column) + 0.5) / double(s.columns),
                             (double(row) + 0.5) / double(s.rows), (double(layer) + 0.5) / double(s.layers));
  }
  if (s.kind == detail::kUniform || s.kind == detail::kNormal) {
    const Words<u32> r = random_words(s.seed, Stream::start, 0, i);
    const double u = open_unit<double>(r.w[0]), v = open_unit<double>(r.w[1]), w = open_unit<double>(r.w[2]);
    if (s.kind == detail::kUniform) return detail::at_shares(s, u, v, w);
    double z[4];
    box_muller(u, v, z[0], z[1]);
    box_muller(w, open_unit<double>(r.w[3]), z[2], z[3]);
    return {s.middle.x + s.sigma.x * z[0], s.weights > 1 ? s.middle.y + s.sigma.y * z[1] : 0,
            s.weights > 2 ? s.middle.z + s.sigma.z * z[2] : 0};
  }
  if (s.kind == detail::kSobol) {
    // A digital shift by the seed; indices beyond 2^32 get another shift of the same sequence.
    const Words<u32> r = random_words(s.seed, Stream::start, 0xffffffffu, i >> 32);
    const SobolPoint p = sobol(u32(i));
    return detail::at_shares(s, open_unit<double>(p.x ^ r.w[0]), open_unit<double>(p.y ^ r.w[1]),
                             open_unit<double>(p.z ^ r.w[2]));
  }
  return s.middle;
}

}  // namespace thalweg

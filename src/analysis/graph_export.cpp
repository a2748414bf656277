// SPDX-License-Identifier: MIT
#include "analysis/graph_export.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

#include "analysis/polish.h"

namespace thalweg {

namespace {

double log_curvatures(const Landscape& f, const CriticalPoint& p) {
  Symmetric<double, 2> h = jet(f, p.at).h;
  const Box& b = f.domain;
  const bool rim = p.kind == PointKind::edge_minimum || p.kind == PointKind::edge_pass ||
                   p.kind == PointKind::corner_minimum;
  double sum = 0;
  if (rim) {
    const double along[] = {p.at.x > b.x0 && p.at.x < b.x1 ? h(0, 0) : 0,
                            p.at.y > b.y0 && p.at.y < b.y1 ? h(1, 1) : 0};
    for (const double a : along)
      if (a > 0) sum += std::log(a);
    return sum;
  }
  const Spectrum s = spectrum(h);
  for (const double a : {s.low, s.high})
    if (a > 0) sum += std::log(a);
  return sum;
}

void add_bytes(std::string& bytes, double a) {
  char raw[sizeof a];
  std::memcpy(raw, &a, sizeof a);
  bytes.append(raw, sizeof a);
}

void add_point(std::string& bytes, Point p) {
  add_bytes(bytes, p.x);
  add_bytes(bytes, p.y);
}

}  // namespace

PathsampleFiles pathsample_files(const Landscape& f, const PassGraph& graph) {
  PathsampleFiles files;
  for (const CriticalPoint& m : graph.minima) {
    files.min_data += fmt::format("{} {} 1 {} {} 0\n", m.value, log_curvatures(f, m), m.at.x, m.at.y);
    add_point(files.points_min, m.at);
  }
  for (const Pass& pass : graph.passes) {
    if (pass.minima[0] < 0 || pass.minima[1] < 0) continue;
    const CriticalPoint& s = graph.saddles[std::size_t(pass.saddle)];
    files.ts_data += fmt::format("{} {} 1 {} {} {} {} 0\n", s.value, log_curvatures(f, s), pass.minima[0] + 1,
                                 pass.minima[1] + 1, s.at.x, s.at.y);
    add_point(files.points_ts, s.at);
  }
  return files;
}

}  // namespace thalweg

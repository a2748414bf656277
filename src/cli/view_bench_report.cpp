// SPDX-License-Identifier: MIT
#include "cli/view_bench_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "io/spec_json.h"
#include "version.h"

namespace thalweg::cli {
namespace {

double nearest_rank(const std::vector<double>& sorted, double share) {
  const double rank = std::ceil(share * double(sorted.size()));
  return sorted[std::size_t(std::max(rank, 1.0)) - 1];
}

}  // namespace

Json times_json(std::span<const double> seconds) {
  std::vector<double> ms;
  for (const double s : seconds) ms.push_back(1000 * s);
  std::sort(ms.begin(), ms.end());
  return {{"p50", nearest_rank(ms, 0.5)},
          {"p90", nearest_rank(ms, 0.9)},
          {"p99", nearest_rank(ms, 0.99)},
          {"max", ms.back()}};
}

Json view_bench_json(const viewer::ViewBench& b, const RunSpec& spec, bool offscreen) {
  const Json frame = times_json(b.total);
  return {{"version", version()},
          {"device", b.device},
          {"renderer", b.renderer},
          {"size", {b.width, b.height}},
          {"offscreen", offscreen},
          {"spec", to_json(spec)},
          {"particles", b.particles},
          {"trails",
           {{"budget", b.trail_budget},
            {"slots", b.trail_slots},
            {"stride", b.trail_stride},
            {"share", b.trail_share}}},
          {"quality", {{"rung", b.rung}, {"scale", b.scale}, {"mesh", b.mesh}, {"samples", b.samples}}},
          {"frames", b.total.size()},
          {"frames_per_second", 1000 / frame["p50"].get<double>()},
          {"first_frame_ms", 1000 * b.first_frame},
          {"still_ms", 1000 * b.still},
          {"processor_ms", 1000 * b.processor},
          {"frame_ms", frame},
          {"update_ms", times_json(b.update)},
          {"draw_ms", times_json(b.draw)},
          {"panels_ms", times_json(b.panels)},
          {"present_ms", times_json(b.present)},
          {"latency_ms", times_json(b.latency)}};
}

}  // namespace thalweg::cli

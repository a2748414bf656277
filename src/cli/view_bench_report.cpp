// SPDX-License-Identifier: MIT
#include "cli/view_bench_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
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

std::string view_bench_text(const viewer::ViewBench& b) {
  std::string text = fmt::format(
      "{} pictures of {} x {} on {}\n{} particles on {}, rung {} of the ladder (0 is whole)\n"
      "first picture after {:.0f} ms; at rest {:.0f} ms; {:.0f} ms of processor per picture\n\n"
      "{:<10}{:>9}{:>9}{:>9}{:>9}   ms\n",
      b.total.size(), b.width, b.height, b.renderer, b.particles, b.device, b.rung, 1000 * b.first_frame,
      1000 * b.still, 1000 * b.processor, "", "p50", "p90", "p99", "max");
  const std::pair<const char*, const std::vector<double>*> rows[] = {
      {"picture", &b.total},   {"  run", &b.update},      {"  scene", &b.draw},
      {"  panels", &b.panels}, {"  present", &b.present}, {"latency", &b.latency}};
  for (const auto& [name, seconds] : rows) {
    const Json ms = times_json(*seconds);
    text += fmt::format("{:<10}{:>9.1f}{:>9.1f}{:>9.1f}{:>9.1f}\n", name, ms["p50"].get<double>(),
                        ms["p90"].get<double>(), ms["p99"].get<double>(), ms["max"].get<double>());
  }
  return text;
}

}  // namespace thalweg::cli

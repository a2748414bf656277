// SPDX-License-Identifier: MIT
// thalweg view --bench: how fast the window is, as JSON.
#pragma once

#include <span>
#include <string>

#include "io/json.h"
#include "viewer/view_bench.h"

namespace thalweg::cli {

/// {p50, p90, p99, max}: milliseconds, by nearest rank; of at least one picture.
Json times_json(std::span<const double> seconds);

/// {version, device, renderer, size: [w, h], offscreen, spec, particles, trails: {budget, slots, stride,
/// share},
///  quality: {rung, scale, mesh, samples}, frames, frames_per_second, first_frame_ms, still_ms, processor_ms,
///  frame_ms, update_ms, draw_ms, panels_ms, present_ms, latency_ms: as times_json}
/// frames_per_second is that of the median picture; latency is from a movement of the pointer to the picture
/// that shows it, at worst; processor is the time of all threads per picture.
Json view_bench_json(const viewer::ViewBench& bench, const RunSpec& spec, bool offscreen);

/// The same for people.
std::string view_bench_text(const viewer::ViewBench& bench);

}  // namespace thalweg::cli

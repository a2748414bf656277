// SPDX-License-Identifier: MIT
// How fast the window is on this machine: its own pictures, drawn one after the other while the run plays and
// the camera is dragged.
#pragma once

#include <string>
#include <vector>

#include "engine/backend.h"
#include "viewer/app.h"

namespace thalweg::viewer {

struct ViewBenchOptions {
  int frames = 100;        ///< pictures that are measured, 2..100000
  bool offscreen = false;  ///< without a display
};

/// Seconds, one value per picture.
struct ViewBench {
  std::string device, renderer;
  int width = 0, height = 0;  ///< of the framebuffer
  i64 particles = 0;
  i64 trail_slots = 0;  ///< positions that a trail remembers
  // On the rung of the ladder where the pictures ended.
  int rung = 0, mesh = 0, samples = 0, trail_budget = 0, trail_stride = 0;
  double scale = 1, trail_share = 1;
  double first_frame = 0;  ///< from the start of the process
  double still = 0;        ///< drawing the picture that rests
  double processor = 0;    ///< of all threads, per picture
  std::vector<double> update, draw, panels, present, total;
  /// From a movement of the pointer to the picture that shows it, when it moves just after the input was
  /// read.
  std::vector<double> latency;
};

/// Throws Error where there is no display (unless off-screen) or no OpenGL, InputError for a bad number.
ViewBench bench_view(const RunSpec& spec, Backend& backend, const ViewOptions& options,
                     const ViewBenchOptions& bench);

}  // namespace thalweg::viewer

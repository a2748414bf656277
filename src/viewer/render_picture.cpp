// SPDX-License-Identifier: MIT
// `thalweg render`: the explorer's picture without a window.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "viewer/app.h"
#include "viewer/app/describe.h"
#include "viewer/app/heights.h"
#include "viewer/platform/egl_context.h"
#include "viewer/renderer.h"

namespace thalweg::viewer {
namespace {

void check(const RenderOptions& o) {
  if (o.width < 16 || o.height < 16 || o.width > 16384 || o.height > 16384)
    throw InputError("size " + std::to_string(o.width) + "x" + std::to_string(o.height) +
                     ": width and height must be in 16..16384");
  if (o.camera) {
    if (!std::isfinite(o.camera->azimuth)) throw InputError("camera azimuth must be a finite number");
    if (!(o.camera->elevation >= kLowestElevation && o.camera->elevation <= 90))
      throw InputError("camera elevation must be in 4..90");
    if (!(o.camera->zoom > 0 && o.camera->zoom <= 1e6)) throw InputError("camera zoom must be above 0");
  }
  if (o.step && (*o.step < 0 || *o.step > o.spec.steps))
    throw InputError("the step that is shown must be in 0.." + std::to_string(o.spec.steps) +
                     ", the run's steps");
  if (o.output.extension() != ".png")
    throw InputError("output '" + o.output.string() + "': the file name must end in .png");
  if (o.frames != 1) throw InputError("a .png has one frame");
}

/// The step that is shown: a whole number of trail columns, so that trails end at their particles.
i64 shown_step(const RunSpec& spec, i64 moment) {
  const TrailSpec trail = spec.trail.length > 0 ? spec.trail : trail_for(spec.particles, spec.steps, moment);
  return std::min<i64>(spec.steps, (moment + trail.every - 1) / trail.every * trail.every);
}

}  // namespace

RunResult render_picture(const RenderOptions& options, Backend& backend) {
  check(options);
  const platform::EglContext context({options.cuda_device, false});
  const Quality quality = still_quality(context.renderer());

  SessionState state = make_session(options.spec, {.dark = options.dark, .camera = options.camera});
  Simulation simulation(backend);
  simulation.start(options.spec);
  Scene scene;
  scene.surface =
      model_surface(simulation.plan().landscape, backend, quality.field, state.options[Option::kLogHeight]);
  simulation.look_ahead(1e9, scene.surface->transform);
  if (options.step) simulation.set_moment(*options.step);
  simulation.seek(options.step ? *options.step : shown_step(options.spec, simulation.moment().value_or(0)));
  show_run(scene, simulation);
  show_view(scene, state);

  Renderer renderer(quality);
  renderer.draw(scene, state.camera, options.width, options.height);
  write_png(options.output, renderer.read_pixels(),
            {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(simulation.plan().spec))}});
  return simulation.forerunner().destinations()->result;
}

}  // namespace thalweg::viewer

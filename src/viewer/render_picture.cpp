// SPDX-License-Identifier: MIT
// `thalweg render`: the explorer's picture without a window.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "io/video.h"
#include "viewer/app.h"
#include "viewer/app/basin_field.h"
#include "viewer/app/describe.h"
#include "viewer/app/heights.h"
#include "viewer/app/sharpness.h"
#include "viewer/app/slice.h"
#include "viewer/platform/egl_context.h"
#include "viewer/renderer.h"
#include "viewer/tiled_picture.h"

namespace thalweg::viewer {
namespace {

constexpr int kLargestFilm = 16384;  // per side

void check(const RenderOptions& o) {
  const bool film = o.output.extension() != ".png";
  const int largest = film ? kLargestFilm : kLargestPicture;
  if (o.width < 16 || o.height < 16 || o.width > largest || o.height > largest)
    throw InputError("size " + std::to_string(o.width) + "x" + std::to_string(o.height) +
                     ": width and height must be in 16.." + std::to_string(largest) +
                     (film ? " for a film" : ""));
  if (o.camera) {
    if (!std::isfinite(o.camera->azimuth)) throw InputError("camera azimuth must be a finite number");
    if (!(o.camera->elevation >= kLowestElevation && o.camera->elevation <= 90))
      throw InputError("camera elevation must be in 4..90");
    if (!(o.camera->zoom > 0 && o.camera->zoom <= 1e6)) throw InputError("camera zoom must be above 0");
  }
  check_layers(o.show);
  check_layers(o.hide);
  if (o.step && (*o.step < 0 || *o.step > o.spec.steps))
    throw InputError("the step that is shown must be in 0.." + std::to_string(o.spec.steps) +
                     ", the run's steps");
  const std::string kind = o.output.extension().string();
  if (kind != ".png" && kind != ".mp4" && kind != ".gif")
    throw InputError("output '" + o.output.string() + "': the file name must end in .png, .mp4 or .gif");
  if (kind == ".png" && o.frames != 1)
    throw InputError("a .png is one picture; --frames " + std::to_string(o.frames) + " needs .mp4 or .gif");
  if (kind != ".png" && o.frames < 2) throw InputError("a film needs at least 2 frames (--frames)");
}

/// The step that is shown: a whole number of trail columns, so that trails end at their particles.
i64 shown_step(const RunSpec& spec, i64 moment) {
  const TrailSpec trail = spec.trail.length > 0 ? spec.trail : trail_for(spec.particles, spec.steps, moment);
  return std::min<i64>(spec.steps, (moment + trail.every - 1) / trail.every * trail.every);
}

/// The run, its scene, and what draws it.
class Studio {
 public:
  Studio(const RenderOptions& options, Backend& backend)
      : options_(options),
        context_({options.cuda_device, false}),
        quality_(still_quality(context_.renderer())),
        state_(make_session(
            options.spec,
            {.dark = options.dark, .camera = options.camera, .show = options.show, .hide = options.hide})),
        simulation_(backend),
        basins_(backend),
        renderer_(quality_) {
    simulation_.start(options.spec);
    const Landscape& f = simulation_.plan().landscape;
    const bool log = state_.options[Option::kLogHeight];
    slice_ = slice_of(f, nullptr);
    surface_ = model_surface(f, backend, quality_.field, log, slice_);
    simulation_.look_ahead(1e9, surface_->transform);
    const double best = slice_of(f, simulation_.forerunner().destinations());
    if (best != slice_) surface_ = model_surface(f, backend, quality_.field, log, best);
    slice_ = best;
    find(f);
    if (options.step) simulation_.set_moment(*options.step);
  }

  Image picture(i64 step) {
    renderer_.draw(scene_at(step), state_.camera, options_.width, options_.height);
    return renderer_.read_pixels();
  }
  /// The same a few rows at a time.
  void rows(i64 step, const std::function<bool(const Image&)>& take) {
    draw_rows(renderer_, scene_at(step), state_.camera, options_.width, options_.height, take);
  }
  const Simulation& simulation() const { return simulation_; }

 private:
  Scene scene_at(i64 step) {
    simulation_.seek(step);
    Scene scene;
    scene.surface = surface_;
    if (state_.options[Option::kBasins])
      scene.basins = basins_.basins(*simulation_.forerunner().destinations());
    if (state_.options[Option::kFlowDifference]) scene.density = basins_.difference();
    show_run(scene, simulation_, slice_);
    show_features(scene, simulation_.plan().landscape, features_, state_);
    if (state_.options[Option::kStability]) show_stability(scene, simulation_.plan(), sharpness_);
    show_passes(scene, findings_, features_, state_);
    show_view(scene, state_);
    return scene;
  }
  void find(const Landscape& f) {
    if (wants_points(state_)) findings_ = find_points(f, options_.loop);
    if (!findings_.refused.empty()) throw InputError(findings_.refused);
    const bool flow = state_.options[Option::kFlowDifference];
    basins_.follow(simulation_.plan().spec);
    if (state_.options[Option::kBasins] || flow)
      while (!basins_.work(1e9, flow)) continue;
    if (state_.options[Option::kStability]) sharpness_ = sample_sharpness(f, slice_);
    if (wants_passes(state_)) add_passes(f, findings_, options_.loop);
    features_ = features_of(f, simulation_.forerunner().destinations(), &findings_);
  }

  const RenderOptions& options_;
  platform::EglContext context_;
  Quality quality_;
  SessionState state_;
  Simulation simulation_;
  BasinField basins_;
  Findings findings_;
  std::shared_ptr<const SharpnessMap> sharpness_;
  std::vector<Feature> features_;
  double slice_ = 0;
  std::shared_ptr<const SurfaceModel> surface_;
  Renderer renderer_;
};

bool report(const RenderOptions& o, i64 done) { return !o.progress || o.progress(o.context, done, o.frames); }

void write_picture(const RenderOptions& o, Studio& studio) {
  const i64 step = o.step ? *o.step : shown_step(o.spec, studio.simulation().moment().value_or(0));
  PngWriter png(
      o.output, o.width, o.height,
      {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(studio.simulation().plan().spec))}});
  bool stopped = false;
  studio.rows(step, [&](const Image& rows) {
    png.add(rows);
    stopped = !report(o, 0);
    return !stopped;
  });
  if (!stopped && report(o, 1)) png.finish();
}

void write_film(const RenderOptions& o, Studio& studio) {
  VideoWriter film(o.output, o.width, o.height, o.frames_per_second);
  const i64 last = o.step.value_or(o.spec.steps);
  for (int k = 0; k < o.frames; k++) {
    // Rounded, so that the first and the last frame are the ends.
    film.add(studio.picture((2 * last * k + o.frames - 1) / (2 * (o.frames - 1))));
    if (!report(o, k + 1)) return;
  }
  film.finish();
}

}  // namespace

RunResult render_picture(const RenderOptions& options, Backend& backend) {
  check(options);
  Studio studio(options, backend);
  if (options.output.extension() == ".png")
    write_picture(options, studio);
  else
    write_film(options, studio);
  return studio.simulation().forerunner().destinations()->result;
}

}  // namespace thalweg::viewer

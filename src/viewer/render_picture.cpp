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
#include "viewer/app/explorer.h"
#include "viewer/platform/egl_context.h"
#include "viewer/renderer.h"
#include "viewer/scene_picture.h"
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
  if (kind == ".png" && o.turntable)
    throw InputError("a turntable is a film: the file name must end in .mp4 or .gif");
  check_looks(o.looks);
  if (kind != ".png" && o.frames < 2) throw InputError("a film needs at least 2 frames (--frames)");
}

/// The step that is shown: a whole number of trail columns, so that trails end at their particles.
i64 shown_step(const RunSpec& spec, i64 moment, std::optional<i64> trails) {
  const TrailSpec trail = spec.trail.length > 0
                              ? spec.trail
                              : trail_for(recorded_trails(spec.particles, trails), spec.steps, moment);
  return std::min<i64>(spec.steps, (moment + trail.every - 1) / trail.every * trail.every);
}

/// The explorer, and what draws it.
class Studio {
 public:
  Studio(const RenderOptions& options, Backend& backend)
      : options_(options),
        context_({options.cuda_device, false}),
        quality_(still_quality(context_.renderer())),
        explorer_(backend,
                  make_session(options.spec, {.dark = options.dark,
                                              .playing = false,
                                              .camera = options.camera,
                                              .show = options.show,
                                              .hide = options.hide,
                                              .preset = options.preset,
                                              .looks = options.looks,
                                              .session = options.session}),
                  quality_.field, options.loop),
        renderer_(quality_) {
    explorer_.drawn_by(managed_by(quality_));
    explorer_.settle();
  }

  Explorer& explorer() { return explorer_; }
  /// The step of a single picture: trails end at their particles.
  i64 moment() const {
    if (!options_.step && options_.session && options_.session->seek)
      return std::min<i64>(*options_.session->seek, options_.spec.steps);
    const std::optional<i64> telling = explorer_.simulation().moment();
    return options_.step ? *options_.step
                         : shown_step(options_.spec, telling.value_or(0), explorer_.state().trails);
  }
  void show(const Command& command) {
    explorer_.carry_out(command);
    explorer_.update(0);
  }
  Image picture() {
    renderer_.draw(explorer_.scene(), explorer_.state().camera, options_.width, options_.height);
    return renderer_.read_pixels();
  }

  /// The same a few rows at a time.
  void rows(const std::function<bool(const Image&)>& take) {
    draw_rows(renderer_, explorer_.scene(), explorer_.state().camera, options_.width, options_.height, take);
  }

 private:
  const RenderOptions& options_;
  platform::EglContext context_;
  Quality quality_;
  Explorer explorer_;
  Renderer renderer_;
};

bool report(const RenderOptions& o, i64 done) { return !o.progress || o.progress(o.context, done, o.frames); }

void write_picture(const RenderOptions& o, Studio& studio) {
  studio.explorer().show_moment(studio.moment());
  PngWriter png(
      o.output, o.width, o.height,
      {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(studio.explorer().plan().spec))}});
  bool stopped = false;
  studio.rows([&](const Image& rows) {
    png.add(rows);
    stopped = !report(o, 0);
    return !stopped;
  });
  if (!stopped && report(o, 1)) png.finish();
}

void write_film(const RenderOptions& o, Studio& studio) {
  VideoWriter film(o.output, o.width, o.height, o.frames_per_second);
  const Camera camera = studio.explorer().state().camera;
  const i64 last = o.step.value_or(o.spec.steps);
  studio.explorer().show_moment(o.turntable ? studio.moment() : last);
  for (int k = 0; k < o.frames; k++) {
    if (o.turntable) {
      Camera turned = camera;
      turned.azimuth += 360.0 * k / o.frames;  // the last picture is one turn short of the first: it loops
      studio.show(command::MoveCamera{turned});
    } else {
      // Rounded, so that the first and the last frame are the ends.
      studio.show(command::Seek{(2 * last * k + o.frames - 1) / (2 * (o.frames - 1))});
    }
    film.add(studio.picture());
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
  return studio.explorer().destinations()->result;
}

}  // namespace thalweg::viewer

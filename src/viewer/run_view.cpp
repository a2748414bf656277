// SPDX-License-Identifier: MIT
// `thalweg view`: the window, and the loop that carries events in and pictures out.
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "viewer/app.h"
#include "viewer/desk.h"
#include "viewer/platform/window.h"
#include "viewer/scene_picture.h"
#include "viewer/thumbnails.h"
#include "viewer/window_frame.h"
#include "viewer/window_loop.h"

namespace thalweg::viewer {
namespace {

class View {
 public:
  View(const RunSpec& initial, Backend& backend, const ViewOptions& options)
      : window_({.width = options.width, .height = options.height}),
        quality_(interactive_quality(window_.renderer())),
        desk_(backend, make_session(initial, options), quality_.field, options.loop, screen(), true),
        picture_(quality_, first_rung(window_.renderer())),
        thumbnails_(backend),
        in_software_(draws_in_software(window_.renderer())) {}

  void run() { run_window(window_, *this); }

  bool quit() const { return desk_.quit(); }
  bool settled() const { return desk_.settled(); }
  bool waiting() const { return desk_.waiting() || drawing_thumbnails_; }
  void handle(const platform::InputEvent& event) {
    desk_.set_screen(screen());
    desk_.handle(event, window_.seconds());
  }
  void show(double seconds);

 private:
  Screen screen() const { return {window_.width(), window_.height(), window_.content_scale()}; }
  void save_picture();

  platform::Window window_;
  Quality quality_;
  Desk desk_;
  ScenePicture picture_;
  Thumbnails thumbnails_;
  bool drawing_thumbnails_ = false;
  bool in_software_;
};

void View::show(double seconds) {
  Explorer& explorer = desk_.explorer();
  explorer.update(seconds);
  if (explorer.state().options[Option::kFullScreen] != window_.full_screen())
    window_.set_full_screen(explorer.state().options[Option::kFullScreen]);
  const Screen now = screen();
  desk_.set_screen(now);
  if (explorer.state().save_picture) save_picture();
  const Options& options = explorer.state().options;
  drawing_thumbnails_ =
      options[Option::kGallery] &&
      thumbnails_.work(options[Option::kLightTheme] ? ThemeName::kLight : ThemeName::kDark, seconds);
  desk_.panels().set_pictures(thumbnails_.pictures());
  FrameCost cost;
  const unsigned composed = draw_window(desk_, picture_, seconds, in_software_, cost);
  window_.show(composed, now.width, now.height);
}

void View::save_picture() {
  Explorer& explorer = desk_.explorer();
  const std::string name = "thalweg-" + explorer.state().spec.surface.name + "-" +
                           std::to_string(explorer.simulation().step()) + ".png";
  explorer.picture_saved();
  try {
    write_png(name, picture_.still(explorer, window_.width(), window_.height()),
              {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(explorer.plan().spec))}});
    explorer.notify("saved " + name);
  } catch (const Error& error) {
    explorer.notify(error.what());
  }
}

}  // namespace

int run_view(const RunSpec& initial, Backend& backend, const ViewOptions& options) {
  View(initial, backend, options).run();
  return 0;
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
// `thalweg view`: the window, and the loop that carries events in and pictures out.
#include <exception>
#include <new>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "viewer/app.h"
#include "viewer/app/keeper.h"
#include "viewer/desk.h"
#include "viewer/platform/window.h"
#include "viewer/recorder.h"
#include "viewer/scene_picture.h"
#include "viewer/thumbnails.h"
#include "viewer/window_frame.h"
#include "viewer/window_loop.h"

namespace thalweg::viewer {
namespace {

/// Options say more than what was left.
platform::WindowOptions as_left(const ViewOptions& options, const Settings& left) {
  constexpr int kWidth = 1280, kHeight = 720;
  platform::WindowOptions window{.width = kWidth, .height = kHeight};
  const bool sized = options.width > 0 && options.height > 0;
  if (!options.fresh && !sized && left.size) {
    window.width = (*left.size)[0];
    window.height = (*left.size)[1];
  }
  if (!options.fresh && left.place) window.place = {(*left.place)[0], (*left.place)[1]};
  if (sized) {
    window.width = options.width;
    window.height = options.height;
  }
  return window;
}

/// As many points as any card draws at once.
constexpr i64 kFewDrawn = 20'000;

SessionState session_as_left(const RunSpec& initial, const ViewOptions& options, const Settings& left) {
  SessionState state = make_session(initial, options);
  if (left.hint && !options.fresh) state.hint = *left.hint;
  if (options.fresh || options.session) return state;
  if (left.panels) state.options.set(Option::kPanels, *left.panels);
  if (left.light && !options.dark) state.options.set(Option::kLightTheme, *left.light);
  return state;
}

class View {
 public:
  View(const RunSpec& initial, Backend& backend, const ViewOptions& options)
      : window_(as_left(options, keeper_.settings())),
        quality_(interactive_quality(window_.renderer())),
        desk_(backend, session_as_left(initial, options, keeper_.settings()), quality_.field, options.loop,
              screen(), true),
        picture_(quality_, first_rung(window_.renderer())),
        thumbnails_(backend),
        in_software_(draws_in_software(window_.renderer())) {
    desk_.explorer().drawn_by(managed_by(quality_));
  }

  /// Trouble ends it, but not without saving the session.
  void run();

  bool quit() const { return desk_.quit(); }
  bool settled() const { return desk_.settled() && !keeper_.pending() && !recorder_.recording(); }
  bool waiting() const { return desk_.waiting() || drawing_thumbnails_; }
  void handle(const platform::InputEvent& event) {
    desk_.set_screen(screen());
    desk_.handle(event, window_.seconds());
  }
  void show(double seconds);

 private:
  Screen screen() const { return {window_.width(), window_.height(), window_.content_scale()}; }
  void save_picture(const PictureWish& wish);
  void work_aside(double seconds);
  void leave();

  Keeper keeper_;
  platform::Window window_;
  Quality quality_;
  Desk desk_;
  ScenePicture picture_;
  Thumbnails thumbnails_;
  bool drawing_thumbnails_ = false;
  bool in_software_;
  Recorder recorder_;
};

void View::run() {
  try {
    run_window(window_, *this);
  } catch (const std::exception& error) {
    if (!keeper_.save_session(desk_.explorer())) throw;
    const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
    throw Error(std::string(memory ? "not enough memory" : error.what()) + "; the session is in '" +
                keeper_.session_path().string() + "'");
  }
  leave();
}

void View::leave() {
  Settings window;
  const auto [width, height] = window_.size();
  const auto [x, y] = window_.place();
  window.size = {width, height};
  window.place = {x, y};
  const SessionState& state = desk_.explorer().state();
  // A narrow window hides them by itself.
  const bool narrow = window_.width() < kNarrow * window_.content_scale();
  window.panels = narrow ? keeper_.settings().panels : std::optional(state.options[Option::kPanels]);
  window.light = state.options[Option::kLightTheme];
  window.hint = state.hint;
  keeper_.finish(desk_.explorer(), window);
  recorder_.finish();
}

void View::show(double seconds) {
  Explorer& explorer = desk_.explorer();
  explorer.update(recorder_.time(explorer.state(), seconds));
  if (explorer.state().options[Option::kFullScreen] != window_.full_screen())
    window_.set_full_screen(explorer.state().options[Option::kFullScreen]);
  const Screen now = screen();
  desk_.set_screen(now);
  if (explorer.state().save_picture) {
    explorer.picture_saved();
    save_picture({});
  }
  if (const auto wish = explorer.take_picture_wish()) save_picture(*wish);
  if (const auto text = explorer.take_clipboard()) window_.set_clipboard(*text);
  recorder_.work(explorer, picture_, now.width, now.height);
  FrameCost cost;
  // Many particles can be too much for a card, too: then the ladder must know.
  const bool waits = in_software_ || explorer.plan().spec.particles > kFewDrawn;
  const unsigned composed = draw_window(desk_, picture_, seconds, waits, cost);
  window_.show(composed, now.width, now.height);
  work_aside(seconds);
}

/// What no hand waits for, after the picture that one may have waited for.
void View::work_aside(double seconds) {
  Explorer& explorer = desk_.explorer();
  keeper_.watch(explorer, seconds);
  const Options& options = explorer.state().options;
  drawing_thumbnails_ =
      options[Option::kGallery] &&
      thumbnails_.work(options[Option::kLightTheme] ? ThemeName::kLight : ThemeName::kDark, seconds);
  desk_.panels().set_pictures(thumbnails_.pictures());
}

void View::save_picture(const PictureWish& wish) {
  Explorer& explorer = desk_.explorer();
  const std::string name = wish.path.empty() ? "thalweg-" + explorer.state().spec.surface.name + "-" +
                                                   std::to_string(explorer.simulation().step()) + ".png"
                                             : wish.path;
  const int width = wish.scale * (wish.width > 0 ? wish.width : window_.width()),
            height = wish.scale * (wish.height > 0 ? wish.height : window_.height());
  try {
    PngWriter png(name, width, height,
                  {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(explorer.plan().spec))}});
    picture_.still(explorer, width, height, [&](const Image& rows) {
      png.add(rows);
      return true;
    });
    png.finish();
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

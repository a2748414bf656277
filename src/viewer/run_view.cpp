// SPDX-License-Identifier: MIT
// `thalweg view`: the window, and the loop that carries events in and pictures out.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/error.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "viewer/app.h"
#include "viewer/app/explorer.h"
#include "viewer/app/keys.h"
#include "viewer/app/layout.h"
#include "viewer/app/pointer.h"
#include "viewer/app/slice.h"
#include "viewer/platform/window.h"
#include "viewer/scene/legend_layout.h"
#include "viewer/scene/pick.h"
#include "viewer/scene_picture.h"
#include "viewer/ui/ui.h"
#include "viewer/window_loop.h"

namespace thalweg::viewer {
namespace {

// How near to a marker the pointer means it: pixels at 720 lines.
constexpr double kReach = 11;
class View {
 public:
  View(const RunSpec& initial, Backend& backend, const ViewOptions& options)
      : window_({.width = options.width, .height = options.height}),
        quality_(interactive_quality(window_.renderer())),
        explorer_(backend, make_session(initial, options), quality_.field, options.loop),
        picture_(quality_, draws_in_software(window_.renderer())),
        ui_(window_.content_scale(), true) {
    if (options.width < kNarrow) explorer_.carry_out(command::SetOption{Option::kPanels, false});
  }

  void run() { run_window(window_, *this); }

  bool quit() const { return explorer_.state().quit; }
  bool settled() const { return explorer_.settled(); }
  bool waiting() const { return ui_.waiting(); }
  void handle(const platform::InputEvent& event);
  void show(double seconds);

 private:
  Layout layout() const {
    return lay_out(window_.width(), window_.height(), window_.content_scale(),
                   explorer_.state().options[Option::kPanels]);
  }
  Viewport viewport() const {
    const Layout l = layout();
    return {window_.width(), window_.height(), l.scene_left, l.scene_right, 0, l.scene_bottom};
  }
  std::optional<SurfaceHit> pick(glm::dvec2 pixel) const {
    const SessionState& state = explorer_.state();
    return pick_surface(*explorer_.surface(), ray_through(state.camera, viewport(), pixel), state.relief);
  }

  /// The marked point near a pixel, as a number in the explorer's features.
  std::optional<std::size_t> pick_feature(glm::dvec2 pixel) const {
    const std::vector<std::size_t> shown = explorer_.shown_features();
    std::vector<Point> points;
    for (const std::size_t i : shown)
      points.push_back(to_drawing(explorer_.plan().landscape, explorer_.features()[i].at));
    const SessionState& state = explorer_.state();
    const double reach = kReach * picture_unit(window_.width(), window_.height());
    const auto nearest =
        pick_point(*explorer_.surface(), state.camera, viewport(), points, pixel, reach, state.relief);
    return nearest ? std::optional(shown[*nearest]) : std::nullopt;
  }

  void click(const Click& click);
  void save_picture();

  platform::Window window_;
  Quality quality_;
  Explorer explorer_;
  ScenePicture picture_;
  ui::Ui ui_;
  PointerState pointer_;
  std::optional<glm::dvec2> pointer_at_;
};

void View::click(const Click& click) {
  if (const auto feature = pick_feature(click.at)) {
    const Point at = explorer_.features()[*feature].at;
    const bool again = explorer_.state().selected == at;
    explorer_.carry_out(command::Select{again ? std::nullopt : std::optional(at)});
    return;
  }
  const auto hit = pick(click.at);
  if (hit && !click.twice) explorer_.carry_out(command::DropAt{explorer_.point_at(hit->position)});
  if (!hit && click.twice) explorer_.carry_out(command::HomeView{});
}

void View::handle(const platform::InputEvent& event) {
  ui_.feed(event);
  if (std::holds_alternative<platform::CloseRequested>(event)) explorer_.carry_out(command::Quit{});
  if (const auto* key = std::get_if<platform::KeyEvent>(&event)) {
    if (ui_.wants_keyboard()) return;
    if (const auto wanted = command_for(*key)) explorer_.carry_out(*wanted);
    return;
  }
  if (const auto* moved = std::get_if<platform::PointerMoved>(&event))
    pointer_at_ = glm::dvec2(moved->x, moved->y);
  // A drag that began on the landscape stays there, and one that began on a panel never reaches it.
  if (ui_.wants_pointer() && !pointer_.button) return;
  const PointerResult result =
      on_pointer(pointer_, event, camera_goal(explorer_.state()), viewport(), window_.seconds());
  if (result.camera) explorer_.carry_out(command::MoveCamera{*result.camera, result.eased});
  if (result.click) click(*result.click);
}

void View::show(double seconds) {
  explorer_.update(seconds);
  if (explorer_.state().options[Option::kFullScreen] != window_.full_screen())
    window_.set_full_screen(explorer_.state().options[Option::kFullScreen]);
  const int width = window_.width(), height = window_.height();
  if (explorer_.state().save_picture) save_picture();
  const bool turning = pointer_.button && pointer_.dragged;
  picture_.draw(explorer_, layout(), {width, height, window_.content_scale(), turning});

  std::optional<Point> hover;
  std::optional<ui::FeatureHover> feature;
  if (pointer_at_ && !ui_.wants_pointer() && !pointer_.button) {
    if (const auto hit = pick(*pointer_at_)) hover = hit->position;
    if (const auto near = pick_feature(*pointer_at_)) feature = {*near, pointer_at_->x, pointer_at_->y};
  }
  for (const Command& command : ui_.frame(explorer_, width, height, seconds, hover, feature))
    explorer_.carry_out(command);
  const unsigned composed = picture_.compose(width, height);
  ui_.draw();
  window_.show(composed, width, height);
}

void View::save_picture() {
  const std::string name = "thalweg-" + explorer_.state().spec.surface.name + "-" +
                           std::to_string(explorer_.simulation().step()) + ".png";
  explorer_.picture_saved();
  try {
    write_png(name, picture_.still(explorer_, window_.width(), window_.height()),
              {{"Software", "Thalweg"}, {"thalweg:spec", to_ascii(to_json(explorer_.plan().spec))}});
    explorer_.notify("saved " + name);
  } catch (const Error& error) {
    explorer_.notify(error.what());
  }
}

}  // namespace

int run_view(const RunSpec& initial, Backend& backend, const ViewOptions& options) {
  View(initial, backend, options).run();
  return 0;
}

}  // namespace thalweg::viewer

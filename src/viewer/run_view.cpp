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
#include "viewer/gl/blit.h"
#include "viewer/platform/window.h"
#include "viewer/renderer.h"
#include "viewer/scene/legend_layout.h"
#include "viewer/scene/pick.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer {
namespace {

// Panels need a few pictures after an event until nothing changes any more: hovering, tooltips, layout.
constexpr int kAfterEvent = 3;
constexpr double kIdleSeconds = 0.5;
// How near to a marker the pointer means it: pixels at 720 lines.
constexpr double kReach = 11;
// Drawing in software costs by the pixel: while something moves it is drawn coarser, and sharp when it rests.
constexpr double kSoftwareMotionScale = 0.6;

/// Everything that a picture of the scene shows; equal keys, equal pictures.
struct PictureKey {
  const SurfaceModel* surface = nullptr;
  u64 version = 0;
  Options options;
  ColorMap color_map = ColorMap::kViridis;
  Camera camera;
  double relief = 1;
  Start start;
  u64 features = 0;
  const LabelMap* basins = nullptr;
  const DensityMap* density = nullptr;
  const SharpnessMap* sharpness = nullptr;
  double unstable_above = 0;
  std::optional<Point> selected;
  double least_persistence = 0;
  int width = 0, height = 0;
  friend bool operator==(const PictureKey&, const PictureKey&) = default;
};

class View {
 public:
  View(const RunSpec& initial, Backend& backend, const ViewOptions& options)
      : window_({.width = options.width, .height = options.height}),
        quality_(interactive_quality(window_.renderer())),
        explorer_(backend, make_session(initial, options), quality_.field, options.loop),
        renderer_(quality_),
        ui_(window_.content_scale(), true) {
    if (options.width < kNarrow) explorer_.carry_out(command::SetOption{Option::kPanels, false});
  }

  void run() {
    int pictures_due = kAfterEvent;
    last_ = window_.seconds();
    while (!explorer_.state().quit) {
      const bool idle = explorer_.settled() && pictures_due <= 0;
      const auto events = window_.poll(idle ? kIdleSeconds : 0);
      for (const platform::InputEvent& event : events) handle(event);
      pictures_due = events.empty() && !ui_.waiting() ? pictures_due - 1 : kAfterEvent;
      if (window_.width() < 1 || window_.height() < 1) {
        window_.poll(kIdleSeconds);  // minimised
        continue;
      }
      if (idle && events.empty()) {
        last_ = window_.seconds();
        continue;
      }
      show_picture();
    }
  }

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

  void handle(const platform::InputEvent& event);
  void click(const Click& click);
  void show_picture();
  /// Pixels of the scene's picture per pixel of the window.
  double picture_scale() const;
  void draw_scene();
  void save_picture();

  platform::Window window_;
  Quality quality_;
  Explorer explorer_;
  Renderer renderer_;
  ui::Ui ui_;
  PointerState pointer_;
  std::optional<glm::dvec2> pointer_at_;
  std::optional<PictureKey> drawn_;
  gl::Framebuffer composed_;
  double last_ = 0;
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

double View::picture_scale() const {
  const SessionState& state = explorer_.state();
  const bool moves = state.playing || state.move || (pointer_.button && pointer_.dragged);
  return moves && draws_in_software(window_.renderer()) ? kSoftwareMotionScale : 1;
}

void View::draw_scene() {
  const SessionState& state = explorer_.state();
  const double scale = picture_scale();
  const int width = std::max(1, int(std::lround(scale * window_.width()))),
            height = std::max(1, int(std::lround(scale * window_.height())));
  Scene scene = explorer_.scene();
  const PictureKey key{.surface = scene.surface.get(),
                       .version = scene.particles.version,
                       .options = state.options,
                       .color_map = state.color_map,
                       .camera = state.camera,
                       .relief = state.relief,
                       .start = state.spec.start,
                       .features = explorer_.features_version(),
                       .basins = scene.basins.get(),
                       .density = scene.density.get(),
                       .sharpness = scene.sharpness.get(),
                       .unstable_above = scene.unstable_above,
                       .selected = state.selected,
                       .least_persistence = state.least_persistence,
                       .width = width,
                       .height = height};
  if (drawn_ == key) return;
  const Layout l = layout();
  scene.left = scale * l.scene_left;
  scene.right = scale * l.scene_right;
  scene.bottom = scale * l.scene_bottom;
  scene.text_scale = scale * window_.content_scale();
  scene.layers.title = scene.layers.key = scene.layers.color_bar = false;  // panels say that
  renderer_.draw(scene, state.camera, width, height);
  drawn_ = key;
}

void View::show_picture() {
  const double now = window_.seconds(), passed = now - last_;
  last_ = now;
  explorer_.update(passed);
  if (explorer_.state().options[Option::kFullScreen] != window_.full_screen())
    window_.set_full_screen(explorer_.state().options[Option::kFullScreen]);
  const int width = window_.width(), height = window_.height();
  if (explorer_.state().save_picture) save_picture();
  draw_scene();

  std::optional<Point> hover;
  std::optional<ui::FeatureHover> feature;
  if (pointer_at_ && !ui_.wants_pointer() && !pointer_.button) {
    if (const auto hit = pick(*pointer_at_)) hover = hit->position;
    if (const auto near = pick_feature(*pointer_at_)) feature = {*near, pointer_at_->x, pointer_at_->y};
  }
  for (const Command& command : ui_.frame(explorer_, width, height, passed, hover, feature))
    explorer_.carry_out(command);
  if (composed_.width() != width || composed_.height() != height)
    composed_ = gl::Framebuffer(gl::Texture(gl::TextureFormat::kRgba8, width, height));
  gl::blit(renderer_.picture_framebuffer(), drawn_->width, drawn_->height, composed_);
  composed_.bind();
  ui_.draw();
  window_.show(composed_.id(), width, height);
}

void View::save_picture() {
  const std::string name = "thalweg-" + explorer_.state().spec.surface.name + "-" +
                           std::to_string(explorer_.simulation().step()) + ".png";
  explorer_.picture_saved();
  drawn_.reset();
  try {
    // As `render` draws it: the legend instead of the panels.
    renderer_.draw(explorer_.scene(), explorer_.state().camera, window_.width(), window_.height());
    write_png(name, renderer_.read_pixels(),
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

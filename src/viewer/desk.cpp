// SPDX-License-Identifier: MIT
#include "viewer/desk.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <span>
#include <utility>
#include <vector>

#include "viewer/app/keys.h"
#include "viewer/app/slice.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {
namespace {

// How near to a marker the pointer means it: pixels at 720 lines.
constexpr double kReach = 11, kParticleReach = 16;

}  // namespace

Desk::Desk(Backend& backend, SessionState state, int nodes, Loop loop, const Screen& screen, bool draws)
    : screen_(screen),
      explorer_(backend, std::move(state), nodes, std::move(loop)),
      ui_(screen.scale, draws) {
  if (screen.width < kNarrow * screen.scale) explorer_.carry_out(command::SetOption{Option::kPanels, false});
}

Layout Desk::layout() const {
  return lay_out(screen_.width, screen_.height, screen_.scale, explorer_.state().options[Option::kPanels]);
}

Viewport Desk::viewport() const {
  const Layout l = layout();
  return {screen_.width, screen_.height, l.scene_left, l.scene_right, 0, l.scene_bottom};
}

std::optional<SurfaceHit> Desk::pick(glm::dvec2 pixel) const {
  const SessionState& state = explorer_.state();
  return pick_surface(*explorer_.surface(), ray_through(state.camera, viewport(), pixel), state.relief);
}

std::optional<std::size_t> Desk::pick_feature(glm::dvec2 pixel) const {
  const std::vector<std::size_t> shown = explorer_.shown_features();
  std::vector<Point> points;
  for (const std::size_t i : shown)
    points.push_back(to_drawing(explorer_.plan().landscape, explorer_.features()[i].at));
  const SessionState& state = explorer_.state();
  const double reach = kReach * picture_unit(screen_.width, screen_.height);
  const auto nearest =
      pick_point(*explorer_.surface(), state.camera, viewport(), points, pixel, reach, state.relief);
  return nearest ? std::optional(shown[*nearest]) : std::nullopt;
}

std::optional<i64> Desk::pick_particle(glm::dvec2 pixel) {
  const auto hit = pick(pixel);
  if (!hit) return {};
  const std::span<const float> xy = explorer_.particles();
  const SurfaceModel& surface = *explorer_.surface();
  const auto nearest = nearest_particle(xy, hit->position, surface.domain, explorer_.trail_sample());
  if (!nearest) return {};
  const std::size_t i = 2 * std::size_t(*nearest);
  const SessionState& state = explorer_.state();
  const auto seen = project(state.camera, viewport(),
                            surface_point(surface, {double(xy[i]), double(xy[i + 1])}, state.relief));
  const double reach = kParticleReach * picture_unit(screen_.width, screen_.height);
  return seen && glm::distance(*seen, pixel) <= reach ? nearest : std::nullopt;
}

/// What the hand does.
void Desk::act(const Command& command) {
  explorer_.carry_out(command);
  if (explorer_.state().hint) explorer_.carry_out(command::DismissHint{});
}

void Desk::draw_box(const BoxDrag& drag) {
  const auto from = pick(drag.from);
  if (!from) return act(command::DrawBox{});
  const SurfaceModel& surface = *explorer_.surface();
  const SessionState& state = explorer_.state();
  Point to = from->position;
  if (const auto hit = pick(drag.to)) {
    to = hit->position;
  } else {  // beside the surface: where the plane through the first corner is
    const Ray ray = ray_through(state.camera, viewport(), drag.to);
    const double t = (from->world.z - ray.origin.z) / ray.direction.z;
    if (!(t > 0) || !std::isfinite(t)) return;
    const glm::dvec3 p = ray.origin + t * ray.direction;
    to = to_domain(surface.world, {p.x, p.y});
  }
  const GroundBox box{box_between(from->position, to, surface.domain), drag.use};
  if (drag.done)
    act(command::UseBox{box});
  else
    act(command::DrawBox{box});
}

void Desk::click(const Click& click) {
  if (click.shift) return act(command::Follow{pick_particle(click.at)});
  if (const auto feature = pick_feature(click.at)) {
    const Point at = explorer_.features()[*feature].at;
    const bool again = explorer_.state().selected == at;
    act(command::Select{again ? std::nullopt : std::optional(at)});
    return;
  }
  const auto hit = pick(click.at);
  if (hit && !click.twice) act(command::DropAt{explorer_.point_at(hit->position)});
  if (hit || !click.twice) return;
  if (explorer_.state().zoomed_from.empty())
    act(command::HomeView{});
  else
    act(command::ZoomOut{});
}

void Desk::handle(const platform::InputEvent& event, double now) {
  const bool visible = screen_.width > 0 && screen_.height > 0;
  while (visible && ui_.due_before(event)) lay_out_panels(0);
  ui_.feed(event);
  if (std::holds_alternative<platform::CloseRequested>(event)) explorer_.carry_out(command::Quit{});
  if (const auto* dropped = std::get_if<platform::FilesDropped>(&event))
    if (!dropped->paths.empty()) act(command::OpenFile{dropped->paths.front().string()});
  if (const auto* key = std::get_if<platform::KeyEvent>(&event)) {
    if (ui_.wants_keyboard()) return;
    if (key->pressed && key->key == platform::Key::kEscape) pointer_.draws.reset(), pointer_.button.reset();
    if (const auto wanted = command_for(*key)) act(*wanted);
    return;
  }
  if (const auto* moved = std::get_if<platform::PointerMoved>(&event))
    pointer_at_ = glm::dvec2(moved->x, moved->y);
  // A drag that began on the landscape stays there, and one that began on a panel never reaches it.
  if (ui_.wants_pointer() && !pointer_.button) return;
  // A click beside the gallery closes it and does nothing else.
  if (explorer_.state().options[Option::kGallery]) return;
  const PointerResult result =
      on_pointer(pointer_, event, camera_goal(explorer_.state()), viewport(), now, explorer_.state().zooming);
  if (result.camera) act(command::MoveCamera{*result.camera, result.eased});
  if (result.click) click(*result.click);
  if (result.box) draw_box(*result.box);
}

void Desk::lay_out_panels(double seconds) {
  std::optional<Point> hover;
  std::optional<ui::FeatureHover> feature;
  if (pointer_at_ && !ui_.wants_pointer() && !pointer_.button) {
    if (const auto hit = pick(*pointer_at_)) hover = hit->position;
    if (const auto near = pick_feature(*pointer_at_)) feature = {*near, pointer_at_->x, pointer_at_->y};
  }
  for (const Command& command : ui_.frame(explorer_, screen_.width, screen_.height, seconds, hover, feature))
    act(command);
}

}  // namespace thalweg::viewer

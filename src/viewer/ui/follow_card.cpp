// SPDX-License-Identifier: MIT
// The particle that is followed, and everything about the ground below a pointer that rests.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/stability.h"
#include "viewer/app/outcome_colors.h"
#include "viewer/app/sharpness.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 22;

struct Row {
  const char* name;
  std::string value;
  const char* meaning;
};

/// Where the particle will end, and the colour of that.
struct Destination {
  std::string text = "not known yet";
  Srgb color = kNeutral;
};

Destination destination_of(const Explorer& explorer, i64 particle) {
  const Destinations* found = explorer.destinations();
  if (!found) return {};
  const std::uint8_t label = found->label[std::size_t(particle)];
  if (label == kNeutralLabel) return {"at no minimum"};
  for (std::size_t i = 0; i < found->minimum.size(); i++)
    if (found->minimum[i] == label)
      return {point_text(found->result.minima[i].at, weights(explorer.plan().landscape), 3),
              label_color(kBasinPalette, label)};
  return {};
}

/// What it is doing now.
std::string state_of(const Followed& particle) {
  if (particle.status == kMoving) return "moving";
  const char* what = particle.status & kNonFinite ? "lost at step "
                     : particle.status & kEscaped ? "left at step "
                                                  : "rests since step ";
  return what + grouped(particle.stopped);
}

/// How it ends, and when.
std::string outcome_of(const Explorer& explorer, i64 particle) {
  const Destinations* found = explorer.destinations();
  if (!found) return "not known yet";
  return kOutcomeStyles[found->outcome[std::size_t(particle)]].name;
}

std::string stop_of(const Explorer& explorer, i64 particle) {
  const Destinations* found = explorer.destinations();
  if (!found) return "\u2013";
  const i64 steps = found->steps[std::size_t(particle)], all = explorer.plan().spec.steps;
  return steps < all ? "step " + grouped(steps) : "never in " + grouped(all);
}

std::vector<Row> rows_of(const Explorer& explorer, const Followed& particle, const std::string& end) {
  const int n = weights(explorer.plan().landscape);
  return {{"position", point_text(particle.at, n, 4), "where it is now"},
          {"loss", tick_label(particle.loss), "f there"},
          {"|grad f|", tick_label(particle.slope), "length of the gradient there, without noise"},
          {"per step", particle.per_step ? tick_label(*particle.per_step) : "\u2013",
           "how far it gets per step, on average since the last picture"},
          {"now", state_of(particle), "whether it still moves; once a step moves no bit of it, it rests"},
          {"outcome", outcome_of(explorer, particle.number), "how it will be at the end of this run"},
          {"ends at", end, "the minimum where it will be at the end of this run"},
          {"stops", stop_of(explorer, particle.number),
           "the step from which on it rests for good, is lost because it is no number, or has left"}};
}

/// The product that decides whether steps along the steepest curve settle, and its limit where the method's
/// is known.
std::string stability_of(const Plan& plan, double rate, double sharpness) {
  std::string text = tick_label(rate * sharpness);
  const auto limit = unstable_above(plan);
  const auto rule = limit ? linear_rule(plan) : std::nullopt;
  if (!rule) return text;
  const double bound = *limit * rule->lr;
  return text + (rate * sharpness < bound ? " < " : " > ") + tick_label(bound);
}

}  // namespace

void draw_follow_card(const PanelInput& in, Area& column, Commands& commands) {
  const Followed* particle = in.explorer.followed();
  if (!particle) return;
  const Look& look = in.look;
  const Destination end = destination_of(in.explorer, particle->number);
  const std::vector<Row> rows = rows_of(in.explorer, *particle, end.text);
  if (!begin_card(in, column, "followed", 24 + 30 + kRow * double(rows.size() + 1))) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::GetWindowDrawList()->AddCircleFilled({at.x + look.px(6), at.y + look.px(9)}, look.px(5),
                                              look.color(end.color));
  text_at(look.strong, {at.x + look.px(20), at.y}, look.ink(), "Particle " + grouped(particle->number));
  ImGui::SetCursorScreenPos({at.x + width - look.px(18), at.y});
  if (cross_button(look, "let go", 18, "let go of it (Esc)")) commands.push_back(command::Follow{});
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(30)});
  for (const Row& row : rows) {
    const ImVec2 y = ImGui::GetCursorScreenPos();
    text_at(look.text, y, look.secondary(), row.name);
    text_at(look.number, {y.x + width, y.y}, look.ink(), row.value, true);
    ImGui::PushID(row.name);
    ImGui::InvisibleButton("row", {width, look.px(kRow)});
    tooltip(look, row.meaning);
    ImGui::PopID();
  }
  if (const auto on = toggle(look, "Keep in view", "the camera goes with the particle",
                             in.explorer.state().options[Option::kFollowCamera], width))
    commands.push_back(command::SetOption{Option::kFollowCamera, *on});
  end_card();
}

void draw_hover_label(const PanelInput& in, glm::dvec2 pointer) {
  const Look& look = in.look;
  const Explorer& explorer = in.explorer;
  const Plan& plan = explorer.plan();
  const Hover& h = *in.hover;
  const int n = weights(plan.landscape);
  const std::vector<std::string> names = coordinate_names(n);
  const std::vector<double> at = coordinates(h.at, n), gradient = coordinates(h.gradient, n);
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t k = 0; k < names.size(); k++) rows.emplace_back(names[k], tick_label(at[k]));
  rows.emplace_back("loss", tick_label(h.loss));
  for (std::size_t k = 0; k < names.size(); k++)
    rows.emplace_back("\u2202f/\u2202" + names[k], tick_label(gradient[k]));
  rows.emplace_back("|grad f|", tick_label(h.slope));
  const double rate = learning_rate(plan, explorer.simulation().step());
  if (std::isfinite(h.sharpness)) rows.emplace_back("lr \u03bbmax", stability_of(plan, rate, h.sharpness));
  // As wide as the widest value can be, so that nothing moves while the pointer does.
  const float pad = look.px(12), line = look.px(19), width = look.px(240);
  const float height = float(rows.size()) * line + look.px(14);
  // Beside the pointer, inside the scene.
  const Layout& layout = in.layout;
  const float right = float(layout.status.width),
              bottom = float(layout.strip.width > 0 ? layout.strip.y : layout.status.y);
  const float x = std::clamp(float(pointer.x) + look.px(18), 0.f, std::max(0.f, right - width));
  const float below = float(pointer.y) + look.px(18);
  const float y = below + height > bottom ? std::max(0.f, float(pointer.y) - height - look.px(12)) : below;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled({x, y}, {x + width, y + height}, look.color(look.colors->panel, 0.96), look.px(6));
  list.AddRect({x, y}, {x + width, y + height}, look.line(), look.px(6));
  float row = y + look.px(7);
  for (const auto& [name, value] : rows) {
    list.AddText(look.number, look.number->FontSize, {std::round(x + pad), std::round(row)}, look.secondary(),
                 name.c_str());
    const float size = look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, value.c_str()).x;
    list.AddText(look.number, look.number->FontSize, {std::round(x + width - pad - size), std::round(row)},
                 look.ink(), value.c_str());
    row += line;
  }
}

}  // namespace thalweg::viewer::ui

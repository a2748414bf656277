// SPDX-License-Identifier: MIT
// What the hatching on the surface means.
#include "viewer/app/sharpness.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

/// A piece of the hatching.
void draw_swatch(const Look& look, ImDrawList& list, ImVec2 at) {
  const float w = look.px(28), h = look.px(14);
  list.PushClipRect(at, {at.x + w, at.y + h}, true);
  list.AddRectFilled(at, {at.x + w, at.y + h}, look.color(kUnstable, 0.35));
  for (float x = -h; x < w; x += look.px(5))
    list.AddLine({at.x + x, at.y + h}, {at.x + x + h, at.y}, look.color(kUnstable), look.px(1.6));
  list.PopClipRect();
}

}  // namespace

void draw_stability_card(const PanelInput& in, Area& column) {
  if (!in.explorer.state().options[Option::kStability]) return;
  const Look& look = in.look;
  const Plan& plan = in.explorer.plan();
  const bool claimed = unstable_above(plan).has_value();
  const std::string text = stability_text(plan);
  const float width = float(column.width) - look.px(32);
  const std::string words =
      claimed ? "Curved so strongly that particles cannot settle there at this rate." : text;
  const float lines = look.text->CalcTextSizeA(look.text->FontSize, 1e6f, width, words.c_str()).y;
  if (!begin_card(in, column, "stability", 24 + 28 + (claimed ? 24 : 0) + double(lines / look.scale))) return;
  label(look.strong, look.ink(), "Stability");
  ImGui::Dummy({0, look.px(8)});
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (claimed) {
    draw_swatch(look, list, {at.x, at.y + look.px(2)});
    text_at(look.text, {at.x + look.px(38), at.y + look.px(1)}, look.ink(), text);
    at.y += look.px(24);
  }
  list.AddText(look.text, look.text->FontSize, at, look.secondary(), words.c_str(), nullptr, width);
  end_card();
}

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
// What lies over a lesson's landscape and over its window.
#include <algorithm>
#include <cmath>

#include "viewer/app/lesson_keys.h"
#include "viewer/scene/pick.h"
#include "viewer/ui/figure_view.h"
#include "viewer/ui/lesson_panel.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {

void draw_ground_arrows(const LessonInput& in, const Explorer& explorer, const Viewport& viewport) {
  const lessons::Scene* scene = in.session.scene();
  if (!scene) return;
  const SessionState& state = explorer.state();
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  constexpr int kPieces = 24;
  for (const lessons::GroundArrow& arrow : scene->arrows) {
    // Draped: straight on the ground, not through the hill.
    std::vector<figures::Spot> path;
    for (int i = 0; i <= kPieces; i++) {
      const double t = double(i) / kPieces;
      const Point p{arrow.from.x + t * (arrow.to.x - arrow.from.x),
                    arrow.from.y + t * (arrow.to.y - arrow.from.y)};
      if (const auto at =
              project(state.camera, viewport, surface_point(*explorer.surface(), p, state.relief)))
        path.push_back({at->x, at->y});
    }
    if (path.size() < 2) continue;
    figures::Figure drawing;
    figures::add_line(drawing, path,
                      {figures::Ink::paper, 3.0 * double(in.look.scale) + 3, figures::Dash::solid, 0.7});
    figures::add_line(drawing, path, {arrow.ink, 3.0 * double(in.look.scale)}, true);
    if (!arrow.label.empty()) {
      // Beyond the tip, so that the words of several arrows from one point keep apart.
      const figures::Spot a = path.front(), b = path.back();
      const double length = std::max(1.0, std::hypot(b.x - a.x, b.y - a.y)), beyond = double(in.look.px(14));
      const double dx = (b.x - a.x) / length, dy = (b.y - a.y) / length;
      drawing.marks.emplace_back(
          figures::Text{.at = {b.x + beyond * dx, b.y + beyond * dy + double(in.look.px(5))},
                        .text = arrow.label,
                        .ink = figures::Ink::text,
                        .size = double(in.look.px(14)),
                        .align = dx > 0.4    ? figures::Align::left
                                 : dx < -0.4 ? figures::Align::right
                                             : figures::Align::center,
                        .strong = true,
                        .halo = true});
    }
    draw_figure(in.look, drawing, {}, in.theme, list);
  }
}

void draw_lesson_help(const LessonInput& in, int width, int height) {
  if (!in.memory.help) return;
  const Look& look = in.look;
  std::size_t rows = 0;
  for (const LessonKey& key : lesson_keys()) rows += *key.label != '\0';
  const double w = look.px(340), h = look.px(56) + double(rows) * look.px(22);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel));
  begin_panel("keys", {std::round(0.5 * (width - w)), std::round(0.5 * (height - h)), w, h}, 20, 16,
              look.scale, 0);
  ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetWindowPos();
  ImGui::GetWindowDrawList()->AddRect(low, {low.x + float(w), low.y + float(h)}, look.secondary(0.6));
  label(look.strong, look.ink(), "Keys");
  ImVec2 at = ImGui::GetCursorScreenPos();
  at.y += look.px(6);
  for (const LessonKey& key : lesson_keys()) {
    if (*key.label == '\0') continue;
    text_at(look.number, at, look.ink(), key.label);
    text_at(look.text, {at.x + look.px(110), at.y}, look.secondary(), key.meaning);
    at.y += look.px(22);
  }
  if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(0)) in.memory.help = false;
  ImGui::End();
}

}  // namespace thalweg::viewer::ui

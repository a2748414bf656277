// SPDX-License-Identifier: MIT
// The merge tree: which minimum runs over into which as the water rises, and a slider that hides shallow
// ones.
#include <algorithm>
#include <cmath>
#include <string>

#include "viewer/app/tree_layout.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kPlot = 132, kSlider = 28;

struct Plot {
  ImVec2 low, high;  // corners, in pixels
  float x(double unit) const { return low.x + float(unit) * (high.x - low.x); }
  float y(double height) const { return high.y - float(height) * (high.y - low.y); }
};

void draw_heights(const PanelInput& in, const Plot& plot) {
  const Look& look = in.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double spacing = 24 * double(look.scale) / double(plot.high.y - plot.low.y);
  for (const Tick& tick : loss_ticks(in.explorer.surface()->transform, spacing)) {
    const float y = std::round(plot.y(tick.position)) + 0.5f;
    list.AddLine({plot.low.x, y}, {plot.high.x, y}, look.line(0.6));
    text_at(look.number, {plot.low.x - look.px(6), y - 0.5f * look.number->FontSize}, look.secondary(),
            tick_label(tick.value), true);
  }
}

/// The lines and, at their feet, the minima, which can be picked.
void draw_tree(const PanelInput& in, const Plot& plot, const PassGraph& graph, Commands& commands) {
  const Look& look = in.look;
  const Explorer& explorer = in.explorer;
  const Landscape& f = explorer.plan().landscape;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<TreeBranch> tree =
      lay_out_tree(graph, explorer.surface()->transform, explorer.state().least_persistence);
  for (const TreeBranch& b : tree) {
    list.AddLine({plot.x(b.x), plot.y(b.foot)}, {plot.x(b.x), plot.y(b.top)}, look.ink(0.75), look.px(1.5));
    if (b.joins)
      list.AddLine({plot.x(b.x), plot.y(b.top)}, {plot.x(*b.joins), plot.y(b.top)}, look.ink(0.75),
                   look.px(1.5));
  }
  const float room = (plot.high.x - plot.low.x) / float(std::max<std::size_t>(tree.size(), 1));
  const float radius = std::clamp(0.4f * room, look.px(2), look.px(5.5));
  const HeightTransform& heights = explorer.surface()->transform;
  const double range = heights.vmax - heights.vmin;
  for (const TreeBranch& b : tree) {
    const CriticalPoint& m = graph.minima[std::size_t(b.minimum)];
    const ImVec2 foot{plot.x(b.x), plot.y(b.foot)};
    const Feature* feature = feature_at(explorer.features(), f.domain, m.at);
    const Srgb color = feature && feature->label ? label_color(kBasinPalette, *feature->label) : kNeutral;
    list.AddCircleFilled(foot, radius + look.px(1.5), look.color(look.colors->panel));
    list.AddCircleFilled(foot, radius, look.color(color));
    if (m.global) draw_star(list, {foot.x, foot.y + look.px(13)}, look.px(5.5), look.color(kGold));
    ImGui::PushID(b.minimum);
    ImGui::SetCursorScreenPos({foot.x - radius - 2, foot.y - radius - 2});
    if (ImGui::InvisibleButton("minimum", {2 * radius + 4, 2 * radius + 4}) && feature)
      commands.push_back(command::Select{feature->at});
    tooltip(look, "loss " + value_label(m.value, range) +
                      (std::isinf(m.persistence) ? "" : "\npersistence " + tick_label(m.persistence)));
    ImGui::PopID();
  }
}

}  // namespace

void draw_tree_card(const PanelInput& in, Area& column, Commands& commands) {
  if (!in.explorer.state().options[Option::kMergeTree]) return;
  const Look& look = in.look;
  const Findings* findings = in.explorer.findings();
  const PassGraph* graph = findings && findings->passes ? &*findings->passes : nullptr;
  const double most = graph ? most_persistence(*graph) : 0;
  const double body = graph ? kPlot + (most > 0 ? kSlider : 0) : 20;
  if (!begin_card(in, column, "tree", 24 + 28 + body)) return;
  label(look.strong, look.ink(), "Merge tree");
  ImGui::Dummy({0, look.px(8)});
  if (graph) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Plot plot{{at.x + look.px(40), at.y + look.px(4)}, {at.x + width, at.y + look.px(kPlot - 24)}};
    draw_heights(in, plot);
    draw_tree(in, plot, *graph, commands);
    ImGui::SetCursorScreenPos({at.x, at.y + look.px(kPlot)});
    if (most > 0) {
      const SliderInfo info{"persistence",
                            "minima that are shallower are hidden, here and on the surface",
                            {0, most, Scale::log},
                            0,
                            {}};
      if (const auto wanted = slider(look, info, std::min(in.explorer.state().least_persistence, most)))
        commands.push_back(command::SetLeastPersistence{*wanted});
    }
  } else {
    label(look.text, look.secondary(), findings ? findings->refused.c_str() : "searching");
  }
  end_card();
}

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

/// What is true of the run, the most important first.
std::vector<std::string> facts(const Explorer& explorer) {
  const RunSpec& spec = explorer.plan().spec;
  std::vector<std::string> all = {
      explorer.device(),
      (explorer.methods() > 1 ? std::to_string(explorer.methods()) + " \u00d7 " : "") +
          grouped(spec.particles) + " particles",
      "step " + grouped(explorer.simulation().step()) + " of " + grouped(spec.steps)};
  const Landscape& f = explorer.plan().landscape;
  if (weights(f) > 2) all.push_back(slice_text(f, explorer.slice()));
  const Options& options = explorer.state().options;
  const bool flow = options[Option::kFlowDifference];
  if ((options[Option::kBasins] || flow) && !explorer.basins().done(flow))
    all.push_back("basins " + decimal_label(100 * explorer.basins().progress(flow), 0) + " %");
  else if (flow && weights(f) == 2)
    all.push_back(decimal_label(100 * explorer.basins().differing(), 1) +
                  " % of starts differ from the flow");
  if (const Destinations* found = explorer.destinations()) {
    // Three digits: the fourth changes with every run.
    const double rate = found->result.particle_steps_per_second;
    const double unit = std::pow(10.0, std::floor(std::log10(std::max(rate, 1.0))) - 2);
    all.push_back(tick_label(std::round(rate / unit) * unit) + " particle-steps/s");
  }
  all.push_back(std::string(spec.precision == Precision::float32 ? "float" : "double") + ", " +
                (spec.math == MathMode::exact ? "exact" : "fast"));
  if (const std::string why = explorer.simulation().why_copied(); !why.empty())
    all.push_back("particles are copied to the picture, " + why);
  return all;
}

std::string values(const Hover& h, int weights) {
  const std::vector<std::string> names = coordinate_names(weights);
  const std::vector<double> at = coordinates(h.at, weights);
  std::string text;
  for (std::size_t k = 0; k < names.size(); k++) text += names[k] + " " + tick_label(at[k]) + "   ";
  return text + "loss " + tick_label(h.loss) + "   |grad f| " + tick_label(h.slope);
}

/// Grey ends of the colour bar where losses are cut off, and at which.
void draw_cut_off(const Look& look, const HeightTransform& t, ImVec2 low, ImVec2 high) {
  if (!t.clips_low && !t.clips_high) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float gap = look.px(2), cap = look.px(6), r = look.px(1.5);
  if (t.clips_low) list.AddRectFilled({low.x - gap - cap, low.y}, {low.x - gap, high.y}, look.secondary(), r);
  if (t.clips_high)
    list.AddRectFilled({high.x + gap, low.y}, {high.x + gap + cap, high.y}, look.secondary(), r);
  const std::string words =
      "cut off " + (t.clips_low && t.clips_high ? "at " + tick_label(t.vmin) + " and " + tick_label(t.vmax)
                    : t.clips_low               ? "below " + tick_label(t.vmin)
                                                : "above " + tick_label(t.vmax));
  text_at(look.text, {high.x, low.y - look.px(20)}, look.secondary(), words, true);
}

}  // namespace

void draw_status(const PanelInput& in, Commands& commands) {
  const Area& a = in.layout.status;
  const Look& look = in.look;
  const SessionState& state = in.explorer.state();
  const bool busy = state.box || state.zooming, hints = state.hint && !busy && !in.hover;
  begin_panel("status", a, 16, 0, look.scale, kBelow | (hints ? 0 : ImGuiWindowFlags_NoInputs));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();  // the border is outside the padding
  list.AddLine({float(a.x), float(a.y) + 0.5f}, {float(a.x + a.width), float(a.y) + 0.5f}, look.line());
  const float y = float(a.y) + std::round(0.5f * (float(a.height) - look.number->FontSize));
  const auto text = [&](float x, ImU32 color, const std::string& words) {
    list.AddText(look.number, look.number->FontSize, {std::round(x), y}, color, words.c_str());
  };
  const auto width = [&](const std::string& words) {
    return look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, words.c_str()).x;
  };
  const std::string& notice = in.explorer.state().notice;
  const float left = float(a.x) + look.px(16), all_right = float(a.x + a.width) - look.px(16),
              right = hints ? all_right - look.px(24) : all_right;
  const int weights_drawn = weights(in.explorer.plan().landscape);
  const std::string hint =
      state.box       ? box_text(state.box->box, weights_drawn)
      : state.zooming ? "drag a box over what you want to see  \u00b7  Esc to leave"
      : in.hover      ? values(*in.hover, weights_drawn)
      : state.hint    ? "click the surface to drop the particles there  \u00b7  O gallery  \u00b7  H help"
                      : "";
  // What the hand is doing, or could, comes before what is true of the run.
  const float room = busy || hints ? right - width(hint) - look.px(32) : right;
  std::string left_text = notice;
  if (notice.empty())
    for (const std::string& fact : facts(in.explorer)) {
      const std::string longer = left_text.empty() ? fact : left_text + "  \u00b7  " + fact;
      if (left + width(longer) > room) break;
      left_text = longer;
    }
  text(left, notice.empty() ? look.secondary() : look.color(kWarning), left_text);
  if (left + width(left_text) + look.px(32) + width(hint) <= right) {
    text(right - width(hint), in.hover || busy ? look.ink() : look.secondary(0.8), hint);
    if (hints) {
      ImGui::SetCursorScreenPos(
          {all_right - look.px(16), float(a.y) + 0.5f * (float(a.height) - look.px(16))});
      if (cross_button(look, "hint", 16, "do not show this again"))
        commands.push_back(command::DismissHint{});
    }
  }
  list.PopClipRect();
  ImGui::End();
}

void draw_color_key(const PanelInput& in) {
  const Look& look = in.look;
  const Explorer& explorer = in.explorer;
  const double bottom = in.layout.strip.width > 0 ? in.layout.strip.y : in.layout.status.y;
  const double right = in.layout.status.width;
  const double width = look.px(240), height = look.px(kColorKeyHeight), gap = look.px(16);
  if (right - in.layout.scene_left < width + 4 * gap) return;
  const Area area{right - width - gap, bottom - height - gap, width, height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(8));
  begin_panel("colours", area, 0, 0, look.scale, kBelow | ImGuiWindowFlags_NoInputs);
  ImGui::PopStyleVar();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ColorTable& table = color_table(explorer.state().color_map);
  const float x0 = float(area.x) + look.px(18), x1 = float(area.x + area.width) - look.px(18);
  const float y0 = float(area.y) + look.px(26), y1 = y0 + look.px(8);
  constexpr int kPieces = 51;  // of 5 colours each
  for (int i = 0; i < kPieces; i++) {
    const ImU32 a = look.color(table[std::size_t(i) * 5]), b = look.color(table[std::size_t(i + 1) * 5]);
    const auto at = [&](int k) { return x0 + (x1 - x0) * float(k) / kPieces; };
    list.AddRectFilledMultiColor({at(i), y0}, {at(i + 1), y1}, a, b, b, a);
  }
  list.AddText(look.text, look.text->FontSize, {x0, float(area.y) + look.px(6)}, look.secondary(), "loss");
  draw_cut_off(look, explorer.surface()->transform, {x0, y0}, {x1, y1});
  const double spacing = 32 * double(look.scale) / double(x1 - x0);
  float last_end = -1e6f;  // of the labels
  for (const Tick& tick : loss_ticks(explorer.surface()->transform, spacing)) {
    const float x = std::round(x0 + float(tick.position) * (x1 - x0));
    const std::string words = tick_label(tick.value);
    const float w = look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, words.c_str()).x;
    list.AddLine({x + 0.5f, y1}, {x + 0.5f, y1 + look.px(3)}, look.secondary());
    if (x - 0.5f * w < last_end + look.px(6)) continue;
    last_end = x + 0.5f * w;
    list.AddText(look.number, look.number->FontSize, {std::round(x - 0.5f * w), y1 + look.px(4)},
                 look.secondary(), words.c_str());
  }
  ImGui::End();
}

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
// The card with the losses along lines through a point, on the surface's own scale of heights.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kChartHeight = 150, kLegendRow = 20;

/// The colours of the lines, in their order: as those of optimizers, which stay apart for everyone.
Srgb line_color(std::size_t i) { return kOptimizerPalette[i % kOptimizerPalette.size()]; }

struct Plot {
  ImVec2 low, high;  // corners, in pixels
  Axis distance;
  const HeightTransform& heights;

  float x(double d) const { return low.x + float(to_unit(distance, d)) * (high.x - low.x); }
  float y(double loss) const { return high.y - float(to_height(heights, loss)) * (high.y - low.y); }
};

void text(const Look& look, ImVec2 at, const std::string& words, float align, ImU32 color) {
  const float width = look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, words.c_str()).x;
  ImGui::GetWindowDrawList()->AddText(look.number, look.number->FontSize,
                                      {std::round(at.x - align * width), std::round(at.y)}, color,
                                      words.c_str());
}

void draw_axes(const Look& look, const Plot& p) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const Tick& tick : loss_ticks(p.heights, look.px(22) / double(p.high.y - p.low.y))) {
    const float y = std::round(p.y(tick.value)) + 0.5f;
    list.AddLine({p.low.x, y}, {p.high.x, y}, look.line(0.6));
    text(look, {p.low.x - look.px(6), y - 0.5f * look.number->FontSize}, tick_label(tick.value), 1,
         look.secondary());
  }
  for (const AxisTick& tick : axis_ticks(p.distance, 5)) {
    const float x = std::round(p.x(tick.value)) + 0.5f;
    list.AddLine({x, p.high.y}, {x, p.high.y + look.px(4)}, look.line());
    text(look, {x, p.high.y + look.px(5)}, tick_label(tick.value), 0.5f, look.secondary());
  }
  list.AddLine({p.low.x, p.high.y + 0.5f}, {p.high.x, p.high.y + 0.5f}, look.line());
}

/// Interrupted where the loss is not finite.
void draw_line(const Look& look, const Plot& p, const CutLine& line, Srgb color) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> piece;
  const auto flush = [&] {
    if (piece.size() > 1)
      list.AddPolyline(piece.data(), int(piece.size()), look.color(color), 0, look.px(1.6));
    piece.clear();
  };
  for (std::size_t i = 0; i < line.loss.size(); i++) {
    if (!std::isfinite(line.loss[i]))
      flush();
    else
      piece.push_back({p.x(line.offset(i)), p.y(line.loss[i])});
  }
  flush();
}

/// The loss of a line at a distance from the point, between samples; NaN beyond its ends.
double loss_at(const CutLine& line, double distance) {
  const double last = double(line.loss.size() - 1);
  const double at = (distance - line.low) / (line.high - line.low) * last;
  if (!(at >= 0 && at <= last)) return std::nan("");
  const auto i = std::min(std::size_t(at), line.loss.size() - 2);
  return line.loss[i] + (at - double(i)) * (line.loss[i + 1] - line.loss[i]);
}

/// Name and, below the pointer, the loss of every line.
void draw_legend(const Look& look, const LossCut& cut, std::optional<double> under) {
  for (std::size_t i = 0; i < cut.lines.size(); i++) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, y = at.y + look.px(9);
    ImGui::GetWindowDrawList()->AddLine({at.x, y}, {at.x + look.px(14), y}, look.color(line_color(i)),
                                        look.px(2));
    text_at(look.text, {at.x + look.px(20), at.y + look.px(1)}, look.ink(), cut.lines[i].name);
    const double loss = under ? loss_at(cut.lines[i], *under) : std::nan("");
    if (!std::isnan(loss))
      text_at(look.number, {at.x + width, at.y + look.px(1)}, look.ink(), "loss " + tick_label(loss), true);
    ImGui::Dummy({width, look.px(kLegendRow)});
  }
}

}  // namespace

void draw_slice_card(const PanelInput& in, Area& column, Commands& commands) {
  const Explorer& explorer = in.explorer;
  const SessionState& state = explorer.state();
  if (!state.options[Option::kSlice]) return;
  if (in.hover && !state.selected && state.cut_at != in.hover->at)
    commands.push_back(command::CutAt{in.hover->at});
  const LossCut* cut = explorer.cut();
  if (!cut) return;
  const Look& look = in.look;
  const double rows = kLegendRow * double(cut->lines.size());
  if (!begin_card(in, column, "slice", 24 + 24 + kChartHeight + 26 + rows)) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const int count = weights(explorer.plan().landscape);
  text_at(look.strong, at, look.ink(), "Losses along lines");
  ImGui::SetCursorScreenPos({at.x + width - look.px(18), at.y});
  if (cross_button(look, "close", 18, "close this card (X)"))
    commands.push_back(command::SetOption{Option::kSlice, false});
  const float y = at.y + look.px(24);
  text_at(look.number, {at.x, y}, look.secondary(), point_text(cut->at, count, 3));
  text_at(look.number, {at.x + width, y}, look.secondary(), "loss " + tick_label(cut->loss), true);

  Axis distance{0, 0, false};
  for (const CutLine& line : cut->lines) {
    distance.low = std::min(distance.low, line.low);
    distance.high = std::max(distance.high, line.high);
  }
  if (!(distance.low < distance.high)) distance.high = distance.low + 1;
  const Plot plot{{at.x + look.px(44), y + look.px(30)},
                  {at.x + width - look.px(4), y + look.px(30 + kChartHeight - 24)},
                  distance,
                  explorer.surface()->transform};
  draw_axes(look, plot);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float here = std::round(plot.x(0)) + 0.5f;
  list.AddLine({here, plot.low.y}, {here, plot.high.y}, look.ink(0.35));
  for (std::size_t i = cut->lines.size(); i-- > 0;) draw_line(look, plot, cut->lines[i], line_color(i));
  if (std::isfinite(cut->loss)) {
    list.AddCircleFilled({here, plot.y(cut->loss)}, look.px(4), look.ink());
    list.AddCircle({here, plot.y(cut->loss)}, look.px(4), look.color(look.colors->panel));
  }
  ImGui::SetCursorScreenPos(plot.low);
  ImGui::InvisibleButton("lines", {plot.high.x - plot.low.x, plot.high.y - plot.low.y});
  std::optional<double> under;
  if (ImGui::IsItemHovered()) {
    const double unit = double(ImGui::GetIO().MousePos.x - plot.low.x) / double(plot.high.x - plot.low.x);
    under = from_unit(distance, std::clamp(unit, 0.0, 1.0));
    list.AddLine({plot.x(*under), plot.low.y}, {plot.x(*under), plot.high.y}, look.accent(0.7));
  }
  ImGui::SetCursorScreenPos({at.x, plot.high.y + look.px(26)});
  draw_legend(look, *cut, under);
  end_card();
}

}  // namespace thalweg::viewer::ui

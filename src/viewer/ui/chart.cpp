// SPDX-License-Identifier: MIT
#include "viewer/ui/chart.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/app/session.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

struct Frame {
  ImVec2 low, high;  // corners of the plot, in pixels
  Axis steps, excess;

  float x(double step) const { return low.x + float(to_unit(steps, step)) * (high.x - low.x); }
  /// Values below the axis lie on it.
  float y(double value) const {
    const double unit = std::clamp(to_unit(excess, value), 0.0, 1.0);
    return high.y - float(unit) * (high.y - low.y);
  }
  double step_at(float pixel) const {
    return from_unit(steps, std::clamp(double(pixel - low.x) / double(high.x - low.x), 0.0, 1.0));
  }
};

void text_at(const Look& look, ImVec2 at, const std::string& text, float align, ImU32 color) {
  const ImVec2 size = look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, text.c_str());
  ImGui::GetWindowDrawList()->AddText(look.number, look.number->FontSize,
                                      {std::round(at.x - align * size.x), std::round(at.y)}, color,
                                      text.c_str());
}

void draw_axes(const Look& look, const Frame& f) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int most_y = std::max(2, int((f.high.y - f.low.y) / look.px(24)));
  for (const AxisTick& tick : axis_ticks(f.excess, most_y)) {
    const float y = std::round(f.y(tick.value)) + 0.5f;
    if (tick.major) {
      list.AddLine({f.low.x, y}, {f.high.x, y}, look.line(0.6));
      text_at(look, {f.low.x - look.px(8), y - 0.5f * look.number->FontSize}, tick_label(tick.value), 1,
              look.secondary());
    } else {
      list.AddLine({f.low.x - look.px(3), y}, {f.low.x, y}, look.line());
    }
  }
  const int most_x = std::max(2, int((f.high.x - f.low.x) / look.px(90)));
  for (const AxisTick& tick : axis_ticks(f.steps, most_x)) {
    const float x = std::round(f.x(tick.value)) + 0.5f;
    list.AddLine({x, f.high.y}, {x, f.high.y + look.px(4)}, look.line());
    text_at(look, {x, f.high.y + look.px(5)}, grouped(i64(tick.value)), 0.5f, look.secondary());
  }
  list.AddLine({f.low.x, f.high.y + 0.5f}, {f.high.x, f.high.y + 0.5f}, look.line());
}

ImU32 faded(ImU32 color, double alpha) {
  const auto full = double(color >> IM_COL32_A_SHIFT & 255u);
  return (color & ~IM_COL32_A_MASK) | ImU32(std::lround(full * alpha)) << IM_COL32_A_SHIFT;
}

/// Strength of a line and of its band.
struct Strength {
  double line, band;
};

/// The quantile band and the median of a part of a line's samples.
void draw_curve(const Look& look, const Frame& f, double lowest, ImU32 color,
                std::span<const LossSample> part, const Strength& strength) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Neighbouring quads must not be smoothed at the seam that they share.
  const ImDrawListFlags flags = list.Flags;
  list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
  const ImU32 band = faded(color, strength.line * strength.band);
  for (std::size_t i = 1; i < part.size(); i++) {
    const LossSample &a = part[i - 1], &b = part[i];
    if (!std::isfinite(a.median) || !std::isfinite(b.median)) continue;
    list.AddQuadFilled({f.x(double(a.step)), f.y(a.q75 - lowest)}, {f.x(double(b.step)), f.y(b.q75 - lowest)},
                       {f.x(double(b.step)), f.y(b.q25 - lowest)}, {f.x(double(a.step)), f.y(a.q25 - lowest)},
                       band);
  }
  list.Flags = flags;
  std::vector<ImVec2> line;
  for (const LossSample& s : part)
    if (std::isfinite(s.median)) line.push_back({f.x(double(s.step)), f.y(s.median - lowest)});
  list.AddPolyline(line.data(), int(line.size()), faded(color, strength.line), 0, look.px(1.6));
}

/// What is over, bright, and what is to come.
void draw_line(const Look& look, const Frame& f, const ChartInfo& info, const ChartLine& line, double band) {
  const auto past = std::partition_point(line.history.begin(), line.history.end(),
                                         [&](const LossSample& s) { return s.step <= info.step; });
  const auto gone = std::size_t(past - line.history.begin());
  draw_curve(look, f, info.lowest, line.color, line.history.subspan(gone > 0 ? gone - 1 : 0), {0.4, band});
  draw_curve(look, f, info.lowest, line.color, line.history.first(gone), {1, band});
}

float text_width(ImFont* font, const std::string& text) {
  return font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str()).x;
}

/// Names beside the ends of their lines, moved apart; those that find no room are left out.
void draw_names(const Look& look, const Frame& f, const ChartInfo& info, double width) {
  struct Name {
    const ChartLine* line;
    double y;
  };
  std::vector<Name> names;
  for (const ChartLine& line : info.lines)
    if (!line.history.empty() && std::isfinite(line.history.back().median))
      names.push_back({&line, f.y(line.history.back().median - info.lowest)});
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
  const double row = look.px(14), top = f.low.y - look.px(4), bottom = f.high.y + look.px(4);
  const auto most = std::size_t(std::max(0.0, (bottom - top) / row));
  if (names.size() > most) names.resize(most);
  // Down as far as the one above wants it, then up from the lower end.
  double free = top + 0.5 * row;
  for (Name& name : names) free = (name.y = std::max(name.y, free)) + row;
  free = bottom - 0.5 * row;
  for (std::size_t i = names.size(); i-- > 0; free = names[i].y - row)
    names[i].y = std::min(names[i].y, free);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = f.high.x + look.px(8);
  for (const Name& name : names) {
    const float y = std::round(float(name.y));
    list.AddCircleFilled({left + look.px(3), y}, look.px(3), name.line->color);
    const float begin = left + look.px(11);
    list.AddText(look.text, look.text->FontSize, {begin, y - std::round(0.5f * look.text->FontSize)},
                 look.ink(), fitting(look.text, name.line->name, f.high.x + look.px(width) - begin).c_str());
  }
}

/// The values of one line at the step under the pointer.
void draw_values(const Look& look, const Frame& f, const ChartInfo& info, const LossSample& s) {
  const std::string text = "step " + grouped(s.step) + "   median " + tick_label(s.median - info.lowest) +
                           "   25\u201375 % " + tick_label(s.q25 - info.lowest) + " \u2013 " +
                           tick_label(s.q75 - info.lowest);
  text_at(look, {f.high.x, f.low.y - look.px(20)}, text, 1, look.ink());
}

/// Those of several lines, as a small table beside the pointer.
void draw_table(const Look& look, const ChartInfo& info, double step, i64 shown_step) {
  double widest = 0;
  for (const ChartLine& line : info.lines)
    widest = std::max(widest, double(text_width(look.text, line.name)));
  const float row = look.px(19), number = look.px(92), names = look.px(14) + float(widest);
  const float width = names + look.px(12) + number, height = row * float(info.lines.size() + 1);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(12), look.px(8)});
  ImGui::BeginTooltip();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(look.text, look.text->FontSize, at, look.secondary(), ("step " + grouped(shown_step)).c_str());
  text_at(look, {at.x + width, at.y}, "median", 1, look.secondary());
  for (std::size_t i = 0; i < info.lines.size(); i++) {
    const ChartLine& line = info.lines[i];
    const float y = at.y + row * float(i + 1);
    list.AddCircleFilled({at.x + look.px(4), y + look.px(8)}, look.px(3.5), line.color);
    list.AddText(look.text, look.text->FontSize, {at.x + look.px(14), y}, look.ink(), line.name.c_str());
    const LossSample* s = nearest_sample(line.history, step);
    const bool finite = s && std::isfinite(s->median);
    text_at(look, {at.x + width, y}, finite ? tick_label(s->median - info.lowest) : "\u2013", 1, look.ink());
  }
  ImGui::Dummy({width, height});
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

/// What is under the pointer: a line at the step, a dot on every curve, and the values.
void draw_hover(const Look& look, const Frame& f, const ChartInfo& info, double step) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const LossSample* any = nullptr;
  for (const ChartLine& line : info.lines)
    if (const LossSample* s = nearest_sample(line.history, step)) {
      any = s;
      if (std::isfinite(s->median))
        list.AddCircleFilled({f.x(double(s->step)), f.y(s->median - info.lowest)}, look.px(3), line.color);
    }
  if (!any) return;
  const float x = f.x(double(any->step));
  list.AddLine({x, f.low.y}, {x, f.high.y}, look.ink(0.35));
  if (info.lines.size() > 1)
    draw_table(look, info, step, any->step);
  else
    draw_values(look, f, info, *any);
}

/// What the names at the lines' ends take of a chart of this width, both in pixels at scale 1.
double name_width(const Look& look, std::span<const ChartLine> lines, double room) {
  constexpr double kMost = 128, kRoomy = 420;
  if (room < kRoomy) return 24;
  double widest = 0;
  for (const ChartLine& line : lines)
    widest = std::max(widest, double(text_width(look.text, line.name) / look.scale));
  return std::min(widest + 24, kMost);
}

/// All samples, for an axis that holds them.
LossHistory all_samples(std::span<const ChartLine> lines) {
  LossHistory all;
  for (const ChartLine& line : lines) all.insert(all.end(), line.history.begin(), line.history.end());
  return all;
}

}  // namespace

std::optional<i64> loss_chart(const Look& look, const ChartInfo& info) {
  const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  if (room.x < look.px(120) || room.y < look.px(60)) return std::nullopt;
  const bool several = info.lines.size() > 1;
  const double right = several ? name_width(look, info.lines, double(room.x / look.scale)) : 24;
  Frame f{{at.x + look.px(48), at.y + look.px(22)},
          {at.x + room.x - look.px(right), at.y + room.y - look.px(22)},
          {0, double(std::max<i64>(info.steps, 1)), false},
          excess_axis(all_samples(info.lines), info.lowest)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(look.text, look.text->FontSize, {at.x + look.px(48), at.y + look.px(1)}, look.secondary(),
               info.name);
  draw_axes(look, f);
  // Bands of several lines lie over each other: so they are fainter.
  for (const ChartLine& line : info.lines) draw_line(look, f, info, line, several ? 0.12 : 0.22);
  if (right > 24) draw_names(look, f, info, right);
  const float now = std::round(f.x(double(info.step))) + 0.5f;
  list.AddLine({now, f.low.y}, {now, f.high.y}, look.ink(0.6), look.px(1.2));

  ImGui::InvisibleButton("chart", room);
  // A drag goes on beside the chart: its ends are easily missed.
  if (!ImGui::IsItemHovered() && !ImGui::IsItemActive()) return std::nullopt;
  const double under = f.step_at(ImGui::GetIO().MousePos.x);
  draw_hover(look, f, info, under);
  if (!ImGui::IsItemClicked() && !(ImGui::IsItemActive() && ImGui::IsMouseDragging(0))) return std::nullopt;
  return i64(std::llround(under));
}

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
#include "viewer/ui/chart.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "viewer/app/session.h"
#include "viewer/scene/ticks.h"

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

/// The quantile band and the median of samples [first, last).
void draw_curve(const Look& look, const Frame& f, const ChartInfo& info, std::span<const LossSample> part,
                double alpha) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Neighbouring quads must not be smoothed at the seam that they share.
  const ImDrawListFlags flags = list.Flags;
  list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t i = 1; i < part.size(); i++) {
    const LossSample &a = part[i - 1], &b = part[i];
    if (!std::isfinite(a.median) || !std::isfinite(b.median)) continue;
    list.AddQuadFilled({f.x(double(a.step)), f.y(a.q75 - info.lowest)},
                       {f.x(double(b.step)), f.y(b.q75 - info.lowest)},
                       {f.x(double(b.step)), f.y(b.q25 - info.lowest)},
                       {f.x(double(a.step)), f.y(a.q25 - info.lowest)}, look.accent(0.22 * alpha));
  }
  list.Flags = flags;
  std::vector<ImVec2> line;
  for (const LossSample& s : part)
    if (std::isfinite(s.median)) line.push_back({f.x(double(s.step)), f.y(s.median - info.lowest)});
  list.AddPolyline(line.data(), int(line.size()), look.accent(alpha), 0, look.px(1.6));
}

void draw_values(const Look& look, const Frame& f, const ChartInfo& info, const LossSample& s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = f.x(double(s.step));
  list.AddLine({x, f.low.y}, {x, f.high.y}, look.ink(0.35));
  list.AddCircleFilled({x, f.y(s.median - info.lowest)}, look.px(3), look.accent());
  const std::string text = "step " + grouped(s.step) + "   median " + tick_label(s.median - info.lowest) +
                           "   25\u201375 % " + tick_label(s.q25 - info.lowest) + " \u2013 " +
                           tick_label(s.q75 - info.lowest);
  text_at(look, {f.high.x, f.low.y - look.px(20)}, text, 1, look.ink());
}

}  // namespace

std::optional<i64> loss_chart(const Look& look, const ChartInfo& info) {
  const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  if (room.x < look.px(120) || room.y < look.px(60)) return std::nullopt;
  Frame f{{at.x + look.px(48), at.y + look.px(22)},
          {at.x + room.x - look.px(24), at.y + room.y - look.px(22)},
          {0, double(std::max<i64>(info.steps, 1)), false},
          excess_axis(info.history, info.lowest)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(look.text, look.text->FontSize, {at.x + look.px(48), at.y + look.px(1)}, look.secondary(),
               info.name);
  draw_axes(look, f);
  const auto past = std::partition_point(info.history.begin(), info.history.end(),
                                         [&](const LossSample& s) { return s.step <= info.step; });
  const auto gone = std::size_t(past - info.history.begin());
  draw_curve(look, f, info, info.history.subspan(gone > 0 ? gone - 1 : 0), 0.4);
  draw_curve(look, f, info, info.history.first(gone), 1);
  const float now = std::round(f.x(double(info.step))) + 0.5f;
  list.AddLine({now, f.low.y}, {now, f.high.y}, look.ink(0.6), look.px(1.2));

  ImGui::InvisibleButton("chart", room);
  // A drag goes on beside the chart: its ends are easily missed.
  if (!ImGui::IsItemHovered() && !ImGui::IsItemActive()) return std::nullopt;
  const double under = f.step_at(ImGui::GetIO().MousePos.x);
  if (const LossSample* s = nearest_sample(info.history, under)) draw_values(look, f, info, *s);
  if (!ImGui::IsItemClicked() && !(ImGui::IsItemActive() && ImGui::IsMouseDragging(0))) return std::nullopt;
  return i64(std::llround(under));
}

}  // namespace thalweg::viewer::ui

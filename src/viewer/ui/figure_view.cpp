// SPDX-License-Identifier: MIT
#include "viewer/ui/figure_view.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "figures/figure_svg.h"

namespace thalweg::viewer::ui {

namespace {

using figures::Ink;
using figures::Spot;

/// Draws marks with the inks of a theme.
class Painter {
 public:
  Painter(const Look& look, const FigurePlace& place, ThemeName theme, ImDrawList& list)
      : look_(look), place_(place), scale_(float(place.scale)), theme_(theme), list_(list) {}

  void operator()(const figures::Line& line) const {
    if (line.points.size() < 2) return;
    const figures::Stroke& s = line.stroke;
    std::vector<ImVec2> points = pixels(line.points);
    if (line.arrow) {
      const std::vector<Spot> head =
          figures::arrow_head(line.points[line.points.size() - 2], line.points.back(), s.width);
      fill(head, ink(s.ink, s.opacity));
      points.back() = pixel({(head[1].x + head[2].x) / 2, (head[1].y + head[2].y) / 2});
    }
    const float width = std::max(1.0f, float(s.width) * scale_);
    if (s.dash == figures::Dash::solid)
      list_.AddPolyline(points.data(), int(points.size()), ink(s.ink, s.opacity), 0, width);
    else
      dashes(points, ink(s.ink, s.opacity), width, s.dash == figures::Dash::dotted);
  }
  void operator()(const figures::Area& area) const {
    fill(area.corners, area.color ? look_.color(*area.color, area.opacity) : ink(area.ink, area.opacity));
  }
  void operator()(const figures::Dot& dot) const {
    const ImVec2 c = pixel(dot.at);
    const float r = float(dot.radius) * scale_;
    if (dot.shape == figures::Shape::ring) return list_.AddCircle(c, r, ink(dot.ink), 0, 2.5f * scale_);
    if (dot.shape == figures::Shape::disc) {
      list_.AddCircleFilled(c, r + scale_, ink(Ink::paper));
      return list_.AddCircleFilled(c, r, ink(dot.ink));
    }
    for (std::vector<Spot> part : figures::symbol(dot.shape)) {
      for (Spot& s : part) s = {dot.at.x + dot.radius * s.x, dot.at.y + dot.radius * s.y};
      fill(part, ink(dot.ink));
    }
  }
  void operator()(const figures::Text& words) const {
    ImFont* font = words.number   ? look_.figure_number
                   : words.strong ? look_.figure_strong
                                  : look_.figure_text;
    // The fonts' heights are lines; their ems are what figures count in.
    const float em = float(words.size * place_.text_scale);
    const float height = em * (words.number ? float(kMonoLine) : float(kInterLine));
    const ImVec2 size = font->CalcTextSizeA(height, 1e6f, 0, words.text.c_str());
    const float shift = words.align == figures::Align::left    ? 0
                        : words.align == figures::Align::right ? 1
                                                               : 0.5f;
    const ImVec2 anchor = pixel(words.at);
    const ImVec2 at{anchor.x - shift * size.x, anchor.y - font->Ascent / font->FontSize * height};
    if (words.halo)
      for (const float dx : {-1.0f, 0.0f, 1.0f})
        for (const float dy : {-1.0f, 0.0f, 1.0f})
          if (dx != 0 || dy != 0)
            list_.AddText(font, height, {at.x + 1.6f * scale_ * dx, at.y + 1.6f * scale_ * dy},
                          ink(Ink::paper, 0.8), words.text.c_str());
    list_.AddText(font, height, at, ink(words.ink), words.text.c_str());
  }
  void operator()(const figures::Cells& cells) const {
    const double w = (cells.high.x - cells.low.x) / cells.columns,
                 h = (cells.high.y - cells.low.y) / cells.rows;
    for (int r = 0; r < cells.rows; r++)
      for (int c = 0; c < cells.columns;) {
        const Srgb here = cells.colors[std::size_t(r * cells.columns + c)];
        int end = c + 1;
        while (end < cells.columns && cells.colors[std::size_t(r * cells.columns + end)] == here) end++;
        list_.AddRectFilled(pixel({cells.low.x + c * w, cells.low.y + r * h}),
                            pixel({cells.low.x + end * w, cells.low.y + (r + 1) * h}), look_.color(here, cells.opacity));
        c = end;
      }
  }

 private:
  ImVec2 pixel(Spot s) const {
    const Spot at = place_.at(s);
    return {float(at.x), float(at.y)};
  }
  ImU32 ink(Ink which, double alpha = 1) const { return look_.color(figures::color(which, theme_), alpha); }
  std::vector<ImVec2> pixels(const std::vector<Spot>& spots) const {
    std::vector<ImVec2> points;
    for (const Spot& s : spots) points.push_back(pixel(s));
    return points;
  }
  void fill(const std::vector<Spot>& corners, ImU32 color) const {
    std::vector<ImVec2> points = pixels(corners);
    // The library smooths edges outside of polygons that run clockwise.
    double turn = 0;
    for (std::size_t i = 0; i < points.size(); i++) {
      const ImVec2 a = points[i], b = points[(i + 1) % points.size()];
      turn += double(a.x) * double(b.y) - double(b.x) * double(a.y);
    }
    if (turn < 0) std::reverse(points.begin(), points.end());
    list_.AddConvexPolyFilled(points.data(), int(points.size()), color);
  }
  void dashes(const std::vector<ImVec2>& points, ImU32 color, float width, bool dotted) const {
    const float on = 5 * width, period = (dotted ? 2.5f : 8.0f) * width;
    float walked = 0;  // along the line, to the segment's start
    for (std::size_t i = 1; i < points.size(); i++) {
      const ImVec2 a = points[i - 1], b = points[i];
      const float length = std::max(1e-6f, std::hypot(b.x - a.x, b.y - a.y)), end = walked + length;
      const auto at = [&](float s) {
        const float t = (s - walked) / length;
        return ImVec2{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      };
      for (float dash = std::floor(walked / period) * period; dash < end; dash += period) {
        if (dotted && dash >= walked) list_.AddCircleFilled(at(dash), 0.55f * width, color);
        const float from = std::max(dash, walked), to = std::min(dash + on, end);
        if (!dotted && to > from) list_.AddLine(at(from), at(to), color, width);
      }
      walked = end;
    }
  }

  const Look& look_;
  const FigurePlace& place_;
  float scale_;
  ThemeName theme_;
  ImDrawList& list_;
};

}  // namespace

void draw_figure(const Look& look, const figures::Figure& figure, const FigurePlace& place, ThemeName theme,
                 ImDrawList& list) {
  const Painter painter(look, place, theme, list);
  for (const figures::Mark& mark : figure.marks) std::visit(painter, mark);
}

std::vector<DraggedValue> drag_handles(const figures::Figure& figure, const FigurePlace& place,
                                       std::optional<std::size_t>& dragged) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Spot pointer = place.back({double(mouse.x), double(mouse.y)});
  if (!ImGui::IsMouseDown(0) || (dragged && *dragged >= figure.handles.size())) dragged.reset();
  if (ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered()) {
    constexpr double kReach = 30;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < figure.handles.size(); i++) {
      const figures::Handle& h = figure.handles[i];
      const bool inside = pointer.x >= h.plot.low.x && pointer.x <= h.plot.high.x &&
                          pointer.y >= h.plot.low.y && pointer.y <= h.plot.high.y;
      const double distance = std::hypot(pointer.x - h.at.x, pointer.y - h.at.y);
      if ((inside || distance < kReach) && distance < nearest) {
        nearest = distance;
        dragged = i;
      }
    }
  }
  std::vector<DraggedValue> values;
  if (!dragged) return values;
  const figures::Handle& h = figure.handles[*dragged];
  const Point at = figures::value_at(h.plot, pointer);
  if (h.x >= 0) values.push_back({h.x, at.x});
  if (h.y >= 0) values.push_back({h.y, at.y});
  return values;
}

}  // namespace thalweg::viewer::ui

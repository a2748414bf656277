// SPDX-License-Identifier: MIT
#include "figures/figure_svg.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <numbers>
#include <optional>
#include "core/markup.h"

namespace thalweg::figures {

namespace {

class Svg {
 public:
  /// Without a theme: as a part of a page, which has the colours.
  Svg(const Figure& figure, std::optional<ThemeName> theme) : theme_(theme) {
    if (theme)
      put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 0 {0:g} "
          "{1:g}\" "
          "role=\"img\">\n<title>{2}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"{3}\"/>\n",
          figure.width, figure.height, markup_text(figure.title), ink(Ink::paper));
    else  // no title: browsers would show it wherever the pointer is
      put("<svg viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-label=\"{}\">\n", figure.width, figure.height,
          markup_text(figure.title));
    for (const Mark& mark : figure.marks) std::visit([this](const auto& m) { draw(m); }, mark);
    text_ += "</svg>\n";
  }
  std::string take() { return std::move(text_); }

 private:
  template <class... T>
  void put(fmt::format_string<const T&...> format, const T&... values) {
    fmt::format_to(std::back_inserter(text_), format, values...);
  }
  std::string ink(Ink which) const {
    return theme_ ? fmt::format("#{:06x}", color(which, *theme_)) : fmt::format("var(--ink-{})", name(which));
  }
  /// The end of a mark's element, with its tip.
  static std::string end(const char* element, const std::string& tip) {
    return tip.empty() ? "/>\n" : fmt::format("><title>{}</title></{}>\n", markup_text(tip), element);
  }
  static std::string points(const std::vector<Spot>& spots) {
    std::string text;
    for (const Spot& s : spots) text += fmt::format("{}{:.2f},{:.2f}", text.empty() ? "" : " ", s.x, s.y);
    return text;
  }

  void draw(const Line& line) {
    if (line.points.size() < 2) return;
    const Stroke& s = line.stroke;
    std::vector<Spot> path = line.points;
    std::vector<Spot> head;
    if (line.arrow) {
      head = arrow_head(path[path.size() - 2], path.back(), s.width);
      path.back() = {(head[1].x + head[2].x) / 2, (head[1].y + head[2].y) / 2};
    }
    const std::string dash =
        s.dash == Dash::dashed   ? fmt::format(" stroke-dasharray=\"{:g} {:g}\"", 5 * s.width, 3 * s.width)
        : s.dash == Dash::dotted ? fmt::format(" stroke-dasharray=\"0.1 {:g}\"", 2.5 * s.width)
                                 : "";
    put("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:g}\" stroke-opacity=\"{:g}\" "
        "stroke-linejoin=\"round\" stroke-linecap=\"{}\"{}{}",
        points(path), ink(s.ink), s.width, s.opacity, s.dash == Dash::dotted ? "round" : "butt", dash,
        end("polyline", line.tip));
    if (line.arrow)
      put("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{:g}\"/>\n", points(head), ink(s.ink),
          s.opacity);
  }
  void draw(const Area& area) {
    put("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{:g}\"{}", points(area.corners),
        area.color ? fmt::format("#{:06x}", *area.color) : ink(area.ink), area.opacity,
        end("polygon", area.tip));
  }
  void draw(const Dot& dot) {
    if (dot.shape == Shape::disc || dot.shape == Shape::ring) {
      const bool ring = dot.shape == Shape::ring;
      put("<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:g}\" fill=\"{}\" stroke=\"{}\" "
          "stroke-width=\"{:g}\"{}",
          dot.at.x, dot.at.y, dot.radius, ring ? "none" : ink(dot.ink), ink(ring ? dot.ink : Ink::paper),
          ring ? 2.5 : 1.5, end("circle", dot.tip));
      return;
    }
    for (std::vector<Spot> part : symbol(dot.shape)) {
      for (Spot& s : part) s = {dot.at.x + dot.radius * s.x, dot.at.y + dot.radius * s.y};
      put("<polygon points=\"{}\" fill=\"{}\"{}", points(part), ink(dot.ink), end("polygon", dot.tip));
    }
  }
  void draw(const Text& words) {
    const char* anchor = words.align == Align::left    ? "start"
                         : words.align == Align::right ? "end"
                                                       : "middle";
    put("<text x=\"{:.2f}\" y=\"{:.2f}\" fill=\"{}\" font-size=\"{:g}\" font-family=\"{}\"{} "
        "text-anchor=\"{}\" "
        "xml:space=\"preserve\"{}>{}</text>\n",
        words.at.x, words.at.y, ink(words.ink), words.size,
        words.number ? "'JetBrains Mono', ui-monospace, monospace"
                     : "Inter, 'Helvetica Neue', Arial, sans-serif",
        words.strong ? " font-weight=\"600\"" : "", anchor,
        words.halo ? fmt::format(
                         " stroke=\"{}\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                         ink(Ink::paper))
                   : "",
        markup_text(words.text));
  }
  void draw(const Cells& cells) {
    const double w = (cells.high.x - cells.low.x) / cells.columns,
                 h = (cells.high.y - cells.low.y) / cells.rows;
    put("<g shape-rendering=\"crispEdges\" fill-opacity=\"{:g}\">\n", cells.opacity);
    for (int r = 0; r < cells.rows; r++)
      for (int c = 0; c < cells.columns;) {
        const Srgb here = cells.colors[std::size_t(r * cells.columns + c)];
        int end = c + 1;  // neighbours of one colour are one rectangle
        while (end < cells.columns && cells.colors[std::size_t(r * cells.columns + end)] == here) end++;
        put("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" fill=\"#{:06x}\"/>\n",
            cells.low.x + c * w, cells.low.y + r * h, (end - c) * w, h, here);
        c = end;
      }
    put("</g>\n");
  }

  std::optional<ThemeName> theme_;
  std::string text_;
};

}  // namespace

std::string to_svg(const Figure& figure, ThemeName theme) { return Svg(figure, theme).take(); }

std::string to_inline_svg(const Figure& figure) { return Svg(figure, std::nullopt).take(); }

std::string ink_properties(ThemeName theme) {
  std::string text;
  for (int k = 0; k < kInks; k++)
    text += fmt::format("--ink-{}: #{:06x}; ", name(Ink(k)), color(Ink(k), theme));
  return text;
}

std::vector<std::vector<Spot>> symbol(Shape shape) {
  const auto star = [] {
    std::vector<std::vector<Spot>> kites;  // five convex quadrangles
    for (int k = 0; k < 5; k++) {
      const auto at = [](double turns, double radius) {
        return Spot{radius * std::sin(turns * 2 * std::numbers::pi),
                    -radius * std::cos(turns * 2 * std::numbers::pi)};
      };
      constexpr double kWaist = 0.42;
      const double t = k / 5.0;
      kites.push_back({{0, 0}, at(t - 0.1, kWaist), at(t, 1.25), at(t + 0.1, kWaist)});
    }
    return kites;
  };
  constexpr double kBar = 0.26, kReach = 1.1;
  switch (shape) {
    case Shape::square:
      return {{{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}};
    case Shape::diamond:
      return {{{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}}};
    case Shape::triangle:
      return {{{0, -1.2}, {1.1, 0.8}, {-1.1, 0.8}}};
    case Shape::cross:
      return {{{-kReach, -kReach + kBar},
               {-kReach + kBar, -kReach},
               {kReach, kReach - kBar},
               {kReach - kBar, kReach}},
              {{kReach - kBar, -kReach},
               {kReach, -kReach + kBar},
               {-kReach + kBar, kReach},
               {-kReach, kReach - kBar}}};
    case Shape::star:
      return star();
    case Shape::disc:
    case Shape::ring:
      break;
  }
  return {};
}

std::vector<Spot> arrow_head(Spot from, Spot to, double width) {
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::max(1e-9, std::hypot(dx, dy));
  const double size = std::min(6 + 3 * width, std::max(length, 4.0));
  const Spot along{dx / length, dy / length};
  const Spot back{to.x - size * along.x, to.y - size * along.y};
  const double half = 0.42 * size;
  return {to,
          {back.x - half * along.y, back.y + half * along.x},
          {back.x + half * along.y, back.y - half * along.x}};
}

}  // namespace thalweg::figures

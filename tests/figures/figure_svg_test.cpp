// SPDX-License-Identifier: MIT
#include "figures/figure_svg.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace thalweg::figures {
namespace {

const Plot kPlot{.low = {100, 50}, .high = {500, 350}, .x = {0, 4}, .y = {0, 3}};

std::vector<Line> lines_of(const Figure& figure) {
  std::vector<Line> lines;
  for (const Mark& mark : figure.marks)
    if (const auto* line = std::get_if<Line>(&mark)) lines.push_back(*line);
  return lines;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) n++;
  return n;
}

TEST(Plot, PlacesAndFindsBack) {
  EXPECT_EQ(place(kPlot, 0, 0), (Spot{100, 350}));
  EXPECT_EQ(place(kPlot, 4, 3), (Spot{500, 50}));
  const Point p = value_at(kPlot, place(kPlot, 1.25, 2.5));
  EXPECT_NEAR(p.x, 1.25, 1e-14);
  EXPECT_NEAR(p.y, 2.5, 1e-14);
}

TEST(Path, IsCutWhereItLeaves) {
  Figure figure;
  add_path(figure, kPlot, {{-2, 1}, {2, 1}, {2, 5}});
  const std::vector<Line> lines = lines_of(figure);
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_EQ(lines[0].points.size(), 3u);
  EXPECT_EQ(lines[0].points[0], (Spot{100, 250}));
  EXPECT_EQ(lines[0].points[1], (Spot{300, 250}));
  EXPECT_EQ(lines[0].points[2], (Spot{300, 50}));
}

TEST(Path, ComesBackAsAnotherLine) {
  Figure figure;
  add_path(figure, kPlot, {{1, 1}, {1, 9}, {3, 9}, {3, 1}});
  const std::vector<Line> lines = lines_of(figure);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].points.back(), (Spot{200, 50}));
  EXPECT_EQ(lines[1].points.front(), (Spot{400, 50}));
}

TEST(Path, CrossesTheWholePlotBetweenTwoPointsOutside) {
  Figure figure;
  add_path(figure, kPlot, {{-4, 1}, {8, 1}});
  const std::vector<Line> lines = lines_of(figure);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].points, (std::vector<Spot>{{100, 250}, {500, 250}}));
}

TEST(Path, IsInterruptedByWhatIsNotFinite) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, inf, -inf}) {
    Figure figure;
    add_path(figure, kPlot, {{0, 1}, {1, 1}, {2, bad}, {3, 1}, {4, 1}});
    EXPECT_EQ(lines_of(figure).size(), 2u) << bad;
  }
}

TEST(Path, HasItsArrowWhereItEndsInside) {
  Figure inside;
  add_path(inside, kPlot, {{1, 1}, {1, 9}, {3, 9}, {3, 1}}, {}, true);
  const std::vector<Line> lines = lines_of(inside);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_FALSE(lines[0].arrow);
  EXPECT_TRUE(lines[1].arrow);
}

TEST(Dot, IsLeftOutOutside) {
  Figure figure;
  add_dot(figure, kPlot, {1, 1}, Ink::first);
  add_dot(figure, kPlot, {1, 9}, Ink::first);
  add_dot(figure, kPlot, {1, std::nan("")}, Ink::first);
  EXPECT_EQ(figure.marks.size(), 1u);
}

TEST(ArrowHead, HasItsTipAtTheEndAndLiesBehindIt) {
  const Spot from{10, 20}, to{110, 95};
  const std::vector<Spot> head = arrow_head(from, to, 3);
  ASSERT_EQ(head.size(), 3u);
  EXPECT_EQ(head[0], to);
  const Spot base{(head[1].x + head[2].x) / 2, (head[1].y + head[2].y) / 2};
  // The base's middle lies on the line, and the base is perpendicular to it; 1e-12: rounding of numbers of
  // 100.
  const double dx = to.x - from.x, dy = to.y - from.y;
  EXPECT_NEAR((base.x - from.x) * dy - (base.y - from.y) * dx, 0, 1e-10);
  EXPECT_NEAR((head[1].x - head[2].x) * dx + (head[1].y - head[2].y) * dy, 0, 1e-10);
  EXPECT_LT(std::hypot(base.x - from.x, base.y - from.y), std::hypot(dx, dy));
}

TEST(ArrowHead, IsFiniteForNoLength) {
  for (const Spot& s : arrow_head({5, 5}, {5, 5}, 2)) {
    EXPECT_TRUE(std::isfinite(s.x));
    EXPECT_TRUE(std::isfinite(s.y));
  }
}

TEST(Svg, EscapesWords) {
  Figure figure{.title = "a < b & \"c\" > d"};
  add_words(figure, {10, 10}, "1 < 2 & <script>");
  const std::string svg = to_svg(figure, ThemeName::kDark);
  EXPECT_NE(svg.find("<title>a &lt; b &amp; &quot;c&quot; &gt; d</title>"), std::string::npos);
  EXPECT_NE(svg.find("1 &lt; 2 &amp; &lt;script&gt;"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
}

TEST(Svg, DrawsEveryMark) {
  Figure figure{.title = "all"};
  add_line(figure, {{0, 0}, {50, 50}}, {Ink::first, 2, Dash::dashed}, true);
  add_line(figure, {{0, 0}}, {});  // nothing to draw
  add_box(figure, {10, 10}, {20, 20});
  for (const Shape shape :
       {Shape::disc, Shape::ring, Shape::square, Shape::diamond, Shape::cross, Shape::star, Shape::triangle})
    figure.marks.emplace_back(Dot{{30, 30}, Ink::first, shape, 5});
  figure.marks.emplace_back(Cells{{0, 0}, {40, 20}, 2, 2, {0x112233, 0x112233, 0x445566, 0x778899}});
  const std::string svg = to_svg(figure, ThemeName::kLight);
  EXPECT_EQ(count(svg, "<circle"), 2u);
  EXPECT_EQ(count(svg, "<polyline"), 2u);  // the line and the box's frame
  EXPECT_EQ(count(svg, "stroke-dasharray"), 1u);
  EXPECT_EQ(count(svg, "<rect"), 1u + 3u);  // the paper; equal neighbours are one rectangle
  EXPECT_EQ(count(svg, "<polygon"), 2u + 1u + 1u + 2u + 5u + 1u);  // head, box, and the symbols' parts
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(Svg, TipsBelongToTheirMarks) {
  Figure figure{.title = "tips"};
  add_mark(figure, Line{{{0, 0}, {5, 5}}, {}, false, "a < b"});
  add_mark(figure, Dot{{3, 3}, Ink::first, Shape::disc, 5, "disc"});
  add_mark(figure, Dot{{3, 3}, Ink::first, Shape::square, 5, "square"});
  add_mark(figure, Area{{{0, 0}, {5, 0}, {5, 5}}, Ink::first, 1, {}, "area"});
  const std::string svg = to_svg(figure, ThemeName::kLight);
  for (const char* part : {"<title>a &lt; b</title></polyline>", "<title>disc</title></circle>",
                           "<title>square</title></polygon>", "<title>area</title></polygon>"})
    EXPECT_EQ(count(svg, part), 1u) << part;
}

TEST(Svg, InAPageHasThePagesColors) {
  Figure figure{.title = "a \"page\""};
  add_line(figure, {{0, 0}, {5, 5}}, {Ink::sixth});
  add_words(figure, {1, 1}, "words", Ink::quiet);
  const std::string svg = to_inline_svg(figure);
  EXPECT_EQ(svg.find('#'), std::string::npos);
  EXPECT_EQ(svg.find("http"), std::string::npos);
  EXPECT_NE(svg.find("aria-label=\"a &quot;page&quot;\""), std::string::npos);
  for (const ThemeName theme : {ThemeName::kDark, ThemeName::kLight}) {
    const std::string properties = ink_properties(theme);
    EXPECT_EQ(count(properties, "--ink-"), std::size_t(kInks));
    EXPECT_NE(properties.find("--ink-sixth:"), std::string::npos);
    EXPECT_NE(properties.find("--ink-quiet:"), std::string::npos);
  }
  EXPECT_EQ(count(svg, "var(--ink-sixth)"), 1u);
  EXPECT_EQ(count(svg, "var(--ink-quiet)"), 1u);
}

TEST(Svg, ThemesDiffer) {
  const Figure figure{.title = "t"};
  EXPECT_NE(to_svg(figure, ThemeName::kDark), to_svg(figure, ThemeName::kLight));
}

// Relative luminance and contrast of WCAG 2.2.
double luminance(Srgb color) {
  const auto linear = [](unsigned byte) {
    const double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color >> 16 & 255) + 0.7152 * linear(color >> 8 & 255) +
         0.0722 * linear(color & 255);
}

TEST(Inks, CanBeReadOnTheirPaper) {
  for (const ThemeName theme : {ThemeName::kDark, ThemeName::kLight})
    for (int k = 0; k < kInks; k++) {
      const Ink ink = Ink(k);
      if (ink == Ink::line || ink == Ink::paper) continue;
      const double a = luminance(color(ink, theme)), b = luminance(color(Ink::paper, theme));
      constexpr double kWords = 4.5;
      EXPECT_GE((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05), kWords) << k;
    }
}

TEST(AxisOver, HoldsItsValues) {
  const Axis axis = axis_over({3, std::nan(""), -1, std::numeric_limits<double>::infinity()});
  EXPECT_LT(axis.low, -1);
  EXPECT_GT(axis.high, 3);
  EXPECT_LT(axis.high, 10);
  for (const Axis& odd : {axis_over({}), axis_over({5}), axis_over({}, true), axis_over({-1, 0}, true)})
    EXPECT_LT(odd.low, odd.high);
  const Axis log = axis_over({0, 1e-3, 10}, true);
  EXPECT_TRUE(log.log);
  EXPECT_GT(log.low, 0);
  EXPECT_LE(log.low, 1e-3);
}

}  // namespace
}  // namespace thalweg::figures

// SPDX-License-Identifier: MIT
#include "lessons/contours.h"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/lens.h"

namespace thalweg::lessons {
namespace {

const Plot kPlot = map_plot({-3, 3, -3, 3});

Landscape formula(const std::string& text) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.formula = text;
  return make_landscape(spec);
}

TEST(Contours, LevelsOfABowlHaveLinesAtEqualDistances) {
  const std::vector<double> levels = levels_between(0, 16, 4, 2);
  ASSERT_EQ(levels.size(), 3u);
  for (int k = 1; k <= 3; k++) EXPECT_DOUBLE_EQ(std::sqrt(levels[std::size_t(k - 1)]), k);
}

TEST(Contours, ACircleIsOneClosedLine) {
  const auto lines = contour_lines(kPlot, formula("x^2 + y^2"), 4);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].front(), lines[0].back());
  // Along an edge of length h the parabola lies at most h^2/4 off its chord; over the slope 2 r / sqrt(2) of
  // the coordinate that crosses more steeply, that is how far the crossing is off.
  const double h = 6.0 / 78, off = h * h / 4 / (4 / std::sqrt(2.0));
  double length = 0;
  for (std::size_t i = 0; i < lines[0].size(); i++) {
    EXPECT_NEAR(std::hypot(lines[0][i].x, lines[0][i].y), 2, 2 * off);
    if (i > 0) length += std::hypot(lines[0][i].x - lines[0][i - 1].x, lines[0][i].y - lines[0][i - 1].y);
  }
  EXPECT_NEAR(length, 4 * std::acos(-1.0), 0.05);  // all of it, once
}

TEST(Contours, LinesThatLeaveThePlotAreOpen) {
  const auto lines = contour_lines(kPlot, formula("x"), 0.5);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_DOUBLE_EQ(std::abs(lines[0].front().y), 3);
  EXPECT_DOUBLE_EQ(std::abs(lines[0].back().y), 3);
  for (const Point& p : lines[0]) EXPECT_NEAR(p.x, 0.5, 1e-12);
}

TEST(Contours, ASaddleHasTwoLinesOnEachSide) {
  const Landscape f = formula("x*y");
  EXPECT_EQ(contour_lines(kPlot, f, 0.3).size(), 2u);
  EXPECT_EQ(contour_lines(kPlot, f, -0.3).size(), 2u);
  EXPECT_TRUE(contour_lines(kPlot, f, 10).empty());
}

TEST(Contours, LinesDoNotCrossOverASaddleInTheMiddleOfACell) {
  const Plot odd = map_plot({-3, 3, -3, 3}, {70, 56}, 462);  // 77 cells: the saddle is in the middle of one
  const auto lines = contour_lines(odd, formula("x*y"), 0.0005);
  ASSERT_EQ(lines.size(), 2u);
  for (const auto& line : lines)
    for (const Point& p : line) EXPECT_GT(p.x * line.front().x, 0);
}

TEST(Contours, WhatIsNotFiniteHasNoLines) {
  for (const auto& line : contour_lines(kPlot, formula("sqrt(x)"), 1))
    for (const Point& p : line) EXPECT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));
  EXPECT_TRUE(contour_lines(kPlot, formula("log(-1 - x^2)"), 0).empty());
}

TEST(Contours, GroundHasAColourForEachBand) {
  Figure figure;
  add_ground(figure, kPlot, formula("x"), {-1, 1});
  const Cells& cells = std::get<Cells>(figure.marks.back());
  ASSERT_EQ(cells.colors.size(), std::size_t(cells.columns * cells.rows));
  std::vector<Srgb> seen;
  for (int c = 0; c < cells.columns; c++)
    if (seen.empty() || seen.back() != cells.colors[std::size_t(c)])
      seen.push_back(cells.colors[std::size_t(c)]);
  EXPECT_EQ(seen.size(), 3u);
}

TEST(Contours, LinesSeenThroughALensEndAtItsRim) {
  Figure figure;
  const Landscape f = formula("x");
  add_lens(figure, kPlot, f, {0.5, -2}, Ink::paper);
  const Spot centre = place(kPlot, 0, 0);
  const double radius = 0.5 * (kPlot.high.x - kPlot.low.x);
  int lines = 0;
  for (const Mark& mark : figure.marks)
    if (const Line* line = std::get_if<Line>(&mark); line && line->points.size() > 1) {
      for (const Spot& s : line->points) EXPECT_LE(std::hypot(s.x - centre.x, s.y - centre.y), radius + 0.01);
      if (line->points.front() == line->points.back()) continue;  // the rim itself
      lines++;
      for (const Spot& s : {line->points.front(), line->points.back()})
        EXPECT_NEAR(std::hypot(s.x - centre.x, s.y - centre.y), radius, 0.01);
    }
  EXPECT_EQ(lines, 2);
}

TEST(Contours, FogHidesWhatIsTooNearToTheRim) {
  const Landscape f = formula("x^2 + y^2");
  Figure inside, outside, nowhere;
  add_fog(inside, kPlot, f, {0, 0}, 1, {1});
  add_fog(outside, kPlot, f, {2.5, 0}, 1, {1});
  add_fog(nowhere, kPlot, f, {NAN, 0}, 1, {1});
  const auto pictures = [](const Figure& figure) {
    int n = 0;
    for (const Mark& mark : figure.marks) n += std::holds_alternative<Cells>(mark);
    return n;
  };
  EXPECT_EQ(pictures(inside), 1);
  EXPECT_EQ(pictures(outside), 0);
  EXPECT_EQ(pictures(nowhere), 0);
}

}  // namespace
}  // namespace thalweg::lessons

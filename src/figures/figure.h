// SPDX-License-Identifier: MIT
// A figure as plain data: lines, areas, dots, words, and cells of a picture, in units from the top left
// corner.  What draws it (a window, a file) decides the colours from the theme; dashes and shapes say the
// same without colour.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/axis.h"
#include "core/box.h"
#include "core/palette.h"

namespace thalweg::figures {

/// What something is, not which colour it has.
enum class Ink {
  text,
  quiet,  ///< axes' numbers, notes
  line,   ///< grids, frames
  paper,  ///< the background
  curve,  ///< the function that everything is about
  first,  ///< things to be told apart: each has a dash and a shape of its own too
  second,
  third,
  good,    ///< right, downhill, converged
  bad,     ///< wrong, uphill, diverging
  gold,    ///< the global minimum
  fourth,  ///< where more than three are to be told apart
  fifth,
  sixth,
};
inline constexpr int kInks = 14;

Srgb color(Ink ink, ThemeName theme);
/// As in a style sheet: "text", "quiet", ...
const char* name(Ink ink);

enum class Dash { solid, dashed, dotted };
struct Stroke {
  Ink ink = Ink::curve;
  double width = 2;
  Dash dash = Dash::solid;
  double opacity = 1;
};

/// Most words of a figure.
inline constexpr double kTextSize = 15;

/// A place in the figure.
struct Spot {
  double x = 0, y = 0;
  friend bool operator==(const Spot&, const Spot&) = default;
};

/// A polyline; with an arrow its last point has a head.  A tip is what a reader sees who points at a mark.
struct Line {
  std::vector<Spot> points;
  Stroke stroke = {};
  bool arrow = false;
  std::string tip = {};
};
/// A convex polygon, filled.
struct Area {
  std::vector<Spot> corners;
  Ink ink = Ink::first;
  double opacity = 0.2;
  std::optional<Srgb> color = {};  ///< instead of the ink's, where the colour is a value
  std::string tip = {};
};
enum class Shape { disc, ring, square, diamond, cross, star, triangle };
struct Dot {
  Spot at;
  Ink ink = Ink::first;
  Shape shape = Shape::disc;
  double radius = 5;
  std::string tip = {};
};
enum class Align { left, center, right };
/// Text whose baseline goes through `at`.
struct Text {
  Spot at;
  std::string text;
  Ink ink = Ink::text;
  double size = kTextSize;  ///< of an em
  Align align = Align::left;
  bool strong = false;
  bool number = false;  ///< digits of equal width
  bool halo = false;    ///< readable on lines that it crosses
};
/// A picture of columns x rows cells, the highest row first, each of one colour.
struct Cells {
  Spot low, high;  ///< corners: upper left, lower right
  int columns = 0, rows = 0;
  std::vector<Srgb> colors = {};
  double opacity = 1;  ///< of all, over the paper of either theme
};
using Mark = std::variant<Line, Area, Dot, Text, Cells>;

/// A value that is read beside the figure, and by those who cannot see it: "slope", "−16".
struct Readout {
  std::string name, value;
};

/// A coordinate system: `area` is the rectangle between the axes.
struct Plot {
  Spot low, high;  ///< corners: upper left, lower right
  Axis x, y;
  std::string x_label = {}, y_label = {};
};

/// What can be dragged: the controls that follow the pointer, by their numbers; -1: that direction is fixed.
struct Handle {
  Plot plot;
  Spot at;
  int x = -1, y = -1;
};

struct Figure {
  double width = 960, height = 600;
  std::string title = {};  ///< what it shows, in one line
  std::vector<Mark> marks = {};
  std::vector<Readout> readout = {};
  std::vector<Handle> handles = {};
};

// Drawing: each adds marks to a figure.

void add_mark(Figure& figure, Mark mark);
void add_line(Figure& figure, std::vector<Spot> points, Stroke stroke = {}, bool arrow = false);
void add_words(Figure& figure, Spot at, std::string text, Ink ink = Ink::text, Align align = Align::left,
               double size = kTextSize);
/// A filled rectangle with a frame.
void add_box(Figure& figure, Spot low, Spot high, Ink frame = Ink::line, Ink fill = Ink::line,
             double opacity = 0.25);
/// Rows of cells of equal height; the first row is the heading.  `widths` of the columns; the last row may be
/// marked.  Returns the lower right corner.
Spot add_table(Figure& figure, Spot low, const std::vector<double>& widths,
               const std::vector<std::vector<std::string>>& rows, int marked_row = -1);

// Charts.

Spot place(const Plot& plot, double x, double y);
/// Its inverse.
Point value_at(const Plot& plot, Spot at);
/// Frame, ticks, grid and labels.
void add_axes(Figure& figure, const Plot& plot);
/// A line through values, cut off where it leaves the plot; values that are not finite interrupt it.
void add_path(Figure& figure, const Plot& plot, const std::vector<Point>& values, Stroke stroke = {},
              bool arrow = false);
/// The graph of f over the plot's x axis.
template <class F>
void add_graph(Figure& figure, const Plot& plot, F&& f, Stroke stroke = {}) {
  constexpr int kSamples = 400;
  std::vector<Point> values;
  for (int i = 0; i <= kSamples; i++) {
    const double x = from_unit(plot.x, double(i) / kSamples);
    values.push_back({x, f(x)});
  }
  add_path(figure, plot, values, stroke);
}
/// Dots inside the plot; others are left out.
void add_dot(Figure& figure, const Plot& plot, Point at, Ink ink, Shape shape = Shape::disc,
             double radius = 5);
/// Text beside a point of the plot: dx to the right and dy below it.
void add_note(Figure& figure, const Plot& plot, Point at, double dx, double dy, std::string text,
              Ink ink = Ink::text, Align align = Align::left);

/// The axis from the lowest to the highest of the values, with some room; 0..1 if there are none.
Axis axis_over(const std::vector<double>& values, bool log = false);

}  // namespace thalweg::figures

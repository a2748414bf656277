// SPDX-License-Identifier: MIT
// What the plots of a study have in common.
#pragma once

#include "figures/figure.h"
#include "study/results.h"

namespace thalweg::study {

/// How a method is drawn in all plots: told apart by dash and shape too.
struct Look {
  figures::Ink ink;
  figures::Dash dash;
  figures::Shape shape;
};
Look look_of(int method);

/// All figures are as wide as a telephone's page, and words as large as can be read there.
inline constexpr double kWidth = 480, kSmall = 13;

/// A label beside the end of a line.
struct EndLabel {
  double y;  ///< where it wants to be
  std::string text;
  figures::Ink ink;
};
/// Moves them apart, between the plot's top and bottom.
void add_end_labels(figures::Figure& figure, const figures::Plot& plot, std::vector<EndLabel> labels);

/// A step line, with no more corners than can be seen.
std::vector<Point> corners(const Staircase& steps, const figures::Plot& plot);

/// Places of labels: powers of ten over more than two decades, 1, 2 and 5 times them over less.
std::vector<AxisTick> round_ticks(const Axis& axis);

/// A figure with a row per method, and where the rows are.
struct Rows {
  figures::Figure figure;
  figures::Plot plot;
  double y(int row) const;  ///< the middle
};
Rows method_rows(const StudyResults& results, Axis x, std::string x_label, std::string title);
inline constexpr double kRowHeight = 24;

/// A bar from one value to another, cut to the plot.
void add_bar(Rows& rows, int row, double from, double to, figures::Stroke stroke);

}  // namespace thalweg::study

// SPDX-License-Identifier: MIT
// A picture of labels, one per start (or per pair of parameters), and what can be measured on it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace thalweg {

/// Labels from 0 on are minima, by their index; the others say why there is none.
using Label = std::int16_t;
inline constexpr Label kDiverged = -1;    ///< rose far above its start, or it or its loss is NaN or infinite
inline constexpr Label kLeft = -2;        ///< left the domain, not higher than it began
inline constexpr Label kSwinging = -3;    ///< oscillates
inline constexpr Label kFlat = -4;        ///< in a degenerate valley or on a plateau
inline constexpr Label kUnsettled = -5;   ///< budget spent on the way
inline constexpr Label kStationary = -6;  ///< at a saddle or at a maximum
inline constexpr int kOtherLabels = 6;
/// "diverged", "left_domain", "oscillating", "flat", "not_settled", "saddle_or_maximum"; "minimum"
/// from 0 on.
std::string_view name_of_label(Label label);
/// minimum: its index where the outcome is converged.  A label says where a start ends, so one that ends
/// higher than it began but in an orbit oscillates here, although its outcome is diverging.
Label label_of(Outcome outcome, u8 status, int minimum);

/// Row by row from the lowest y (or second parameter) up.
struct LabelMap {
  int columns = 0, rows = 0;
  std::vector<Label> labels;
  std::vector<float> steps;  ///< until it settled or was stopped

  Label at(int column, int row) const {
    return labels[std::size_t(row) * std::size_t(columns) + std::size_t(column)];
  }
};

/// The length of all boundaries on a region of this size, by Cauchy and Crofton: pi / 4 times the neighbours
/// that differ, each as long as the side of a pixel that they share.  Right on average over directions: 21 %
/// short for a straight line along an axis, 11 % long at 45 degrees, within a few per cent for curves that
/// turn.
double boundary_length(const LabelMap& map, double width, double height);

/// Basin entropy, natural logarithm.  A. Daza, A. Wagemakers, B. Georgeot, D. Guery-Odelin, M. Sanjuan 2016.
struct BasinEntropy {
  double Sb;     ///< mean entropy of the labels in a box, over all boxes
  double Sbb;    ///< over boxes with two labels or more; 0 if there are none
  double mixed;  ///< share of such boxes
};
/// Above this Sbb the boundary is fractal at the scale of the picture (a sufficient condition, same source).
inline constexpr double kLn2 = 0.693147180559945309;
/// box: side in pixels.  Throws InputError if it does not divide the picture.
BasinEntropy basin_entropy(const LabelMap& map, int box = 8);

/// The box-counting dimension of the boundary: the slope of log N(s) against log(1 / s) for boxes of s = 2,
/// 4, 8, ..., up to a sixteenth of the picture, where N(s) of them hold two labels or more.  A box reaches
/// from pixel centre to pixel centre, so that neighbours share the pixels of their edge and no boundary runs
/// between them.
struct BoxDimension {
  double value, standard_error;  ///< NaN without a boundary, or below 16 pixels
};
BoxDimension box_dimension(const LabelMap& map);

/// A pair of neighbours with different labels: the one nearest to (column, row), in pixels; false if there is
/// none.
struct BoundaryPoint {
  bool found;
  double column, row;  ///< between the centres of the two, in pixels from the lower left corner
};
BoundaryPoint nearest_boundary(const LabelMap& map, double column, double row);

/// The distance from (column, row) to the nearest pixel with another label than `label`, in units of pixels
/// with this width and height; infinite if there is none.
double distance_to_other(const LabelMap& map, Label label, double column, double row, double pixel_width,
                         double pixel_height);

}  // namespace thalweg

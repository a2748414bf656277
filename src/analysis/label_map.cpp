// SPDX-License-Identifier: MIT
#include "analysis/label_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.h"

namespace thalweg {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// f(first column, first row) for every whole box of that side.
template <class F>
void each_box(const LabelMap& map, int side, F f) {
  for (int row = 0; row + side <= map.rows; row += side)
    for (int column = 0; column + side <= map.columns; column += side) f(column, row);
}

// Whether there are two labels among these pixels, as far as the picture goes.
bool mixed(const LabelMap& map, int column, int row, int side) {
  const Label first = map.at(column, row);
  for (int r = row; r < std::min(row + side, map.rows); r++)
    for (int c = column; c < std::min(column + side, map.columns); c++)
      if (map.at(c, r) != first) return true;
  return false;
}

// Of the labels in a box, which `sorted` has room for.
double entropy_of(const LabelMap& map, int column, int row, int side, std::vector<Label>& sorted) {
  sorted.clear();
  for (int r = row; r < row + side; r++)
    for (int c = column; c < column + side; c++) sorted.push_back(map.at(c, r));
  std::sort(sorted.begin(), sorted.end());
  double entropy = 0;
  for (auto from = sorted.begin(); from != sorted.end();) {
    const auto to = std::upper_bound(from, sorted.end(), *from);
    const double p = double(to - from) / double(sorted.size());
    entropy -= p * std::log(p);
    from = to;
  }
  return entropy;
}

}  // namespace

std::string_view name_of_label(Label label) {
  constexpr std::string_view kNames[] = {"diverged", "left_domain", "oscillating",
                                         "flat",     "not_settled", "saddle_or_maximum"};
  return label >= 0 ? "minimum" : kNames[-1 - label];
}

Label label_of(Outcome outcome, u8 status, int minimum) {
  switch (outcome) {
    case Outcome::converged:
      return Label(minimum);
    case Outcome::diverging:
      return status & kOscillating && !(status & kEscaped) ? kSwinging : kDiverged;
    case Outcome::non_finite:
      return kDiverged;
    case Outcome::left_domain:
      return kLeft;
    case Outcome::oscillating:
      return kSwinging;
    case Outcome::valley:
    case Outcome::plateau:
      return kFlat;
    case Outcome::saddle:
    case Outcome::maximum:
      return kStationary;
    case Outcome::running:
      break;
  }
  return kUnsettled;
}

double boundary_length(const LabelMap& map, double width, double height) {
  i64 across = 0, along = 0;  // differing neighbours in a row, in a column
  for (int row = 0; row < map.rows; row++)
    for (int column = 0; column < map.columns; column++) {
      across += column + 1 < map.columns && map.at(column, row) != map.at(column + 1, row);
      along += row + 1 < map.rows && map.at(column, row) != map.at(column, row + 1);
    }
  constexpr double kPiQuarter = 0.78539816339744830962;
  return kPiQuarter * (double(across) * height / map.rows + double(along) * width / map.columns);
}

BasinEntropy basin_entropy(const LabelMap& map, int box) {
  if (box < 1 || map.columns % box != 0 || map.rows % box != 0)
    throw InputError("boxes of " + std::to_string(box) + " pixels do not divide a picture of " +
                     std::to_string(map.columns) + " x " + std::to_string(map.rows));
  double sum = 0;
  i64 boxes = 0, mixed_boxes = 0;
  std::vector<Label> sorted;
  each_box(map, box, [&](int column, int row) {
    boxes++;
    if (!mixed(map, column, row, box)) return;
    mixed_boxes++;
    sum += entropy_of(map, column, row, box, sorted);
  });
  return {sum / double(boxes), mixed_boxes > 0 ? sum / double(mixed_boxes) : 0,
          double(mixed_boxes) / double(boxes)};
}

BoxDimension box_dimension(const LabelMap& map) {
  std::vector<double> x, y;
  const int size = std::min(map.columns, map.rows);
  for (int side = 2; side <= std::min(size / 2, std::max(8, size / 16)); side *= 2) {
    i64 boxes = 0;
    each_box(map, side, [&](int column, int row) { boxes += mixed(map, column, row, side + 1); });
    if (boxes == 0) return {kNaN, kNaN};
    x.push_back(-std::log(double(side)));
    y.push_back(std::log(double(boxes)));
  }
  const double n = double(x.size());
  if (x.size() < 3) return {kNaN, kNaN};
  double mx = 0, my = 0, sxx = 0, sxy = 0, rest = 0;
  for (std::size_t i = 0; i < x.size(); i++) {
    mx += x[i] / n;
    my += y[i] / n;
  }
  for (std::size_t i = 0; i < x.size(); i++) {
    sxx += (x[i] - mx) * (x[i] - mx);
    sxy += (x[i] - mx) * (y[i] - my);
  }
  const double slope = sxy / sxx;
  for (std::size_t i = 0; i < x.size(); i++) rest += std::pow(y[i] - my - slope * (x[i] - mx), 2);
  return {slope, std::sqrt(rest / (n - 2) / sxx)};
}

BoundaryPoint nearest_boundary(const LabelMap& map, double column, double row) {
  BoundaryPoint best{false, 0, 0};
  double nearest = std::numeric_limits<double>::infinity();
  const auto offer = [&](double c, double r) {
    const double d = (c - column) * (c - column) + (r - row) * (r - row);
    if (d < nearest) {
      nearest = d;
      best = {true, c, r};
    }
  };
  for (int r = 0; r < map.rows; r++)
    for (int c = 0; c < map.columns; c++) {
      if (c + 1 < map.columns && map.at(c, r) != map.at(c + 1, r)) offer(c + 1.0, r + 0.5);
      if (r + 1 < map.rows && map.at(c, r) != map.at(c, r + 1)) offer(c + 0.5, r + 1.0);
    }
  return best;
}

double distance_to_other(const LabelMap& map, Label label, double column, double row, double pixel_width,
                         double pixel_height) {
  double nearest = std::numeric_limits<double>::infinity();
  for (int r = 0; r < map.rows; r++) {
    const double dy = (r + 0.5 - row) * pixel_height;
    if (dy * dy >= nearest) continue;
    for (int c = 0; c < map.columns; c++) {
      if (map.at(c, r) == label) continue;
      const double dx = (c + 0.5 - column) * pixel_width;
      nearest = std::min(nearest, dx * dx + dy * dy);
    }
  }
  return std::sqrt(nearest);
}

}  // namespace thalweg

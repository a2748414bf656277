// SPDX-License-Identifier: MIT
// Values and gradients of a landscape of two weights on the nodes of a grid, and how often the gradient turns
// around the cells of it: the index of the critical points inside, as a whole number.
#pragma once

#include <optional>
#include <vector>

#include "analysis/loop.h"
#include "engine/landscape.h"

namespace thalweg {

struct Gradient {
  double x, y;
};

/// cells x cells cells on the box, edges included; nodes row by row, lowest y first.
struct GradientGrid {
  Box box;
  int cells;
  std::vector<double> value;
  std::vector<Gradient> gradient;

  int nodes() const { return cells + 1; }
  double cell_width() const { return width(box) / cells; }
  double cell_height() const { return height(box) / cells; }
  std::size_t index(int i, int j) const { return std::size_t(j) * std::size_t(nodes()) + std::size_t(i); }
  /// (i, j) = (0, 0) ... (cells, cells); the last ones are exactly the far edges.
  Point node(int i, int j) const {
    return {i == cells ? box.x1 : box.x0 + cell_width() * i,
            j == cells ? box.y1 : box.y0 + cell_height() * j};
  }
  /// The cell that p lies in; those of the rim for points beyond it.
  int column(double x) const;
  int row(double y) const;
};

GradientGrid sample(const Landscape& f, int cells, const Loop& loop);
/// Without gradients.
GradientGrid sample_values(const Landscape& f, int cells, const Loop& loop);

/// The lowest prime >= n.  A grid with a prime number of cells has no inner node on any simple fraction of
/// the box, where the critical points of symmetric surfaces are: there the winding number would not be
/// defined.
int next_prime(int n);

/// Quarter turns from gradient a to gradient b, -2 ... 2, the shorter way.  `ambiguous` becomes true if they
/// are exactly opposite or one of them is zero.
int quarter_turns(const Gradient& a, const Gradient& b, bool& ambiguous);

/// How often the gradient turns counter-clockwise around each cell, row by row.  Turns along shared edges
/// cancel exactly, so that the sum over all cells is the winding number of the grid's rim.
struct CellWindings {
  std::vector<signed char> of;
  i64 sum = 0;
  i64 ambiguous = 0;  ///< cells with a critical point on their edge, as far as their corners show
  i64 undefined = 0;  ///< cells with a corner where the value or the gradient is not finite
};
CellWindings cell_windings(const GradientGrid& grid);

/// How often the gradient turns along the rim of the landscape's domain, from `samples` points per side and
/// as many more as it takes until neighbours never point to opposite quadrants.  Nothing where it vanishes or
/// is not finite.
std::optional<i64> boundary_winding(const Landscape& f, int samples);

}  // namespace thalweg

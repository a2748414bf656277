// SPDX-License-Identifier: MIT
// A landscape sampled on a grid, and the files of other programs that it can be written to.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/backend.h"

namespace thalweg {

/// Losses at the nodes of a regular grid over a box, edges included; x runs fastest: the value at node
/// (i, j, k) is loss[i + n * (j + n * k)].  Axes that the landscape lacks have one node.
struct LossGrid {
  int weights = 2;
  int n = 0;  ///< nodes per axis, at least 2
  Box domain;
  std::vector<double> loss;  ///< n^weights; not finite where the landscape is not
};

/// The most nodes that one grid may have.
inline constexpr i64 kMostNodes = i64(1) << 27;

/// Throws InputError unless n is at least 2 and the grid has at most kMostNodes.
LossGrid sample_grid(const Landscape& f, int n, Backend& backend);

/// Node i of an axis: k = 0 for x, 1 for y, 2 for z.
double node(const LossGrid& grid, int k, int i);

/// All write the file whole or not at all, and throw Error when they cannot.

/// NumPy: shape (n), (n, n) or (n, n, n), indexed [z][y][x].
void write_grid_npy(const std::filesystem::path& path, const LossGrid& grid);
/// One row per node: its coordinates and the loss, x fastest.
void write_grid_csv(const std::filesystem::path& path, const LossGrid& grid);
/// VTK's image data for ParaView, losses as point data, appended raw.
void write_grid_vti(const std::filesystem::path& path, const LossGrid& grid);
/// Meshes of quadrilaterals with the loss as height, for two weights: those that touch a node without a
/// finite loss are left out, and so are nodes that nothing touches.  InputError for other numbers of weights.
void write_grid_obj(const std::filesystem::path& path, const LossGrid& grid);
void write_grid_ply(const std::filesystem::path& path, const LossGrid& grid);
/// The layout of tomgoldstein/loss-landscape: xcoordinates, ycoordinates, train_loss (n x n, rows are y), for
/// one or two weights.  Throws Error in a build without libhdf5.
void write_grid_h5(const std::filesystem::path& path, const LossGrid& grid, const std::string& about);

}  // namespace thalweg

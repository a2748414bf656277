// SPDX-License-Identifier: MIT
// The graph of minima and passes for other programs.
#pragma once

#include <string>

#include "analysis/passes.h"

namespace thalweg {

/// The database of PATHSAMPLE (D. J. Wales' group), which pele reads too, as the contents of its four files.
///   min.data    energy, log product of curvatures, point group order, three inertias
///   ts.data     the same with the two minima, counted from 1, before the inertias
///   points.min, points.ts   coordinates x, y as doubles of this machine
/// Curvatures are the positive eigenvalues of the Hessian, on the rim those along it.  x, y, 0 stand in for
/// the inertias, by which PATHSAMPLE tells states of equal energy apart.  Passes with a lost branch are left
/// out.
struct PathsampleFiles {
  std::string min_data, ts_data, points_min, points_ts;
};
PathsampleFiles pathsample_files(const Landscape& f, const PassGraph& graph);

}  // namespace thalweg

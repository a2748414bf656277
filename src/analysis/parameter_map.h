// SPDX-License-Identifier: MIT
// Outcome over two parameters: one descent from the same start with the same seed for every pair of values.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analysis/label_map.h"
#include "analysis/loop.h"
#include "engine/backend.h"

namespace thalweg {

/// Where a parameter lives.
enum class Owner { lr, optimizer, surface, noise, schedule };

/// Values of a parameter in the middle of equal intervals of [low, high], or of its logarithm.
struct MapAxis {
  Owner owner;
  std::string name;
  double low, high;
  bool log = false;
  bool whole = false;  ///< whole numbers only: values are rounded

  double at(int i, int n) const;
};

/// "lr", "momentum" or "surface.condition" among the parameters of the spec's optimizer, landscape, noise and
/// (first) schedule; a bare name must be of one owner only.  Throws InputError, also for a range that is
/// empty, not finite or, on a logarithmic axis, not above 0.
MapAxis make_axis(const RunSpec& spec, const std::string& name, double low, double high, bool log);

/// The spec with the parameter set.
RunSpec with_value(const RunSpec& spec, const MapAxis& axis, double value);

struct ParameterMap {
  LabelMap map;                ///< columns along x, rows along y
  std::vector<double> losses;  ///< at the end
  std::vector<ReachedMinimum>
      minima;  ///< by label: the most frequent first; global: as low as the lowest known
  std::array<i64, kOutcomes> outcomes{};
  bool by_height =
      false;  ///< labels are 0 for global minima and 1 for others, because minima move with a parameter
  double seconds = 0;
  bool complete = true;
};

/// One descent of particle 0 for every pixel; a row (a column, where x is the landscape's) is done on one
/// machine of its own, so the result does not depend on who did it.  Columns and rows at least 1.  Throws
/// InputError, before any descent for the corners of the map.  progress is called from the calling thread
/// between groups of rows.
ParameterMap map_parameters(const RunSpec& spec, const MapAxis& x, const MapAxis& y, int columns, int rows,
                            const std::function<std::unique_ptr<Backend>()>& machine, const Loop& loop,
                            Progress progress = nullptr, void* context = nullptr);

}  // namespace thalweg

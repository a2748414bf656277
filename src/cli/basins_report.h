// SPDX-License-Identifier: MIT
// What a map of basins shows, as tables for people and as JSON.
#pragma once

#include <optional>
#include <string>

#include "analysis/basins.h"
#include "io/json.h"

namespace thalweg::cli {

/// Everything that was measured.
struct BasinsFindings {
  BasinMap basins;
  double boundary;  ///< length
  int box;
  BasinEntropy entropy;
  BoxDimension dimension;
  std::optional<double> flow_mismatch;  ///< share
  std::optional<ZoomStack> zooms;
};

std::string basins_report(const BasinsFindings& findings);
/// {version, spec, device, grid, region, precision, pixel, floor: {float, double}, complete,
///  minima: [{label, x, y, value, global, count, fraction, ci95, mean_steps, edge_distance, color}],
///  others: [{label, name, count, fraction, ci95, color}], fractions: {"0": ..., "diverged": ...},
///  outcomes: {name: count}, boundary: {length}, entropy: {box, Sb, Sbb, mixed, ln2},
///  dimension: {value, standard_error}, flow_mismatch, zooms: {levels: [...], statement, ended}, seconds}
Json basins_json(const BasinsFindings& findings);

}  // namespace thalweg::cli

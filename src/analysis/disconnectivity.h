// SPDX-License-Identifier: MIT
// The disconnectivity graph: minima as the lower ends of branches that join where their lakes do (O. M.
// Becker, M. Karplus 1997).  A drawing in SVG.
#pragma once

#include <string>

#include "analysis/passes.h"

namespace thalweg {

struct DisconnectivityStyle {
  std::string title, subtitle;
  Display display = Display::linear;  ///< of heights; log: log1p((value - lowest) / scale)
  double scale = 1;
  double least_persistence = 0;  ///< shallower minima are left out
  int most_minima = 250;         ///< and beyond these the least persistent ones
};

/// A complete SVG document.
std::string disconnectivity_svg(const PassGraph& graph, const DisconnectivityStyle& style);

}  // namespace thalweg

// SPDX-License-Identifier: MIT
// What a card does at best, measured in the run that speeds are compared in.
#pragma once

#include <optional>
#include <string>

#include "engine/run_spec.h"

namespace thalweg::bench {

/// Of a whole card, per second.
struct CardPeaks {
  double issue[2] = {};  ///< by Precision: fused multiply-adds, which are issued as often as anything
  double special = 0;    ///< reciprocals, roots, exponentials, sines in float
  double memory = 0;     ///< bytes read and written by a copy
};

/// Of the first card; nothing where there is none, or where the program was built without the toolkit.
std::optional<CardPeaks> measure_card();

}  // namespace thalweg::bench

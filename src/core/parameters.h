// SPDX-License-Identifier: MIT
// Parameters described once: name, range, scale, meaning, and the member that holds the value.  Command line,
// JSON, sliders, documentation and tuning ranges follow from these tables.
//
// A registered type has `struct Hyper` (plain doubles with their defaults) and `static constexpr Field<Hyper>
// fields[]`.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// How a parameter is spaced on a slider and in a search, or that it is a whole number or a switch.
enum class Scale { linear, log, integer, flag };

/// Accepted values [low, high] (log scales: low > 0, or low = 0 to allow "off"), shown and tuned in [low,
/// high] too.
struct Range {
  double low, high;
  Scale scale = Scale::linear;
};

inline constexpr Range kSwitch{0, 1, Scale::flag};

template <class Hyper>
struct Field {
  const char* name;
  double Hyper::*member;
  Range range;
  const char* meaning;
};

}  // namespace thalweg

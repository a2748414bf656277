// SPDX-License-Identifier: MIT
// The colours of how particles end: hues for what converged or stays, greys for what is lost.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/result.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// The outcomes, where a minimum is the global one or not.
struct OutcomeStyle {
  const char* name;
  Srgb color;
};
/// After Okabe & Ito 2008, whose colours stay apart for colour-blind eyes; brighter where they were too dark
/// for small dots.
inline constexpr std::array<OutcomeStyle, kOutcomes + 1> kOutcomeStyles{{
    {"global minimum", 0x2fc795},
    {"local minimum", 0x56b4e9},
    {"saddle", 0xf0e442},
    {"maximum", 0xcc79a7},
    {"plateau", 0xe69f00},
    {"valley", 0x2f7fd0},
    {"oscillating", 0xe0601c},
    {"diverging", 0x848a95},
    {"not finite", 0x4d525c},
    {"left the domain", 0xb4bac4},
    {"still on its way", 0xf2f4f7},
}};

/// Its place in kOutcomeStyles.
constexpr std::uint8_t outcome_label(Outcome outcome, bool global) {
  return outcome == Outcome::converged ? (global ? 0 : 1) : std::uint8_t(int(outcome) + 1);
}

/// The colours alone, by label.
inline constexpr std::array<Srgb, kOutcomes + 1> kOutcomePalette = [] {
  std::array<Srgb, kOutcomes + 1> colors{};
  for (std::size_t i = 0; i < colors.size(); i++) colors[i] = kOutcomeStyles[i].color;
  return colors;
}();

struct OutcomeCount {
  std::uint8_t label;
  i64 count;
};
/// Those that occur, by label.
std::vector<OutcomeCount> count_outcomes(const RunResult& result);

/// The key of the legend with their shares of all particles.
std::vector<KeyEntry> outcome_key(const RunResult& result);

}  // namespace thalweg::viewer

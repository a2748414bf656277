// SPDX-License-Identifier: MIT
// Colours as data: the themes, the colour maps of the surface, and the categorical colours of basins and
// optimizers.
#pragma once

#include <array>
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>

#include "core/color_map.h"
#include "core/palette.h"

namespace thalweg::viewer {

using thalweg::kBasinColors;
using thalweg::kBasinPalette;
using thalweg::kNeutral;
using thalweg::Srgb;

/// Components in [0, 1], still sRGB-encoded.
constexpr glm::vec3 to_vec(Srgb c) {
  return {float(c >> 16 & 255u) / 255.f, float(c >> 8 & 255u) / 255.f, float(c & 255u) / 255.f};
}
/// Linear light (IEC 61966-2-1).
glm::vec3 to_linear(Srgb c);

inline constexpr Srgb kGold = 0xffd24a;
/// What cannot hold a particle: the hatching of the stability layer.
inline constexpr Srgb kUnstable = 0xff8a4a;
/// Optimizers in order, then repeated.
inline constexpr std::array<Srgb, 6> kOptimizerPalette{0x4aa3ff, 0xff8a4a, 0x3ecf8e,
                                                       0xc58cff, 0xffd24a, 0xff6b81};

/// The particle labels: 0..253 are basins (or optimizers), repeating the palette; 255 is neutral.
inline constexpr std::uint8_t kNeutralLabel = 255;
/// The palette's colour of a label.
Srgb label_color(std::span<const Srgb> palette, std::uint8_t label);

/// What the picture and the panels around it share.
struct Theme {
  Srgb background_top, background_bottom;  // of the sky, and of the window behind panels
  Srgb floor, grid;
  Srgb panel, text, secondary, accent, line;
  Srgb wall;       // the block's sides below the bleeding colour
  float vignette;  // darkening of the corners, 0..1
  float shadow;    // strength of the block's shadow on the floor, 0..1
};
const Theme& theme(ThemeName name);

}  // namespace thalweg::viewer

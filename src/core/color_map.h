// SPDX-License-Identifier: MIT
// Colour maps of values: the surface, the maps and the figures.
#pragma once

#include <array>
#include <string_view>

#include "core/palette.h"

namespace thalweg {

enum class ColorMap { kViridis, kCividis, kMagma, kDiverging };
inline constexpr int kColorMaps = 4;

using ColorTable = std::array<Srgb, 256>;

/// 256 colours, low losses first.  Of steadily growing lightness: viridis and magma (van der Walt & Smith
/// 2015, CC0), cividis (Nunez, Anderton & Renslow 2018).  Diverging, from blue through light grey in the
/// middle of the displayed heights to red, both ends equally dark: Moreland 2009.
const ColorTable& color_table(ColorMap map);

std::string_view name(ColorMap map);
/// Throws InputError for an unknown name.
ColorMap color_map_named(std::string_view name);

}  // namespace thalweg

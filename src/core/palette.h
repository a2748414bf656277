// SPDX-License-Identifier: MIT
// The two themes, and the categorical colours of basins, shared by the explorer and by pictures written
// without it.
#pragma once

#include <array>
#include <cstdint>

namespace thalweg {

/// 0xRRGGBB, sRGB.
using Srgb = std::uint32_t;

enum class ThemeName { kDark, kLight };

inline constexpr int kBasinColors = 12;
/// Basins in order.  OKLab lightness 0.70 to 0.84; every pair is at least 0.074 apart in OKLab as a
/// deuteranope sees it (Machado, Oliveira & Fernandes 2009, severity 1) and 0.12 in full colour: found by
/// optimisation, not by eye.
inline constexpr std::array<Srgb, kBasinColors> kBasinPalette{0xffb98b, 0xfc7176, 0x02c3ff, 0xe26acf,
                                                              0xd28f04, 0x9f89fe, 0xb0cdf3, 0xd99ec5,
                                                              0xe6cb06, 0x81d046, 0x5be7be, 0x3eb598};
/// Diverged, non-finite, undecided: never a basin's hue.
inline constexpr Srgb kNeutral = 0xa7adb8;

}  // namespace thalweg

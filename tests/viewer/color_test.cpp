// SPDX-License-Identifier: MIT
#include "viewer/scene/color.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include "core/error.h"

namespace thalweg::viewer {
namespace {

/// OKLab of linear sRGB (Ottosson 2020).
glm::dvec3 oklab(glm::dvec3 c) {
  const double l = std::cbrt(0.4122214708 * c.x + 0.5363325363 * c.y + 0.0514459929 * c.z);
  const double m = std::cbrt(0.2119034982 * c.x + 0.6806995451 * c.y + 0.1073969566 * c.z);
  const double s = std::cbrt(0.0883024619 * c.x + 0.2817188376 * c.y + 0.6299787005 * c.z);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/// Linear sRGB as a deuteranope sees it (Machado, Oliveira & Fernandes 2009, severity 1).
glm::dvec3 deuteranope(glm::dvec3 c) {
  const glm::dvec3 seen(0.367322 * c.x + 0.860646 * c.y - 0.227968 * c.z,
                        0.280085 * c.x + 0.672501 * c.y + 0.047413 * c.z,
                        -0.011820 * c.x + 0.042940 * c.y + 0.968881 * c.z);
  return glm::clamp(seen, 0.0, 1.0);
}

TEST(Color, maps_have_their_published_ends) {
  EXPECT_EQ(color_table(ColorMap::kViridis).front(), 0x440154u);
  EXPECT_EQ(color_table(ColorMap::kViridis).back(), 0xfde725u);
  EXPECT_EQ(color_table(ColorMap::kMagma).front(), 0x000004u);
  EXPECT_EQ(color_table(ColorMap::kMagma).back(), 0xfcfdbfu);
  EXPECT_EQ(color_table(ColorMap::kCividis).back(), 0xfee838u);
}

// Moreland 2009, "Diverging Color Maps for Scientific Visualization": blue, light grey and red.
TEST(Color, TheDivergingMapIsLightestInTheMiddleAndEquallyDarkAtBothEnds) {
  const ColorTable& table = color_table(ColorMap::kDiverging);
  EXPECT_EQ(table.front(), 0x3b4cc0u);
  EXPECT_EQ(table.back(), 0xb40426u);
  const auto lightness = [&](std::size_t i) {
    return glm::dot(glm::dvec3(to_linear(table[i])), {0.2126, 0.7152, 0.0722});
  };
  for (std::size_t i = 1; i < table.size(); i++) {
    // A step in 8 bits: 1/255 of the steepest part of the encoding.
    constexpr double kRounding = 2.3 / 255;
    if (i < table.size() / 2) {
      EXPECT_GT(lightness(i), lightness(i - 1) - kRounding) << i;
    } else {
      EXPECT_LT(lightness(i), lightness(i - 1) + kRounding) << i;
    }
  }
  EXPECT_NEAR(lightness(0), lightness(255), 0.02);
}

TEST(Color, maps_grow_lighter_from_low_to_high) {
  for (const ColorMap map : {ColorMap::kViridis, ColorMap::kCividis, ColorMap::kMagma}) {
    const ColorTable& table = color_table(map);
    for (std::size_t i = 8; i < table.size(); i++)
      EXPECT_GT(oklab(to_linear(table[i])).x, oklab(to_linear(table[i - 8])).x) << name(map) << " " << i;
  }
}

TEST(Color, names_round_trip_and_unknown_ones_are_refused) {
  for (const ColorMap map : {ColorMap::kViridis, ColorMap::kCividis, ColorMap::kMagma})
    EXPECT_EQ(color_map_named(name(map)), map);
  EXPECT_THROW(color_map_named("jet"), InputError);
}

TEST(Color, basins_are_equally_light_and_apart_for_everyone) {
  for (std::size_t i = 0; i < kBasinPalette.size(); i++) {
    const glm::dvec3 a = to_linear(kBasinPalette[i]);
    EXPECT_NEAR(oklab(a).x, 0.77, 0.075);
    for (std::size_t j = 0; j < i; j++) {
      const glm::dvec3 b = to_linear(kBasinPalette[j]);
      EXPECT_GE(glm::distance(oklab(a), oklab(b)), 0.12) << i << " " << j;
      EXPECT_GE(glm::distance(oklab(deuteranope(a)), oklab(deuteranope(b))), 0.073) << i << " " << j;
    }
  }
}

TEST(Color, neutral_is_grey_and_labels_repeat_the_palette) {
  const glm::dvec3 grey = oklab(to_linear(kNeutral));
  EXPECT_LT(std::hypot(grey.y, grey.z), 0.03);
  EXPECT_EQ(label_color(kBasinPalette, kNeutralLabel), kNeutral);
  EXPECT_EQ(label_color(kBasinPalette, 3), kBasinPalette[3]);
  EXPECT_EQ(label_color(kBasinPalette, 15), kBasinPalette[3]);
  EXPECT_EQ(label_color({}, 0), kNeutral);
}

TEST(Color, text_can_be_read_on_its_theme) {
  // WCAG 2 contrast: at least 4.5 for text.
  auto luminance = [](Srgb c) {
    const glm::dvec3 l = to_linear(c);
    return 0.2126 * l.x + 0.7152 * l.y + 0.0722 * l.z;
  };
  for (const ThemeName which : {ThemeName::kDark, ThemeName::kLight}) {
    const Theme& t = theme(which);
    for (const Srgb back : {t.background_top, t.background_bottom, t.panel})
      for (const Srgb ink : {t.text, t.secondary}) {
        const double a = luminance(ink) + 0.05, b = luminance(back) + 0.05;
        EXPECT_GE(std::max(a, b) / std::min(a, b), 4.5);
      }
  }
}

}  // namespace
}  // namespace thalweg::viewer

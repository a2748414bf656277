// SPDX-License-Identifier: MIT
#include "viewer/scene/color.h"

#include <cmath>
#include <cstddef>

namespace thalweg::viewer {
namespace {

constexpr Theme kDarkTheme{.background_top = 0x15181d,
                           .background_bottom = 0x20242b,
                           .floor = 0x23272e,
                           .grid = 0x343b46,
                           .panel = 0x1b1f26,
                           .text = 0xe6e9ef,
                           .secondary = 0x9aa3b2,
                           .accent = 0x5aa9ff,
                           .line = 0x2e3540,
                           .wall = 0x272b34,
                           .vignette = 0.30f,
                           .shadow = 0.75f};
constexpr Theme kLightTheme{.background_top = 0xe9ecf0,
                            .background_bottom = 0xf6f7f9,
                            .floor = 0xf2f4f7,
                            .grid = 0xdde1e7,
                            .panel = 0xffffff,
                            .text = 0x1c2128,
                            .secondary = 0x5b6472,
                            .accent = 0x1f6feb,
                            .line = 0xd5dae1,
                            .wall = 0x3a404c,
                            .vignette = 0.04f,
                            .shadow = 0.62f};

float linear(float c) { return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f); }

}  // namespace

glm::vec3 to_linear(Srgb c) {
  const glm::vec3 v = to_vec(c);
  return {linear(v.x), linear(v.y), linear(v.z)};
}

Srgb label_color(std::span<const Srgb> palette, std::uint8_t label) {
  return label == kNeutralLabel || palette.empty() ? kNeutral : palette[label % palette.size()];
}

const Theme& theme(ThemeName which) { return which == ThemeName::kDark ? kDarkTheme : kLightTheme; }

}  // namespace thalweg::viewer

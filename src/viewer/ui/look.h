// SPDX-License-Identifier: MIT
// How the panels look: colours of the theme, typefaces, the 8-pixel grid.
#pragma once

#include <imgui.h>

#include "viewer/scene/color.h"

namespace thalweg::viewer::ui {

/// What every panel draws with; sizes in pixels are multiples of unit(), which is one pixel at scale 1.
struct Look {
  ImFont *text = nullptr, *strong = nullptr, *title = nullptr, *number = nullptr;
  /// Of figures, which scale with the window.
  ImFont *figure_text = nullptr, *figure_strong = nullptr, *figure_number = nullptr;
  float scale = 1;
  double label_width = 100;  // of the names before controls, in pixels at scale 1
  const Theme* colors = nullptr;

  float px(double pixels) const { return float(pixels) * scale; }
  ImU32 color(Srgb rgb, double alpha = 1) const;
  ImVec4 vec(Srgb rgb, double alpha = 1) const;
  ImU32 ink(double alpha = 1) const { return color(colors->text, alpha); }
  ImU32 secondary(double alpha = 1) const { return color(colors->secondary, alpha); }
  ImU32 accent(double alpha = 1) const { return color(colors->accent, alpha); }
  ImU32 line(double alpha = 1) const { return color(colors->line, alpha); }
};

/// All is well, readable on both themes.
inline constexpr Srgb kWell = 0x3ecf8e;
/// Warnings and errors, readable on both themes.
inline constexpr Srgb kWarning = 0xff8a4a;

/// The library measures a typeface from its highest to its lowest point, people by the em: these are the
/// ratios.
inline constexpr double kInterLine = 1.21, kMonoLine = 1.32;

/// Loads the embedded typefaces into the context's atlas; scale: pixels per pixel of an ordinary display;
/// figure_em: pixels that most words in figures are high, 0 where none are drawn.
Look make_look(double scale, double figure_em = 0);
/// Colours, paddings and roundings for the current context.
void apply_theme(Look& look, ThemeName theme);

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
#include "viewer/ui/look.h"

#include <algorithm>
#include <cstdio>

#include "viewer/scene/font.h"

namespace thalweg::viewer::ui {
namespace {

// Latin, Greek, punctuation, raised and lowered digits, arrows, mathematics.
constexpr ImWchar kGlyphs[] = {0x20,   0x17f,  0x370,  0x3ff,  0x2010, 0x205e, 0x2070,
                               0x209f, 0x2190, 0x2193, 0x2200, 0x22ff, 0};

/// merged: only for the characters that the typeface loaded before lacks.
ImFont* load(const char* file, double em, double line, double scale, bool merged = false) {
  const std::string_view bytes = embedded_font(file);
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;  // embedded bytes; the atlas does not write to them
  config.OversampleH = 2;
  config.OversampleV = 1;
  config.PixelSnapH = true;
  config.MergeMode = merged;
  std::snprintf(config.Name, sizeof config.Name, "%s", file);
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(bytes.data()), int(bytes.size()),
                                                    float(em * line * scale), &config, kGlyphs);
}

void set_sizes(ImGuiStyle& style, float s) {
  style = ImGuiStyle();
  style.WindowPadding = {16 * s, 12 * s};
  style.FramePadding = {8 * s, 4 * s};
  style.ItemSpacing = {8 * s, 4 * s};
  style.ItemInnerSpacing = {4 * s, 4 * s};
  style.ScrollbarSize = 8 * s;
  style.GrabMinSize = 8 * s;
  style.WindowBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 0;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.FrameRounding = 6 * s;
  style.PopupRounding = 8 * s;
  style.ScrollbarRounding = 4 * s;
  style.GrabRounding = 4 * s;
  style.SelectableTextAlign = {0, 0.5f};
  style.AntiAliasedLinesUseTex = false;  // thin lines at fractional places stay even
}

void set_colors(ImGuiStyle& style, const Look& look) {
  const Theme& t = *look.colors;
  ImVec4* c = style.Colors;
  c[ImGuiCol_Text] = look.vec(t.text);
  c[ImGuiCol_TextDisabled] = look.vec(t.secondary);
  c[ImGuiCol_TextSelectedBg] = look.vec(t.accent, 0.35);
  c[ImGuiCol_WindowBg] = look.vec(t.panel, 0.92);
  c[ImGuiCol_ChildBg] = {0, 0, 0, 0};
  c[ImGuiCol_PopupBg] = look.vec(t.panel, 0.985);
  c[ImGuiCol_Border] = look.vec(t.line);
  c[ImGuiCol_FrameBg] = look.vec(t.line, 0.55);
  c[ImGuiCol_FrameBgHovered] = look.vec(t.line, 0.9);
  c[ImGuiCol_FrameBgActive] = look.vec(t.line);
  c[ImGuiCol_Button] = look.vec(t.line, 0.55);
  c[ImGuiCol_ButtonHovered] = look.vec(t.line, 0.9);
  c[ImGuiCol_ButtonActive] = look.vec(t.line);
  c[ImGuiCol_Header] = look.vec(t.accent, 0.22);
  c[ImGuiCol_HeaderHovered] = look.vec(t.accent, 0.16);
  c[ImGuiCol_HeaderActive] = look.vec(t.accent, 0.3);
  c[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
  c[ImGuiCol_ScrollbarGrab] = look.vec(t.line);
  c[ImGuiCol_ScrollbarGrabHovered] = look.vec(t.secondary, 0.6);
  c[ImGuiCol_ScrollbarGrabActive] = look.vec(t.secondary, 0.8);
  c[ImGuiCol_Separator] = look.vec(t.line);
}

}  // namespace

ImU32 Look::color(Srgb rgb, double alpha) const {
  return IM_COL32(rgb >> 16 & 255u, rgb >> 8 & 255u, rgb & 255u,
                  int(255 * std::clamp(alpha, 0.0, 1.0) + 0.5));
}

ImVec4 Look::vec(Srgb rgb, double alpha) const { return ImGui::ColorConvertU32ToFloat4(color(rgb, alpha)); }

Look make_look(double scale, double figure_em) {
  Look look;
  look.scale = float(scale);
  look.text = load("Inter-Regular.otf", 13, kInterLine, scale);
  look.strong = load("Inter-SemiBold.otf", 13, kInterLine, scale);
  look.title = load("Inter-SemiBold.otf", 20, kInterLine, scale);
  look.number = load("JetBrainsMono-Regular.ttf", 12.5, kMonoLine, scale);
  load("Inter-Regular.otf", 12.5, kInterLine, scale, true);  // raised minus signs and the like
  if (figure_em > 0) {
    look.figure_text = load("Inter-Regular.otf", figure_em, kInterLine, 1);
    look.figure_strong = load("Inter-SemiBold.otf", figure_em, kInterLine, 1);
    look.figure_number = load("JetBrainsMono-Regular.ttf", figure_em, kMonoLine, 1);
    load("Inter-Regular.otf", figure_em, kInterLine, 1, true);
  }
  look.colors = &theme(ThemeName::kDark);
  return look;
}

void apply_theme(Look& look, ThemeName name) {
  look.colors = &theme(name);
  ImGuiStyle& style = ImGui::GetStyle();
  set_sizes(style, look.scale);
  set_colors(style, look);
}

}  // namespace thalweg::viewer::ui

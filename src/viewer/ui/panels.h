// SPDX-License-Identifier: MIT
// The panels.  Each reads what is shown and emits commands; none changes anything itself.
#pragma once

#include <glm/vec2.hpp>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/explorer.h"
#include "viewer/app/layout.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// What the pointer is over.
struct Hover {
  Point at;
  double loss = 0, slope = 0;  // f and |grad f|
  Point gradient = {};
  double sharpness = 0;  // largest eigenvalue of the Hessian
};

/// The text field of the formula, which may hold a wrong one.
struct FormulaField {
  std::string text;
  std::optional<std::string> shown;  // the state's formula that the text was last the same as
  bool wrong = false;
  int session = 0;  // counts how often the field got the keyboard
};

/// What is typed and chosen in the card of files.
struct FilesMemory {
  std::string path;
  std::string asked;  // was there already when a button was pressed
  bool open = false, focus = false;
  int size = 0, rate = 0, film = 0, what = 0, kind = 0;
};

/// Which of the methods' boxes is open: one at most, and that of a method that was just added.
struct MethodBoxes {
  int count = 1;  // of methods when last drawn
  std::optional<int> open = 0;
};

/// What the panels remember between pictures: nothing that matters to anybody else.
struct Memory {
  std::vector<unsigned> pictures;  // of the presets: OpenGL names, 0 for none yet
  double rested = 0;               // seconds that the pointer has not moved over the surface
  glm::dvec2 pointer{-1, -1};
  MethodBoxes methods;
  ImGuiTextFilter filter;  // of the list that is open
  FormulaField formula;
  FilesMemory files;
};

struct PanelInput {
  const Look& look;
  const Explorer& explorer;
  const Layout& layout;
  std::optional<Hover> hover;
  Memory& memory;
};

using Commands = std::vector<Command>;

/// Surface, problem or formula: a part of the left panel.
void draw_landscape(const PanelInput& in, Commands& commands);
/// What is run and how it is drawn.
void draw_left_panel(const PanelInput& in, Commands& commands);
/// The methods that are compared: parts of the left panel.
void draw_methods(const PanelInput& in, Commands& commands);
/// What is one method's own.
void draw_method(const PanelInput& in, Commands& commands, int method);
/// Time: transport, speed, losses over steps.
void draw_strip(const PanelInput& in, Commands& commands);
/// The right column, from the top: the selected point, where the particles end, what was found.
void draw_cards(const PanelInput& in, Commands& commands);
/// Each takes its place from the top of `column`, or is not drawn where there is too little.
void draw_point_card(const PanelInput& in, Area& column, Commands& commands);
void draw_ends_card(const PanelInput& in, Area& column);
void draw_findings_card(const PanelInput& in, Area& column);
void draw_stability_card(const PanelInput& in, Area& column);
void draw_compared_card(const PanelInput& in, Area& column);
void draw_tree_card(const PanelInput& in, Area& column, Commands& commands);
void draw_explain_card(const PanelInput& in, Area& column, Commands& commands);
void draw_slice_card(const PanelInput& in, Area& column, Commands& commands);
/// Kind, value and eigenvalues of a marked point, beside the pointer.
void draw_feature_label(const PanelInput& in, const Feature& feature, glm::dvec2 pointer);
/// The particle that is followed.
void draw_follow_card(const PanelInput& in, Area& column, Commands& commands);
/// Ready-made sessions.
void draw_gallery(const PanelInput& in, Commands& commands);
/// Everything about the ground below a pointer that rests.
void draw_hover_label(const PanelInput& in, glm::dvec2 pointer);
inline constexpr double kHoverRest = 0.35;
/// The colours of the losses, in the lower right corner of the scene.
void draw_color_key(const PanelInput& in);
inline constexpr double kColorKeyHeight = 58;
/// One row at the bottom of the window.
void draw_status(const PanelInput& in, Commands& commands);
/// All keys.
void draw_help(const PanelInput& in, Commands& commands);

/// Opening, saving, pictures, films, exports; and, while a film or an export is on its way, how far it is.
void draw_files(const PanelInput& in, Commands& commands);
void draw_files_bar(const PanelInput& in, Commands& commands);

/// Opens the next card of a column, `height` pixels high at scale 1, if there is room; false: nothing was
/// opened.  Otherwise end_card() closes it.
bool begin_card(const PanelInput& in, Area& column, const char* name, double height);
void end_card();
/// Text at a place in the window; `right` aligns its end.
void text_at(ImFont* font, ImVec2 at, ImU32 color, const std::string& text, bool right = false);

/// Opens a window that cannot be moved, below those without this flag; ImGui::End() closes it.
inline constexpr int kBelow = ImGuiWindowFlags_NoBringToFrontOnFocus;
void begin_panel(const char* name, const Area& area, double padding_x, double padding_y, float scale,
                 int flags = kBelow);

}  // namespace thalweg::viewer::ui

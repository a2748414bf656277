// SPDX-License-Identifier: MIT
// Paragraphs with *stressed* words and `formulas`, wrapped.
#pragma once

#include <string>

#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// Draws a paragraph at the cursor over the width that is left and moves the cursor below it.
void rich_text(const Look& look, const std::string& text, ImU32 color);

/// Its height at this width, and with a list, the drawing too.
float lay_out_text(const Look& look, const std::string& text, float width, ImDrawList* list = nullptr,
                   ImVec2 at = {}, ImU32 color = 0);

}  // namespace thalweg::viewer::ui

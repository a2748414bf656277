// SPDX-License-Identifier: MIT
// Texts with *stress* and `code` for a terminal or a file.
#pragma once

#include <string>
#include <string_view>

#include "lessons/lesson.h"

namespace thalweg::cli {

/// How standard output is read.
struct Reading {
  std::size_t width = 80;
  bool bold = false;
};
/// The terminal's width, within reason; bold on terminals only.
Reading reading_here();

/// In bold, where there is bold.
std::string strong(const Reading& reading, std::string_view text);
/// The text with its marks turned into bold or taken off.
std::string unmarked(const Reading& reading, const std::string& text);
/// Text without marks, wrapped behind `indent` columns, with a line end.  The first line starts with `label`
/// instead, if there is one, which must not be longer.
std::string paragraph(const Reading& reading, const std::string& text, std::size_t indent = 0,
                      std::string_view label = {});

/// What a figure shows, for those who don't see it: its title and its values in two columns.
std::string readout(const Reading& reading, const figures::Figure& figure);
/// The controls of a page with their values, ranges and meanings.
std::string controls(const Reading& reading, const lessons::Page& page, const Values& values);

}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
// The figures of a lesson: which there are, with their controls set, and as files.
#pragma once

#include <string>
#include <vector>

#include "io/json.h"
#include "lessons/lesson.h"

namespace thalweg::cli {

/// Which of its endless pages a series shows.
struct SeriesChoice {
  u64 seed = 1;
  int level = 0;
};

/// A page that has a figure, from a series if `number`'s page is one.
struct FigurePage {
  int number = 0, page = 0;  ///< both from 1
  lessons::Page content;
};
/// All of them.  Throws InputError for a level that a series does not have.
std::vector<FigurePage> figure_pages(const lessons::Lesson& lesson, const SeriesChoice& series,
                                     lessons::Lab& lab);

/// The page itself, or the one that its series makes.
lessons::Page made(const lessons::Page& page, const SeriesChoice& series, lessons::Lab& lab);

/// Sets a control from "name=value", where the value is a number in its range or one of its options.  Throws
/// InputError that names what is wrong and the nearest match.
void set_control(const lessons::Page& page, Values& values, const std::string& setting);
/// A number as people type it: also with a real minus sign.
double typed_number(const std::string& text);

struct FigureOptions {
  std::string number;  ///< empty: list them, or the only one
  std::string output, theme;
  std::vector<std::string> set;
  double scale = 1;
  bool before = false, light = false;
  SeriesChoice series;
};

/// Throws InputError for a theme that does not exist.
ThemeName theme_of(const FigureOptions& options);

/// Lists the figures, says what one shows, or writes it.
void tell_figures(const lessons::Lesson& lesson, const FigureOptions& options, bool as_json,
                  lessons::Lab& lab);

}  // namespace thalweg::cli

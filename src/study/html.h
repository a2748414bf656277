// SPDX-License-Identifier: MIT
// Pieces of HTML that a study's report is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thalweg::study {

/// A cell: `html` as it is, and what it is sorted by if that is a number.
struct Cell {
  std::string html;
  double key = 0;
  bool number = false;
};
Cell words(std::string_view text);
Cell number(std::string html, double key);

struct Column {
  std::string head;  ///< HTML
  std::string tip;   ///< what the column shows, plain text
};

/// A table that is sorted by a click on a heading; the first cell of a row is its heading.
std::string html_table(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows);

}  // namespace thalweg::study

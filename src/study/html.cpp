// SPDX-License-Identifier: MIT
#include "study/html.h"
#include "core/markup.h"

#include <fmt/format.h>

#include <cmath>

namespace thalweg::study {

Cell words(std::string_view text) { return {markup_text(text)}; }

Cell number(std::string html, double key) { return {std::move(html), key, true}; }

std::string html_table(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows) {
  std::string html = "<div class=\"wide\"><table>\n<thead><tr>";
  for (std::size_t c = 0; c < columns.size(); c++) {
    const bool right = !rows.empty() && c < rows[0].size() && rows[0][c].number;
    html += fmt::format("<th scope=\"col\"{}><button title=\"{}\">{}</button></th>",
                        right ? " class=\"n\"" : "", markup_text(columns[c].tip), columns[c].head);
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html += "<tr>";
    for (std::size_t c = 0; c < row.size(); c++) {
      const char* tag = c == 0 ? "th scope=\"row\"" : "td";
      // What has no finite value comes last: a number that overflows when it is read.
      const std::string key = std::isfinite(row[c].key) ? fmt::format("{}", row[c].key) : "9e999";
      html += row[c].number ? fmt::format("<{} class=\"n\" data-key=\"{}\">", tag, key)
                            : fmt::format("<{}>", tag);
      html += row[c].html + (c == 0 ? "</th>" : "</td>");
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace thalweg::study

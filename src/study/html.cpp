// SPDX-License-Identifier: MIT
#include "study/html.h"

#include <fmt/format.h>

#include <cmath>

namespace thalweg::study {

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  return safe;
}

Cell words(std::string_view text) { return {html_text(text)}; }

Cell number(std::string html, double key) { return {std::move(html), key, true}; }

std::string html_table(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows) {
  std::string html = "<div class=\"wide\"><table>\n<thead><tr>";
  for (std::size_t c = 0; c < columns.size(); c++) {
    const bool right = !rows.empty() && c < rows[0].size() && rows[0][c].number;
    html += fmt::format("<th scope=\"col\"{}><button title=\"{}\">{}</button></th>",
                        right ? " class=\"n\"" : "", html_text(columns[c].tip), columns[c].head);
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

// SPDX-License-Identifier: MIT
// Numeric tables as CSV: a line of column names, then one line of numbers per row.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace thalweg {

/// Row-major: value(r, c) = values[r * columns.size() + c].
struct Table {
  std::vector<std::string> columns;
  std::vector<double> values;
  friend bool operator==(const Table&, const Table&) = default;
};

inline std::size_t rows(const Table& table) {
  return table.columns.empty() ? 0 : table.values.size() / table.columns.size();
}

/// The shortest digits that give the same double back; nan, inf and -inf are written so.
std::string to_csv(const Table& table);

/// Strict: a header is required, every row has as many fields, every field is a number.  Spaces around
/// fields, empty lines at the end, CRLF and a byte-order mark are accepted.  `name` is named in the
/// InputError, with the line.
Table parse_csv(const std::string& text, const std::string& name);
Table read_csv(const std::filesystem::path& path);

/// The index of a column; InputError that lists the columns there are.
std::size_t find_column(const Table& table, const std::string& column, const std::string& name);

}  // namespace thalweg

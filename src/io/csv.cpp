// SPDX-License-Identifier: MIT
#include "io/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "core/error.h"
#include "io/atomic_file.h"

namespace thalweg {

namespace {

constexpr std::size_t kMostBytes = std::size_t(1) << 30;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// Calls f with each field of the line; returns how many there are.
template <class F>
std::size_t for_each_field(std::string_view line, F f) {
  for (std::size_t count = 1;; count++) {
    const std::size_t comma = line.find(',');
    f(trimmed(line.substr(0, comma)));
    if (comma == std::string_view::npos) return count;
    line.remove_prefix(comma + 1);
  }
}

// The next line without its end; false when there is none.
bool next_line(std::string_view& text, std::string_view& line) {
  if (text.empty()) return false;
  const std::size_t end = text.find('\n');
  line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

double field_value(std::string_view field, const std::string& name, std::size_t line) {
  std::string_view digits = field;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    throw InputError(fmt::format("{}, line {}: '{}' is not a number", name, line, field.substr(0, 40)));
  return value;
}

}  // namespace

std::string to_csv(const Table& table) {
  std::string text = fmt::format("{}\n", fmt::join(table.columns, ","));
  const std::size_t width = table.columns.size();
  for (std::size_t i = 0; i < table.values.size(); i++)
    fmt::format_to(std::back_inserter(text), "{}{}", table.values[i], (i + 1) % width ? ',' : '\n');
  return text;
}

Table parse_csv(const std::string& bytes, const std::string& name) {
  std::string_view text = bytes, line;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Table table;
  if (!next_line(text, line) || trimmed(line).empty())
    throw InputError(name + ": no header (accepted: a line of column names, then lines of numbers)");
  for_each_field(line, [&](std::string_view field) { table.columns.emplace_back(field); });
  for (std::size_t number = 2; next_line(text, line); number++) {
    if (trimmed(line).empty() && text.find_first_not_of("\r\n \t") == std::string_view::npos) break;
    const std::size_t fields = for_each_field(
        line, [&](std::string_view field) { table.values.push_back(field_value(field, name, number)); });
    if (fields != table.columns.size())
      throw InputError(fmt::format("{}, line {}: {} field{}, but the header has {}", name, number, fields,
                                   fields == 1 ? "" : "s", table.columns.size()));
  }
  return table;
}

Table read_csv(const std::filesystem::path& path) {
  return parse_csv(read_file(path, kMostBytes), path.string());
}

std::size_t find_column(const Table& table, const std::string& column, const std::string& name) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), column);
  if (found != table.columns.end()) return std::size_t(found - table.columns.begin());
  throw InputError(
      fmt::format("{}: there is no column '{}' (columns: {})", name, column, fmt::join(table.columns, ", ")));
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/app/step_text.h"

#include <algorithm>

#include "core/axis.h"

namespace thalweg::viewer {
namespace {

std::string joined(const std::vector<double>& numbers) {
  std::string text;
  for (const double a : numbers) text += (text.empty() ? "" : ", ") + tick_label(a);
  return numbers.size() == 1 ? text : "(" + text + ")";
}

/// All entries, row by row, of an upper triangle.
std::vector<double> whole(const std::vector<double>& triangle, std::size_t n) {
  std::vector<double> all(n * n);
  std::size_t next = 0;
  for (std::size_t i = 0; i < n; i++)
    for (std::size_t k = i; k < n; k++) all[i * n + k] = all[k * n + i] = triangle[next++];
  return all;
}

}  // namespace

std::vector<std::string> number_rows(TermShape shape, const std::vector<double>& numbers, int weights) {
  const auto n = std::size_t(weights);
  std::size_t width = numbers.size();
  if (shape == TermShape::symmetric || shape == TermShape::vectors) width = n;
  if (shape == TermShape::numbers) width = 1;
  const std::vector<double> all = shape == TermShape::symmetric ? whole(numbers, n) : numbers;
  std::vector<std::string> rows;
  for (std::size_t i = 0; i + width <= all.size(); i += width)
    rows.push_back(joined({all.begin() + std::ptrdiff_t(i), all.begin() + std::ptrdiff_t(i + width)}));
  if (shape == TermShape::numbers || shape == TermShape::vectors) {
    const std::string nothing = joined(std::vector<double>(width, 0.0));
    while (rows.size() > 1 && rows.back() == nothing) rows.pop_back();
    if (rows.size() == 1 && rows.front() == nothing) rows.front() = "0";
  }
  return rows;
}

}  // namespace thalweg::viewer

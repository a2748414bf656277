// SPDX-License-Identifier: MIT
#include "analysis/components.h"

#include <algorithm>
#include <cstddef>

namespace thalweg {

std::vector<std::vector<int>> components(const std::vector<char>& marked, int columns, int rows) {
  std::vector<char> open = marked;
  std::vector<std::vector<int>> found;
  for (int seed = 0; seed < columns * rows; seed++) {
    if (!open[std::size_t(seed)]) continue;
    std::vector<int> cells{seed};
    open[std::size_t(seed)] = 0;
    for (std::size_t k = 0; k < cells.size(); k++) {
      const int x = cells[k] % columns, y = cells[k] / columns;
      for (int b = std::max(0, y - 1); b <= std::min(rows - 1, y + 1); b++)
        for (int a = std::max(0, x - 1); a <= std::min(columns - 1, x + 1); a++) {
          const int cell = b * columns + a;
          if (!open[std::size_t(cell)]) continue;
          open[std::size_t(cell)] = 0;
          cells.push_back(cell);
        }
    }
    found.push_back(std::move(cells));
  }
  return found;
}

}  // namespace thalweg

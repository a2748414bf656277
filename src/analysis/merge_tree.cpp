// SPDX-License-Identifier: MIT
#include "analysis/merge_tree.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

namespace thalweg {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Lakes as trees of nodes; the root of each is its minimum.
struct Lakes {
  std::vector<int> parent;  // -1: not flooded yet

  bool flooded(int node) const { return parent[std::size_t(node)] >= 0; }
  int minimum(int node) {
    while (parent[std::size_t(node)] != node)
      node = parent[std::size_t(node)] = parent[std::size_t(parent[std::size_t(node)])];
    return node;
  }
};

// The passes that a's lake crosses on its way up, by the minima that it is then part of.
std::map<int, double> ascent(const std::map<int, const Branch*>& by_minimum, int a) {
  std::map<int, double> heights{{a, -kInfinity}};
  double highest = -kInfinity;
  for (const Branch* b = by_minimum.at(a); b->into >= 0; b = by_minimum.at(b->into)) {
    highest = std::max(highest, b->death);
    heights[b->into] = highest;
  }
  return heights;
}

}  // namespace

std::vector<Branch> merge_tree(std::span<const double> values, int columns, int rows) {
  std::vector<int> order;
  for (int node = 0; node < columns * rows; node++)
    if (std::isfinite(values[std::size_t(node)])) order.push_back(node);
  const auto older = [&](int a, int b) {
    const double p = values[std::size_t(a)], q = values[std::size_t(b)];
    return p < q || (p == q && a < b);
  };
  std::sort(order.begin(), order.end(), older);

  Lakes lakes{std::vector<int>(values.size(), -1)};
  std::vector<Branch> branches;
  for (const int node : order) {
    lakes.parent[std::size_t(node)] = node;
    const int x = node % columns, y = node / columns;
    for (int b = std::max(0, y - 1); b <= std::min(rows - 1, y + 1); b++)
      for (int a = std::max(0, x - 1); a <= std::min(columns - 1, x + 1); a++) {
        const int neighbour = b * columns + a;
        if (!lakes.flooded(neighbour)) continue;
        const int p = lakes.minimum(node), q = lakes.minimum(neighbour);
        if (p == q) continue;
        const int stays = older(p, q) ? p : q, ends = stays == p ? q : p;
        // A node that joins its first neighbour ends no lake.
        if (ends != node)
          branches.push_back({ends, node, stays, values[std::size_t(ends)], values[std::size_t(node)]});
        lakes.parent[std::size_t(ends)] = stays;
      }
  }
  for (const int node : order)
    if (lakes.parent[std::size_t(node)] == node)
      branches.push_back({node, -1, -1, values[std::size_t(node)], kInfinity});
  std::sort(branches.begin(), branches.end(), [](const Branch& a, const Branch& b) {
    if (a.persistence() != b.persistence()) return a.persistence() > b.persistence();
    return a.minimum < b.minimum;
  });
  return branches;
}

int persistent_minima(std::span<const Branch> branches, double window, double share) {
  double lowest = kInfinity;
  for (const Branch& b : branches) lowest = std::min(lowest, b.birth);
  return int(std::count_if(branches.begin(), branches.end(), [&](const Branch& b) {
    return b.persistence() > share * window && b.birth <= lowest + window;
  }));
}

double barrier(std::span<const Branch> branches, int a, int b) {
  std::map<int, const Branch*> by_minimum;
  for (const Branch& branch : branches) by_minimum[branch.minimum] = &branch;
  const auto of_a = ascent(by_minimum, a), of_b = ascent(by_minimum, b);
  double lowest = kInfinity;
  for (const auto& [minimum, height] : of_a)
    if (const auto other = of_b.find(minimum); other != of_b.end())
      lowest = std::min(lowest, std::max(height, other->second));
  return lowest;
}

}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "viewer/app/tree_layout.h"

#include <algorithm>
#include <cmath>

namespace thalweg::viewer {
namespace {

/// The branch of a minimum with all that joins it, in order from left to right: what joins first stands next
/// to it, in turns on either side, so that no line has to cross another.
std::vector<int> in_order(const std::vector<Branch>& branches, int branch, std::size_t depth) {
  std::vector<int> joining;
  for (std::size_t i = 0; i < branches.size(); i++)
    if (branches[i].into == branches[std::size_t(branch)].minimum) joining.push_back(int(i));
  std::sort(joining.begin(), joining.end(),
            [&](int a, int b) { return branches[std::size_t(a)].death < branches[std::size_t(b)].death; });
  std::vector<int> left, right;
  if (depth < branches.size())
    for (std::size_t k = 0; k < joining.size(); k++) {
      const std::vector<int> part = in_order(branches, joining[k], depth + 1);
      if (k % 2 == 0)
        right.insert(right.end(), part.begin(), part.end());
      else
        left.insert(left.begin(), part.begin(), part.end());
    }
  left.push_back(branch);
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

}  // namespace

std::vector<TreeBranch> lay_out_tree(const PassGraph& graph, const HeightTransform& heights,
                                     double least_persistence) {
  std::vector<Branch> kept;
  for (const Branch& b : graph.branches)
    if (b.persistence() >= least_persistence) kept.push_back(b);
  std::vector<int> order;
  for (std::size_t i = 0; i < kept.size(); i++)
    if (kept[i].into < 0) {
      const std::vector<int> tree = in_order(kept, int(i), 0);
      order.insert(order.end(), tree.begin(), tree.end());
    }
  std::vector<double> x_of(graph.minima.size(), 0);
  for (std::size_t k = 0; k < order.size(); k++)
    x_of[std::size_t(kept[std::size_t(order[k])].minimum)] = (double(k) + 0.5) / double(order.size());
  std::vector<TreeBranch> laid;
  for (const int i : order) {
    const Branch& b = kept[std::size_t(i)];
    const bool ends = b.into >= 0;
    laid.push_back({b.minimum, x_of[std::size_t(b.minimum)], to_height(heights, b.birth),
                    ends ? to_height(heights, b.death) : 1,
                    ends ? std::optional(x_of[std::size_t(b.into)]) : std::nullopt});
  }
  return laid;
}

double most_persistence(const PassGraph& graph) {
  double most = 0;
  for (const Branch& b : graph.branches)
    if (std::isfinite(b.persistence())) most = std::max(most, b.persistence());
  return most;
}

}  // namespace thalweg::viewer

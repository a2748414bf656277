// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <algorithm>
#include <numeric>

namespace thalweg {

namespace {

// Damerau-Levenshtein distance with adjacent transpositions: typing slips count one.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0u);
  for (std::size_t i = 1; i <= a.size(); i++) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); j++) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string> candidates) {
  name = name.substr(0, 64);  // no name is longer, and what follows would only make everything seem near
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    // A name that continues or starts with what was typed is as good as one slip.
    const bool prefix = !name.empty() && (candidate.starts_with(name) || name.starts_with(candidate));
    std::size_t distance = edit_distance(name, candidate);
    if (prefix) distance = std::min<std::size_t>(distance, 1);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

void unknown_name(std::string_view what, std::string_view name, std::span<const std::string> accepted) {
  constexpr std::size_t kShown = 60;
  std::string text = "unknown " + std::string(what) + " '" + std::string(name.substr(0, kShown)) + "'";
  if (const std::string near = nearest(name, accepted); !near.empty())
    text += "; did you mean '" + near + "'?";
  if (!accepted.empty()) {
    text += " (accepted:";
    for (std::size_t i = 0; i < accepted.size(); i++) text += (i ? ", " : " ") + accepted[i];
    text += ")";
  }
  throw InputError(text);
}

}  // namespace thalweg

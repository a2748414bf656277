// SPDX-License-Identifier: MIT
#include "viewer/app/outcome_colors.h"

namespace thalweg::viewer {

std::vector<OutcomeCount> count_outcomes(const RunResult& result) {
  std::array<i64, kOutcomePalette.size()> counts{};
  for (const ReachedMinimum& m : result.minima)
    counts[outcome_label(Outcome::converged, m.global)] += m.count;
  for (int i = 0; i < kOutcomes; i++)
    if (Outcome(i) != Outcome::converged)
      counts[outcome_label(Outcome(i), false)] += result.outcomes[std::size_t(i)];
  std::vector<OutcomeCount> found;
  for (std::size_t i = 0; i < counts.size(); i++)
    if (counts[i] > 0) found.push_back({std::uint8_t(i), counts[i]});
  return found;
}

std::vector<KeyEntry> outcome_key(const RunResult& result) {
  i64 all = 0;
  for (const i64 count : result.outcomes) all += count;
  std::vector<KeyEntry> key;
  for (const OutcomeCount& o : count_outcomes(result)) {
    KeyEntry entry;
    entry.label = o.label;
    entry.text = kOutcomeStyles[o.label].name;
    entry.fraction = double(o.count) / double(all);
    entry.color = kOutcomePalette[o.label];
    key.push_back(std::move(entry));
  }
  return key;
}

}  // namespace thalweg::viewer

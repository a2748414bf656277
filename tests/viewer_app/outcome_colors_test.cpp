// SPDX-License-Identifier: MIT
#include "viewer/app/outcome_colors.h"

#include <gtest/gtest.h>

#include <numeric>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

/// Some reach one of Himmelblau's minima, some swing across, and at this rate some are thrown out.
RunSpec mixed() {
  RunSpec spec;
  spec.surface = {"six_hump_camel"};
  spec.optimizer = {"sgd"};
  spec.lr = 0.05;
  spec.particles = 2000;
  spec.steps = 400;
  return spec;
}

TEST(OutcomeColors, EveryOutcomeHasItsOwnLabel) {
  std::array<int, kOutcomePalette.size()> seen{};
  for (int i = 0; i < kOutcomes; i++) seen[outcome_label(Outcome(i), false)]++;
  seen[outcome_label(Outcome::converged, true)]++;
  for (const int count : seen) EXPECT_EQ(count, 1);
}

TEST(OutcomeColors, LabelsCountsAndResultAgree) {
  const auto backend = make_cpu_backend(1);
  Explorer e(*backend, make_session(mixed(), {.playing = false}), 17);
  for (int i = 0; i < 2000 && !e.destinations(); i++) e.update(0.01);
  ASSERT_NE(e.destinations(), nullptr);
  const Destinations& d = *e.destinations();
  ASSERT_EQ(d.outcome.size(), 2000u);
  std::array<i64, kOutcomePalette.size()> labelled{};
  for (const std::uint8_t label : d.outcome) {
    ASSERT_LT(label, labelled.size());
    labelled[label]++;
  }
  // Of the result, which was counted by cells and not by particles.
  i64 global = 0, all = 0;
  for (const ReachedMinimum& m : d.result.minima)
    if (m.global) global += m.count;
  EXPECT_EQ(labelled[0], global);
  EXPECT_EQ(labelled[0] + labelled[1], d.result.outcomes[std::size_t(Outcome::converged)]);
  for (int i = 0; i < kOutcomes; i++)
    if (Outcome(i) != Outcome::converged) {
      EXPECT_EQ(labelled[outcome_label(Outcome(i), false)], d.result.outcomes[std::size_t(i)]) << i;
    }
  for (const OutcomeCount& o : count_outcomes(d.result)) {
    EXPECT_EQ(o.count, labelled[o.label]);
    all += o.count;
  }
  EXPECT_EQ(all, 2000);
  // A particle is at the global minimum by label where its destination is a global one.
  for (std::size_t i = 0; i < d.label.size(); i++)
    EXPECT_EQ(d.label[i] == kNeutralLabel, d.outcome[i] > 1) << i;
  EXPECT_GE(count_outcomes(d.result).size(), 2u);  // else this says little
}

TEST(OutcomeColors, ColourTheSceneAndItsKeyWhenChosen) {
  const auto backend = make_cpu_backend(1);
  Explorer e(*backend, make_session(mixed(), {.playing = false}), 17);
  for (int i = 0; i < 2000 && !e.settled(); i++) e.update(0.01);
  const Scene before = e.scene();
  EXPECT_EQ(before.swarms[0].particles.label.data(), e.destinations()->label.data());
  const u64 version = before.swarms[0].particles.version;
  e.carry_out(command::SetColoring{Coloring::kOutcome});
  const Scene scene = e.scene();
  EXPECT_EQ(scene.swarms[0].particles.label.data(), e.destinations()->outcome.data());
  EXPECT_EQ(scene.swarms[0].palette.data(), kOutcomePalette.data());
  EXPECT_NE(scene.swarms[0].particles.version, version);  // or the renderer would keep the old labels
  double shares = 0;
  for (const KeyEntry& entry : scene.legend.key) {
    EXPECT_EQ(entry.color, kOutcomePalette[entry.label]);
    EXPECT_EQ(entry.text, kOutcomeStyles[entry.label].name);
    shares += entry.fraction.value_or(-1);
  }
  EXPECT_NEAR(shares, 1, 1e-12);
}

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "study/compare_studies.h"

#include <gtest/gtest.h>

#include <limits>

namespace thalweg::study {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(SpecChanges, AreNamedByLabelsWhateverTheirOrder) {
  const Json a = {
      {"budget", 100},
      {"methods", {{{"label", "sgd"}, {"lr", 0.1}}, {{"label", "adam"}, {"optimizer", {{"name", "adam"}}}}}},
      {"tasks", {"bowl"}},
      {"seed", 1}};
  Json b = {{"methods",
             {{{"label", "adam"}, {"optimizer", {{"name", "adam"}, {"beta1", 0.8}}}},
              {{"label", "sgd"}, {"lr", 0.1}},
              {{"label", "lion"}}}},
            {"tasks", {"bowl"}},
            {"seed", 1},
            {"budget", 200}};
  const std::vector<SpecChange> changes = spec_changes(a, b);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].where, "budget");
  EXPECT_EQ(changes[0].b, 200);
  EXPECT_EQ(changes[1].where, "methods.adam.optimizer.beta1");
  EXPECT_TRUE(changes[1].a.is_null());
  EXPECT_EQ(changes[1].b, 0.8);
  EXPECT_EQ(changes[2].where, "methods.lion");
  EXPECT_TRUE(spec_changes(a, a).empty());
}

// A study of one pair per entry, whose two targets are 1 and 0.1.
StudyResults study(const std::vector<std::string>& methods, const std::vector<TargetResult>& at_low) {
  StudyResults results;
  results.spec.tasks = {{.label = "bowl", .landscape = {"sphere"}}};
  results.final_target = {1};
  for (std::size_t m = 0; m < methods.size(); m++) {
    results.spec.methods.push_back({.label = methods[m], .optimizer = {"sgd"}});
    MethodOnTask pair{};
    pair.method = int(m);
    pair.runs = 10;
    pair.targets = {{1, 10, {0.7, 1}, {5, 4, 6}}, at_low[m]};
    results.pairs.push_back(pair);
  }
  return results;
}

TEST(EffectChanges, AreJudgedByTheirIntervals) {
  const auto at = [](double value, double low, double high) {
    return TargetResult{0.1, 10, {0.7, 1}, {value, low, high}};
  };
  const TargetResult never{0.1, 0, {0, 0.3}, {kInfinity, kInfinity, kInfinity}};
  const StudyResults a = study({"same", "within", "sooner", "later", "lost", "won", "never", "gone"},
                               {at(10, 9, 11), at(10, 9, 11), at(10, 9, 11), at(10, 9, 11), at(10, 9, 11),
                                never, never, at(10, 9, 11)}),
                     b = study({"won", "never", "same", "within", "sooner", "later", "lost"},
                               {at(10, 9, 11), never, at(10, 9, 11), at(12, 10, 14), at(5, 4, 6),
                                at(20, 15, 25), never});
  const std::vector<EffectChange> changes = effect_changes(a, b);
  ASSERT_EQ(changes.size(), 7u);  // not the one that is gone
  const Verdict expected[] = {Verdict::same,       Verdict::within,      Verdict::sooner, Verdict::later,
                              Verdict::only_first, Verdict::only_second, Verdict::same};
  for (std::size_t i = 0; i < 7; i++) EXPECT_EQ(changes[i].verdict, expected[i]) << changes[i].method;
  EXPECT_EQ(changes[2].ratio, 0.5);
  EXPECT_EQ(changes[3].ratio, 2);
}

TEST(EffectChanges, AreSeenAtTheHarderTargetThatBothEndedWith) {
  const TargetResult low{0.1, 10, {0.7, 1}, {10, 9, 11}};
  StudyResults a = study({"sgd"}, {low}), b = a;
  b.final_target = {0};
  EXPECT_EQ(effect_changes(a, b).front().target, 0.1);
  b.pairs[0].targets.pop_back();  // of one that never had the other target nothing is said
  EXPECT_TRUE(effect_changes(a, b).empty());
}

}  // namespace
}  // namespace thalweg::study

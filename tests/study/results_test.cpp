// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/engine/messages.h"
#include "tests/io/temporary_folder.h"
#include "tests/study/small_study.h"

namespace thalweg::study {
namespace {

using test::expect_input_error;
using testing::results_text;
using testing::small_study;
using thalweg::testing::TemporaryFolder;

class Results : public ::testing::Test {
 protected:
  StudySpec spec_ = small_study();
  TemporaryFolder folder_;
  std::string text_ = results_text(spec_, folder_.path());
  StudyResults r_ = collect(spec_, CellStore(folder_.path(), spec_), "this machine");
};

// From the cells themselves, by hand.
TEST_F(Results, AreWhatTheCellsHold) {
  const CellStore store(folder_.path(), spec_);
  const std::optional<LowestValues> lowest = lowest_values(spec_, store);
  ASSERT_TRUE(lowest);
  const int methods = int(spec_.methods.size()), tasks = int(spec_.tasks.size());
  for (int m = 0; m < methods; m++)
    for (int t = 0; t < tasks; t++) {
      const MethodOnTask& p = r_.pairs[std::size_t(m * tasks + t)];
      EXPECT_EQ(p.method, m);
      EXPECT_EQ(p.task, t);
      const Task& task = spec_.tasks[std::size_t(t)];
      // The chosen setting reaches at least as much as any other on the training instances.
      i64 most = -1, chosen = 0;
      for (int k = 0; k < spec_.tuning; k++) {
        i64 reached = 0;
        for (const i64 instance : task.training) {
          const CellId id{Phase::tuning, m, t, instance, k};
          const std::optional<CellResult> cell =
              done_cell(spec_, store, id, setting_of(spec_.methods[std::size_t(m)], k),
                        lowest_value(spec_, *lowest, t, instance));
          ASSERT_TRUE(cell);
          for (const i64 n : cell->reached) reached += n;
        }
        most = std::max(most, reached);
        if (k == p.setting) chosen = reached;
      }
      EXPECT_EQ(chosen, most);

      const Setting setting = setting_of(spec_.methods[std::size_t(m)], p.setting);
      i64 runs = 0, hits = 0, ends = 0;
      const int target = r_.final_target[std::size_t(t)];
      double cost = 0;
      for (const i64 instance : task.held_out) {
        const std::optional<CellResult> cell =
            done_cell(spec_, store, {Phase::test, m, t, instance, p.setting}, setting,
                      lowest_value(spec_, *lowest, t, instance));
        ASSERT_TRUE(cell);
        for (i64 i = 0; i < cell->starts; i++) {
          runs++;
          const u32 hit = cell->hits[std::size_t(target * cell->starts + i)];
          hits += hit != kNever;
          cost += hit == kNever ? spec_.budget : hit * cell->cost_per_step;
        }
      }
      EXPECT_EQ(p.runs, runs);
      EXPECT_EQ(p.runs, spec_.starts * std::ssize(task.held_out));
      const TargetResult& at = p.targets[std::size_t(target)];
      EXPECT_EQ(at.reached, hits);
      EXPECT_EQ(at.success.low, wilson95(hits, runs).low);
      if (hits > 0) {
        EXPECT_NEAR(at.running_time.value * double(hits) / cost, 1, 1e-14);
      } else {
        EXPECT_TRUE(std::isinf(at.running_time.value));
      }
      for (const i64 n : p.outcomes) ends += n;
      EXPECT_EQ(ends, runs);
      // Targets fall, so ever fewer runs reach them, and no staircase goes down or beyond what was reached.
      i64 all = 0;
      for (std::size_t k = 0; k < p.targets.size(); k++) {
        all += p.targets[k].reached;
        if (k > 0) {
          EXPECT_LE(p.targets[k].reached, p.targets[k - 1].reached);
        }
      }
      EXPECT_TRUE(std::is_sorted(p.reached.x.begin(), p.reached.x.end()));
      EXPECT_TRUE(std::is_sorted(p.reached.y.begin(), p.reached.y.end()));
      if (!p.reached.y.empty()) {
        EXPECT_NEAR(p.reached.y.back(), double(all) / double(runs * spec_.targets), 1e-15);
      }
    }
  // Half of somebody's runs reached the final target, and nobody's the next one.
  for (int t = 0; t < tasks; t++) {
    const auto most = [&](int k) {
      i64 reached = 0;
      for (int m = 0; m < methods; m++)
        reached = std::max(reached, r_.pairs[std::size_t(m * tasks + t)].targets[std::size_t(k)].reached);
      return 2 * reached;
    };
    const int k = r_.final_target[std::size_t(t)];
    const i64 runs = r_.pairs[std::size_t(t)].runs;
    EXPECT_TRUE(k == 0 || most(k) >= runs);
    EXPECT_TRUE(k + 1 == spec_.targets || most(k + 1) < runs);
  }
  EXPECT_EQ(r_.comparisons.size(), std::size_t(tasks * methods * (methods - 1) / 2));
}

TEST_F(Results, RatesAreSplitIntoTenthsByTheHeightOfTheStart) {
  for (const MethodOnTask& p : r_.pairs) {
    ASSERT_EQ(std::ssize(p.rates), spec_.rates);
    for (int k = 0; k < spec_.rates; k++) {
      const RateResult& r = p.rates[std::size_t(k)];
      EXPECT_EQ(r.lr, rate_of(spec_, k));
      EXPECT_EQ(r.runs, spec_.rate_starts * std::ssize(spec_.tasks[std::size_t(p.task)].held_out));
      ASSERT_EQ(r.bins.size(), 10u);
      // 15 or 30 starts: tenths of ceil and floor of a tenth of them, in the order of ranks.
      double reached = 0;
      for (i64 rank = 0; rank < r.runs; rank++) reached += r.bins[std::size_t(rank * 10 / r.runs)];
      EXPECT_NEAR(reached, double(r.reached), 1e-9);
    }
  }
}

TEST_F(Results, ComeBackFromTheirFile) {
  const std::string text = to_text(to_json(r_));
  const StudyResults again = results_from_json(parse_json(text, "t"));
  EXPECT_EQ(to_text(to_json(again)), text);
  EXPECT_EQ(again.spec, spec_);
  EXPECT_EQ(again.device, "this machine");
  EXPECT_EQ(to_text(reproducible(again)), text_);
  const Json json = reproducible(r_);
  EXPECT_FALSE(json.contains("machine"));
  EXPECT_EQ(json.dump().find("seconds"), std::string::npos) << "times differ from run to run";
}

TEST_F(Results, NumbersThatJsonDoesNotHaveComeBack) {
  StudyResults r = r_;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  r.pairs[0].final_high = kInfinity;
  r.pairs[0].stationary = std::numeric_limits<double>::quiet_NaN();
  r.pairs[0].final_low = -kInfinity;
  r.pairs[0].targets.back().running_time = {kInfinity, 12, kInfinity};
  const StudyResults again = results_from_json(parse_json(to_text(to_json(r)), "t"));
  EXPECT_EQ(again.pairs[0].final_high, kInfinity);
  EXPECT_EQ(again.pairs[0].final_low, -kInfinity);
  EXPECT_TRUE(std::isnan(again.pairs[0].stationary));
  EXPECT_EQ(again.pairs[0].targets.back().running_time.high, kInfinity);
}

TEST_F(Results, RefusesWhatAreNoResults) {
  const auto expect_refused = [&](auto change, std::initializer_list<const char*> parts) {
    Json json = to_json(r_);
    change(json);
    expect_input_error([&] { results_from_json(json); }, parts);
  };
  expect_input_error([] { results_from_json(Json::array()); }, {"no results"});
  expect_refused([](Json& j) { j.erase("version"); }, {"version"});
  expect_refused([](Json& j) { j["pairs"].erase(0); }, {"as many methods and tasks"});
  expect_refused([](Json& j) { std::swap(j["pairs"][0], j["pairs"][1]); }, {"pairs", "[0]"});
  expect_refused([](Json& j) { j["pairs"][2]["task"] = "bbob04"; },
                 {"pairs: [2]: task", "'bbob04'", "'bbob03"});
  expect_refused([](Json& j) { j["pairs"][0]["lr"] = "fast"; }, {"pairs: [0]: lr", "'fast'"});
  expect_refused([](Json& j) { j["spec"]["budget"] = -1; }, {"spec", "budget"});
  expect_refused([](Json& j) { j["final_target"][0] = 9; }, {"final_target"});
}

TEST_F(Results, TheTableHasARowPerMethodTaskAndTarget) {
  const std::string csv = results_csv(r_);
  const auto lines = std::count(csv.begin(), csv.end(), '\n');
  EXPECT_EQ(lines, 1 + 4 * 3 * 9);
  EXPECT_NE(csv.find("\n\"sgd\",\"himmelblau + gaussian:sigma=0.5\",100,60,"), std::string::npos)
      << csv.substr(0, 400);
  EXPECT_EQ(csv.find("inf"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::study

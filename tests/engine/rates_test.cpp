// SPDX-License-Identifier: MIT
// Learning rates that take over on the way, and starts in a box, as plans know them.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <initializer_list>

#include "engine/plan.h"
#include "messages.h"
#include "plan_with.h"

namespace thalweg::test {
namespace {

TEST(Rates, TakeOverAtTheirSteps) {
  const Plan plan = plan_with([](RunSpec& s) { s.rates = {{20, 0.1}, {60, 2}}; });
  for (i64 k = 0; k < 120; k++) EXPECT_EQ(learning_rate(plan, k), k < 20 ? 0.5 : k < 60 ? 0.1 : 2) << k;
}

// The schedule does not begin anew: it is that of a run with the new rate.
TEST(Rates, LeaveTheScheduleWhereItIs) {
  const Plan plan = plan_with([](RunSpec& s) {
    s.schedule = {"cosine"};
    s.rates = {{40, 0.25}};
  });
  for (i64 k = 0; k < 100; k++) {
    const double share = (1 + std::cos(3.141592653589793 * double(k) / 100)) / 2;
    EXPECT_NEAR(learning_rate(plan, k), (k < 40 ? 0.5 : 0.25) * share, 1e-15) << k;
  }
}

TEST(Rates, AreRefusedOutOfOrderBelowZeroAndBesideARateThatMovesByItself) {
  const auto refused = [](const std::function<void(RunSpec&)>& change,
                          std::initializer_list<const char*> parts) {
    expect_input_error([&] { plan_with(change); }, parts);
  };
  refused([](RunSpec& s) { s.rates = {{0, 0.1}}; }, {"rising steps"});
  refused([](RunSpec& s) { s.rates = {{5, 0.1}, {5, 0.2}}; }, {"rising steps", "5"});
  refused([](RunSpec& s) { s.rates = {{5, -0.1}}; }, {"lr"});
  refused([](RunSpec& s) { s.rates = {{5, NAN}}; }, {"lr"});
  refused(
      [](RunSpec& s) {
        s.schedule = {"reduce_on_plateau"};
        s.rates = {{5, 0.1}};
      },
      {"reduce_on_plateau"});
}

TEST(Rates, OfLaterStepsContinueARunAndOthersDoNot) {
  const auto with = [](std::vector<RateChange> rates) {
    return plan_with([&](RunSpec& s) {
      s.optimizer = {"adam"};
      s.rates = std::move(rates);
    });
  };
  const Plan before = with({{10, 0.3}});
  EXPECT_TRUE(continues(before, with({{10, 0.3}, {50, 0.1}}), 50));
  EXPECT_TRUE(continues(with({{10, 0.3}, {50, 0.2}}), with({{10, 0.3}, {50, 0.1}}), 50));
  EXPECT_FALSE(continues(before, with({{10, 0.3}, {49, 0.1}}), 50));
  EXPECT_FALSE(continues(before, with({{10, 0.4}, {50, 0.1}}), 50));
  EXPECT_FALSE(continues(before, plan_with([](RunSpec& s) { s.rates = {{10, 0.3}}; }), 50));  // sgd
}

TEST(StartBox, IsUniformInItsBoxAndNowhereElse) {
  const Domain box(Box{0.25, 0.75, -2, -1});
  const Plan plan = plan_with([&](RunSpec& s) {
    s.start = {StartKind::box};
    s.start.box = box;
    s.particles = 4000;
  });
  double x = 0, y = 0;
  for (u64 i = 0; i < 4000; i++) {
    const Point p = start_point(plan.start, i);
    ASSERT_TRUE(contains(box, p)) << p.x << " " << p.y;
    x += p.x / 4000;
    y += p.y / 4000;
  }
  // Five standard deviations of the mean of 4000 uniform numbers.
  const double five = 5 / std::sqrt(12.0 * 4000);
  EXPECT_NEAR(x, 0.5, 0.5 * five);
  EXPECT_NEAR(y, -1.5, 1 * five);
}

TEST(StartBox, NeedsAnEdgePairPerWeightThatIsNotEmpty) {
  const auto refused = [](std::optional<Domain> box, std::initializer_list<const char*> parts) {
    const auto change = [&](RunSpec& s) {
      s.start = {StartKind::box};
      s.start.box = box;
    };
    expect_input_error([&] { plan_with(change); }, parts);
  };
  refused({}, {"x0,x1,y0,y1"});
  refused(Domain(Box{}, 1), {"x0,x1,y0,y1"});
  refused(Domain(Box{1, 1, 0, 1}), {"empty"});
  refused(Domain(Box{0, NAN, 0, 1}), {"box"});
}

}  // namespace
}  // namespace thalweg::test

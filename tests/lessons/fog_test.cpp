// SPDX-License-Identifier: MIT
#include <cmath>

#include "plane.h"

namespace thalweg::lessons::test {
namespace {

struct FogLesson : Plane {
  FogLesson() : Plane("fog") {}
};

/// Descent on x^2 - y^2 + y^4/4 by hand, and when the two tests are first passed.
struct Walk {
  int slope = -1, both = -1, gain = -1;
  long double slope_error = 0, both_error = 0;
  Walk(long double x, long double y, long double rate, long double small_slope, long double small_gain) {
    const auto error = [](long double u, long double v) { return u * u - v * v + v * v * v * v / 4; };
    long double before = error(x, y);
    for (int n = 1; n <= 40; n++) {
      x -= rate * 2 * x;
      y -= rate * (y * y * y - 2 * y);
      const long double now = error(x, y);
      const bool flat = std::hypot(2 * x, y * y * y - 2 * y) < small_slope, idle = before - now < small_gain;
      if (flat && slope < 0) slope = n, slope_error = now;
      if (idle && gain < 0) gain = n;
      if (flat && idle && both < 0) both = n, both_error = now;
      before = now;
    }
  }
};

TEST_F(FogLesson, WhenTheTestsStop) {
  const double slope = fact("small_slope"), gain = fact("small_gain");
  const Walk past(1.5L, 0.001L, 0.2L, slope, gain), tiny(1.5L, 1, 5e-6L, slope, gain),
      settles(1.5L, 0.5L, 0.2L, slope, gain);
  expect_fact("early", past.slope);
  expect_fact("early_error", double(past.slope_error));
  expect_fact("late", past.both);
  expect_fact("lowest", double(past.both_error));
  EXPECT_LT(past.slope, past.gain);
  expect_fact("tiny", tiny.gain);
  EXPECT_EQ(tiny.slope, -1);
  EXPECT_GT(settles.both, 0);
}

// Himmelblau's Hessian by hand; its flat places from the literature.
TEST_F(FogLesson, CurvaturesOfTheFlatPlaces) {
  const auto check = [&](double x, double y, const std::string& name) {
    const double xx = 12 * x * x + 4 * y - 42, xy = 4 * x + 4 * y, yy = 12 * y * y + 4 * x - 26;
    const double mean = (xx + yy) / 2, spread = std::hypot((xx - yy) / 2, xy);
    expect_fact(name + "_low", mean - spread);
    expect_fact(name + "_high", mean + spread);
  };
  check(3, 2, "bottom");
  check(-0.270844590667, -0.923038522164, "top");
  check(0.086677504556, 2.884254701175, "saddle");
}

TEST_F(FogLesson, Feedback) {
  expect_aim(0, 0);
  EXPECT_FALSE(reach(0, 0, {-0.2708, -0.9230, 0}).right);  // the top is level too
  EXPECT_TRUE(reach(0, 0, {-2.805, 3.131, 0}).right);      // any bottom will do
  EXPECT_FALSE(reach(0, 0, {3, 2, 1}).right);              // without the fog
  expect_aim(1, 0);
  EXPECT_TRUE(reach(1, 0, {0, 0.04, 0}).text.find("too large") != std::string::npos);
  EXPECT_TRUE(reach(1, 0, {0, 0.002, 0}).text.find("could be larger") != std::string::npos);
  EXPECT_TRUE(answer(2, 0, 2).right);
  EXPECT_FALSE(answer(2, 0, 0).right);
  EXPECT_TRUE(answer(3, 0, 0).right);
  EXPECT_FALSE(answer(3, 0, 1).right);
  EXPECT_TRUE(answer(3, 1, 1).right);
  expect_aim(4, 0);
  for (const int other : {0, 1, 3, 4}) EXPECT_FALSE(reach(4, 0, {double(other)}).right);
  EXPECT_TRUE(answer(4, 1, 1).right);
}

TEST_F(FogLesson, TheSceneIsFoggyUntilItIsLifted) {
  const Page& page = at(2);
  const Values thick{5, 0}, lifted{5, 1};
  EXPECT_TRUE(page.scene({thick, false, lab}).fog.has_value());
  EXPECT_FALSE(page.scene({lifted, false, lab}).fog.has_value());
}

}  // namespace
}  // namespace thalweg::lessons::test

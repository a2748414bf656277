// SPDX-License-Identifier: MIT
#include <cmath>

#include "plane.h"

namespace thalweg::lessons::test {
namespace {

struct CurvatureLesson : Plane {
  CurvatureLesson() : Plane("curvature") {}
};

/// In the bowl's own axes its slopes are u and k v: steps until the error stays below a millionth of the
/// first.
int steps_by_hand(long double k, long double rate, long double momentum) {
  const long double turn = std::acos(-1.0L) / 6, x = -3.4L, y = -0.4L;
  long double u = std::cos(turn) * x + std::sin(turn) * y, v = std::cos(turn) * y - std::sin(turn) * x;
  long double bu = 0, bv = 0;
  const auto error = [&] { return (u * u + k * v * v) / 2; };
  const long double target = 1e-6L * error();
  int last = 0;
  for (int n = 1; n <= 400; n++) {
    bu = momentum * bu + u, bv = momentum * bv + k * v;
    u -= rate * bu, v -= rate * bv;
    if (error() > target) last = n;
  }
  return last + 1;
}
int plain_by_hand(long double k) { return steps_by_hand(k, 2 / (1 + k), 0); }
/// Polyak's optimal rate and momentum.
int rolling_by_hand(long double k) {
  const long double root = std::sqrt(k), share = (root - 1) / (root + 1);
  return steps_by_hand(k, 4 / ((1 + root) * (1 + root)), share * share);
}

TEST_F(CurvatureLesson, StepsByHand) {
  expect_fact("plain_wider", plain_by_hand(fact("wider")));
  expect_fact("plain_widest", plain_by_hand(fact("widest")));
  expect_fact("rolling_wider", rolling_by_hand(fact("wider")));
  expect_fact("rolling_widest", rolling_by_hand(fact("widest")));
  expect_fact("long_plain", plain_by_hand(fact("long")));
  expect_fact("newton", 1);
}

TEST_F(CurvatureLesson, LimitAndBorder) {
  expect_fact("limit", 2 / fact("stretch"));
  // 3 y^2 - 2 changes its sign.
  expect_fact("border", std::sqrt(2.0 / 3));
}

TEST_F(CurvatureLesson, NewtonsMethodByHandEndsAtTheSaddle) {
  // x goes to 0 at once; y - (y^3 - 2 y)/(3 y^2 - 2) = 2 y^3/(3 y^2 - 2).
  long double y = fact("start_y");
  for (int n = 0; n < 30; n++) y = 2 * y * y * y / (3 * y * y - 2);
  expect_fact("saddle_error", double(-y * y + y * y * y * y / 4));
  // Plain descent from there goes to y = sqrt(2).
  expect_fact("lowest", -2 + 4 / 4.0);
}

TEST_F(CurvatureLesson, Feedback) {
  expect_aim(0, 0);
  EXPECT_TRUE(reach(0, 0, {20, 30}).text.find("less") != std::string::npos);
  expect_aim(1, 0);
  const Feedback above = reach(1, 0, {30, 0.201}), below = reach(1, 0, {30, 0.15});
  EXPECT_FALSE(above.right);
  EXPECT_TRUE(above.text.find("grows") != std::string::npos);
  EXPECT_FALSE(below.right);
  EXPECT_EQ(below.score, 75);
  EXPECT_TRUE(answer(2, 0, 0).right);
  EXPECT_FALSE(answer(2, 0, 2).right);
  expect_aim(3, 0);
  EXPECT_FALSE(reach(3, 0, {0.08, 0.1}).right);
  expect_aim(4, 0);
  EXPECT_TRUE(reach(4, 0, {1.5, 0.75, 1}).text.find("Luck") != std::string::npos);
  EXPECT_FALSE(reach(4, 0, {1.5, 1.3, 0}).right);
  EXPECT_TRUE(answer(5, 1, 0.2).right);
  EXPECT_FALSE(answer(5, 1, 0.5).right);
}

}  // namespace
}  // namespace thalweg::lessons::test

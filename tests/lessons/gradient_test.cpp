// SPDX-License-Identifier: MIT
#include <cmath>

#include "plane.h"

namespace thalweg::lessons::test {
namespace {

struct GradientLesson : Plane {
  GradientLesson() : Plane("gradient") {}
};

constexpr long double kDegrees = 57.295779513082320876798L;

// The bowl x^2/2 + y^2 has the slopes x and 2 y.
TEST_F(GradientLesson, SlopesAndOneStepByHand) {
  const double x = fact("x"), y = fact("y"), rate = fact("rate");
  expect_fact("slope_x", x);
  expect_fact("slope_y", 2 * y);
  expect_fact("length", std::hypot(x, 2 * y));
  double u = x, v = y;
  expect_fact("error_before", u * u / 2 + v * v);
  u -= rate * u, v -= rate * 2 * v;
  expect_fact("new_x", u);
  expect_fact("new_y", v);
  expect_fact("error_after", u * u / 2 + v * v);
  u -= rate * u, v -= rate * 2 * v;
  expect_fact("second_x", u);
  expect_fact("second_y", v);
}

TEST_F(GradientLesson, NoDirectionIsSteeperThanMinusTheGradient) {
  const long double x = fact("x"), y = fact("y");
  expect_fact("down", double(360 + std::atan2(-2 * y, -x) * kDegrees));
  // A step h lowers the error most where h (x cos t + 2 y sin t) + h^2 (cos^2 t / 2 + sin^2 t) is smallest.
  const long double h = 1e-3L;
  long double best = 0, lowest = 0;
  for (int k = 0; k < 36000; k++) {
    const long double t = k / 100.0L / kDegrees, c = std::cos(t), s = std::sin(t);
    const long double change = h * (x * c + 2 * y * s) + h * h * (c * c / 2 + s * s);
    if (change < lowest) lowest = change, best = k / 100.0L;
  }
  expect_fact("best", double(best));
}

TEST_F(GradientLesson, TheLargestAngleOfAStretchedBowl) {
  // tan(angle) = (k - 1) u / (1 + k u^2) at the slope u of the point in the bowl's own axes: largest at
  // u = 1 / sqrt(k).
  const double k = fact("stretch");
  expect_fact("worst", std::atan((k - 1) / (2 * std::sqrt(k))) * double(kDegrees));
}

TEST_F(GradientLesson, Feedback) {
  expect_aim(0, 0);
  EXPECT_FALSE(reach(0, 0, {-2, 2}).right);  // one of both slopes
  EXPECT_TRUE(reach(0, 0, {-2, 2}).text.find("along x fits") != std::string::npos);
  EXPECT_TRUE(answer(1, 0, 0).right);
  EXPECT_FALSE(answer(1, 0, 1).right);
  expect_aim(2, 0);
  EXPECT_TRUE(reach(2, 0, {53, 0.2}).text.find("turn round") != std::string::npos);
  EXPECT_TRUE(answer(3, 0, 0.5).right);
  EXPECT_FALSE(answer(3, 0, 0.75).right);
  expect_aim(4, 0);
  EXPECT_FALSE(reach(4, 0, {0.2, 0.1, 10}).right);  // too near
  EXPECT_FALSE(reach(4, 0, {2, 1, 1}).right);       // round
  const double root = std::sqrt(3.0);               // the short axis, 120 degrees
  EXPECT_TRUE(reach(4, 0, {-1, root, 10}).right);
}

}  // namespace
}  // namespace thalweg::lessons::test

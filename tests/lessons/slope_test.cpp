// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "book_checks.h"

namespace thalweg::lessons {
namespace {

// f'(w) = w^3/2 - 2 w + 0.4 of the lesson's hills w^4/8 - w^2 + 0.4 w + 2.5.
long double hills_slope(long double w) { return w * w * w / 2 - 2 * w + 0.4L; }

long double root_between(long double a, long double b) {
  for (int k = 0; k < 100; k++) {
    const long double middle = (a + b) / 2;
    ((hills_slope(a) < 0) == (hills_slope(middle) < 0) ? a : b) = middle;
  }
  return a;
}

TEST(Slope, StatesTheRootsOfTheDerivative) {
  const Lesson& lesson = find_lesson("slope");
  constexpr double kHalfADigit = 0.005;
  EXPECT_NEAR(number_in(lesson, "flat_left"), double(root_between(-3, -1.5L)), kHalfADigit);
  EXPECT_NEAR(number_in(lesson, "flat_right"), double(root_between(1.5L, 3)), kHalfADigit);
  EXPECT_NEAR(number_in(lesson, "example_slope"), double(hills_slope(number_in(lesson, "example_w"))), 0.05);
}

TEST(Slope, JudgesWhereItIsFlat) {
  const Page& page = find_lesson("slope").pages[0];
  const auto right = [&](double w) {
    const Values values{w};
    return judge(page.tasks[0], 0, {values, false, lab()}).right;
  };
  for (const long double flat : {root_between(-3, -1.5L), root_between(-1, 1), root_between(1.5L, 3)})
    EXPECT_TRUE(right(double(flat)));
  for (const double steep : {-2.8, -1.0, 1.0, 2.8}) EXPECT_FALSE(right(steep)) << steep;
}

TEST(Slope, TellsBottomsFromTops) {
  const Page& page = find_lesson("slope").pages[3];
  const auto kind = [&](double w, double curve) {
    const Values values{w, curve};
    return page.figure({values, false, lab()}).readout[1].value;
  };
  EXPECT_TRUE(kind(double(root_between(1.5L, 3)), 0).starts_with("a bottom"));
  EXPECT_TRUE(kind(double(root_between(-1, 1)), 0).starts_with("a top"));
  for (const double w : {-0.6, 0.0, 0.6}) EXPECT_TRUE(kind(w, 1).starts_with("a flat stretch")) << w;
  EXPECT_TRUE(kind(2, 1).starts_with("a slope"));
}

}  // namespace
}  // namespace thalweg::lessons

// SPDX-License-Identifier: MIT
#include "lessons/lesson.h"

#include <gtest/gtest.h>

#include <cmath>

#include "book_checks.h"
#include "core/error.h"
#include "lessons/lab.h"

namespace thalweg::lessons {
namespace {

TEST(Stated, ReadsNumbersAsTheyArePrinted) {
  const struct {
    const char* text;
    double value, tolerance;
  } cases[] = {{"1.16", 1.16, 0.005},      {"−16", -16, 0.5},           {"5", 5, 0.5},
               {"2.2×10⁵", 2.2e5, 0.05e5}, {"2.0×10⁻³", 2e-3, 0.05e-3}, {"10⁻⁸", 1e-8, 0.5e-8},
               {"0.40", 0.4, 0.005},       {"29.3 %", 29.3, 0.05}};
  for (const auto& c : cases) {
    const Stated stated = read_stated(c.text);
    EXPECT_DOUBLE_EQ(stated.value, c.value) << c.text;
    EXPECT_NEAR(stated.tolerance, c.tolerance, 1e-8 * c.tolerance) << c.text;
  }
  for (const char* bad : {"", "two", "1.2.3", "3 m", "×10²"}) EXPECT_THROW(read_stated(bad), Error) << bad;
}

Lesson with_fact(const std::string& stated, double found) {
  return {.name = "small",
          .title = "Small",
          .place = 1,
          .goal = "You can add.",
          .facts = {{"n", stated, [found](Lab&) { return found; }}, {"given", "0.1"}},
          .remember = {}};
}

TEST(Facts, AreWrongByMoreThanHalfADigit) {
  const auto ok = [](const std::string& stated, double found) {
    const Lesson lesson = with_fact(stated, found);
    const std::vector<FactCheck> checks = check_facts(lesson, lab());
    EXPECT_EQ(checks.size(), 1u);  // what is given is not found again
    return checks.at(0).ok;
  };
  EXPECT_TRUE(ok("1.16", 1.16));
  EXPECT_TRUE(ok("1.16", 1.1649));
  EXPECT_TRUE(ok("1.16", 1.165));
  EXPECT_FALSE(ok("1.16", 1.1651));
  EXPECT_FALSE(ok("1.16", 1.154));
  EXPECT_FALSE(ok("−16", 16));
  for (const double bad : {std::nan(""), double(INFINITY), -double(INFINITY)}) EXPECT_FALSE(ok("1.16", bad));
}

TEST(Facts, StandInTexts) {
  const Lesson lesson = with_fact("−16", -16);
  EXPECT_EQ(with_facts(lesson, "slope {n}, rate `{given}`"), "slope −16, rate `0.1`");
  EXPECT_EQ(with_facts(lesson, ""), "");
  EXPECT_EQ(number_in(lesson, "n"), -16);
  EXPECT_THROW(with_facts(lesson, "{m}"), Error);
  EXPECT_THROW(with_facts(lesson, "{n"), Error);
  EXPECT_THROW(number_in(lesson, "m"), Error);
}

TEST(Judge, SaysRightAndWrongAndWhy) {
  const Values values{0.5};
  const Moment moment{values, false, lab()};
  const Task one_why{"q", Choices{{"a", "b"}, 1, {"because"}}};
  EXPECT_FALSE(judge(one_why, 0, moment).right);
  EXPECT_TRUE(judge(one_why, 1, moment).right);
  EXPECT_EQ(judge(one_why, 0, moment).text, "because");
  const Task each{"q", Choices{{"a", "b"}, 0, {"yes", "no"}}};
  EXPECT_EQ(judge(each, 0, moment).text, "yes");
  EXPECT_EQ(judge(each, 1, moment).text, "no");

  const Task number{"q", NumberSought{-16, 0.5, "because"}};
  for (const double right : {-16.0, -15.5, -16.5}) EXPECT_TRUE(judge(number, right, moment).right) << right;
  for (const double wrong : {16.0, -15.4, -17.0, std::nan("")})
    EXPECT_FALSE(judge(number, wrong, moment).right) << wrong;

  const Task aim{"q", Aim{"Check", [](const Moment& m) { return Feedback{m[0] > 0.4, "so"}; }, {0.5}}};
  EXPECT_TRUE(judge(aim, 99, moment).right);
}

TEST(RightAnswer, IsInWords) {
  Page page{.title = "p",
            .controls = {slider("w", "Weight", 1, {-3, 3}, "m"), choice("c", "Curve", {"hills", "step"}, "m"),
                         slider("h", "Nudge", 1, {0, 1}, "m")}};
  EXPECT_EQ(right_answer(page, {"q", Choices{{"a", "b"}, 1, {""}}}), "b");
  EXPECT_EQ(right_answer(page, {"q", NumberSought{-16, 1, ""}}), "−16");
  EXPECT_EQ(right_answer(page, {"q", Aim{"Check", nullptr, {-2, 1, 1}}}), "Weight −2, Curve step");
}

TEST(Follow, TakesTheStepsOfGradientDescent) {
  // w' = w - 0.25 * 2 (w - 5) = 5 - 4 * 0.5^n, exactly representable in double.
  const std::vector<Stand> walk = follow(one_particle_on_formula("(w-5)^2", {1}, 0.25, 10), lab());
  ASSERT_EQ(walk.size(), 11u);
  for (std::size_t n = 0; n < walk.size(); n++) {
    const double w = 5 - 4 * std::pow(0.5, double(n));
    EXPECT_EQ(walk[n].at.x, w);
    EXPECT_EQ(walk[n].loss, (w - 5) * (w - 5));
    EXPECT_EQ(walk[n].gradient[0], 2 * (w - 5));
  }
  EXPECT_EQ(steps_until(walk, 5, 1.1), 2);  // 4 is nearer than that, 3 is not
  EXPECT_EQ(steps_until(walk, 5, 1e-9), -1);
  EXPECT_EQ(steps_until(walk, 5, 9), 0);
}

}  // namespace
}  // namespace thalweg::lessons

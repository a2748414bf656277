// SPDX-License-Identifier: MIT
// What the tests of lessons on two weights share: answering tasks, and facts against numbers found otherwise.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>

#include "cpu/cpu_backend.h"
#include "lessons/lesson.h"

namespace thalweg::lessons::test {

class Plane : public ::testing::Test {
 protected:
  explicit Plane(const char* name) : lesson(find_lesson(name)) {}

  const std::string& printed(const std::string& fact) const {
    for (const Fact& f : lesson.facts)
      if (f.name == fact) return f.stated;
    throw std::runtime_error("no fact " + fact);
  }
  /// The printed number is the one that was found here, to half a unit of its last digit and `slack`, and
  /// the one that the lesson itself finds again.
  void expect_fact(const std::string& fact, double found, double slack = 0) {
    const Stated stated = read_stated(printed(fact));
    EXPECT_TRUE(std::abs(found - stated.value) <= stated.tolerance + slack)
        << fact << " is printed as " << printed(fact) << ", found " << found;
    for (const Fact& f : lesson.facts)
      if (f.name == fact && f.recompute) {
        const double again = f.recompute(lab);
        EXPECT_TRUE(std::abs(again - stated.value) <= stated.tolerance)
            << fact << " is printed as " << printed(fact) << ", the lesson finds " << again;
      }
  }
  double fact(const std::string& name) const { return number_in(lesson, name); }

  Feedback answer(int page, int task, double number) {
    const Values values = initial_values(at(page));
    return judge(at(page).tasks[std::size_t(task)], number, {values, false, lab});
  }
  Feedback reach(int page, int task, const Values& values) {
    return judge(at(page).tasks[std::size_t(task)], 0, {values, false, lab});
  }
  /// The named solution passes, the initial values do not, and both are told why.
  void expect_aim(int page, int task) {
    const Aim& aim = std::get<Aim>(at(page).tasks[std::size_t(task)].answer);
    const Feedback right = reach(page, task, aim.solution),
                   wrong = reach(page, task, initial_values(at(page)));
    EXPECT_TRUE(right.right) << page << " " << right.text;
    EXPECT_FALSE(wrong.right) << page << " " << wrong.text;
    EXPECT_GT(right.text.size(), 20u);
    EXPECT_GT(wrong.text.size(), 20u);
  }
  const Page& at(int page) const { return lesson.pages[std::size_t(page)]; }

  const Lesson& lesson;
  std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
};

}  // namespace thalweg::lessons::test

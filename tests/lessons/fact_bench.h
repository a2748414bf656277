// SPDX-License-Identifier: MIT
// What tests of single lessons share: facts against numbers that were found in another way, and answers.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "cpu/cpu_backend.h"
#include "lessons/lesson.h"

namespace thalweg::lessons {

class FactBench {
 public:
  explicit FactBench(const char* name) : lesson_(find_lesson(name)) {}

  /// The fact as stated agrees with `independent` as far as it is printed, and what the lesson recomputes
  /// with all of it: within `tolerance`.
  void expect(const std::string& name, double independent, double tolerance) {
    checked_.insert(name);
    for (const Fact& fact : lesson_.facts) {
      if (fact.name != name) continue;
      const Stated stated = read_stated(fact.stated);
      EXPECT_TRUE(std::abs(stated.value - independent) <= stated.tolerance + tolerance)
          << name << ": " << fact.stated << " is stated, " << independent << " found independently";
      if (!fact.recompute) return;
      const double found = fact.recompute(lab_);
      EXPECT_TRUE(std::abs(found - independent) <= tolerance)
          << name << ": the lesson finds " << found << ", independently it is " << independent;
      return;
    }
    ADD_FAILURE() << "there is no fact " << name;
  }

  /// Every fact that can be recomputed has been expected.
  void expect_all_checked() const {
    for (const Fact& fact : lesson_.facts)
      if (fact.recompute) {
        EXPECT_TRUE(checked_.contains(fact.name)) << fact.name << " has no independent check";
      }
  }

  /// The feedback to an answer, or to values of the controls for an aim.
  Feedback answered(std::size_t page, std::size_t task, double answer, Values values = {}) {
    if (values.empty()) values = initial_values(lesson_.pages[page]);
    return judge(lesson_.pages[page].tasks[task], answer, {values, false, lab_});
  }

  /// Each option of each question: the right one is praised, the others are not, and all are explained.
  void expect_questions_explained() {
    for (std::size_t p = 0; p < lesson_.pages.size(); p++)
      for (std::size_t t = 0; t < lesson_.pages[p].tasks.size(); t++) {
        const auto* choices = std::get_if<Choices>(&lesson_.pages[p].tasks[t].answer);
        if (!choices) continue;
        for (int k = 0; k < int(choices->options.size()); k++) {
          const Feedback feedback = answered(p, t, k);
          EXPECT_EQ(feedback.right, k == choices->right) << lesson_.pages[p].title << ", option " << k;
          EXPECT_GT(feedback.text.size(), 10u) << lesson_.pages[p].title << ", option " << k;
        }
      }
  }

 private:
  const Lesson& lesson_;
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Lab lab_{*backend_};
  std::set<std::string> checked_;
};

}  // namespace thalweg::lessons

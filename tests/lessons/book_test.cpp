// SPDX-License-Identifier: MIT
// All lessons: what they state is true, what they ask can be answered, and what they draw can be seen.
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "book_checks.h"
#include "core/error.h"
#include "figures/figure_svg.h"

namespace thalweg::lessons {
namespace {

constexpr int kSeeds = 20;

class Book : public testing::TestWithParam<std::string> {
 protected:
  const Lesson& lesson() const { return find_lesson(GetParam()); }
  void expect_none(const std::string& where, const Findings& findings) {
    for (const std::string& finding : findings)
      ADD_FAILURE() << GetParam() << ", " << where << ": " << finding;
  }
  void expect_texts(const std::string& where, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) expect_none(where, text_findings(lesson(), text, false));
  }
};

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Lesson& lesson : lessons()) all.push_back(lesson.name);
  return all;
}

TEST(Lessons, AreThereInTheirOrder) {
  const std::vector<std::string> expected{
      "slope",      "roll_the_ball", "tune_the_rate",    "error_curve",   "predict",
      "gradient",   "fog",           "local_and_global", "three_weights", "stochastic",
      "chain_rule", "curvature",     "differentiation"};
  EXPECT_EQ(names(), expected);
}

TEST(Lessons, HaveEnoughFlashcards) {
  constexpr std::size_t kEnough = 10;
  std::size_t cards = 0;
  for (const Lesson& lesson : lessons()) cards += lesson.cards.size();
  EXPECT_GE(cards, kEnough);
}

TEST(Lessons, HaveNamesAndPlacesOfTheirOwn) {
  std::set<std::string> known;
  std::set<int> places;
  for (const Lesson& lesson : lessons()) {
    EXPECT_TRUE(known.insert(lesson.name).second) << lesson.name;
    EXPECT_TRUE(places.insert(lesson.place).second) << lesson.name;
    for (const char c : lesson.name) EXPECT_TRUE(std::islower(c) || c == '_') << lesson.name;
  }
}

TEST(Lessons, NameTheNearestForAnUnknownOne) {
  try {
    find_lesson("slpoe");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean 'slope'"), std::string::npos) << error.what();
  }
}

TEST_P(Book, StatesWhatIsFoundAgain) {
  for (const FactCheck& check : check_facts(lesson(), lab()))
    EXPECT_TRUE(check.ok) << GetParam() << ": " << check.fact->name << " is stated as " << check.fact->stated
                          << " and found as " << check.found;
}

TEST_P(Book, FactsHaveNamesOfTheirOwnAndStateNumbers) {
  std::set<std::string> known;
  for (const Fact& fact : lesson().facts) {
    EXPECT_TRUE(known.insert(fact.name).second) << fact.name;
    EXPECT_NO_THROW(number_in(lesson(), fact.name)) << fact.name << ": " << fact.stated;
  }
}

TEST_P(Book, HasAllParts) {
  const Lesson& l = lesson();
  expect_texts("title and goal", {l.title, l.goal});
  EXPECT_TRUE(l.goal.starts_with("You can ")) << l.goal;
  EXPECT_GE(l.pages.size(), 2u);
  EXPECT_GE(l.remember.size(), 3u);
  EXPECT_LE(l.remember.size(), 5u);
  EXPECT_GE(l.cards.size(), 2u);
  EXPECT_GE(l.in_class.size(), 2u);
  expect_texts("remember", l.remember);
  expect_texts("in class", l.in_class);
  std::set<std::string> words, questions;
  for (const Term& term : l.terms) {
    expect_texts("term", {term.word, term.meaning});
    EXPECT_TRUE(words.insert(term.word).second) << term.word;
  }
  for (const Card& card : l.cards) {
    expect_texts("card", {card.question, card.answer});
    EXPECT_TRUE(questions.insert(card.question).second) << card.question;  // progress goes by it
  }
}

TEST_P(Book, EndsWithQuestions) {
  const Page& last = lesson().pages.back();
  EXPECT_EQ(last.title, "Check yourself");
  EXPECT_GE(last.tasks.size(), 2u);
  EXPECT_LE(last.tasks.size(), 4u);
}

TEST_P(Book, PagesTasksAndFiguresAreInOrder) {
  std::set<std::string> titles;
  for (const Page& page : lesson().pages) {
    expect_none(page.title, page_findings(lesson(), page, false));
    EXPECT_TRUE(titles.insert(page.title).second) << "two pages are called " << page.title;
  }
}

std::string pictured(const Page& page) {
  if (!page.figure) return {};
  const Values values = initial_values(page);
  return to_svg(page.figure({values, false, lab()}), ThemeName::kDark) +
         to_svg(page.figure({values, true, lab()}), ThemeName::kDark);
}

// What tells one question from another.
std::string content(const Page& page) {
  std::string all = page.title;
  for (const std::string& text : page.text) all += "\n" + text;
  for (const Task& task : page.tasks) all += "\n" + task.prompt + "\n" + right_answer(page, task);
  for (const double value : initial_values(page)) all += "\n" + std::to_string(value);
  return all + pictured(page);
}

TEST_P(Book, SeriesAreEndlessAndReproducible) {
  for (const Page& page : lesson().pages) {
    if (!page.series) continue;
    ASSERT_FALSE(page.series->levels.empty()) << page.title;
    for (const std::string& level : page.series->levels) expect_texts("level", {level});
    for (int level = 0; level < int(page.series->levels.size()); level++) {
      std::set<std::string> different;
      for (u64 seed = 1; seed <= kSeeds; seed++) {
        const std::string where =
            page.title + ", level " + std::to_string(level + 1) + ", seed " + std::to_string(seed);
        const Page question = page.series->make(seed, level, lab());
        EXPECT_FALSE(question.tasks.empty()) << where;
        EXPECT_FALSE(question.series) << where;
        expect_none(where, page_findings(lesson(), question, true));
        const std::string first = content(question);
        EXPECT_EQ(first, content(page.series->make(seed, level, lab()))) << where;
        different.insert(first);
      }
      EXPECT_EQ(different.size(), std::size_t(kSeeds)) << page.title << ": questions come twice";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Book, testing::ValuesIn(names()),
                         [](const testing::TestParamInfo<std::string>& lesson) { return lesson.param; });

}  // namespace
}  // namespace thalweg::lessons

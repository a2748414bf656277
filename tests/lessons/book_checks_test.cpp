// SPDX-License-Identifier: MIT
// The checks of lessons find what they are for.
#include "book_checks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/lab.h"

namespace thalweg::lessons {
namespace {

Lesson small_lesson() {
  return {.name = "small",
          .title = "Small",
          .place = 1,
          .goal = "You can add.",
          .facts = {{"two", "2"}},
          .remember = {}};
}

TEST(TextFindings, DigitsStandInFactsAndCodeOnly) {
  const Lesson lesson = small_lesson();
  for (const char* good : {"no number", "the number {two}", "`w = 2` is code", "*{two}* of `3`"})
    EXPECT_EQ(text_findings(lesson, good, false), Findings()) << good;
  for (const char* bad : {"", " ", "a 2", "*2*", "`2` and 2", "{three}", "{two", "`w = 2", "2 {two}"})
    EXPECT_FALSE(text_findings(lesson, bad, false).empty()) << bad;
  EXPECT_EQ(text_findings(lesson, "a computed 2", true), Findings());
}

Figure good_figure() {
  Figure figure{.title = "good", .readout = {{"w", "1"}}};
  add_words(figure, {100, 100}, "here");
  add_line(figure, {{0, 0}, {960, 600}});
  return figure;
}

TEST(FigureFindings, FindWhatCannotBeSeen) {
  const Page page{.title = "p", .controls = {slider("w", "Weight", 0, {-1, 1}, "m")}};
  EXPECT_EQ(figure_findings(good_figure(), page), Findings());
  const std::function<void(Figure&)> mistakes[] = {
      [](Figure& f) { f.title.clear(); },
      [](Figure& f) { f.readout.clear(); },
      [](Figure& f) { f.readout[0].value.clear(); },
      [](Figure& f) {
        add_line(f, {{0, 0}, {970, 0}});
      },
      [](Figure& f) {
        add_line(f, {{0, 0}, {std::nan(""), 0}});
      },
      [](Figure& f) {
        add_line(f, {{0, 0}});
      },
      [](Figure& f) {
        add_words(f, {930, 300}, "sticks out");
      },
      [](Figure& f) {
        add_words(f, {110, 102}, "overlaps");
      },
      [](Figure& f) {
        f.marks.emplace_back(Text{.at = {300, 300}, .text = " "});
      },
      [](Figure& f) {
        f.marks.emplace_back(Dot{.at = {-20, 10}});
      },
      [](Figure& f) {
        f.marks.emplace_back(Dot{.at = {20, 10}, .radius = 0});
      },
      [](Figure& f) {
        f.marks.emplace_back(Area{.corners = {{0, 0}, {1, 1}}});
      },
      [](Figure& f) {
        f.marks.emplace_back(Cells{{0, 0}, {10, 10}, 2, 2, {0, 0, 0}});
      },
      [](Figure& f) {
        f.handles.push_back({.plot = {}, .at = {10, 10}, .x = 1});
      },
      [](Figure& f) {
        f.handles.push_back({.plot = {}, .at = {10, 10}});
      },
      [](Figure& f) {
        f.handles.push_back({.plot = {}, .at = {10, 700}, .x = 0});
      },
  };
  int n = 0;
  for (const auto& make : mistakes) {
    Figure figure = good_figure();
    make(figure);
    EXPECT_FALSE(figure_findings(figure, page).empty()) << "mistake " << n;
    n++;
  }
}

Page page_with(Task task) {
  return {.title = "p",
          .text = {"t"},
          .controls = {slider("w", "Weight", 0, {-1, 1}, "m")},
          .tasks = {std::move(task)}};
}

Aim aim(double solution, double from) {
  return {"Check", [from](const Moment& m) { return Feedback{m[0] >= from, "so"}; }, {solution}};
}

TEST(PageFindings, TasksCanBeAnsweredRightlyAndWrongly) {
  const Lesson lesson = small_lesson();
  const Task good[] = {{"q", Choices{{"a", "b"}, 1, {"because"}}},
                       {"q", Choices{{"a", "b"}, 0, {"yes", "no"}}},
                       {"q", NumberSought{2, 0.1, "because"}},
                       {"q", aim(0.5, 0.5)}};
  for (const Task& task : good) EXPECT_EQ(page_findings(lesson, page_with(task), false), Findings());
  const Task bad[] = {{"", Choices{{"a", "b"}, 1, {"because"}}},
                      {"is it 3?", Choices{{"a", "b"}, 1, {"because"}}},
                      {"q", Choices{{"a", "b"}, 1, {"because of 3"}}},
                      {"q", Choices{{"a"}, 0, {"because"}}},
                      {"q", Choices{{"a", "b"}, 2, {"because"}}},
                      {"q", Choices{{"a", "a"}, 1, {"because"}}},
                      {"q", Choices{{"a", "b", "c"}, 1, {"because", "why"}}},
                      {"q", Choices{{"a", "b"}, 1, {}}},
                      {"q", NumberSought{2, 0, "because"}},
                      {"q", NumberSought{2, 0.1, ""}},
                      {"q", aim(0.4, 0.5)},   // the solution does not pass
                      {"q", aim(0.4, -0.5)},  // nothing has to be done
                      {"q", aim(2, 0.5)},     // out of range
                      {"q", Aim{"Check", aim(1, 1).judge, {}}}};
  int n = 0;
  for (const Task& task : bad) {
    EXPECT_FALSE(page_findings(lesson, page_with(task), false).empty()) << "task " << n;
    n++;
  }
}

TEST(PageFindings, FiguresAreDrawnAtBothEndsOfEveryControl) {
  Page page{.title = "p",
            .text = {"t"},
            .controls = {slider("a", "A", 0, {-1, 1}, "m"), slider("b", "B", 0, {-2, 3}, "m"),
                         slider("c", "C", 0, {0, 1}, "m")}};
  std::vector<Values> seen;
  page.figure = [&seen](const Moment& m) {
    seen.push_back(m.values);
    return good_figure();
  };
  EXPECT_EQ(page_findings(small_lesson(), page, false), Findings());
  for (const Values& values : {Values{0, 0, 0}, Values{1, 0, 0}, Values{0, -2, 0}, Values{-1, 3, 0},
                               Values{1, 3, 1}, Values{-1, -2, 0}})
    EXPECT_NE(std::find(seen.begin(), seen.end(), values), seen.end());
  page.figure = [](const Moment& m) {
    Figure figure = good_figure();
    if (m[1] == 3 && m.answered) figure.title.clear();
    return figure;
  };
  EXPECT_FALSE(page_findings(small_lesson(), page, false).empty());
}

}  // namespace
}  // namespace thalweg::lessons

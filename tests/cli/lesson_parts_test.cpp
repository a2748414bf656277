// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <memory>

#include "cli/lesson_cards.h"
#include "cli/lesson_figure.h"
#include "cli/reading.h"
#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "lessons/lab.h"

namespace thalweg::cli {
namespace {

using lessons::Lab;
using lessons::Lesson;
using lessons::Moment;
using lessons::Page;

Lab& lab() {
  static const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  static Lab shared{*backend};
  return shared;
}

Page small_page() {
  return {.title = "Small",
          .controls = {lessons::slider("w", "Weight", 1, {-3, 3}, "where it stands"),
                       lessons::choice("curve", "Curve", {"hills", "step"}, "what is shown"),
                       lessons::slider("n", "Steps", 4, {0, 10, Scale::integer}, "how many")}};
}

TEST(Reading, TakesMarksOffOrMakesThemBold) {
  const std::string text = "the *slope* of `w*w` is 2 * w";
  EXPECT_EQ(unmarked({.width = 80, .bold = false}, text), "the slope of w*w is 2 * w");
  EXPECT_EQ(unmarked({.width = 80, .bold = true}, text),
            "the \033[1mslope\033[0m of \033[1mw*w\033[0m is 2 * w");
}

TEST(Reading, WrapsBehindLabels) {
  const Reading reading{.width = 14, .bold = false};
  EXPECT_EQ(paragraph(reading, "one two three four", 4, " 1"), " 1  one two\n    three four\n");
  EXPECT_EQ(paragraph(reading, "−−− −−−−−− −", 2), "  −−− −−−−−− −\n");
}

TEST(Reading, ShowsValuesAndControls) {
  const lessons::Figure figure{.title = "A title", .readout = {{"η", "0.1"}, {"error", "a*b and c*d"}}};
  EXPECT_EQ(readout({}, figure), "  Figure  A title\n    η       0.1\n    error   a*b and c*d\n");
  EXPECT_EQ(controls({}, small_page(), {0.5, 1, 4}),
            "    w=0.5        Weight: where it stands (-3 .. 3)\n"
            "    curve=step   Curve: what is shown (hills | step)\n"
            "    n=4          Steps: how many (0 .. 10, whole)\n");
}

TEST(SetControl, TakesNumbersAndOptions) {
  const Page page = small_page();
  Values values = lessons::initial_values(page);
  for (const char* setting : {"w=-2.5", "curve=step", "n=10"}) set_control(page, values, setting);
  EXPECT_EQ(values, (Values{-2.5, 1, 10}));
  set_control(page, values, "w=\u22121");
  set_control(page, values, "curve=0");
  EXPECT_EQ(values, (Values{-1, 0, 10}));
}

TEST(SetControl, RefusesTheRestAndChangesNothing) {
  const Page page = small_page();
  for (const char* setting : {"", "w", "=", "w=", "w=x", "w=4", "w=nan", "w=inf", "W=1", "curve=stairs",
                              "curve=2", "curve=0.5", "n=1.5", "n=-1", "w==1"}) {
    Values values = lessons::initial_values(page);
    EXPECT_THROW(set_control(page, values, setting), InputError) << setting;
    EXPECT_EQ(values, lessons::initial_values(page)) << setting;
  }
  Values none;
  EXPECT_THROW(set_control({.title = "empty"}, none, "w=1"), InputError);
}

TEST(FigurePages, CountOnlyPagesWithFigures) {
  const auto draw = [](const Moment&) { return lessons::Figure{.title = "f"}; };
  const Lesson lesson{.name = "small",
                      .title = "Small",
                      .place = 1,
                      .goal = "",
                      .pages = {{.title = "words only"},
                                {.title = "first", .figure = draw},
                                {.title = "endless",
                                 .series = Page::Series{{"easy", "hard"},
                                                        [draw](u64 seed, int level, Lab&) {
                                                          return Page{
                                                              .title = std::to_string(10 * u64(level) + seed),
                                                              .figure = draw};
                                                        }}}},
                      .remember = {}};
  const std::vector<FigurePage> pages = figure_pages(lesson, {.seed = 7, .level = 1}, lab());
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].number, 1);
  EXPECT_EQ(pages[0].page, 2);
  EXPECT_EQ(pages[1].number, 2);
  EXPECT_EQ(pages[1].page, 3);
  EXPECT_EQ(pages[1].content.title, "17");
  EXPECT_THROW(figure_pages(lesson, {.seed = 7, .level = 2}, lab()), InputError);
}

TEST(CardsHtml, EscapesAndMarksUp) {
  const Lesson lesson{.name = "small", .title = "A & B", .place = 1, .goal = "", .remember = {}};
  const std::string html =
      cards_html({{&lesson, "", "1 < 2 & \"3\" > *two*?", "`a<b` </p><script>"}}, "T & T");
  for (const char* part :
       {"<title>T &amp; T</title>", "A &amp; B", "1 &lt; 2 &amp; &quot;3&quot; &gt; <em>two</em>?",
        "<code>a&lt;b</code> &lt;/p&gt;&lt;script&gt;"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::cli

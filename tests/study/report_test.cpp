// SPDX-License-Identifier: MIT
#include "study/report.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include "figures/figure_svg.h"
#include "made_results.h"
#include "study/charts.h"
#include "study/html.h"
#include "study/limits.h"
#include "study/number_text.h"
#include "study/standing.h"

namespace thalweg::study {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) n++;
  return n;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A number that nobody wants to see.
bool has_raw_infinity(const std::string& text) {
  return std::regex_search(text,
                           std::regex("[^A-Za-z_](-?nan|-?inf|infinity)[^A-Za-z_:]", std::regex::icase));
}

const StudyResults& results() {
  static const StudyResults made = made_results();
  return made;
}

TEST(NumberText, HasThreeDigits) {
  EXPECT_EQ(number_text(0.012345), "0.0123");
  EXPECT_EQ(number_text(12345), "12\u202f300");
  EXPECT_EQ(number_text(999.6), "1\u202f000");
  EXPECT_EQ(number_text(1234567), "1\u202f230\u202f000");
  EXPECT_EQ(number_text(4.5e-9), "4.5\u00d710\u207b\u2079");
  EXPECT_EQ(number_text(-2), "\u22122");
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(INFINITY), "\u221e");
  EXPECT_EQ(number_text(-INFINITY), "\u2212\u221e");
  EXPECT_EQ(number_text(std::nan("")), "\u2013");
}

TEST(NumberText, OfSharesAndIntervals) {
  EXPECT_EQ(percent_text(0), "0\u202f%");
  EXPECT_EQ(percent_text(1), "100\u202f%");
  EXPECT_EQ(percent_text(0.0001), "< 0.1\u202f%");
  EXPECT_EQ(percent_text(0.9999), "> 99.9\u202f%");
  EXPECT_EQ(percent_text(0.1234), "12.3\u202f%");
  EXPECT_EQ(interval_text(11, INFINITY), "> 11");
  EXPECT_EQ(interval_text(0, INFINITY), "unknown");
  EXPECT_EQ(interval_text(1.5, 2.25), "[1.5, 2.25]");
  EXPECT_EQ(p_text(1e-9), "< 0.001");
  EXPECT_EQ(shortened("\u00e4\u00f6\u00fcabc", 4), "\u00e4\u00f6\u00fc\u2026");
  EXPECT_EQ(shortened("abcd", 4), "abcd");
}

TEST(Standing, TwinsTieAndWhoIsToldIsNotRanked) {
  const std::vector<Standing> all = standings(results());
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].method, 1);
  EXPECT_EQ(all[0].rank, 1);
  EXPECT_EQ(all[1].method, 2);
  EXPECT_EQ(all[1].rank, 1);
  EXPECT_EQ(all[1].behind, 1);
  EXPECT_EQ(all[2].behind, 0);
  EXPECT_EQ(all[2].method, 0);
  EXPECT_EQ(all[2].rank, 3);
  EXPECT_EQ(all[3].method, 3);
  EXPECT_EQ(all[3].rank, 0);
  EXPECT_FALSE(ahead(results(), 1, 2));
  EXPECT_FALSE(ahead(results(), 2, 1));
  EXPECT_TRUE(ahead(results(), 1, 0));
  EXPECT_EQ(task_rank(results(), 0, 0), 3);
  EXPECT_EQ(task_rank(results(), 0, 1), 1);  // what is told the optimum is faster, and does not count
  EXPECT_TRUE(clearly_faster(results(), 0, 3, 1));
  EXPECT_TRUE(std::isnan(all[0].area.low));  // five tasks are too few
}

TEST(Standing, ComparisonsCanBeTurned) {
  const Comparison c = *comparison_of(results(), 0, 0, 1), d = *comparison_of(results(), 0, 1, 0);
  EXPECT_DOUBLE_EQ(c.ratio.value * d.ratio.value, 1);
  EXPECT_DOUBLE_EQ(c.ratio.low * d.ratio.high, 1);
  EXPECT_DOUBLE_EQ(c.a12 + d.a12, 1);
  EXPECT_NEAR(c.pairs.first + d.pairs.first + c.pairs.ties, 1, 1e-12);
  const Comparison never = *comparison_of(results(), 2, 1, 0);  // against one that never succeeds
  EXPECT_EQ(never.ratio.value, 0);
  EXPECT_GT(never.ratio.high, 0);
  EXPECT_FALSE(comparison_of(results(), 0, 1, 1));
}

TEST(Standing, AreaOfStepsOverTheLogarithm) {
  // A half from 10 on and everything from 1000 on, over 1 ... 10^4: (2 * 0.5 + 1 * 1) / 4.
  EXPECT_NEAR(log_area({{10, 1000}, {0.5, 1}}, 1, 1e4), 0.5, 1e-12);
  EXPECT_NEAR(log_area({{0.1, 1e5}, {0.25, 1}}, 1, 1e4), 0.25, 1e-12);
  EXPECT_EQ(log_area({}, 1, 1e4), 0);
}

TEST(Limits, AreMadeFromTheData) {
  std::string all;
  for (const Limit& limit : limits(results())) all += limit.about + ": " + limit.text + "\n";
  for (const char* part :
       {"5 tasks", "too few for a test", "150 runs", "Lowest value not published: On bbob21",
        "Told the optimum's value: polyak is", "sgd on ackley", "Unsolved tasks: On bbob21",
        "comparisons undecided", "15 settings", "a machine <made> of paper"})
    EXPECT_TRUE(has(all, part)) << part << "\n" << all;
  for (const char* part : {"Defaults only", "Single precision", "No noise", "no reason to change"})
    EXPECT_FALSE(has(all, part)) << part;
  StudyResults other = results();
  other.spec.tuning = 1;
  other.spec.precision = Precision::float32;
  other.spec.tasks[3].noise = {"none"};
  all.clear();
  for (const Limit& limit : limits(other)) all += limit.about + ": " + limit.text + "\n";
  for (const char* part : {"Defaults only", "Single precision", "No noise"})
    EXPECT_TRUE(has(all, part)) << part;
}

TEST(Limits, SayWhichBestRateIsAtAnEdge) {
  StudyResults r = results();
  EXPECT_TRUE(rates_at_edge(r).empty());
  r.pairs[0].rates.front().running_time = 1;
  ASSERT_EQ(rates_at_edge(r).size(), 1u);
  EXPECT_EQ(rates_at_edge(r)[0].method, 0);
  EXPECT_EQ(rates_at_edge(r)[0].task, 0);
  EXPECT_TRUE(rates_by_luck(r).empty());
  for (RateResult& rate : r.pairs[5].rates) rate.reached = std::min<i64>(rate.reached, 9);
  ASSERT_EQ(rates_by_luck(r).size(), 1u);
  EXPECT_EQ(rates_by_luck(r)[0].method, 1);
}

TEST(Charts, AreDrawnWithoutWhatIsNotFinite) {
  const std::vector<NamedFigure> all = study_figures(results());
  EXPECT_EQ(all.size(), 2u + 5u * 6u);
  for (const NamedFigure& f : all) {
    const std::string svg = figures::to_svg(f.figure, ThemeName::kLight);
    EXPECT_FALSE(has_raw_infinity(svg)) << f.name;
    EXPECT_EQ(first_bad_tag(svg), "") << f.name;
    EXPECT_FALSE(f.figure.title.empty());
    for (const char* label : {"sgd", "adam"}) EXPECT_TRUE(has(svg, label)) << f.name;
    for (const figures::Mark& mark : f.figure.marks)
      if (const auto* line = std::get_if<figures::Line>(&mark))
        for (const figures::Spot& s : line->points) {
          EXPECT_TRUE(s.x >= 0 && s.x <= f.figure.width) << f.name;
          EXPECT_TRUE(s.y >= 0 && s.y <= f.figure.height) << f.name;
        }
  }
}

TEST(Charts, ShowTheShareThatWasReached) {
  // A half at a cost of 10: the step line rises there to the middle.
  StudyResults r = results();
  r.overall[0] = {{10}, {0.5}};
  const figures::Figure figure = overall_chart(r);
  for (const figures::Mark& mark : figure.marks) {
    const auto* line = std::get_if<figures::Line>(&mark);
    if (!line || line->tip.rfind("sgd", 0) != 0) continue;
    ASSERT_EQ(line->points.size(), 4u);
    const double top = 32, bottom = 270;
    EXPECT_EQ(line->points[0].y, bottom);
    EXPECT_EQ(line->points[1].x, line->points[2].x);
    EXPECT_EQ(line->points[3].y, 0.5 * (top + bottom));
    EXPECT_TRUE(has(line->tip, percent_text(0.5)));
    return;
  }
  FAIL() << "no line of the method";
}

TEST(Report, IsOneFileThatParses) {
  const std::string html = report_html(results());
  EXPECT_EQ(first_bad_tag(html), "");
  EXPECT_FALSE(has(html, "http"));
  EXPECT_FALSE(has(html, "src="));
  EXPECT_FALSE(has(html, "@import"));
  EXPECT_FALSE(has(html, "url("));
  EXPECT_FALSE(has_raw_infinity(html));
  EXPECT_TRUE(has(html, "four methods &amp; &lt;five&gt; tasks"));
  EXPECT_FALSE(has(html, "<five>"));
  EXPECT_FALSE(has(html, "<made>"));
  EXPECT_TRUE(has(html, "&lt; 10\u207b\u00b9\u00b9 \u2026 4"));  // an excess of 0 up to one of 4
  EXPECT_EQ(count(html, "<svg"), 2u + 5u * 6u);
  for (const char* part : {"What cannot be concluded", "prefers-color-scheme: dark", "@media print",
                           "told f*", "lowest value reached here, not published", "aria-sort"})
    EXPECT_TRUE(has(html, part)) << part;
}

TEST(Report, StatesTheWholeSpec) {
  const std::string html = report_html(results());
  for (const char* part : {"&quot;tuning_starts&quot;", "&quot;held_out&quot;", "&quot;seed&quot;",
                           "Holm 1979", "Sobol", "101\u2013103", "Every method tries 15 settings"})
    EXPECT_TRUE(has(html, part)) << part;
}

TEST(Report, OfASmallStudyIsComplete) {
  StudyResults r = results();  // one method on one task, defaults, no rates
  r.spec.methods.resize(1);
  r.spec.tasks.resize(1);
  r.spec.tuning = 1;
  r.spec.rates = 0;
  r.pairs.resize(1);
  r.pairs[0].rates.clear();
  r.comparisons.clear();
  r.overall.resize(1);
  r.profiles.resize(1);
  r.uses_optimum.resize(1);
  r.f_best.resize(1);
  r.f_best_published.resize(1);
  r.final_target.resize(1);
  const std::string html = report_html(r);
  EXPECT_EQ(first_bad_tag(html), "");
  EXPECT_FALSE(has_raw_infinity(html));
  EXPECT_FALSE(has(html, "id=\"rates\""));
  EXPECT_TRUE(has(html, "One task"));
}

TEST(Summary, IsAtMostAHundredColumnsWide) {
  StudyResults r = results();
  r.spec.methods[0].label = std::string(200, 'x');
  for (const StudyResults& made : {results(), r}) {
    std::istringstream lines(summary_text(made));
    for (std::string line; std::getline(lines, line);)
      if (line.find("xxxxxxxx") == std::string::npos || line.find("\u2026") != std::string::npos) {
        EXPECT_LE(characters(line), 100u) << line;
      }
  }
  const std::string text = summary_text(results());
  EXPECT_FALSE(has_raw_infinity(text));
  EXPECT_TRUE(
      has(text, "\u201cadam, cosine\u201d and \u201cadam, cosine (twin)\u201d share the first place"));
  EXPECT_TRUE(has(text, "* is told the optimum's value"));
}

TEST(Report, CanBeLookedAt) {
  // THALWEG_REPORT_OUT=FILE keeps the made report, for a browser.
  if (const char* path = std::getenv("THALWEG_REPORT_OUT")) std::ofstream(path) << report_html(results());
}

}  // namespace
}  // namespace thalweg::study

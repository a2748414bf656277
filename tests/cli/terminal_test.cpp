// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <gtest/gtest.h>

#include <limits>

#include "cli/run_report.h"

namespace thalweg::cli {
namespace {

TEST(Wrapped, BreaksAtSpacesAndIndents) {
  EXPECT_EQ(wrapped("one two three", 12, 4), "one two\n    three");
  EXPECT_EQ(wrapped("one two", 11, 4), "one two");
  EXPECT_EQ(wrapped("incomprehensibilities x", 10, 2), "incomprehensibilities\n  x");
  EXPECT_EQ(wrapped("", 10, 2), "");
}

TEST(Wrapped, CountsCharacters) {
  EXPECT_EQ(columns("η = −2×10⁵"), 10u);
  EXPECT_EQ(columns("\033[1mbold\033[0m"), 4u);
  EXPECT_EQ(columns("\033"), 0u);
  EXPECT_EQ(wrapped("−−− −−−", 7, 0), "−−− −−−");
  EXPECT_EQ(wrapped("−−− −−−", 6, 0), "−−−\n−−−");
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1 000");
  EXPECT_EQ(grouped(1234567), "1 234 567");
  EXPECT_EQ(grouped(-123456), "-123 456");
  EXPECT_EQ(grouped(std::numeric_limits<long long>::max()), "9 223 372 036 854 775 807");
}

RunResult result_with(std::size_t minima) {
  RunResult r;
  r.plan = make_plan({.start = {StartKind::point, 1.0, 2.0}, .particles = 100});
  r.device = "cpu";
  r.outcomes[std::size_t(Outcome::converged)] = 100;
  for (std::size_t i = 0; i < minima; i++) r.minima.push_back({{double(i), -1e-17}, 0.5, i == 0, 1});
  return r;
}

TEST(RunReport, SaysWhatWasFoundAndWhereItComesFrom) {
  const std::string text = run_report(result_with(1), 1000);
  for (const char* part : {"himmelblau", "all from (1,2)", "lr 0.005", "0.5000000", "global", "1.00 %",
                           "converged", "float, fast maths", "seed 1"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("-0.0000"), std::string::npos) << text;
  EXPECT_EQ(text.find("stopped"), std::string::npos) << text;
  EXPECT_NE(run_report(result_with(1), 12).find("stopped at step 12 of 1 000"), std::string::npos);
}

TEST(RunReport, IsNoLongerThanAScreenOrTwo) {
  EXPECT_NE(run_report(result_with(0), 1000).find("no particle reached a minimum"), std::string::npos);
  const std::string many = run_report(result_with(99), 1000);
  EXPECT_NE(many.find("69 more minima"), std::string::npos) << many;
}

}  // namespace
}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
#include "lessons/text_runs.h"

#include <gtest/gtest.h>

namespace thalweg::lessons {
namespace {

using Runs = std::vector<TextRun>;

TEST(TextRuns, FindsStressAndCode) {
  EXPECT_EQ(text_runs("the *tangent* at `w = 2`."), (Runs{{"the ", Style::plain},
                                                          {"tangent", Style::stress},
                                                          {" at ", Style::plain},
                                                          {"w = 2", Style::code},
                                                          {".", Style::plain}}));
  EXPECT_EQ(text_runs("*a b* *c*"),
            (Runs{{"a b", Style::stress}, {" ", Style::plain}, {"c", Style::stress}}));
  EXPECT_EQ(text_runs(""), Runs());
}

TEST(TextRuns, StarsInCodeAreStars) {
  EXPECT_EQ(text_runs("`a*b*c`"), (Runs{{"a*b*c", Style::code}}));
  EXPECT_EQ(text_runs("*so `a*b`*"), (Runs{{"so `a*b`", Style::stress}}));
}

TEST(TextRuns, MarksAloneAreText) {
  for (const char* text : {"2 * 3 * 4", "a * b", "*", "`", "**", "a*", "it's ` alone", "2* 3"})
    EXPECT_EQ(text_runs(text), (Runs{{text, Style::plain}})) << text;
}

}  // namespace
}  // namespace thalweg::lessons

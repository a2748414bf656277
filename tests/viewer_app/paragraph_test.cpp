// SPDX-License-Identifier: MIT
#include "viewer/app/paragraph.h"

#include <gtest/gtest.h>

#include <string>

namespace thalweg::viewer {
namespace {

// Every byte is as wide as one.
Paragraph lay_out(const std::string& text, double width) {
  return lay_out_paragraph(text, width, [](const TextPiece& p) { return double(p.text.size()); });
}

std::string line_of(const Paragraph& paragraph, int line) {
  std::string text;
  double end = 0;
  for (const TextPiece& p : paragraph.pieces) {
    if (p.line != line) continue;
    if (!text.empty() && p.x > end) text += ' ';
    text += p.text;
    end = p.x + double(p.text.size());
  }
  return text;
}

TEST(Paragraph, LinesEndBeforeTheWidth) {
  const Paragraph p = lay_out("one two three four", 9);
  ASSERT_EQ(p.lines, 3);
  EXPECT_EQ(line_of(p, 0), "one two");
  EXPECT_EQ(line_of(p, 1), "three");
  EXPECT_EQ(line_of(p, 2), "four");
  EXPECT_EQ(lay_out("one two three four", 18).lines, 1);
  EXPECT_EQ(lay_out("one two three four", 17).lines, 2);
}

TEST(Paragraph, MarksChangeTheTypefaceAndAreNotShown) {
  const Paragraph p = lay_out("a *b* `c * d`.", 100);
  ASSERT_EQ(p.pieces.size(), 6u);
  EXPECT_FALSE(p.pieces[0].strong);
  EXPECT_TRUE(p.pieces[1].strong);
  EXPECT_EQ(p.pieces[1].text, "b");
  for (int k = 2; k < 5; k++) EXPECT_TRUE(p.pieces[std::size_t(k)].code);
  EXPECT_EQ(p.pieces[3].text, "*");  // a product, not a mark
  EXPECT_EQ(p.pieces[5].text, ".");
  EXPECT_FALSE(p.pieces[5].code || p.pieces[5].strong);
}

TEST(Paragraph, AWordInSeveralTypefacesIsNotBroken) {
  const Paragraph p = lay_out("so one*two*three", 5);
  EXPECT_EQ(p.lines, 2);
  EXPECT_EQ(line_of(p, 1), "onetwothree");
}

TEST(Paragraph, NothingIsOneEmptyLine) {
  EXPECT_EQ(lay_out("", 10).lines, 1);
  EXPECT_TRUE(lay_out("  ", 10).pieces.empty());
}

}  // namespace
}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "io/csv.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

TEST(Csv, WritesPlainNumbers) {
  EXPECT_EQ(to_csv({{"x", "y"}, {1, 0.1, -2.5e-300, 3}}), "x,y\n1,0.1\n-2.5e-300,3\n");
  EXPECT_EQ(to_csv({{"x"}, {}}), "x\n");
}

TEST(Csv, GivesBackTheSameBits) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  Table table{{"a", "b"}, {0.1, -0.0, inf, -inf, 5e-324, 1.7976931348623157e308}};
  std::uint64_t word = 88172645463325252u;  // xorshift, for a spread of exponents and digits
  for (int i = 0; i < 2000; i++) {
    word ^= word << 13, word ^= word >> 7, word ^= word << 17;
    const double value = std::bit_cast<double>(word);
    table.values.push_back(std::isfinite(value) ? value : 1);
  }
  const Table back = parse_csv(to_csv(table), "t");
  ASSERT_EQ(back.values.size(), table.values.size());
  for (std::size_t i = 0; i < back.values.size(); i++)
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back.values[i]), std::bit_cast<std::uint64_t>(table.values[i]));
  EXPECT_TRUE(std::isnan(parse_csv("x\nnan\n", "t").values.at(0)));
}

TEST(Csv, AcceptsWhatSpreadsheetsWrite) {
  const Table expected{{"x", "y"}, {1, 2, 3, 4}};
  EXPECT_EQ(parse_csv("\xEF\xBB\xBFx, y\r\n1 ,+2\r\n3,4\r\n\r\n", "t"), expected);
  EXPECT_EQ(parse_csv("x,y\n1,2\n3,4", "t"), expected);
  EXPECT_EQ(rows(expected), 2u);
  EXPECT_EQ(rows(parse_csv("x,y\n", "t")), 0u);
}

TEST(Csv, NamesFileAndLine) {
  const auto error = [](const char* text) { return error_of<InputError>([&] { parse_csv(text, "t.csv"); }); };
  EXPECT_EQ(error("x,y\n1,2\n3,4,5\n"), "t.csv, line 3: 3 fields, but the header has 2");
  EXPECT_EQ(error("x,y\n1\n"), "t.csv, line 2: 1 field, but the header has 2");
  EXPECT_EQ(error("x\nbanana\n"), "t.csv, line 2: 'banana' is not a number");
  EXPECT_EQ(error("x,y\n1,\n"), "t.csv, line 2: '' is not a number");
  EXPECT_EQ(error("x\n1\n\n2\n"), "t.csv, line 3: '' is not a number");
  EXPECT_EQ(error("x\n1e999\n"), "t.csv, line 2: '1e999' is not a number");
  EXPECT_EQ(error("x\n0x10\n"), "t.csv, line 2: '0x10' is not a number");
  EXPECT_NE(error("").find("no header"), std::string::npos);
  EXPECT_NE(error_of<InputError>([] {
              find_column({{"x", "z"}, {}}, "y", "t.csv");
            }).find("columns: x, z"),
            std::string::npos);
}

}  // namespace
}  // namespace thalweg

// SPDX-License-Identifier: MIT
#include "io/json.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

std::string parse_error(const std::string& text) {
  return error_of<InputError>([&] { parse_json(text, "f.json"); });
}

int significant_digits(const std::string& number) {
  std::string digits;
  for (const char c : number.substr(0, number.find('e')))
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
  return int(digits.find_last_not_of('0')) + 1;
}

TEST(Json, WritesFlatArraysOnOneLine) {
  const Json json{
      {"b", 1}, {"a", Json::array({0.1, 2.0})}, {"c", Json::array({{{"x", 1}}})}, {"d", Json::object()}};
  EXPECT_EQ(to_text(json),
            "{\n  \"b\": 1,\n  \"a\": [0.1, 2.0],\n  \"c\": [\n    {\n      \"x\": 1\n    }\n  ],\n  \"d\": "
            "{}\n}\n");
}

TEST(Json, NumbersComeBackAsTheyWere) {
  std::uint64_t word = 88172645463325252u;
  for (int i = 0; i < 5000; i++) {
    word ^= word << 13, word ^= word >> 7, word ^= word << 17;
    const double value = std::bit_cast<double>(word);
    if (!std::isfinite(value)) continue;
    EXPECT_EQ(parse_json(to_text(Json(value)), "t").get<double>(), value);
    const float single = std::bit_cast<float>(std::uint32_t(word));
    if (!std::isfinite(single)) continue;
    EXPECT_EQ(float(parse_json(to_text(Json(shortest(single))), "t").get<double>()), single);
    EXPECT_LE(significant_digits(to_text(Json(shortest(single)))), 9);
  }
  EXPECT_EQ(to_text(Json(0.1)), "0.1\n");
  EXPECT_EQ(to_text(Json(-0.0)), "-0.0\n");
  EXPECT_EQ(to_text(Json(100.0)), "100.0\n");
  EXPECT_EQ(to_text(Json(1e300)), "1e+300\n");
  EXPECT_EQ(to_text(Json(shortest(0.1f))), "0.1\n");
  EXPECT_EQ(to_text(Json(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615\n");
}

TEST(Json, WhatIsNotANumberIsNull) {
  EXPECT_EQ(to_text(Json(std::nan(""))), "null\n");
  EXPECT_EQ(to_text(Json(std::numeric_limits<double>::infinity())), "null\n");
  EXPECT_TRUE(std::isnan(shortest(std::nanf(""))));
}

TEST(Json, AsciiHasNoOtherBytes) {
  EXPECT_EQ(to_ascii(Json{{"a", "\xC3\xA4\n"}, {"b", 1.5}}), "{\"a\":\"\\u00e4\\n\",\"b\":1.5}");
}

TEST(Json, BrokenUtf8IsReplaced) { EXPECT_EQ(to_text(Json("a\xff")), "\"a\xEF\xBF\xBD\"\n"); }

TEST(Json, SaysWhereTheErrorIs) {
  EXPECT_EQ(parse_error("{\n  \"a\": 1,\n  \"b\" 2\n}").substr(0, 26), "f.json, line 3, column 7: ");
  for (const char* text :
       {"", "{", "[1,2", "{\"a\":}", "{'a':1}", "[1] 2", "nul", "\"\\q\"", "[1,]", "// x\n1", "1e999", "[01]",
        "\"\xff\"", "NaN", "Infinity", "{\"a\":1,\"a\":2}", "\"\n\""}) {
    const std::string error = parse_error(text);
    EXPECT_EQ(error.find("f.json"), 0u) << text << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
    EXPECT_LT(error.size(), 250u) << error;
  }
  EXPECT_EQ(parse_error("{\"a\":1,\"b\":{\"a\":1},\"b\":2}"), "f.json: the key 'b' is there twice");
}

TEST(Json, SurvivesHostileDocuments) {
  const std::string deep = parse_error(std::string(100'000, '['));
  EXPECT_NE(deep.find("nested"), std::string::npos) << deep;
  std::string objects;
  for (int i = 0; i < 100'000; i++) objects += "{\"a\":";
  EXPECT_NE(parse_error(objects).find("nested"), std::string::npos);
  EXPECT_EQ(parse_error(std::string(kMostNested, '[') + std::string(kMostNested, ']')), "no exception");
  EXPECT_LT(parse_error(std::string(1'000'000, 'x')).size(), 250u);
  EXPECT_LT(parse_error("1" + std::string(1'000'000, '0')).size(), 250u);
  const TemporaryFolder folder;
  put_bytes(folder / "large.json", std::string((16 << 20) + 1, ' '));
  EXPECT_THROW(read_json(folder / "large.json"), InputError);
}

}  // namespace
}  // namespace thalweg

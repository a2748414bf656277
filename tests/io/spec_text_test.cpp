// SPDX-License-Identifier: MIT
#include "io/spec_text.h"

#include <gtest/gtest.h>

#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

template <class F>
void expect_refused(F parse, std::initializer_list<const char*> texts) {
  for (const char* text : texts) {
    const std::string error = error_of<InputError>([&] { parse(text); });
    EXPECT_NE(error, "no exception") << text;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
}

TEST(SpecText, Numbers) {
  EXPECT_EQ(parse_number("0.1"), 0.1);
  EXPECT_EQ(parse_number("+1e-3"), 1e-3);
  EXPECT_EQ(parse_number("-.5"), -0.5);
  EXPECT_EQ(parse_number("5."), 5.0);
  expect_refused(parse_number, {"", "x", "1x", " 1", "1 ", "nan", "inf", "-inf", "1e999", "0x10", "1,5",
                                "--1", "+-1", "+", "1e", "1_000"});
}

TEST(SpecText, Counts) {
  const auto count = [](std::string_view text) { return parse_count(text, 1, kMostParticles); };
  EXPECT_EQ(count("1"), 1);
  EXPECT_EQ(count("+12"), 12);
  EXPECT_EQ(count("1e6"), 1'000'000);
  EXPECT_EQ(count("1.5e3"), 1500);
  EXPECT_EQ(count("1000000000000"), kMostParticles);
  expect_refused(count, {"0", "-3", "1.5", "1e-3", "", "many", "nan", "inf", "-inf", "1e300", "1e999", "2e12",
                         "99999999999999999999", "9223372036854775808", "1e6x", "0x10", "1 "});
  EXPECT_EQ(error_of<InputError>([&] { count("-3"); }),
            "'-3' is out of range (accepted: 1 to 1000000000000, also as 1e6)");
}

TEST(SpecText, Seeds) {
  EXPECT_EQ(parse_seed("0"), 0u);
  EXPECT_EQ(parse_seed("18446744073709551615"), 18446744073709551615u);
  expect_refused(parse_seed, {"", "-1", "1.0", "18446744073709551616", "x", "1e3"});
}

TEST(SpecText, Choices) {
  EXPECT_EQ(parse_choice("sgd"), (Choice{"sgd"}));
  EXPECT_EQ(parse_choice("sgd:momentum=0.9,nesterov=true"),
            (Choice{"sgd", {{"momentum", 0.9}, {"nesterov", 1}}}));
  expect_refused(parse_choice, {"", ":", ":a=1", "sgd:", "sgd:momentum", "sgd:momentum=", "sgd:=1",
                                "sgd:momentum=x", "sgd:momentum=0.9,", "sgd:momentum=0.9,momentum=0.8",
                                "sgd:momentum=nan", "sgd:,", "sgd:momentum=0.9;nesterov=1"});
  const Choice choice{"ellipse", {{"condition", 1e6}, {"rotation", -0.1}}};
  EXPECT_EQ(to_text(choice), "ellipse:condition=1000000,rotation=-0.1");
  EXPECT_EQ(parse_choice(to_text(choice)), choice);
}

TEST(SpecText, Starts) {
  EXPECT_EQ(parse_start("uniform"), (Start{StartKind::uniform}));
  EXPECT_EQ(parse_start("sobol"), (Start{StartKind::sobol}));
  EXPECT_EQ(parse_start("grid"), (Start{StartKind::grid}));
  EXPECT_EQ(parse_start("normal"), (Start{StartKind::normal}));
  EXPECT_EQ(parse_start("normal:sigma=0.5,x=-1"), (Start{StartKind::normal, -1.0, {}, 0.5}));
  EXPECT_EQ(parse_start("-1.5,2e0"), (Start{StartKind::point, -1.5, 2.0}));
  EXPECT_EQ(parse_start("-1.5"), (Start{StartKind::point, -1.5}));
  EXPECT_EQ(parse_start("1,2,3"), (Start{StartKind::point, 1.0, 2.0, {}, 3.0}));
  EXPECT_EQ(parse_start("normal:z=3"), (Start{StartKind::normal, {}, {}, {}, 3.0}));
  for (const char* text : {"uniform", "sobol", "grid", "normal", "normal:x=1,y=2,sigma=0.25", "-1.5,2",
                           "-1.5", "1,2,3", "normal:x=1,y=2,z=3,sigma=0.25"})
    EXPECT_EQ(to_text(parse_start(text)), text);
  expect_refused(parse_start, {"", "unifrom", "point", "1,", ",", "1,2,3,4", "1,banana", "nan,1", "1,inf",
                               "uniform:x=1", "normal:mu=1", "normal:sigma=x", "normal:", "3:x=1"});
  EXPECT_NE(error_of<InputError>([] { parse_start("unifrom"); }).find("did you mean 'uniform'"),
            std::string::npos);
}

TEST(SpecText, Domains) {
  EXPECT_EQ(parse_domain("-5,5,-1,1e3"), Domain(Box{-5, 5, -1, 1e3}));
  EXPECT_EQ(parse_domain("-5,5"), Domain(Box{-5, 5}, 1));
  EXPECT_EQ(parse_domain("-5,5,-1,1e3,2,3"), Domain(Box{-5, 5, -1, 1e3, 2, 3}, 3));
  expect_refused(parse_domain,
                 {"", "1", "0,1,0", "0,1,0,1,2", "1,0,0,1", "0,1,1,1", "nan,1,0,1", "0,inf,0,1", "0,1,0,x",
                  "0 1 0 1", "1,0", "1,1", "0,1,0,1,1,0", "0,1,0,1,0,1,0", "0,1,0,1,0,1,0,1"});
}

TEST(SpecText, Enums) {
  for (const char* text : {"float", "double"}) EXPECT_EQ(to_text(parse_precision(text)), text);
  for (const char* text : {"exact", "fast"}) EXPECT_EQ(to_text(parse_math(text)), text);
  for (const char* text : {"auto", "cpu", "cuda", "cuda:3"}) EXPECT_EQ(to_text(parse_device(text)), text);
  EXPECT_EQ(parse_device("cuda:3").index, 3);
  expect_refused(parse_precision, {"", "half", "Float"});
  expect_refused(parse_math, {"", "fats"});
  expect_refused(parse_device, {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "cuda:99999999999", "cpu:1"});
}

}  // namespace
}  // namespace thalweg

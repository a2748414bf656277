// SPDX-License-Identifier: MIT
// Rates that follow each other and boxes of starts as they are written down.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/spec_json.h"
#include "io/spec_text.h"

namespace thalweg::test {
namespace {

TEST(RatesText, IsReadAsItIsWritten) {
  RunSpec spec;
  parse_rates("0.01@120+0.5@300+1e-3", spec);
  EXPECT_EQ(spec.lr, 0.01);
  EXPECT_EQ(spec.rates, (std::vector<RateChange>{{120, 0.5}, {300, 0.001}}));
  EXPECT_EQ(rates_text(spec), "0.01@120+0.5@300+0.001");
  parse_rates("0.2", spec);
  EXPECT_TRUE(spec.rates.empty());
  EXPECT_THROW(parse_rates("0.1@20", spec), InputError);
  EXPECT_THROW(parse_rates("0.1@0+0.2", spec), InputError);
  EXPECT_THROW(parse_rates("0.1@5+fast", spec), InputError);
}

TEST(BoxText, IsReadAsItIsWritten) {
  const Start start = parse_start("box:-1,2,0.5,3");
  EXPECT_EQ(start.kind, StartKind::box);
  EXPECT_EQ(start.box, Domain(Box{-1, 2, 0.5, 3}));
  EXPECT_EQ(to_text(start), "box:-1,2,0.5,3");
  EXPECT_EQ(parse_start("box:0,1").box->weights, 1);
  EXPECT_EQ(to_text(parse_start("box:0,1,2,3,4,5")), "box:0,1,2,3,4,5");
  EXPECT_THROW(parse_start("box:1,1,0,1"), InputError);
  EXPECT_THROW(parse_start("box:1"), InputError);
  EXPECT_THROW(parse_start("box"), InputError);
}

TEST(SpecJson, KeepsRatesAndBoxes) {
  RunSpec spec;
  spec.lr = 0.01;
  spec.rates = {{7, 0.5}, {9, 0.25}};
  spec.start = {StartKind::box};
  spec.start.box = Domain(Box{-1, 2, 0.5, 3});
  EXPECT_EQ(spec_from_json(to_json(spec)), spec);
}

TEST(SpecJson, RefusesWrongRatesAndBoxes) {
  const auto refused = [](const char* text) {
    EXPECT_THROW(spec_from_json(Json::parse(text)), InputError) << text;
  };
  refused(R"({"rates": {"from": 1, "lr": 2}})");
  refused(R"({"rates": [{"from": 1}]})");
  refused(R"({"rates": [{"from": 0, "lr": 2}]})");
  refused(R"({"rates": [{"from": 1, "lr": 2, "until": 3}]})");
  refused(R"({"start": {"kind": "box"}})");
  refused(R"({"start": {"kind": "uniform", "box": [0, 1, 0, 1]}})");
  refused(R"({"start": {"kind": "box", "box": [1, 0, 0, 1]}})");
}

}  // namespace
}  // namespace thalweg::test

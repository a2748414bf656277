// SPDX-License-Identifier: MIT
// Schedules that follow each other: as they are typed and saved, and their rates against torch's SequentialLR
// (make_sequences.py).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "engine/plan.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

RunSpec spec_of(const std::string& text) {
  RunSpec spec;
  parse_schedules(text, spec);
  return spec;
}

TEST(Sequences, AreTorchs) {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "sequences.csv");
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  std::set<std::string> sequences;
  while (std::getline(file, line)) {
    std::vector<std::string> cell;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, ';');) cell.push_back(part);
    ASSERT_EQ(cell.size(), 5u) << line;
    RunSpec spec = spec_of(cell[0]);
    spec.lr = std::stod(cell[1]);
    spec.steps = std::stoll(cell[2]);
    // A cosine of an angle of a few periods, or a recursion of torch's over some dozen steps.
    EXPECT_NEAR(learning_rate(make_plan(spec), std::stoll(cell[3])), std::stod(cell[4]),
                256 * 0x1p-53 * *spec.lr)
        << line;
    sequences.insert(cell[0]);
  }
  EXPECT_EQ(sequences.size(), 6u);
}

TEST(Sequences, AreTyped) {
  const RunSpec spec = spec_of("linear:start_factor=0.1,total_iters=9@1e2+cosine:T_max=30@900+constant");
  EXPECT_EQ(spec.schedule, (Choice{"linear", {{"start_factor", 0.1}, {"total_iters", 9}}}));
  EXPECT_EQ(spec.then, (std::vector<SchedulePart>{{100, {"cosine", {{"T_max", 30}}}}, {900, {"constant"}}}));
  EXPECT_EQ(spec_of("cosine").then.size(), 0u);
  for (const char* text : {"constant", "cosine:T_max=3", "linear@1+cosine",
                           "linear:start_factor=0.1@100+cosine:T_max=30,eta_min=0.5@900+constant"})
    EXPECT_EQ(schedules_text(spec_of(text)), text);
}

// One sequence takes the place of another.
TEST(Sequences, ForgetWhatWasThereBefore) {
  RunSpec spec = spec_of("linear@10+cosine@20+constant");
  parse_schedules("step@5+constant", spec);
  EXPECT_EQ(spec.schedule, (Choice{"step"}));
  EXPECT_EQ(spec.then, (std::vector<SchedulePart>{{5, {"constant"}}}));
  parse_schedules("step", spec);
  EXPECT_TRUE(spec.then.empty());
}

TEST(Sequences, AreRefusedInOneLine) {
  for (const char* text :
       {"", "@", "linear@", "linear@100", "@100+cosine", "linear@100+", "linear@x+cosine", "linear@0+cosine",
        "linear@-5+cosine", "linear@1.5+cosine", "linear@5e9+cosine", "linear+cosine@3", "linear@10+cosine@",
        "linear@10+cosine@20", "linear@ 10+cosine"}) {
    const std::string error = error_of<InputError>([&] { make_plan(spec_of(text)); });
    EXPECT_NE(error, "no exception") << text;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
  EXPECT_NE(error_of<InputError>([] { spec_of("linear@100"); }).find("FIRST@STEP+NEXT"), std::string::npos);
}

TEST(Sequences, AreSavedAndComeBack) {
  const RunSpec spec = spec_of("linear:start_factor=0.1@100+cosine:T_max=30@900+constant");
  const Json json = to_json(spec);
  EXPECT_EQ(json.at("schedule"), Json::parse(R"([{"name": "linear", "start_factor": 0.1},
                                                 {"from": 100, "name": "cosine", "T_max": 30.0},
                                                 {"from": 900, "name": "constant"}])"));
  EXPECT_EQ(spec_from_json(parse_json(to_text(json), "t")), spec);
  const RunSpec typed = spec_from_json(
      parse_json(R"({"schedule": "linear:start_factor=0.1@100+cosine:T_max=30@900+constant"})", "t"));
  EXPECT_EQ(typed, spec);
  const RunSpec mixed = spec_from_json(parse_json(
      R"({"schedule": ["linear:start_factor=0.1", {"from": 1e2, "name": "cosine", "T_max": 30},
                       {"name": "constant", "from": 900}]})",
      "t"));
  EXPECT_EQ(mixed, spec);
}

TEST(Sequences, FromJsonAreRefusedByName) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "empty"},
      {R"(["linear", "cosine"])", "object"},
      {R"(["linear", {"name": "cosine"}])", "from"},
      {R"(["linear", {"name": "cosine", "from": 0}])", "from"},
      {R"(["linear", {"name": "cosine", "from": "x"}])", "from"},
      {R"(["linear", {"name": "cosine", "from": 2.5}])", "from"},
      {R"(["linear", {"from": 10}])", "name"},
      {R"(["linear", {"name": "cosine", "from": 10, "T_min": 3}])", "did you mean 'T_max'"},
      {R"(["linear", {"name": "cosine", "from": 10}, {"name": "cosine", "from": 10}])", "rising"},
      {R"([{"name": "linear", "from": 10}, {"name": "cosine", "from": 20}])", "from"},
      {R"(["reduce_on_plateau", {"name": "cosine", "from": 10}])", "sequence"},
  };
  for (const auto& [schedule, mentioned] : cases) {
    const std::string text = std::string(R"({"schedule": )") + schedule + "}";
    const std::string error = error_of<InputError>([&] { spec_from_json(parse_json(text, "t")); });
    EXPECT_NE(error.find(mentioned), std::string::npos) << schedule << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
}

}  // namespace
}  // namespace thalweg

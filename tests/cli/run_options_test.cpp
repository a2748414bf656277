// SPDX-License-Identifier: MIT
#include "cli/run_options.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "core/error.h"
#include "io/spec_json.h"
#include "tests/io/temporary_folder.h"

namespace thalweg::cli {
namespace {

using namespace thalweg::testing;

RunSpec parsed(std::vector<std::string> arguments, const RunSpec& defaults = {}) {
  CLI::App app;
  RunOptions options;
  add_run_options(app, options, Descent::ensemble, defaults);
  std::reverse(arguments.begin(), arguments.end());
  app.parse(std::move(arguments));
  return make_spec(options, defaults);
}

TEST(RunOptions, NothingGivenIsTheDefaults) {
  EXPECT_EQ(parsed({}), RunSpec{});
  const RunSpec defaults{.surface = {"ackley"}, .steps = 7};
  EXPECT_EQ(parsed({}, defaults), defaults);
}

TEST(RunOptions, EveryOptionReachesItsMember) {
  const RunSpec expected{.surface = {"ellipse", {{"condition", 100}}},
                         .domain = Box{-1, 2, -3, 4},
                         .optimizer = {"sgd", {{"momentum", 0.9}}},
                         .lr = 0.25,
                         .schedule = {"cosine"},
                         .noise = {"gaussian", {{"sigma", 0.1}}},
                         .start = {StartKind::point, -1.0, 2.0},
                         .particles = 1'000'000,
                         .steps = 250,
                         .seed = 9,
                         .precision = Precision::float64,
                         .math = MathMode::exact,
                         .device = DeviceKind::cuda,
                         .device_index = 1,
                         .threads = 3};
  EXPECT_EQ(parsed({"--surface",   "ellipse:condition=100",
                    "--domain",    "-1,2,-3,4",
                    "--optimizer", "sgd:momentum=0.9",
                    "--lr",        "0.25",
                    "--schedule",  "cosine",
                    "--noise",     "gaussian:sigma=0.1",
                    "--start",     "-1,2",
                    "--particles", "1e6",
                    "--steps",     "250",
                    "--seed",      "9",
                    "--precision", "double",
                    "--math",      "exact",
                    "--device",    "cuda:1",
                    "--threads",   "3"}),
            expected);
}

TEST(RunOptions, OverrideASavedSpecThatOverridesTheDefaults) {
  const TemporaryFolder folder;
  write_spec(folder / "s.json", {.surface = {"beale"}, .lr = 0.5, .seed = 4});
  const RunSpec spec =
      parsed({"--seed", "5", "--spec", folder / "s.json"}, {.surface = {"ackley"}, .steps = 7});
  EXPECT_EQ(spec, (RunSpec{.surface = {"beale"}, .lr = 0.5, .seed = 5}));
}

TEST(RunOptions, ErrorsNameTheOption) {
  EXPECT_EQ(error_of<InputError>([] { parsed({"--lr", "fast"}); }), "--lr: 'fast' is not a number");
  EXPECT_EQ(error_of<InputError>([] { parsed({"--seed", "-1"}); }).find("--seed: "), 0u);
}

TEST(RunOptions, OneParticleHasNoCount) {
  CLI::App app;
  RunOptions options;
  add_run_options(app, options, Descent::one_particle);
  EXPECT_EQ(app.get_option_no_throw("--particles"), nullptr);
  EXPECT_NE(app.get_option_no_throw("--start"), nullptr);
}

TEST(Sizes, AreTwoWholeNumbers) {
  EXPECT_EQ(parse_size("640x480").width, 640);
  EXPECT_EQ(parse_size("640x480").height, 480);
  for (const char* text :
       {"", "x", "640", "640x", "x480", "640x480x2", "-1x5", "15x480", "640x99999", "6.5x480"})
    EXPECT_THROW(parse_size(text), InputError) << text;
}

TEST(NumberLists, HaveTheirLength) {
  EXPECT_EQ(parse_numbers("1,-2.5,3e1", 3), (std::vector<double>{1, -2.5, 30}));
  for (const char* text : {"", "1,2", "1,2,3,4", "1,2,x", "1,2,nan", "1,,3"})
    EXPECT_THROW(parse_numbers(text, 3), InputError) << text;
}

}  // namespace
}  // namespace thalweg::cli

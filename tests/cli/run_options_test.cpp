// SPDX-License-Identifier: MIT
#include "cli/run_options.h"

#include <gtest/gtest.h>

#include "cli/command_line.h"
#include "core/error.h"
#include "io/spec_json.h"
#include "tests/io/temporary_folder.h"

namespace thalweg::cli {
namespace {

using namespace thalweg::testing;

RunSpec parsed(std::vector<std::string> arguments, const RunSpec& defaults = {}) {
  Usage usage;
  RunOptions options;
  add_run_options(usage, options, Descent::ensemble, defaults);
  read_arguments(usage, std::move(arguments));
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

TEST(RunOptions, OneLandscapeAtATime) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"--surface", "sphere", "--problem", "line_fit"}, "--problem: give this or --surface, not both"},
      {{"--formula", "x*y", "--surface", "sphere"}, "--formula: give this or --surface, not both"},
      {{"--formula", "x*y", "--problem", "line_fit"}, "--formula: give this or --problem, not both"},
      {{"--surface", "sphere", "--formula", "x*y", "--problem", "line_fit"},
       "--problem: give this or --surface, not both"},
  };
  for (const auto& [arguments, expected] : cases)
    EXPECT_EQ(error_of<InputError>([&, &given = arguments] { parsed(given); }), expected);
}

TEST(RunOptions, TypedFormulas) {
  const RunSpec spec =
      parsed({"--parameters", "b=0.5,a=3", "--formula", "a = 1 : 0..5; b = 1 : 0..1; a*x^2 + b*y^2",
              "--domain", "-1,1,-2,2", "--clip-norm", "0.5", "--clip-value", "2"});
  EXPECT_EQ(spec.kind, LandscapeKind::formula);
  EXPECT_EQ(spec.formula, "a = 1 : 0..5; b = 1 : 0..1; a*x^2 + b*y^2");
  EXPECT_EQ(spec.surface, (Choice{"formula", {{"b", 0.5}, {"a", 3}}}));
  EXPECT_EQ(spec.domain, Domain(Box{-1, 1, -2, 2}));
  EXPECT_EQ(spec.clip_norm, 0.5);
  EXPECT_EQ(spec.clip_value, 2);
  EXPECT_EQ(parsed({"--formula", "w^2", "--start", "3"}).start, (Start{StartKind::point, 3.0}));
  EXPECT_EQ(parsed({"--formula", "x*y*z", "--start", "3,4,5"}).start,
            (Start{StartKind::point, 3.0, 4.0, {}, 5.0}));

  const auto error = [](std::vector<std::string> arguments) {
    return error_of<InputError>([&] { parsed(arguments); });
  };
  EXPECT_NE(error({"--formula", "x^2 + q"}).find("position 7"), std::string::npos) << "counted from 1";
  EXPECT_EQ(error({"--parameters", "a=3"}).find("--parameters: only a formula has them"), 0u);
  EXPECT_EQ(error({"--formula", "x*y", "--parameters", "a"}).find("--parameters: "), 0u);
  EXPECT_NE(error({"--formula", "x*y", "--parameters", "a=1"}).find("'a'"), std::string::npos);
  EXPECT_NE(error({"--formula", "w^2", "--start", "1,2"}).find("one coordinate"), std::string::npos);
  EXPECT_NE(error({"--formula", "x*y", "--scaling", "unit"}).find("--problem"), std::string::npos);
}

TEST(RunOptions, FormulaFiles) {
  const TemporaryFolder folder;
  const std::string path = folder / "bowl.txt";
  put_bytes(path, "# a bowl\ndomain -2,2,-1,1\na = 2 : 1..5; a*x^2 + y^2\n");
  const RunSpec spec = parsed({"--surface", path});
  EXPECT_EQ(spec.kind, LandscapeKind::formula);
  EXPECT_EQ(spec.formula, "a = 2 : 1..5; a*x^2 + y^2");
  EXPECT_EQ(spec.domain, Domain(Box{-2, 2, -1, 1}));
  const RunSpec other = parsed({"--surface", path, "--domain", "0,1,0,1", "--parameters", "a=3"});
  EXPECT_EQ(other.domain, Domain(Box{0, 1, 0, 1}));
  EXPECT_EQ(other.surface, (Choice{"formula", {{"a", 3}}}));
  EXPECT_NE(error_of<InputError>([&] {
              parsed({"--surface", folder / "none.txt"});
            }).find("none.txt"),
            std::string::npos);
}

TEST(RunOptions, ProblemsWithData) {
  const TemporaryFolder folder;
  const std::string path = folder / "d.csv";
  put_bytes(path, "x,y\n1,2\n3,4\n5,7\n");
  const RunSpec spec = parsed({"--problem", "line_fit:half=1", "--data", path, "--scaling", "standard",
                               "--noise", "minibatch:size=2"});
  EXPECT_EQ(spec.kind, LandscapeKind::problem);
  EXPECT_EQ(spec.surface, (Choice{"line_fit", {{"half", 1}}}));
  EXPECT_EQ(spec.data_file, path);
  EXPECT_EQ(spec.data->numbers, (std::vector<double>{1, 2, 3, 4, 5, 7}));
  EXPECT_EQ(spec.scaling, Scaling::standard);
  const auto error = [](std::vector<std::string> arguments) {
    return error_of<InputError>([&] { parsed(arguments); });
  };
  EXPECT_NE(error({"--data", path}).find("--problem"), std::string::npos);
  EXPECT_NE(error({"--problem", "line_fit", "--data", "/no/such.csv"}).find("--data"), std::string::npos);
  EXPECT_NE(error({"--problem", "brightness_plane", "--data", path}).find("3 columns"), std::string::npos);
  EXPECT_EQ(error({"--problem", "line_fit", "--scaling", "unitary"}).find("--scaling: "), 0u);
  EXPECT_NE(error({"--noise", "minibatch"}).find("--problem NAME"), std::string::npos);
}

// A landscape that is chosen over a saved one takes nothing of it along.
TEST(RunOptions, ForgetTheSavedLandscape) {
  const TemporaryFolder folder;
  put_bytes(folder / "d.csv", "x,y\n1,2\n3,4\n");
  write_spec(folder / "p.json",
             parsed({"--problem", "line_fit", "--data", folder / "d.csv", "--scaling", "unit"}));
  write_spec(folder / "f.json", parsed({"--formula", "a = 2 : 1..5; a*x^2 + y^2", "--parameters", "a=3"}));
  EXPECT_EQ(parsed({"--spec", folder / "p.json", "--surface", "beale"}), (RunSpec{.surface = {"beale"}}));
  EXPECT_EQ(parsed({"--spec", folder / "f.json", "--surface", "beale"}), (RunSpec{.surface = {"beale"}}));
  const RunSpec formula = parsed({"--spec", folder / "p.json", "--formula", "x*y"});
  EXPECT_EQ(formula, parsed({"--formula", "x*y"}));
  EXPECT_EQ(parsed({"--spec", folder / "f.json", "--problem", "hinge"}), parsed({"--problem", "hinge"}));
  EXPECT_EQ(parsed({"--spec", folder / "f.json", "--parameters", "a=5"}).surface,
            (Choice{"formula", {{"a", 5}}}));
}

TEST(RunOptions, SchedulesInSequence) {
  const RunSpec spec = parsed({"--schedule", "linear:start_factor=0.1@10+cosine@90+constant"});
  EXPECT_EQ(spec.schedule, (Choice{"linear", {{"start_factor", 0.1}}}));
  EXPECT_EQ(spec.then, (std::vector<SchedulePart>{{10, {"cosine"}}, {90, {"constant"}}}));
  const auto error = [](const char* text) {
    return error_of<InputError>([&] { parsed({"--schedule", text}); });
  };
  EXPECT_EQ(error("linear@10").find("--schedule: "), 0u);
  EXPECT_NE(error("linear@20+cosine@10+constant").find("rising steps"), std::string::npos);
}

TEST(RunOptions, OneParticleHasNoCount) {
  Usage usage;
  RunOptions options;
  add_run_options(usage, options, Descent::one_particle);
  EXPECT_THROW(read_arguments(usage, {"--particles", "5"}), InputError);
  read_arguments(usage, {"--start", "1,2"});
  EXPECT_EQ(options.given.at("--start"), "1,2");
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

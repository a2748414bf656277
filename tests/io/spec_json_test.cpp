// SPDX-License-Identifier: MIT
#include "io/spec_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "engine/registry.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

RunSpec reread(const RunSpec& spec) { return spec_from_json(parse_json(to_text(to_json(spec)), "t")); }

// A choice with every parameter set to a value that is accepted, unlike the default, and has digits to lose.
template <class Entry>
Choice full_choice(const Entry& entry) {
  Choice choice{entry.info.name};
  for (const ParameterInfo& p : entry.parameters) {
    const bool whole = p.range.scale == Scale::integer || p.range.scale == Scale::flag;
    choice.parameters.emplace_back(p.name,
                                   whole ? p.range.high : p.range.low + (p.range.high - p.range.low) / 3);
  }
  return choice;
}

TEST(SpecJson, DefaultsComeBack) {
  EXPECT_EQ(reread(RunSpec{}), RunSpec{});
  EXPECT_EQ(spec_from_json(Json::object()), RunSpec{});
}

TEST(SpecJson, EveryMemberComesBack) {
  const RunSpec spec{.surface = {"ellipse", {{"condition", 1.0 / 3 + 1}}},
                     .domain = Box{-0.1, 0.3, -1e10, 1e-10},
                     .optimizer = {"sgd", {{"momentum", 0.9}, {"nesterov", 1}}},
                     .lr = 0.1 + 0.2,
                     .schedule = {"cosine", {{"T_max", 100}}},
                     .noise = {"gaussian", {{"sigma", 0.7}}},
                     .start = {StartKind::normal, 0.1, {}, 2.0 / 3},
                     .particles = 1'000'000'000'000,
                     .steps = 123,
                     .seed = 18446744073709551615u,
                     .precision = Precision::float64,
                     .math = MathMode::exact,
                     .device = DeviceKind::cuda,
                     .device_index = 2,
                     .threads = 5,
                     .trail = {3, 7}};
  EXPECT_EQ(reread(spec), spec);
}

// Whatever is registered can be saved with all its parameters.
TEST(SpecJson, EveryEntryComesBack) {
  const auto expect_same = [](RunSpec spec) { EXPECT_EQ(reread(spec), spec) << to_text(to_json(spec)); };
  for (const SurfaceEntry& e : surfaces()) expect_same({.surface = full_choice(e)});
  for (const ScheduleEntry& e : schedules()) expect_same({.schedule = full_choice(e)});
  for (const NoiseEntry& e : noises())
    expect_same({.kind = LandscapeKind::problem, .surface = {"line_fit"}, .noise = full_choice(e)});
  for (const ProblemEntry& e : problems())
    expect_same(
        {.kind = LandscapeKind::problem, .surface = full_choice(e.surface), .scaling = Scaling::standard});
  for (const OptimizerEntry& e : optimizers())
    for (const ParameterInfo& p : e.parameters) {
      const RunSpec spec{.optimizer = {e.info.name, {{p.name, p.initial}}}};
      expect_same(spec);
      EXPECT_NE(p.name, "name") << "the key that names the entry itself";
    }
}

TEST(SpecJson, EveryStartComesBack) {
  for (const Start& start : {Start{StartKind::uniform}, Start{StartKind::sobol}, Start{StartKind::grid},
                             Start{StartKind::normal}, Start{StartKind::point, -0.1, 1e-300}})
    EXPECT_EQ(reread({.start = start}).start, start);
}

TEST(SpecJson, AcceptsTheCommandLinesForms) {
  const RunSpec spec = spec_from_json(parse_json(
      R"({"surface": "ellipse:condition=100", "optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": true},
          "start": "normal:sigma=0.5", "particles": 1e6, "seed": 7, "version": "0.0.1"})",
      "t"));
  EXPECT_EQ(spec.surface, (Choice{"ellipse", {{"condition", 100}}}));
  EXPECT_EQ(spec.optimizer, (Choice{"sgd", {{"momentum", 0.9}, {"nesterov", 1}}}));
  EXPECT_EQ(spec.start, (Start{StartKind::normal, {}, {}, 0.5}));
  EXPECT_EQ(spec.particles, 1'000'000);
}

TEST(SpecJson, RefusesInOneLineThatNamesTheMember) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "object"},
      {R"(3)", "object"},
      {R"({"particels": 3})", "did you mean 'particles'"},
      {R"({"particles": "3"})", "particles"},
      {R"({"particles": 0})", "particles"},
      {R"({"particles": 2.5})", "particles"},
      {R"({"particles": -1})", "particles"},
      {R"({"particles": 1e30})", "particles"},
      {R"({"particles": null})", "particles"},
      {R"({"steps": 0})", "steps"},
      {R"({"steps": 5000000000})", "steps"},
      {R"({"seed": -1})", "seed"},
      {R"({"seed": 1.5})", "seed"},
      {R"({"seed": 18446744073709551616})", "seed"},
      {R"({"threads": 100000})", "threads"},
      {R"({"lr": "fast"})", "lr"},
      {R"({"lr": -1})", "lr"},
      {R"({"domain": [0, 1, 0]})", "domain"},
      {R"({"domain": [0, 1, 0, "1"]})", "domain"},
      {R"({"domain": [1, 0, 0, 1]})", "domain"},
      {R"({"surface": 3})", "surface"},
      {R"({"surface": {}})", "name"},
      {R"({"surface": {"name": 3}})", "name"},
      {R"({"surface": "himelblau"})", "did you mean 'himmelblau'"},
      {R"({"surface": {"name": "ellipse", "conditon": 3}})", "did you mean 'condition'"},
      {R"({"surface": {"name": "ellipse", "condition": "3"}})", "condition"},
      {R"({"surface": {"name": "ellipse", "condition": 0.5}})", "condition"},
      {R"({"surface": {"name": "ellipse", "condition": [3]}})", "condition"},
      {R"({"optimizer": {"name": "sgd", "nesterov": true}})", "nesterov"},
      {R"({"start": "nowhere"})", "start"},
      {R"({"start": {"kind": "point", "x": 1}})", "start"},
      {R"({"start": {"kind": "uniform", "x": 1}})", "start"},
      {R"({"start": {"kind": "normal", "mean": 1}})", "mean"},
      {R"({"precision": "half"})", "precision"},
      {R"({"math": true})", "math"},
      {R"({"device": "gpu"})", "device"},
      {R"({"trail": {"every": 0}})", "every"},
      {R"({"trail": {"len": 1}})", "did you mean 'length'"},
      {R"({"version": 3})", "version"},
  };
  const TemporaryFolder folder;
  for (const auto& [text, mentioned] : cases) {
    put_bytes(folder / "s.json", text);
    const std::string error = error_of<InputError>([&] { read_spec(folder / "s.json"); });
    EXPECT_NE(error.find("s.json"), std::string::npos) << text << ": " << error;
    EXPECT_NE(error.find(mentioned), std::string::npos) << text << ": " << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  }
}

TEST(SpecJson, GoesThroughAFile) {
  const TemporaryFolder folder;
  const RunSpec spec{.optimizer = {"adam", {{"beta1", 0.8}}}, .lr = 0.02};
  write_spec(folder / "s.json", spec);
  EXPECT_EQ(read_spec(folder / "s.json"), spec);
  EXPECT_TRUE(read_json(folder / "s.json").at("version").is_string());
  put_bytes(folder / "result.json", to_text(Json{{"seconds", 1}, {"spec", to_json(spec)}}));
  EXPECT_EQ(read_spec(folder / "result.json"), spec);
}

}  // namespace
}  // namespace thalweg

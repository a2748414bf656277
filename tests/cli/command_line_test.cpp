// SPDX-License-Identifier: MIT
// The command line that the explorer copies, read back by the parser of the program.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command_line.h"
#include "cli/viewer_options.h"
#include "core/error.h"
#include "engine/plan.h"
#include "tests/io/temporary_folder.h"
#include "viewer/app/command_line.h"
#include "viewer/app/commands.h"

namespace thalweg::cli {
namespace {

using namespace thalweg::testing;
using viewer::run_arguments;

ViewerOptions parsed(std::vector<std::string> arguments) {
  Usage usage;
  ViewerOptions options;
  bool paused = false;
  add_viewer_options(usage, options);
  usage.add({"--paused", &paused, "", ""});
  read_arguments(usage, std::move(arguments));
  return options;
}

/// Trails cannot be said.
void expect_same(RunSpec spec) {
  spec.trail = {};
  std::string text;
  for (const std::string& word : run_arguments(spec)) text += word + " ";
  RunSpec back = viewer_spec(parsed(run_arguments(spec)), nullptr);
  ASSERT_EQ(bool(back.data), bool(spec.data));
  if (back.data) {  // read twice
    EXPECT_EQ(*back.data, *spec.data);
    back.data = spec.data;
  }
  EXPECT_EQ(back, spec) << text;
}

/// The default of a parameter, moved a little where it stays in its range.
double other_value(const ParameterInfo& p) {
  if (p.range.scale == Scale::integer) return std::clamp(p.initial + 1, p.range.low, p.range.high);
  const double moved = p.initial + (p.range.high - p.initial) / 7;
  return std::clamp(moved, p.range.low, p.range.high);
}

template <class Entries, class Put>
void each_with_parameters(const Entries& entries, Put put) {
  for (const auto& entry : entries) {
    Choice choice{std::string(entry.info.name)};
    put(choice, entry);
    for (const auto& p : entry.parameters) choice.parameters.emplace_back(p.name, other_value(p));
    put(choice, entry);
  }
}

/// Whether it can run at all: some parameters do not fit together.
bool possible(const RunSpec& spec) {
  try {
    make_plan(spec);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

TEST(CommandLine, EveryRegisteredThingWithItsParametersIsReadBack) {
  int tried = 0;
  const auto check = [&](const RunSpec& spec) {
    if (!possible(spec)) return;
    tried++;
    expect_same(spec);
  };
  each_with_parameters(surfaces(), [&](const Choice& c, const auto&) { check({.surface = c}); });
  each_with_parameters(optimizers(),
                       [&](const Choice& c, const auto&) { check({.optimizer = c, .lr = 1.0 / 3}); });
  each_with_parameters(schedules(), [&](const Choice& c, const auto&) { check({.schedule = c}); });
  each_with_parameters(noises(), [&](const Choice& c, const auto&) {
    check({.noise = c});
    check({.kind = LandscapeKind::problem, .surface = {"line_fit"}, .noise = c});
  });
  for (const ProblemEntry& p : problems())
    for (const Scaling s : {Scaling::none, Scaling::unit, Scaling::standard})
      check({.kind = LandscapeKind::problem, .surface = {std::string(p.info.name)}, .scaling = s});
  EXPECT_GT(tried, 200);  // most of them
}

TEST(CommandLine, EveryMemberIsReadBack) {
  RunSpec spec{.kind = LandscapeKind::formula, .surface = {"formula", {{"a", -1.5}}}};
  spec.formula = "-a*x^2 + 'b' * y";
  spec.formula = "a = 1 : -3..3; -x^2*a + y^4 + sin(x*y)";
  spec.domain = Domain(Box{-1.1, 2, -3, 1e-3}, 2);
  spec.lr = 0.1 + 0.2;
  spec.schedule = {"linear"};
  spec.then = {{100, {"cosine"}}, {900, {"constant"}}};
  spec.clip_norm = 1.0 / 3;
  spec.clip_value = 1e-7;
  spec.start = {StartKind::normal, -0.5, 0.25, 1e-3, {}};
  spec.particles = 123'457;
  spec.steps = 999;
  spec.seed = 18446744073709551615u;
  spec.precision = Precision::float64;
  spec.math = MathMode::exact;
  spec.device = DeviceKind::cuda;
  spec.device_index = 2;
  spec.threads = 5;
  expect_same(spec);
  spec.start = {StartKind::point, -1.0, -2.0};
  expect_same(spec);
  spec.formula = "-x^2 + y^2";  // begins as an option does
  spec.surface.parameters.clear();
  expect_same(spec);
}

TEST(CommandLine, DataOfAProblemAreNamed) {
  const TemporaryFolder folder;
  put_bytes(folder / "my data.csv", "x,y\n0,1\n1,3\n");
  viewer::SessionState state = viewer::make_session(RunSpec(), {});
  apply(state, viewer::command::OpenFile{(folder / "my data.csv").string()});
  expect_same(state.spec);
  EXPECT_NE(command_line(state).find("'" + (folder / "my data.csv").string() + "'"), std::string::npos);
}

/// Words as a POSIX shell reads them, for what is written with single quotes only.
std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); i++) {
    const char c = line[i];
    if (c == '\'')
      quoted = !quoted;
    else if (c == '\\' && !quoted)
      words.back() += line[++i];
    else if (c == ' ' && !quoted)
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

TEST(CommandLine, TheWholeLineIsWhatTheShellReads) {
  viewer::SessionState state = viewer::make_session(RunSpec(), {});
  apply(state, viewer::command::SetFormula{"x^2 + 10*sin(3*y) + (x > 1)"});
  apply(state, viewer::command::SetOption{viewer::Option::kBasins, true});
  apply(state, viewer::command::SetOption{viewer::Option::kAxes, false});
  apply(state, viewer::command::SetOption{viewer::Option::kLightTheme, true});
  apply(state, viewer::command::TogglePlay{});
  apply(state, viewer::command::SetTrails{4321});
  apply(state, viewer::command::Follow{17});
  viewer::Camera camera = state.camera;
  camera.azimuth = -12.5;
  camera.elevation = 60;
  camera.distance /= 2;
  apply(state, viewer::command::MoveCamera{camera});
  std::vector<std::string> words = shell_words(command_line(state));
  ASSERT_GT(words.size(), 2u);
  EXPECT_EQ(words[0] + " " + words[1], "thalweg view");
  const ViewerOptions back = parsed({words.begin() + 2, words.end()});
  EXPECT_EQ(viewer_spec(back, nullptr), state.spec);
  EXPECT_TRUE(back.light);
  EXPECT_EQ(back.show, std::vector<std::string>{"basins"});
  EXPECT_EQ(back.hide, std::vector<std::string>{"axes"});
  EXPECT_EQ(viewer_looks(back).trails, 4321);
  EXPECT_EQ(viewer_looks(back).follow, 17);
  EXPECT_EQ(words.back(), "--paused");
  EXPECT_EQ(viewer_camera(back), (viewer::CameraPose{-12.5, 60, 2}));
}

}  // namespace
}  // namespace thalweg::cli

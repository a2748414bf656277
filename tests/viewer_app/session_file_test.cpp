// SPDX-License-Identifier: MIT
#include "viewer/app/session_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "tests/io/temporary_folder.h"
#include "viewer/app/explorer.h"
#include "viewer/app/names.h"

namespace thalweg::viewer {
namespace {

using testing::bytes_of;
using testing::error_of;
using testing::put_bytes;
using testing::TemporaryFolder;

RunSpec small() {
  RunSpec spec = explorer_spec();
  spec.particles = 50;
  spec.steps = 40;
  return spec;
}

SessionState unusual() {
  SessionState state = make_session(small(), {});
  state.spec.optimizer = {"adam", {{"beta1", 0.8}}};
  state.spec.lr = 0.0123;
  state.spec.trail = {2, 7};
  state.playing = false;
  state.speed = 2.5;
  state.camera.azimuth = 111.25;
  state.camera.elevation = 63;
  state.camera.distance = 2.75;
  state.camera.target = {0.1, -0.2, 0.3};
  state.color_map = ColorMap::kMagma;
  state.selected = Point{3, 2, 0};
  state.followed = 31;
  state.least_persistence = 4.5;
  for (const Option o : {Option::kBasins, Option::kLightTheme, Option::kMergeTree})
    state.options.set(o, true);
  state.options.set(Option::kAxes, false);
  state.heights = {HeightScale::kPower, 0.75, 1.5, 100};
  state.trail_length = 0.5;
  state.trail_fade = 0.25;
  state.trails = 1234;
  state.coloring = Coloring::kOutcome;
  state.rivals = {{{"lion", {{"beta1", 0.8}}}, 0.5, {"linear"}, {{20, {"constant"}}}, {{7, 0.25}}}, {}};
  state.hidden[1] = true;
  return state;
}

TEST(SessionFile, WhatIsWrittenIsReadBack) {
  const TemporaryFolder folder;
  const SessionState state = unusual();
  write_session(folder / "a.json", state, 17);
  const SessionState back = read_session(folder / "a.json");
  EXPECT_EQ(back.spec, state.spec);
  EXPECT_EQ(back.seek, 17);
  EXPECT_EQ(back.playing, state.playing);
  EXPECT_EQ(back.speed, state.speed);
  EXPECT_EQ(back.camera, state.camera);
  EXPECT_EQ(back.options, state.options);
  EXPECT_EQ(back.color_map, state.color_map);
  EXPECT_EQ(back.selected, state.selected);
  EXPECT_EQ(back.followed, state.followed);
  EXPECT_EQ(back.least_persistence, state.least_persistence);
  EXPECT_EQ(back.heights, state.heights);
  EXPECT_EQ(back.trail_length, state.trail_length);
  EXPECT_EQ(back.trail_fade, state.trail_fade);
  EXPECT_EQ(back.trails, state.trails);
  EXPECT_EQ(back.coloring, state.coloring);
  EXPECT_EQ(back.rivals, state.rivals);
  EXPECT_EQ(back.hidden, state.hidden);
  EXPECT_EQ(back.relief, 1);
}

TEST(SessionFile, EveryOptionIsKeptOrConcernsTheWindowAlone) {
  for (std::size_t i = 0; i < kOptions; i++) {
    const auto option = Option(i);
    const bool of_window = option == Option::kHelp || option == Option::kFullScreen ||
                           option == Option::kGallery || option == Option::kFiles;
    EXPECT_EQ(std::string(name(option)).empty(), of_window) << i;
    if (of_window) continue;
    SessionState state = make_session(small(), {});
    state.options.set(option, !state.options[option]);
    EXPECT_EQ(session_from_json(session_json(state, 0)).options, state.options) << name(option);
  }
}

TEST(SessionFile, LayersHaveTheNamesOfTheCommandLine) {
  for (const std::string& layer : layer_names()) EXPECT_EQ(name(layer_named(layer)), layer);
}

TEST(SessionFile, ACameraOnItsWayIsSavedWhereItIsGoing) {
  SessionState state = make_session(small(), {});
  apply(state, command::SetOption{Option::kFlat, true});
  ASSERT_TRUE(state.move);
  const SessionState back = session_from_json(session_json(state, 0));
  EXPECT_EQ(back.camera, flat_camera());
  EXPECT_EQ(back.relief, 0);
}

TEST(SessionFile, AnOpenedLandscapeKeepsItsUsualHeightsUnlessTheFileSaysOtherwise) {
  Json json{{"session", 1}, {"run", {{"surface", {{"name", "himmelblau"}}}}}};
  EXPECT_EQ(session_from_json(json).heights.scale, HeightScale::kLog);
  json["heights"] = {{"scale", "linear"}};
  EXPECT_EQ(session_from_json(json).heights.scale, HeightScale::kLinear);
}

TEST(SessionFile, MistakesAreNamedWithTheNearestMatch) {
  const Json good = session_json(unusual(), 3);
  const auto trouble = [&](auto change) {
    Json json = good;
    change(json);
    return error_of<InputError>([&] { session_from_json(json); });
  };
  EXPECT_NE(trouble([](Json& j) { j["camra"] = 1; }).find("did you mean 'camera'"), std::string::npos);
  EXPECT_NE(trouble([](Json& j) { j["show"]["trail"] = true; }).find("did you mean 'trails'"),
            std::string::npos);
  EXPECT_NE(trouble([](Json& j) { j["camera"]["zoom"] = 1; }).find("camera: unknown member 'zoom'"),
            std::string::npos);
  EXPECT_NE(trouble([](Json& j) { j["run"]["lr"] = "fast"; }).find("run: lr"), std::string::npos);
  EXPECT_NE(trouble([](Json& j) { j["session"] = 2; }).find("newer"), std::string::npos);
  for (const char* member : {"step", "speed", "playing", "colours", "selected", "least_persistence"})
    EXPECT_NE(trouble([&](Json& j) { j[member] = Json::object(); }).find(member), std::string::npos)
        << member;
  EXPECT_NE(trouble([](Json& j) { j["step"] = 41; }), "no exception");  // of 40
  EXPECT_NE(trouble([](Json& j) { j["camera"]["elevation"] = 91; }), "no exception");
  EXPECT_NE(trouble([](Json& j) { j.erase("run"); }), "no exception");
}

TEST(SessionFile, DataAreFoundFromOtherFolders) {
  const TemporaryFolder folder;
  put_bytes(folder / "data.csv", "x,y\n0,1\n1,3\n2,5\n");
  const auto here = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  SessionState state = make_session(small(), {});
  apply(state, command::OpenFile{"data.csv"});
  write_session("a.json", state, 0);
  std::filesystem::current_path(here);
  const SessionState back = read_session(folder / "a.json");
  for (const SessionState& opened : {state, back}) {
    EXPECT_EQ(opened.spec.kind, LandscapeKind::problem);
    ASSERT_TRUE(opened.spec.data);
    EXPECT_EQ(opened.spec.data->rows(), 3);
  }
}

class Opening : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  SessionState state_ = make_session(small(), {});

  void open(const std::string& file) { apply(state_, command::OpenFile{(folder_ / file).string()}); }
};

TEST_F(Opening, ASessionReplacesRunAndViewAndCanBeUndone) {
  write_session(folder_ / "a.json", unusual(), 9);
  const u64 restarts = state_.restarts;
  open("a.json");
  EXPECT_EQ(state_.spec, unusual().spec);
  EXPECT_EQ(state_.options, unusual().options);
  EXPECT_EQ(state_.seek, 9);
  EXPECT_NE(state_.restarts, restarts);
  EXPECT_EQ(state_.files.session, (folder_ / "a.json").string());
  apply(state_, command::Undo{});
  EXPECT_EQ(state_.spec, small());
}

TEST_F(Opening, ARunSpecAndAPictureChangeTheRunAndLeaveTheView) {
  RunSpec run = small();
  run.surface = {"rastrigin"};
  run.lr = 1e-3;
  write_spec(folder_ / "run.json", run);
  apply(state_, command::SetColorMap{ColorMap::kCividis});
  open("run.json");
  EXPECT_EQ(state_.spec, run);
  EXPECT_EQ(state_.color_map, ColorMap::kCividis);
  EXPECT_TRUE(state_.files.session.empty());  // Ctrl+S must not write over a spec
  apply(state_, command::Undo{});

  write_png(folder_ / "a.png", {1, 1, {0, 0, 0, 255}}, {{"thalweg:spec", to_ascii(to_json(run))}});
  open("a.png");
  EXPECT_EQ(state_.spec, run);
}

TEST_F(Opening, AFormulaIsDescendedAsThePresentLandscapeIs) {
  put_bytes(folder_ / "a.formula", "x^2 + 3*y^2\n");
  open("a.formula");
  EXPECT_EQ(state_.spec.kind, LandscapeKind::formula);
  EXPECT_EQ(state_.spec.optimizer, small().optimizer);
  EXPECT_EQ(state_.spec.particles, small().particles);
}

TEST_F(Opening, DataGoToThePresentProblemOrToOneThatTheyFit) {
  put_bytes(folder_ / "a.csv", "x,y\n0,1\n1,0\n");
  apply(state_, command::Choose{Slot::kProblem, "logistic"});
  open("a.csv");
  EXPECT_EQ(state_.spec.surface.name, "logistic");
  put_bytes(folder_ / "b.csv", "x,y,brightness\n0,1,0.5\n1,0,0.25\n");
  open("b.csv");
  EXPECT_EQ(state_.spec.surface.name, "brightness_plane");
}

TEST_F(Opening, AnythingWrongChangesNothingAndIsNamed) {
  put_bytes(folder_ / "broken.json", "{\"session\": 1, \"run\": {\"surface\": {\"name\": \"himmelblau\"}, ");
  Json other = session_json(unusual(), 3);
  other["show"]["fog"] = true;
  put_bytes(folder_ / "unknown.json", to_text(other));
  put_bytes(folder_ / "bad.formula", "x^2 +* y\n");
  put_bytes(folder_ / "bad.csv", "a,b,c,d,e\n1,2,3,4,5\n");
  for (const char* file : {"broken.json", "unknown.json", "bad.formula", "bad.csv", "missing.json"}) {
    const SessionState before = state_;
    const std::string said = error_of<InputError>([&] { open(file); });
    EXPECT_NE(said.find(file), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    EXPECT_EQ(state_.spec, before.spec);
    EXPECT_EQ(state_.options, before.options);
    EXPECT_EQ(state_.restarts, before.restarts);
    EXPECT_EQ(state_.undo, before.undo);
    EXPECT_EQ(state_.files.last, before.files.last);
  }
}

class Files : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_{*backend_, make_session(small(), {.playing = false}), 9};

  std::string path(const char* name) { return (folder_ / name).string(); }
};

TEST_F(Files, SavingNeedsANameOnceAndThenUsesIt) {
  explorer_.carry_out(command::SaveSession{});
  EXPECT_TRUE(explorer_.state().options[Option::kFiles]);
  EXPECT_EQ(folder_.files(), 0u);
  explorer_.carry_out(command::SaveSession{path("a.json")});
  explorer_.update(0.01);
  EXPECT_FALSE(explorer_.state().options[Option::kFiles]);
  ASSERT_EQ(folder_.files(), 1u);
  explorer_.carry_out(command::Seek{30});
  explorer_.update(0.01);
  explorer_.carry_out(command::SaveSession{});
  explorer_.update(0.01);
  EXPECT_EQ(read_session(path("a.json")).seek, 30);
}

TEST_F(Files, AnotherFileIsReplacedOnlyWhenAskedTo) {
  put_bytes(folder_ / "a.json", "mine");
  explorer_.carry_out(command::SaveSession{path("a.json")});
  explorer_.update(0.01);
  EXPECT_EQ(bytes_of(folder_ / "a.json"), "mine");
  EXPECT_NE(explorer_.state().notice.find("a.json"), std::string::npos);
  explorer_.carry_out(command::SaveSession{path("a.json"), true});
  explorer_.update(0.01);
  EXPECT_EQ(read_session(path("a.json")).spec, small());
}

TEST_F(Files, AnOpenedSessionShowsItsStepAndStaysPaused) {
  explorer_.carry_out(command::Seek{30});
  explorer_.update(0.01);
  explorer_.carry_out(command::SaveSession{path("a.json")});
  explorer_.update(0.01);
  explorer_.carry_out(command::Choose{Slot::kSurface, "sphere"});
  explorer_.update(0.01);
  explorer_.carry_out(command::OpenFile{path("a.json")});
  explorer_.update(0.01);
  EXPECT_EQ(explorer_.plan().spec.surface.name, "himmelblau");
  EXPECT_EQ(explorer_.simulation().step(), 30);
  EXPECT_FALSE(explorer_.state().playing);
}

TEST_F(Files, AFailedSaveIsANoticeAndLeavesNothing) {
  explorer_.carry_out(command::SaveSession{path("missing/a.json")});
  explorer_.update(0.01);
  EXPECT_NE(explorer_.state().notice.find("missing/a.json"), std::string::npos);
  EXPECT_TRUE(explorer_.state().files.session.empty());
}

TEST_F(Files, AnExportIsWrittenWhileTheExplorerGoesOn) {
  ExportOptions wanted;
  wanted.path = path("trails.npy");
  wanted.what = ExportWhat::trails;
  explorer_.carry_out(command::StartExport{wanted});
  for (int i = 0; i < 10'000 && (explorer_.state().files.exporting || i < 2); i++) explorer_.update(0.001);
  EXPECT_FALSE(explorer_.state().files.exporting);
  EXPECT_TRUE(std::filesystem::exists(path("trails.npy")));
  EXPECT_EQ(explorer_.state().notice, "wrote " + path("trails.npy"));
  wanted.path = path("trails.obj");
  explorer_.carry_out(command::StartExport{wanted});
  EXPECT_NE(explorer_.state().notice.find(".npy, .csv"), std::string::npos) << explorer_.state().notice;
}

}  // namespace
}  // namespace thalweg::viewer

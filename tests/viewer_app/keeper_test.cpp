// SPDX-License-Identifier: MIT
#include "viewer/app/keeper.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "tests/io/temporary_folder.h"
#include "viewer/app/session_file.h"

namespace thalweg::viewer {
namespace {

using testing::bytes_of;
using testing::put_bytes;
using testing::TemporaryFolder;

class Keeping : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_{*backend_, make_session(small(), {.playing = false}), 9};

  static RunSpec small() {
    RunSpec spec = explorer_spec();
    spec.particles = 20;
    spec.steps = 10;
    return spec;
  }
  /// Seconds pass in pictures.
  void watch(Keeper& keeper, double seconds) {
    constexpr double kPicture = 0.1;
    for (double t = 0; t < seconds; t += kPicture) {
      explorer_.update(kPicture);
      keeper.watch(explorer_, kPicture);
    }
  }
  bool saved() const { return std::filesystem::exists(folder_ / "last-session.json"); }
};

TEST(Settings, AreReadAsTheyWereWritten) {
  Settings s;
  EXPECT_EQ(settings_from_json(settings_json(s)), s);
  s.size = {800, 600};
  s.place = {-30, 20};
  s.panels = false;
  s.light = true;
  s.hint = false;
  s.recent = {"/b.json", "/a.json"};
  EXPECT_EQ(settings_from_json(settings_json(s)), s);
}

TEST(Settings, OthersAreRefused) {
  for (const char* text : {"[]", "{\"version\": 2}", "{\"size\": [1]}", "{\"panels\": 1}", "{\"colour\": 1}",
                           "{\"recent\": [1]}", "{\"size\": [0, 600]}"})
    EXPECT_THROW(settings_from_json(parse_json(text, "it")), InputError) << text;
}

TEST(Settings, TheLatestFileIsFirstAndNoneIsThereTwice) {
  std::vector<std::string> recent;
  for (int i = 0; i < 20; i++) remember_file(recent, "/f" + std::to_string(i));
  remember_file(recent, "/x/../f15");
  EXPECT_EQ(recent.size(), kMostRecent);
  EXPECT_EQ(recent[0], "/f15");
  EXPECT_EQ(recent[1], "/f19");
  EXPECT_EQ(std::count(recent.begin(), recent.end(), "/f15"), 1);
}

TEST_F(Keeping, NothingIsSavedWhileNothingChanges) {
  Keeper keeper(folder_.path());
  watch(keeper, 5);
  EXPECT_FALSE(saved());
  EXPECT_FALSE(keeper.pending());
}

TEST_F(Keeping, AChangeIsSavedOnceItHasRested) {
  Keeper keeper(folder_.path());
  watch(keeper, 1);
  explorer_.carry_out(command::SetColorMap{ColorMap::kMagma});
  watch(keeper, 1);
  EXPECT_TRUE(keeper.pending());
  EXPECT_FALSE(saved());
  explorer_.carry_out(command::SetSpeed{3});  // which begins the rest anew
  watch(keeper, 1.5);
  EXPECT_FALSE(saved());
  watch(keeper, 2);
  EXPECT_FALSE(keeper.pending());
  ASSERT_TRUE(saved());
  const SessionState back = read_session(folder_ / "last-session.json");
  EXPECT_EQ(back.color_map, ColorMap::kMagma);
  EXPECT_EQ(back.speed, 3);
}

TEST_F(Keeping, PlayingAloneIsNoChange) {
  Keeper keeper(folder_.path());
  watch(keeper, 1);
  explorer_.carry_out(command::Seek{4});
  watch(keeper, 5);
  EXPECT_FALSE(saved());
}

TEST_F(Keeping, TheEndSavesSessionWindowAndFiles) {
  {
    Keeper keeper(folder_.path());
    watch(keeper, 1);
    explorer_.carry_out(command::SaveSession{(folder_ / "a.json").string()});
    watch(keeper, 1);
    Settings window;
    window.size = {900, 700};
    window.panels = false;
    keeper.finish(explorer_, window);
  }
  EXPECT_TRUE(saved());
  Keeper again(folder_.path());
  EXPECT_EQ(again.settings().size, (std::array<int, 2>{900, 700}));
  EXPECT_EQ(again.settings().panels, false);
  EXPECT_EQ(again.settings().recent, (std::vector<std::string>{(folder_ / "a.json").string()}));
}

TEST_F(Keeping, TheCardListsWhatIsThereAndWhatIsNot) {
  Settings before;
  before.recent = {(folder_ / "gone.json").string(), (folder_ / "here.json").string()};
  put_bytes(folder_ / "settings.json", to_text(settings_json(before)));
  put_bytes(folder_ / "here.json", "{}");
  Keeper keeper(folder_.path());
  explorer_.carry_out(command::SetOption{Option::kFiles, true});
  watch(keeper, 0.1);
  const std::vector<RecentFile> expected{{before.recent[0], false}, {before.recent[1], true}};
  EXPECT_EQ(explorer_.state().files.recent, expected);
}

TEST_F(Keeping, ADamagedFileIsMovedAsideWithANotice) {
  put_bytes(folder_ / "settings.json", "{\"size\": ");
  Keeper keeper(folder_.path());
  EXPECT_EQ(keeper.settings(), Settings());
  watch(keeper, 0.1);
  EXPECT_NE(explorer_.state().notice.find("settings.json.damaged"), std::string::npos)
      << explorer_.state().notice;
  EXPECT_EQ(bytes_of(folder_ / "settings.json.damaged"), "{\"size\": ");
}

TEST_F(Keeping, WithoutAFolderItGoesOnAndSaysSoOnce) {
  Keeper keeper{std::filesystem::path()};
  watch(keeper, 1);
  explorer_.carry_out(command::SetSpeed{3});
  watch(keeper, 4);
  EXPECT_NE(explorer_.state().notice.find("nothing is remembered"), std::string::npos);
  EXPECT_FALSE(keeper.save_session(explorer_) && saved());
}

TEST_F(Keeping, AFolderThatCannotBeWrittenIsANotice) {
  put_bytes(folder_ / "file", "");
  Keeper keeper(folder_ / "file/inside");
  watch(keeper, 1);
  explorer_.carry_out(command::SetSpeed{3});
  watch(keeper, 4);
  EXPECT_NE(explorer_.state().notice.find("last-session.json"), std::string::npos)
      << explorer_.state().notice;
}

}  // namespace
}  // namespace thalweg::viewer

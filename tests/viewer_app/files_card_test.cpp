// SPDX-License-Identifier: MIT
// The card of files without a window.
#include <set>

#include "tests/io/temporary_folder.h"
#include "tests/viewer_app/panel_test.h"

namespace thalweg::viewer::ui {
namespace {

using namespace platform;

class FilesCard : public PanelTest {
 protected:
  thalweg::testing::TemporaryFolder folder_;

  FilesCard() : PanelTest(small_run(20, 20)) {}
  void open_card() {
    explorer_.carry_out(command::SetOption{Option::kFiles, true});
    for (int i = 0; i < 3; i++) frame();
  }
  /// What all clicks on a fine grid over the card ask for; buttons are found by trying, so that the test does
  /// not repeat the layout.
  std::vector<Command> click_everywhere() {
    std::vector<Command> all;
    for (double y = 150; y < 560; y += 12)
      for (double x = 360; x < 930; x += 30)
        for (Command& c : click(x, y)) all.push_back(std::move(c));
    return all;
  }
  void type(const std::string& text) {
    for (const char c : text) {
      ui_.feed(CharacterEvent{char32_t(c)});
      frame();
    }
  }
};

template <class C>
const C* first(const std::vector<Command>& commands) {
  for (const Command& c : commands)
    if (const C* found = std::get_if<C>(&c)) return found;
  return nullptr;
}

TEST_F(FilesCard, HasAButtonForEverything) {
  explorer_.show_recent({{"/somewhere/there.json", true}, {"/somewhere/gone.json", false}});
  open_card();
  const std::vector<Command> all = click_everywhere();
  const auto* save = first<command::SaveSession>(all);
  ASSERT_TRUE(save);
  EXPECT_EQ(save->path, "thalweg-himmelblau.json");
  const auto* picture = first<command::SavePictureAs>(all);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->picture.path.substr(picture->picture.path.size() - 4), ".png");
  const auto* film = first<command::StartFilm>(all);
  ASSERT_TRUE(film);
  EXPECT_NE(film->film.path.find("."), std::string::npos);
  ASSERT_TRUE(first<command::StartExport>(all));
  EXPECT_FALSE(first<command::StartExport>(all)->replace);  // never without having asked
  std::set<std::string> opened;
  for (const Command& c : all)
    if (const auto* open = std::get_if<command::OpenFile>(&c)) opened.insert(open->path);
  EXPECT_TRUE(opened.contains("/somewhere/there.json"));
  EXPECT_FALSE(opened.contains("/somewhere/gone.json"));
}

TEST_F(FilesCard, TakesThePathFromTheKeyboardAtOnce) {
  open_card();
  EXPECT_TRUE(ui_.wants_keyboard());
  type("/x/y.json");  // over the selected suggestion
  ui_.feed(KeyEvent{Key::kEnter, true, false, {}});
  std::vector<Command> all = frame();
  ui_.feed(KeyEvent{Key::kEnter, false, false, {}});
  for (Command& c : frame()) all.push_back(std::move(c));
  ASSERT_TRUE(first<command::OpenFile>(all));
  EXPECT_EQ(first<command::OpenFile>(all)->path, "/x/y.json");
}

TEST_F(FilesCard, EscapeClosesIt) {
  open_card();
  ui_.feed(KeyEvent{Key::kEscape, true, false, {}});
  std::vector<Command> all = frame();
  for (Command& c : frame()) all.push_back(std::move(c));
  const auto* set = first<command::SetOption>(all);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->option, Option::kFiles);
  EXPECT_FALSE(set->on);
}

TEST_F(FilesCard, AFilmOnItsWayHasABarThatEndsIt) {
  explorer_.carry_out(command::StartFilm{{(folder_ / "a.mp4").string(), 30}});
  explorer_.film_grew(7);
  frame();
  std::vector<bool> kept;
  for (double y = 20; y < 56; y += 4)
    for (double x = 500; x < 1100; x += 8)
      for (const Command& c : click(x, y))
        if (const auto* stop = std::get_if<command::StopFilm>(&c)) kept.push_back(stop->keep);
  EXPECT_NE(std::find(kept.begin(), kept.end(), true), kept.end());
  EXPECT_NE(std::find(kept.begin(), kept.end(), false), kept.end());
}

}  // namespace
}  // namespace thalweg::viewer::ui

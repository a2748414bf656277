// SPDX-License-Identifier: MIT
// Where keys and clicks go, however many of them come between two pictures: a slow machine shows few.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>

#include "cpu/cpu_backend.h"
#include "tests/io/temporary_folder.h"
#include "viewer/desk.h"

namespace thalweg::viewer {
namespace {

using namespace platform;

constexpr int kNever = 1'000'000;

/// A picture follows every so many events.
class Typing : public ::testing::TestWithParam<int> {
 protected:
  thalweg::testing::TemporaryFolder folder_;
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Desk desk_{*backend_, make_session(spec(), {.playing = false}), 9, one_by_one, {1280, 720, 1}, false};
  int events_ = 0;

  static RunSpec spec() {
    RunSpec spec = explorer_spec();
    spec.particles = 20;
    spec.steps = 20;
    return spec;
  }
  void SetUp() override { pictures(3); }

  const SessionState& state() const { return desk_.explorer().state(); }
  void pictures(int n) {
    for (; n > 0; n--) {
      desk_.explorer().update(0.01);
      desk_.lay_out_panels(0.01);
    }
  }
  void feed(const InputEvent& event) {
    desk_.handle(event, 0.01 * ++events_);
    if (events_ % GetParam() == 0) pictures(1);
  }
  void press(Key key, Modifiers modifiers = {}) {
    for (const bool down : {true, false}) feed(KeyEvent{key, down, false, modifiers});
  }
  /// As a keyboard does it: the key, its character, the release.
  void type(const std::string& text) {
    for (const char c : text) {
      const Key key = key_of(char(std::toupper(c)));
      feed(KeyEvent{key, true, false, {}});
      feed(CharacterEvent{char32_t(c)});
      feed(KeyEvent{key, false, false, {}});
    }
  }
  void click(double x, double y) {
    feed(PointerMoved{x, y});
    for (const bool down : {true, false}) feed(PointerButton{MouseButton::kLeft, down, x, y, {}});
  }
  void open_formula() {
    desk_.explorer().carry_out(command::ChooseKind{LandscapeKind::formula});
    pictures(3);
    click(150, 75);
    press(key_of('A'), {.control = true});
  }
};

// Every letter is a key of its own somewhere, or may become one.
TEST_P(Typing, LettersLandInTheFormulaAndDoNothingElse) {
  const std::string text = "let abcdefghijklmnopqrstuvwxyz = 2; abcdefghijklmnopqrstuvwxyz*x^2 + y^2,.";
  const std::string valid = text.substr(0, text.size() - 2);
  desk_.explorer().carry_out(command::ChooseKind{LandscapeKind::formula});
  const SessionState before = state();
  open_formula();
  type(text);
  press(Key::kBackspace);
  press(Key::kBackspace);
  pictures(6);
  EXPECT_EQ(state().spec.formula, valid);
  EXPECT_EQ(state().options, before.options);
  EXPECT_EQ(state().playing, before.playing);
  EXPECT_EQ(state().speed, before.speed);
  EXPECT_EQ(state().zooming, before.zooming);
  EXPECT_EQ(state().camera, before.camera);
  EXPECT_FALSE(state().move);
  EXPECT_EQ(state().spec.start, before.spec.start);
}

TEST_P(Typing, AClickElsewhereEndsItAndLosesNoLetter) {
  open_formula();
  type("x^2+2*y^2");
  const bool basins = state().options[Option::kBasins];
  click(900, 8);  // the sky
  press(key_of('B'));
  pictures(6);
  EXPECT_EQ(state().spec.formula, "x^2+2*y^2");
  EXPECT_NE(state().options[Option::kBasins], basins);
}

TEST_P(Typing, ACardThatAKeyOpensGetsTheLettersThatFollow) {
  const Options before = state().options;
  press(key_of('S'), {.control = true});
  type((folder_ / "mine").string());
  press(Key::kEnter);
  pictures(6);
  EXPECT_EQ(state().files.session, (folder_ / "mine.json").string());
  EXPECT_TRUE(std::filesystem::exists(folder_ / "mine.json"));
  press(Key::kEscape);
  press(key_of('G'));
  pictures(6);
  Options after = before;
  after.set(Option::kGradient, !before[Option::kGradient]);
  EXPECT_EQ(state().options, after);
}

// As a finger on a screen does it: the pointer is where it clicks at once.
TEST_P(Typing, AClickOnAPanelIsNoneOnTheLandscapeBehindIt) {
  const Layout layout = desk_.layout();
  const Start before = state().spec.start;
  click(900, 8);
  pictures(3);
  ASSERT_FALSE(state().playing);
  click(layout.strip.x + 36, layout.strip.y + 34);  // play
  pictures(3);
  EXPECT_TRUE(state().playing);
  EXPECT_EQ(state().spec.start, before);
  click(700, 300);
  pictures(3);
  EXPECT_NE(state().spec.start, before);
}

INSTANTIATE_TEST_SUITE_P(PicturesAfterEvery, Typing, ::testing::Values(1, 2, 5, kNever));

}  // namespace
}  // namespace thalweg::viewer

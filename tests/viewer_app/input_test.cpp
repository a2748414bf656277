// SPDX-License-Identifier: MIT
// Keys and pointer: from events to commands, without a window.
#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "viewer/app/keys.h"
#include "viewer/app/layout.h"
#include "viewer/app/pointer.h"

namespace thalweg::viewer {
namespace {

using namespace platform;

KeyEvent press(Key key, Modifiers modifiers = {}, bool repeated = false) {
  return {key, true, repeated, modifiers};
}

template <class C>
bool gives(const KeyEvent& event) {
  const auto command = command_for(event);
  return command && std::holds_alternative<C>(*command);
}

bool toggles(const KeyEvent& event, Option option) {
  const auto command = command_for(event);
  const auto* toggle = command ? std::get_if<command::Toggle>(&*command) : nullptr;
  return toggle && toggle->option == option;
}

TEST(Keys, DoWhatTheHelpSays) {
  EXPECT_TRUE(gives<command::TogglePlay>(press(Key::kSpace)));
  EXPECT_TRUE(gives<command::StepOnce>(press(Key::kRight)));
  EXPECT_TRUE(gives<command::Restart>(press(key_of('R'))));
  EXPECT_TRUE(gives<command::HomeView>(press(Key::kHome)));
  EXPECT_TRUE(toggles(press(key_of('T')), Option::kTrails));
  EXPECT_TRUE(toggles(press(key_of('C')), Option::kContours));
  EXPECT_TRUE(toggles(press(key_of('M')), Option::kMinima));
  EXPECT_TRUE(toggles(press(key_of('K')), Option::kCritical));
  EXPECT_TRUE(toggles(press(key_of('P')), Option::kPasses));
  EXPECT_TRUE(toggles(press(key_of('S')), Option::kStability));
  EXPECT_TRUE(toggles(press(key_of('B')), Option::kBasins));
  EXPECT_TRUE(toggles(press(key_of('D')), Option::kFlowDifference));
  EXPECT_TRUE(toggles(press(key_of('J')), Option::kMergeTree));
  EXPECT_TRUE(gives<command::ToggleLogHeights>(press(key_of('L'))));
  EXPECT_TRUE(toggles(press(key_of('G')), Option::kGradient));
  EXPECT_TRUE(toggles(press(key_of('W')), Option::kWireframe));
  EXPECT_TRUE(toggles(press(key_of('N')), Option::kDensity));
  EXPECT_TRUE(toggles(press(key_of('X')), Option::kSlice));
  EXPECT_TRUE(toggles(press(key_of('F')), Option::kFlat));
  EXPECT_TRUE(toggles(press(Key::kTab), Option::kPanels));
  EXPECT_TRUE(toggles(press(Key::kF11), Option::kFullScreen));
  EXPECT_TRUE(toggles(press(key_of('H')), Option::kHelp));
  EXPECT_TRUE(toggles(press(Key::kSlash, {.shift = true}), Option::kHelp));
}

TEST(Keys, ModifiersTellKeysApart) {
  EXPECT_TRUE(gives<command::Undo>(press(key_of('Z'), {.control = true})));
  EXPECT_TRUE(gives<command::Redo>(press(key_of('Z'), {.shift = true, .control = true})));
  EXPECT_TRUE(gives<command::Quit>(press(key_of('Q'), {.control = true})));
  EXPECT_FALSE(command_for(press(key_of('Z'))));
  EXPECT_FALSE(command_for(press(key_of('Q'))));
  EXPECT_FALSE(command_for(press(key_of('R'), {.control = true})));
  EXPECT_FALSE(command_for(press(key_of('R'), {.alt = true})));
  EXPECT_FALSE(command_for(press(Key::kSlash)));
}

TEST(Keys, OnlyStepsAndUndoRepeatWhileHeld) {
  EXPECT_TRUE(gives<command::StepOnce>(press(Key::kRight, {}, true)));
  EXPECT_TRUE(gives<command::Undo>(press(key_of('Z'), {.control = true}, true)));
  EXPECT_FALSE(command_for(press(Key::kSpace, {}, true)));
  EXPECT_FALSE(command_for(press(Key::kTab, {}, true)));
}

TEST(Keys, ReleasesDoNothing) { EXPECT_FALSE(command_for({Key::kSpace, false, false, {}})); }

TEST(Keys, EveryRowOfTheHelpIsDistinctAndExplained) {
  std::set<std::string> labels;
  for (const KeyBinding& b : key_bindings()) {
    if (b.label[0] == 0) continue;
    EXPECT_TRUE(labels.insert(b.label).second) << b.label;
    EXPECT_GT(std::strlen(b.meaning), 0u) << b.label;
  }
  for (const KeyBinding& a : key_bindings())
    for (const KeyBinding& b : key_bindings())
      if (&a != &b) {
        EXPECT_FALSE(a.key == b.key && a.control == b.control && a.shift == b.shift) << a.label << b.label;
      }
}

constexpr Viewport kView{1280, 720, 300, 0, 0, 162};

struct Hand {
  PointerState state;
  Camera camera;
  double seconds = 0;

  PointerResult feed(const InputEvent& event) {
    PointerResult result = on_pointer(state, event, camera, kView, seconds);
    if (result.camera) camera = *result.camera;
    return result;
  }
  PointerResult down(double x, double y, MouseButton button = MouseButton::kLeft, Modifiers m = {}) {
    return feed(PointerButton{button, true, x, y, m});
  }
  PointerResult up(double x, double y, MouseButton button = MouseButton::kLeft) {
    return feed(PointerButton{button, false, x, y, {}});
  }
  PointerResult move(double x, double y) { return feed(PointerMoved{x, y}); }
};

TEST(Pointer, ALeftDragOrbitsByTheWholeWay) {
  Hand hand;
  hand.down(500, 300);
  hand.move(540, 310);
  hand.move(600, 280);
  EXPECT_EQ(hand.camera, orbited(Camera{}, {100, -20}, kView));
  hand.move(500, 300);  // back to where the button went down: back to the camera of then
  EXPECT_EQ(hand.camera, Camera{});
  EXPECT_FALSE(hand.up(500, 300).click);  // it was a drag
}

TEST(Pointer, RightAndShiftedDragsPan) {
  Hand hand;
  hand.down(500, 300, MouseButton::kRight);
  hand.move(540, 310);
  EXPECT_EQ(hand.camera, panned(Camera{}, {40, 10}, kView));
  Hand shifted;
  shifted.down(500, 300, MouseButton::kLeft, {.shift = true});
  shifted.move(540, 310);
  EXPECT_EQ(shifted.camera, panned(Camera{}, {40, 10}, kView));
}

TEST(Pointer, MovingWithoutAButtonIsNothing) {
  Hand hand;
  EXPECT_FALSE(hand.move(10, 10).camera);
  hand.down(0, 0);
  hand.up(0, 0);
  EXPECT_FALSE(hand.move(100, 10).camera);
}

TEST(Pointer, AClickMayTremble) {
  Hand hand;
  hand.down(500, 300);
  hand.move(502, 301);
  const PointerResult result = hand.up(502, 301);
  ASSERT_TRUE(result.click);
  EXPECT_FALSE(result.click->twice);
  EXPECT_EQ(result.click->at, glm::dvec2(502, 301));
  EXPECT_EQ(hand.camera, Camera{});
}

TEST(Pointer, TwoClicksInTimeAreADoubleClickAndThreeAreNotTwo) {
  Hand hand;
  const auto click = [&] {
    hand.down(500, 300);
    return hand.up(500, 300).click->twice;
  };
  EXPECT_FALSE(click());
  hand.seconds = 0.2;
  EXPECT_TRUE(click());
  hand.seconds = 0.4;
  EXPECT_FALSE(click());
  hand.seconds = 2;
  EXPECT_FALSE(click());
}

TEST(Pointer, RightClicksAreNoClicks) {
  Hand hand;
  hand.down(500, 300, MouseButton::kRight);
  EXPECT_FALSE(hand.up(500, 300, MouseButton::kRight).click);
}

TEST(Pointer, TheWheelZoomsSmoothlyButNotDuringADrag) {
  Hand hand;
  const PointerResult result = hand.feed(Scrolled{0, 2, 500, 300});
  EXPECT_EQ(hand.camera, zoomed(Camera{}, 2));
  EXPECT_TRUE(result.eased);
  hand.down(500, 300);
  EXPECT_FALSE(hand.feed(Scrolled{0, 2, 500, 300}).camera);
}

TEST(Pointer, ALostFocusEndsTheDrag) {
  Hand hand;
  hand.down(500, 300);
  hand.feed(FocusChanged{false});
  EXPECT_FALSE(hand.move(600, 300).camera);
}

TEST(Layout, PanelsTileTheWindowAndLeaveTheRestToTheScene) {
  const Layout l = lay_out(1280, 720, 1, true);
  EXPECT_EQ(l.left.width, kPanelWidth);
  EXPECT_EQ(l.left.y + l.left.height, l.status.y);
  EXPECT_EQ(l.strip.x, l.left.width);
  EXPECT_EQ(l.strip.x + l.strip.width, 1280);
  EXPECT_EQ(l.strip.y + l.strip.height, l.status.y);
  EXPECT_EQ(l.status.y + l.status.height, 720);
  EXPECT_EQ(l.scene_left, l.left.width);
  EXPECT_EQ(l.scene_bottom, 720 - l.strip.y);
  EXPECT_LE(l.card.x + l.card.width, 1280);
  EXPECT_LE(l.card.y + l.card.height, l.strip.y);
}

TEST(Layout, WithoutPanelsOnlyTheStatusLineIsLeft) {
  const Layout l = lay_out(1280, 720, 1, false);
  EXPECT_EQ(l.left.width + l.strip.width + l.card.width, 0);
  EXPECT_EQ(l.scene_left + l.scene_right, 0);
  EXPECT_EQ(l.scene_bottom, l.status.height);
}

TEST(Layout, InANarrowWindowThePanelLiesOverTheScene) {
  const Layout l = lay_out(800, 600, 1, true);
  EXPECT_GT(l.left.width, 0);
  EXPECT_EQ(l.scene_left, 0);
  EXPECT_EQ(l.strip.x, 0);
  EXPECT_EQ(l.strip.width, 800);
  EXPECT_EQ(l.left.height, l.strip.y);
  EXPECT_EQ(l.card.width, 0);
}

TEST(Layout, ScalesWithTheDisplay) {
  const Layout one = lay_out(1280, 720, 1, true), two = lay_out(2560, 1440, 2, true);
  EXPECT_EQ(two.left.width, 2 * one.left.width);
  EXPECT_EQ(two.strip.height, 2 * one.strip.height);
  EXPECT_EQ(two.card.x, 2 * one.card.x);
}

TEST(Layout, NoAreaIsNegativeInATinyWindow) {
  const Layout l = lay_out(100, 50, 1, true);
  for (const Area& a : {l.left, l.strip, l.card, l.status}) {
    EXPECT_GE(a.width, 0);
    EXPECT_GE(a.height, 0);
    EXPECT_LE(a.y + a.height, 50);
  }
}

}  // namespace
}  // namespace thalweg::viewer

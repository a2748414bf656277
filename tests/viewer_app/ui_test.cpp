// SPDX-License-Identifier: MIT
// The panels without a window: fed with events, asked for commands.
#include "tests/viewer_app/panel_test.h"

namespace thalweg::viewer::ui {
namespace {

using namespace platform;

class Panels : public PanelTest {
 protected:
  Panels() : PanelTest(small_run(100, explorer_spec().steps)) {
    while (!explorer_.settled()) explorer_.update(0.01);
    frame();
    frame();
  }
  double play_x() const { return layout_.strip.x + 16 + 20; }
  double play_y() const { return layout_.strip.y + 14 + 20; }
};

TEST_F(Panels, AskForNothingByThemselves) { EXPECT_TRUE(frame().empty()); }

TEST_F(Panels, ThePlayButtonPlaysOnce) {
  EXPECT_EQ(count<command::TogglePlay>(click(play_x(), play_y())), 1);
}

TEST_F(Panels, TheButtonsBesideItStepAndRestart) {
  EXPECT_EQ(count<command::StepOnce>(click(play_x() + 48, play_y())), 1);
  EXPECT_EQ(count<command::Restart>(click(play_x() + 88, play_y())), 1);
}

TEST_F(Panels, AClickBetweenTwoPicturesIsSeen) {
  move(play_x(), play_y());
  frame();
  button(true, play_x(), play_y());
  button(false, play_x(), play_y());
  auto commands = frame();
  for (Command& c : frame()) commands.push_back(std::move(c));
  EXPECT_EQ(count<command::TogglePlay>(commands), 1);
}

TEST_F(Panels, ThePointerBelongsToThePanelsOnlyOverThem) {
  move(layout_.left.width / 2, 300);
  frame();
  EXPECT_TRUE(ui_.wants_pointer());
  move(700, 300);
  frame();
  EXPECT_FALSE(ui_.wants_pointer());
  move(700, layout_.strip.y + 40);
  frame();
  EXPECT_TRUE(ui_.wants_pointer());
}

TEST_F(Panels, TheHintGoesWithItsCrossAndStaysAway) {
  const Area& a = layout_.status;
  const auto dismiss = [&] { return click(a.x + a.width - 24, a.y + 0.5 * a.height); };
  const std::vector<Command> asked = dismiss();
  ASSERT_EQ(count<command::DismissHint>(asked), 1);
  for (const Command& c : asked) explorer_.carry_out(c);
  EXPECT_FALSE(explorer_.state().hint);
  EXPECT_TRUE(dismiss().empty());
}

TEST_F(Panels, AClickInTheChartSeeks) {
  const double x = 0.5 * (layout_.strip.x + 300 + kWidth), y = layout_.strip.y + 60;
  const auto commands = click(x, y);
  ASSERT_GE(count<command::Seek>(commands), 1);
  for (const Command& c : commands)
    if (const auto* seek = std::get_if<command::Seek>(&c)) {
      EXPECT_GT(seek->step, 0);
      EXPECT_LT(seek->step, 1000);
    }
}

// Sliders stand in the left panel; their rows are found by trying, so that the test does not repeat the
// layout.
TEST_F(Panels, DraggingASliderSetsValuesInsideItsRange) {
  int rates = 0, momenta = 0;
  for (double y = 60; y < layout_.left.height - 40; y += 14) {
    move(150, y);
    frame();
    button(true, 150, y);
    frame();
    for (double x = 150; x <= 190; x += 10) {
      move(x, y);
      for (const Command& c : frame()) {
        if (const auto* rate = std::get_if<command::SetRate>(&c)) {
          rates++;
          EXPECT_TRUE(!rate->lr || (*rate->lr >= 1e-6 && *rate->lr <= 10));
        }
        if (const auto* p = std::get_if<command::SetParameter>(&c); p && p->name == "momentum") {
          momenta++;
          EXPECT_TRUE(p->value >= 0 && p->value <= 1);
        }
      }
    }
    button(false, 190, y);
    frame();
    ui_.feed(KeyEvent{Key::kEscape, true, false, {}});  // closes whatever list was opened
    frame();
    ui_.feed(KeyEvent{Key::kEscape, false, false, {}});
    frame();
  }
  EXPECT_GT(rates, 0);
  EXPECT_GT(momenta, 0);
}

TEST_F(Panels, KeysBelongToAFieldWhileTyping) {
  bool typed = false;
  for (double y = 60; y < layout_.left.height - 40 && !typed; y += 14) {
    click(250, y);
    if (!ui_.wants_keyboard()) continue;
    for (const char c : {'0', '.', '5'}) ui_.feed(CharacterEvent{char32_t(c)});
    frame();
    ui_.feed(KeyEvent{Key::kEnter, true, false, {}});
    for (const Command& c : frame())
      if (const auto* rate = std::get_if<command::SetRate>(&c)) {
        EXPECT_EQ(rate->lr, 0.5);
        typed = true;
      }
    ui_.feed(KeyEvent{Key::kEnter, false, false, {}});
    frame();
    ui_.feed(KeyEvent{Key::kEscape, true, false, {}});
    frame();
    ui_.feed(KeyEvent{Key::kEscape, false, false, {}});
    frame();
  }
  EXPECT_TRUE(typed);
  frame();
  EXPECT_FALSE(ui_.wants_keyboard());
}

TEST_F(Panels, EscapeClosesAListWithoutAChoice) {
  EXPECT_TRUE(click(195, 45).empty());  // the list of surfaces
  ui_.feed(KeyEvent{Key::kEscape, true, false, {}});
  EXPECT_TRUE(frame().empty());
  ui_.feed(KeyEvent{Key::kEscape, false, false, {}});
  frame();
  // Were the list still open, this click would only close it.
  EXPECT_EQ(count<command::TogglePlay>(click(play_x(), play_y())), 1);
}

TEST_F(Panels, TheHelpClosesByAClickBesideIt) {
  explorer_.carry_out(command::SetOption{Option::kHelp, true});
  frame();
  EXPECT_EQ(count<command::SetOption>(click(640, 360)), 0);
  EXPECT_GE(count<command::SetOption>(click(20, 20)), 1);
}

TEST_F(Panels, WithoutPanelsTheSceneHasThePointer) {
  explorer_.carry_out(command::SetOption{Option::kPanels, false});
  frame();
  move(100, 300);
  frame();
  frame();
  EXPECT_FALSE(ui_.wants_pointer());
}

TEST_F(Panels, TheCardOfAPointIsClosedByItsCross) {
  explorer_.carry_out(command::Select{Point{3, 2}});
  while (!explorer_.settled()) explorer_.update(0.1);
  frame();
  const Area& card = layout_.card;
  const auto commands = click(card.x + card.width - 16 - 9, card.y + 12 + 9);
  ASSERT_EQ(count<command::Select>(commands), 1);
  for (const Command& c : commands)
    if (const auto* select = std::get_if<command::Select>(&c)) {
      EXPECT_FALSE(select->at);
    }
}

TEST_F(Panels, EveryMarkedPointHasALabelAndACard) {
  explorer_.carry_out(command::Toggle{Option::kCritical});
  while (!explorer_.settled()) explorer_.update(0.1);
  for (std::size_t i = 0; i < explorer_.features().size(); i++) {
    explorer_.carry_out(command::Select{explorer_.features()[i].at});
    EXPECT_TRUE(ui_.frame(explorer_, kWidth, kHeight, 0.01, {}, FeatureHover{i, 1270, 710}).empty());
  }
  EXPECT_TRUE(ui_.frame(explorer_, kWidth, kHeight, 0.01, {}, FeatureHover{1000, 0, 0}).empty());
}

// The feet of the tree are found by trying, like the sliders.
TEST_F(Panels, AMinimumOfTheTreeIsSelectedByAClickAndTheSliderHidesShallowOnes) {
  explorer_.carry_out(command::Toggle{Option::kMergeTree});
  while (!explorer_.settled()) explorer_.update(0.1);
  frame();
  const Area& card = layout_.card;
  int selected = 0, hidden = 0;
  for (double y = card.y + 40; y < card.y + 215; y += 6)
    for (double x = card.x + 60; x < card.x + card.width - 100; x += 7)
      for (const Command& c : click(x, y)) {
        if (const auto* select = std::get_if<command::Select>(&c)) {
          selected++;
          ASSERT_TRUE(select->at);
          EXPECT_NE(feature_at(explorer_.features(), explorer_.plan().landscape.domain, *select->at),
                    nullptr);
        }
        if (const auto* least = std::get_if<command::SetLeastPersistence>(&c)) {
          hidden++;
          EXPECT_TRUE(least->persistence >= 0 && least->persistence <= 200);
        }
      }
  EXPECT_GT(selected, 0);
  EXPECT_GT(hidden, 0);
}

TEST_F(Panels, EverySizeAndThemeCanBeLaidOut) {
  for (const bool light : {false, true})
    for (const auto& [w, h] : {std::pair{64, 48}, {320, 200}, {800, 600}, {3840, 2160}}) {
      explorer_.carry_out(command::SetOption{Option::kLightTheme, light});
      EXPECT_TRUE(ui_.frame(explorer_, w, h, 0.01, Point{1, 1}).empty());
    }
}

TEST_F(Panels, EverySurfaceAndOptimizerHasItsControls) {
  for (const OptimizerEntry& o : optimizers()) {
    explorer_.carry_out(command::Choose{Slot::kOptimizer, o.info.name});
    explorer_.update(0.01);
    EXPECT_TRUE(frame().empty()) << o.info.name;
  }
  for (const SurfaceEntry& s : surfaces()) {
    explorer_.carry_out(command::Choose{Slot::kSurface, s.info.name});
    explorer_.update(0.01);
    EXPECT_TRUE(frame().empty()) << s.info.name;
  }
}

}  // namespace
}  // namespace thalweg::viewer::ui

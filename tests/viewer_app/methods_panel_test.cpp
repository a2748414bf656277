// SPDX-License-Identifier: MIT
// The boxes of the methods that are compared, their curves and their table, without a window.
#include <set>

#include "tests/viewer_app/panel_test.h"

namespace thalweg::viewer::ui {
namespace {

using namespace platform;

class MethodsPanel : public PanelTest {
 protected:
  MethodsPanel() : PanelTest(small_run(100, 100)) {}

  void compare(int rivals) {
    for (int i = 0; i < rivals; i++) explorer_.carry_out(command::AddRival{});
    for (int i = 0; i < 10'000 && !explorer_.settled(); i++) explorer_.update(0.01);
    frame();
    frame();
  }
  void close_lists() {
    for (const bool down : {true, false}) {
      ui_.feed(KeyEvent{Key::kEscape, down, false, {}});
      frame();
    }
  }
  /// What clicks ask for that go down the panel at this x; rows are found by trying.
  std::vector<Command> sweep(double x, double top = 90) {
    std::vector<Command> all;
    for (double y = top; y < layout_.left.height - 8; y += 6) {
      for (Command& c : click(x, y)) all.push_back(std::move(c));
      close_lists();
    }
    return all;
  }
  template <class C>
  static std::set<int> methods(const std::vector<Command>& commands) {
    std::set<int> all;
    for (const Command& c : commands)
      if (const auto* wanted = std::get_if<C>(&c)) all.insert(wanted->method);
    return all;
  }
};

TEST_F(MethodsPanel, AskForNothingByThemselves) {
  compare(5);
  EXPECT_TRUE(frame().empty());
}

TEST_F(MethodsPanel, OneMethodHasAButtonToAddAnother) {
  compare(0);
  const std::vector<Command> commands = sweep(150);
  EXPECT_GT(count<command::AddRival>(commands), 0);
  EXPECT_EQ(count<command::RemoveMethod>(commands), 0);
}

TEST_F(MethodsPanel, EachOfThreeHasABoxToTickAndACross) {
  compare(2);
  EXPECT_EQ(methods<command::ToggleMethod>(sweep(16 + 15)), (std::set<int>{0, 1, 2}));
  EXPECT_EQ(methods<command::RemoveMethod>(sweep(layout_.left.width - 36)), (std::set<int>{0, 1, 2}));
  EXPECT_GT(count<command::AddRival>(sweep(150)), 0);
}

TEST_F(MethodsPanel, SixHaveNoButtonForASeventh) {
  compare(5);
  EXPECT_EQ(count<command::AddRival>(sweep(150)), 0);
}

TEST_F(MethodsPanel, TheBoxOfTheOneAddedLastIsOpenAndItsSlidersAreItsOwn) {
  compare(1);
  std::set<int> all;
  for (const double x : {135.0, 190.0})
    all.merge(methods<command::SetRate>(sweep(x, 185)));  // below the names
  EXPECT_EQ(all, std::set<int>{1});
}

TEST_F(MethodsPanel, ABoxIsOpenedByItsName) {
  compare(1);
  click(90, 127);  // the first one's name
  std::set<int> all;
  for (double y = 160; y < 300; y += 6)
    for (const double x : {135.0, 190.0}) all.merge(methods<command::SetRate>(click(x, y)));
  EXPECT_EQ(all, std::set<int>{0});
}

TEST_F(MethodsPanel, EveryPlaceCanBePointedAtWhileSomeAreHiddenOrStayOut) {
  compare(4);
  explorer_.carry_out(command::ToggleMethod{1});
  explorer_.carry_out(command::SetParameter{Slot::kOptimizer, "nesterov", 1, 0});
  explorer_.carry_out(command::Choose{Slot::kOptimizer, "sgd", 2});
  explorer_.carry_out(command::SetParameter{Slot::kOptimizer, "nesterov", 1, 2});  // without momentum
  explorer_.update(0.01);
  EXPECT_EQ(explorer_.simulation(2), nullptr);
  for (double y = 4; y < kHeight; y += 18)
    for (double x = 4; x < kWidth; x += 38) {
      ui_.feed(PointerMoved{x, y});
      EXPECT_TRUE(frame().empty());
    }
  for (const auto& [w, h] : {std::pair{64, 48}, {320, 200}, {800, 600}, {3840, 2160}})
    EXPECT_TRUE(ui_.frame(explorer_, w, h, 0.01, Point{1, 1}).empty());
}

}  // namespace
}  // namespace thalweg::viewer::ui

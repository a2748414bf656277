// SPDX-License-Identifier: MIT
// The explorer's panels without a window: fed with events, asked for commands, which are not carried out.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "cpu/cpu_backend.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer::ui {

class PanelTest : public ::testing::Test {
 protected:
  static constexpr int kWidth = 1280, kHeight = 720;

  explicit PanelTest(const RunSpec& spec)
      : explorer_(*backend_, make_session(spec, {.playing = false}), kNodes) {}

  static RunSpec small_run(i64 particles, i64 steps) {
    RunSpec spec = explorer_spec();
    spec.particles = particles;
    spec.steps = steps;
    return spec;
  }
  std::vector<Command> frame() { return ui_.frame(explorer_, kWidth, kHeight, 1.0 / 60, {}); }
  void move(double x, double y) { ui_.feed(platform::PointerMoved{x, y}); }
  void button(bool down, double x, double y) {
    ui_.feed(platform::PointerButton{platform::MouseButton::kLeft, down, x, y, {}});
  }
  /// Everything that is asked for while a click happens.
  std::vector<Command> click(double x, double y) {
    std::vector<Command> all;
    const auto collect = [&] {
      for (Command& c : frame()) all.push_back(std::move(c));
    };
    move(x, y);
    collect();
    for (const bool down : {true, false}) {
      button(down, x, y);
      collect();
    }
    collect();
    return all;
  }
  template <class C>
  static int count(const std::vector<Command>& commands) {
    int n = 0;
    for (const Command& c : commands) n += std::holds_alternative<C>(c);
    return n;
  }

  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_;
  Ui ui_{1, false};
  Layout layout_ = lay_out(kWidth, kHeight, 1, true);

 private:
  static constexpr int kNodes = 9;
};

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
#include "viewer/window_frame.h"

#include <chrono>
#include <utility>

#include "viewer/gl/draw.h"

namespace thalweg::viewer {
namespace {

using Clock = std::chrono::steady_clock;

/// The seconds since the last call, or since it was made.
class Stopwatch {
 public:
  explicit Stopwatch(bool waits) : waits_(waits) {}
  double lap() {
    if (waits_) gl::finish();
    const Clock::time_point now = Clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
  }

 private:
  bool waits_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace

unsigned draw_window(Desk& desk, ScenePicture& picture, double seconds, bool waits, FrameCost& cost) {
  Stopwatch watch(waits);
  const Screen& screen = desk.screen();
  const PictureSize size{screen.width, screen.height, screen.scale, desk.turning()};
  const bool drawn = picture.draw(desk.explorer(), desk.layout(), size);
  cost.draw = watch.lap();
  if (drawn) picture.took(cost.draw);
  // Where fewer pixels and shorter trails do not help, it is the points that are too many.
  Explorer& explorer = desk.explorer();
  if (picture.ladder().rung >= kRungOfDensity && explorer.plan().spec.particles > kFewSeparate)
    explorer.too_many_separate();
  desk.lay_out_panels(seconds);
  const unsigned composed = picture.compose(screen.width, screen.height);
  desk.panels().draw();
  cost.panels = watch.lap();
  return composed;
}

}  // namespace thalweg::viewer

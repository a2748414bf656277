// SPDX-License-Identifier: MIT
#include "viewer/view_bench.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <optional>
#include <sstream>

#include "core/error.h"
#include "viewer/desk.h"
#include "viewer/gl/draw.h"
#include "viewer/platform/egl_context.h"
#include "viewer/platform/window.h"
#include "viewer/window_frame.h"

namespace thalweg::viewer {
namespace {

using Clock = std::chrono::steady_clock;

double between(Clock::time_point a, Clock::time_point b) {
  return std::chrono::duration<double>(b - a).count();
}

/// Seconds since the process was started, as Linux counts them; 0 elsewhere.
double process_seconds() {
  std::ifstream file("/proc/self/stat");
  std::string text;
  std::getline(file, text);
  const std::size_t name_end = text.rfind(')');  // the name may contain blanks
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(text.substr(name_end + 1));
  constexpr int kStart = 22, kAfterName = 3;
  std::string field;
  for (int k = kAfterName; k <= kStart; k++) fields >> field;
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec) - std::stod(field) / double(sysconf(_SC_CLK_TCK));
}

constexpr int kWidth = 1280, kHeight = 720;  // where no size was asked for

/// Where the pictures go: the window, or nowhere.
class Stage {
 public:
  Stage(const RunSpec& spec, const ViewOptions& options, bool offscreen)
      : width_(options.width > 0 ? options.width : kWidth),
        height_(options.height > 0 ? options.height : kHeight) {
    platform::EglOptions egl;
    if (spec.device == DeviceKind::cuda) egl.cuda_device = spec.device_index;
    if (offscreen)
      egl_.emplace(egl);
    else
      window_.emplace(platform::WindowOptions{.width = width_, .height = height_, .vertical_sync = false});
  }
  const std::string& renderer() const { return window_ ? window_->renderer() : egl_->renderer(); }
  Screen screen() const {
    if (window_) return {window_->width(), window_->height(), window_->content_scale()};
    return {width_, height_, 1};
  }
  void present(unsigned framebuffer) {
    if (window_) {
      window_->show(framebuffer, window_->width(), window_->height());
      window_->poll();
    }
    gl::finish();
  }

 private:
  int width_, height_;
  std::optional<platform::EglContext> egl_;
  std::optional<platform::Window> window_;
};

class Bench {
 public:
  Bench(const RunSpec& spec, Backend& backend, const ViewOptions& options, const ViewBenchOptions& bench)
      : frames_(bench.frames),
        stage_(spec, options, bench.offscreen),
        quality_(interactive_quality(stage_.renderer())),
        desk_(backend, make_session(spec, options), quality_.field, options.loop, stage_.screen(), true),
        picture_(quality_, first_rung(stage_.renderer())) {
    desk_.explorer().drawn_by(managed_by(quality_));
  }

  ViewBench run();

 private:
  FrameCost show(double seconds);
  /// The pointer at its k-th place: to and fro over the landscape.
  void drag(int k);

  int frames_;
  Stage stage_;
  Quality quality_;
  Desk desk_;
  ScenePicture picture_;
};

FrameCost Bench::show(double seconds) {
  FrameCost cost;
  const Clock::time_point begin = Clock::now();
  desk_.explorer().update(seconds);
  const Clock::time_point updated = Clock::now();
  cost.update = between(begin, updated);
  desk_.set_screen(stage_.screen());
  const unsigned composed = draw_window(desk_, picture_, seconds, true, cost);
  const Clock::time_point drawn = Clock::now();
  stage_.present(composed);
  cost.present = between(drawn, Clock::now());
  return cost;
}

void Bench::drag(int k) {
  constexpr double kReach = 160, kSpeed = 0.15;
  const Layout layout = desk_.layout();
  const Screen& screen = desk_.screen();
  const double x = 0.5 * (screen.width + layout.scene_left - layout.scene_right),
               y = 0.5 * (screen.height - layout.scene_bottom);
  const double now = 0.1 * k;
  desk_.handle(platform::PointerMoved{x + kReach * std::sin(kSpeed * k), y}, now);
  if (k == 0) desk_.handle(platform::PointerButton{platform::MouseButton::kLeft, true, x, y, {}}, now);
}

ViewBench Bench::run() {
  ViewBench result;
  show(0);
  result.first_frame = process_seconds();
  const std::clock_t processor = std::clock();
  double last = 0;
  for (int k = 0; k < frames_; k++) {
    Explorer& explorer = desk_.explorer();
    if (explorer.finished()) {
      explorer.carry_out(command::Restart{});
      if (!explorer.state().playing) explorer.carry_out(command::TogglePlay{});
    }
    drag(k);
    const FrameCost cost = show(last);
    result.latency.push_back(last + cost.total());
    last = cost.total();
    result.update.push_back(cost.update);
    result.draw.push_back(cost.draw);
    result.panels.push_back(cost.panels);
    result.present.push_back(cost.present);
    result.total.push_back(last);
  }
  result.latency.erase(result.latency.begin());  // the first picture comes after one that nobody measured
  result.processor = double(std::clock() - processor) / CLOCKS_PER_SEC / frames_;
  const Explorer& explorer = desk_.explorer();
  const Quality& q = picture_.quality();
  result.device = explorer.device();
  result.renderer = stage_.renderer();
  result.width = desk_.screen().width;
  result.height = desk_.screen().height;
  result.particles = explorer.plan().spec.particles;
  result.rung = picture_.ladder().rung;
  result.scale = kRungs[std::size_t(result.rung)].scale;
  result.mesh = q.mesh;
  result.samples = q.samples;
  result.trail_budget = int(explorer.state().trails.value_or(q.trail_budget));
  result.trail_stride = q.trail_stride;
  result.trail_share = q.trail_share;
  for (const Swarm& swarm : desk_.explorer().scene().swarms)
    result.trail_slots = std::max(result.trail_slots, i64(swarm.trails.capacity));
  const platform::PointerButton up{platform::MouseButton::kLeft, false, 0, 0, {}};
  desk_.handle(up, 0);
  if (explorer.state().playing) desk_.explorer().carry_out(command::TogglePlay{});
  result.still = show(0).draw;
  return result;
}

}  // namespace

ViewBench bench_view(const RunSpec& spec, Backend& backend, const ViewOptions& options,
                     const ViewBenchOptions& bench) {
  if (bench.frames < 2 || bench.frames > 100000)
    throw InputError("the number of pictures must be in 2..100000");
  return Bench(spec, backend, options, bench).run();
}

}  // namespace thalweg::viewer

// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/interrupt.h"
#include "cli/terminal.h"

namespace thalweg::cli {

namespace {

using namespace std::chrono_literals;

// "7 s", "3 min 20 s", "2 h 5 min": what is left, as one would say it.
std::string duration_text(double seconds) {
  if (!(seconds < 1e8)) return "very long";
  const i64 s = i64(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  return fmt::format("{} h {} min", s / 3600, s % 3600 / 60);
}

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

ProgressBar::ProgressBar(const char* title, bool visible)
    : title_(title),
      visible_(visible && ::isatty(STDERR_FILENO)),
      begin_(Clock::now()),
      next_(begin_ + 300ms) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::clear() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
  drawn_ = false;
}

bool ProgressBar::report(void* bar, i64 done, i64 total) {
  ProgressBar& self = *static_cast<ProgressBar*>(bar);
  self.done_ = done;
  self.first_share_ = 0;
  if (self.visible_ && Clock::now() >= self.next_)
    self.draw(total > 0 ? double(done) / double(total) : 1, "");
  self.stopped_ = interrupted();
  return !self.stopped_;
}

bool ProgressBar::report(double done, double total, const std::string& now) {
  const double share = total > 0 ? done / total : 1;
  if (first_share_ < 0) {
    first_share_ = share;
    begin_ = Clock::now();
  }
  if (visible_ && Clock::now() >= next_) draw(share, now);
  stopped_ = interrupted();
  return !stopped_;
}

void ProgressBar::draw(double share, const std::string& now) {
  const int width = now.empty() ? 30 : 20;
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const int full = std::clamp(int(share * width), 0, width);
  const double done = share - first_share_;
  const std::string left = done > 0 ? duration_text(seconds / done * (1 - share)) : "?";
  std::string line = fmt::format("{}  [{:=<{}}{:<{}}]  {:3.0f} %  {} left", title_, "", full, "",
                                 width - full, 100 * share, left);
  // A line that is wrapped cannot be drawn over.
  if (const std::size_t room = terminal_columns(); !now.empty() && columns(line) + 4 < room)
    line += "  " + now.substr(0, room - columns(line) - 3);
  fmt::print(stderr, "\r{}\033[K", line);
  std::fflush(stderr);
  drawn_ = true;
  next_ = Clock::now() + 100ms;
}

}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/interrupt.h"

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
  if (self.visible_ && Clock::now() >= self.next_) self.draw(total);
  self.stopped_ = interrupted();
  return !self.stopped_;
}

void ProgressBar::draw(i64 total) {
  constexpr int kWidth = 30;
  const double share = total > 0 ? double(done_) / double(total) : 1;
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const int full = std::clamp(int(share * kWidth), 0, kWidth);
  const std::string left = share > 0 ? duration_text(seconds / share * (1 - share)) : "?";
  fmt::print(stderr, "\r{}  [{:=<{}}{:<{}}]  {:3.0f} %  {} left\033[K", title_, "", full, "", kWidth - full,
             100 * share, left);
  std::fflush(stderr);
  drawn_ = true;
  next_ = Clock::now() + 100ms;
}

}  // namespace thalweg::cli

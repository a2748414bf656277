// SPDX-License-Identifier: MIT
// The progress of a run: a bar with the time that is left, on a terminal only, and the way out with Ctrl-C.
#pragma once

#include <chrono>
#include <string>

#include "core/hd.h"

namespace thalweg::cli {

class ProgressBar {
 public:
  /// visible: whether to draw at all; it is drawn on standard error, if that is a terminal.
  ProgressBar(const char* title, bool visible);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// To be passed as engine/result.h's Progress, with the bar as context: draws at most ten times a second,
  /// notes how far the work came, and returns false after Ctrl-C.
  static bool report(void* bar, i64 done, i64 total);

  /// The same for work in parts of different sizes: how much of it is done, in any unit, and what is being
  /// done.  What was done at the first report took no time of this program.
  bool report(double done, double total, const std::string& now);

  /// The steps that were reported last.
  i64 done() const { return done_; }

  /// True once report has returned false.
  bool stopped() const { return stopped_; }

  /// Takes the bar off the terminal, before results are printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(double share, const std::string& now);

  const char* title_;
  bool visible_, drawn_ = false, stopped_ = false;
  i64 done_ = 0;
  double first_share_ = -1;
  Clock::time_point begin_, next_;
};

}  // namespace thalweg::cli

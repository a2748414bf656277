// SPDX-License-Identifier: MIT
// What is typed, line by line, until it ends or Ctrl-C comes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thalweg::cli {

class LineInput {
 public:
  /// Reads standard input, and notes Ctrl-C from here on.
  LineInput();

  /// The next line without the spaces around it; nothing at the end of the input and after Ctrl-C.  The
  /// prompt is shown when somebody sits there.
  std::optional<std::string> next(std::string_view prompt);

  /// Whether Ctrl-C ended it.
  bool stopped() const { return stopped_; }

 private:
  bool terminal_, ended_ = false, stopped_ = false;
  std::string rest_;
};

}  // namespace thalweg::cli

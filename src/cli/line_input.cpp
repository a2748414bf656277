// SPDX-License-Identifier: MIT
#include "cli/line_input.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "cli/interrupt.h"
#include "cli/terminal.h"

namespace thalweg::cli {

namespace {

// Nobody types more; a file that has no lines must not fill the memory.
constexpr std::size_t kLongest = 1 << 16;
// How long Ctrl-C may go unnoticed that comes just before the wait begins.
constexpr int kWaitMilliseconds = 200;

std::string trimmed(const std::string& line) {
  const char* blanks = " \t\r\n";
  const std::size_t first = line.find_first_not_of(blanks);
  return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

}  // namespace

LineInput::LineInput() : terminal_(isatty(STDIN_FILENO)) { catch_interrupts(); }

std::optional<std::string> LineInput::next(std::string_view prompt) {
  if (terminal_) print(prompt);
  for (;;) {
    const std::size_t end = rest_.find('\n');
    if (end != std::string::npos || rest_.size() > kLongest || (ended_ && !rest_.empty())) {
      const std::string line = rest_.substr(0, end);
      rest_.erase(0, end == std::string::npos ? end : end + 1);
      return trimmed(line);
    }
    if (ended_ || interrupted()) break;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, kWaitMilliseconds) <= 0) continue;
    char bytes[4096];
    const ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) ended_ = true;
    if (got > 0) rest_.append(bytes, std::size_t(got));
  }
  stopped_ = interrupted();
  if (terminal_) print("\n");
  return {};
}

}  // namespace thalweg::cli

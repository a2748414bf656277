// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/usage.h"
#include "core/error.h"

namespace thalweg::cli {

void add_speech_options(Usage& command, Speech& speech, bool with_json) {
  if (with_json) command.add({"--json", &speech.json, "", "one JSON document on standard output"});
  command.add({"-q,--quiet", &speech.quiet, "", "no progress and no notes on standard error"});
}

void print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && !std::fflush(stdout);
  if (written) return;
  if (errno == EPIPE) throw NobodyListens();
  throw Error(std::string("cannot write to standard output: ") + std::strerror(errno));
}

void print_error(std::string_view text) {
  constexpr std::size_t kMost = 2000;
  std::string line(text.substr(0, kMost));
  if (text.size() > kMost) line += "...";
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = ' ';
  fmt::print(stderr, "thalweg: error: {}\n", line);
}

void print_note(const Speech& speech, std::string_view text) {
  if (!speech.quiet) fmt::print(stderr, "thalweg: {}\n", text);
}

std::size_t columns(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); i++) {
    if (text[i] == '\033') {
      i = std::min(text.find('m', i), text.size() - 1);
      continue;
    }
    n += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;  // not a further byte of a character
  }
  return n;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string lines;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (column > indent && column + 1 + columns(word) > width) {
      lines.append("\n").append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      column++;
    }
    lines += word;
    column += columns(word);
  }
  return lines;
}

std::string grouped(long long n) {
  std::string digits = std::to_string(n);
  for (int i = int(digits.size()) - 3; i > (n < 0 ? 1 : 0); i -= 3) digits.insert(std::size_t(i), " ");
  return digits;
}

std::string plural(long long n, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(n), n == 1 ? one : many);
}

std::string percent(double share) { return fmt::format("{:.2f} %", 100 * share); }

}  // namespace thalweg::cli

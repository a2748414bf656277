// SPDX-License-Identifier: MIT
// Standard output and standard error: results go to the one, notes and progress to the other.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace thalweg::cli {

struct Usage;

/// How a command speaks.
struct Speech {
  bool json = false, quiet = false;
};
/// Adds -q, and --json if the command has a JSON form.
void add_speech_options(Usage& command, Speech& speech, bool with_json);

/// The reader of standard output has gone (a pipe into `head`): nobody is left to be told.
struct NobodyListens : std::exception {};

/// Writes to standard output, at once.  Throws NobodyListens, or Error for a full disk.
void print(std::string_view text);

/// One line on standard error: control characters are replaced, and very long lines are cut.
void print_error(std::string_view text);

/// A note on standard error, unless quiet.
void print_note(const Speech& speech, std::string_view text);

/// How many columns UTF-8 text takes: one per character, none for the sequences that make it bold and plain.
std::size_t columns(std::string_view text);

/// Breaks text at spaces into lines that end before column `width` and start at column `indent`, where the
/// first one already stands.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// 10 000 000: digits in groups of three, as people read them.
std::string grouped(long long n);

/// "1 minimum", "1 179 minima".
std::string plural(long long n, const char* one, const char* many);

/// "25.90 %" of a share of 0.259.
std::string percent(double share);

}  // namespace thalweg::cli

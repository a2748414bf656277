// SPDX-License-Identifier: MIT
#include "cli/reading.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "cli/terminal.h"
#include "lessons/text_runs.h"

namespace thalweg::cli {

namespace {

// Longer lines are hard to read, shorter ones cannot hold a table.
constexpr std::size_t kWidest = 88, kNarrowest = 40;

// fmt pads by width too, but not around what is bold.
std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns(text)), ' ');
}

std::string range_of(const lessons::Control& control) {
  if (!control.options.empty()) {
    std::string names;
    for (const std::string& option : control.options) names += (names.empty() ? "" : " | ") + option;
    return names;
  }
  const Range& range = control.parameter.range;
  return fmt::format("{:.6g} .. {:.6g}{}", range.low, range.high,
                     range.scale == Scale::integer ? ", whole" : "");
}

}  // namespace

Reading reading_here() {
  Reading reading;
  if (!isatty(STDOUT_FILENO)) return reading;
  reading.bold = true;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    reading.width = std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
  return reading;
}

std::string strong(const Reading& reading, std::string_view text) {
  return reading.bold ? fmt::format("\033[1m{}\033[0m", text) : std::string(text);
}

std::string unmarked(const Reading& reading, const std::string& text) {
  std::string done;
  for (const lessons::TextRun& run : lessons::text_runs(text))
    done += run.style == lessons::Style::plain ? run.text : strong(reading, run.text);
  return done;
}

std::string paragraph(const Reading& reading, const std::string& text, std::size_t indent,
                      std::string_view label) {
  return padded(std::string(label), indent) + wrapped(text, reading.width, indent) + "\n";
}

std::string readout(const Reading& reading, const figures::Figure& figure) {
  constexpr std::size_t kIndent = 2;
  std::string text = paragraph(reading, figure.title, kIndent + 8, "  Figure");
  std::size_t width = 0;
  for (const figures::Readout& r : figure.readout) width = std::max(width, columns(r.name));
  for (const figures::Readout& r : figure.readout)
    text += paragraph(reading, r.value, kIndent + 2 + width + 3, "    " + r.name);
  return text;
}

std::string controls(const Reading& reading, const lessons::Page& page, const Values& values) {
  std::string text;
  std::size_t width = 0;
  std::vector<std::string> settings;
  for (std::size_t k = 0; k < page.controls.size(); k++) {
    const lessons::Control& control = page.controls[k];
    settings.push_back(control.parameter.name + "=" +
                       (control.options.empty() ? fmt::format("{:.6g}", values[k])
                                                : control.options[std::size_t(values[k])]));
    width = std::max(width, columns(settings.back()));
  }
  for (std::size_t k = 0; k < page.controls.size(); k++) {
    const lessons::Control& control = page.controls[k];
    text += paragraph(reading,
                      fmt::format("{}: {} ({})", control.label, control.parameter.meaning, range_of(control)),
                      width + 7, "    " + settings[k]);
  }
  return text;
}

}  // namespace thalweg::cli

// SPDX-License-Identifier: MIT
#include "cli/lesson_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/lesson_window.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "engine/registry.h"
#include "figures/figure_svg.h"
#include "io/atomic_file.h"
#include "io/spec_text.h"
#include "lessons/progress.h"

namespace thalweg::cli {

namespace {

using figures::Figure;
using lessons::Control;
using lessons::Page;

// Pictures of more pixels than this help nobody.
constexpr double kLeastScale = 0.1, kMostScale = 10;

double value_of(const Control& control, const std::string& text) {
  const auto option = std::find(control.options.begin(), control.options.end(), text);
  if (option != control.options.end()) return double(option - control.options.begin());
  try {
    return typed_number(text);
  } catch (const InputError&) {
    if (control.options.empty()) throw;
    unknown_name("option", text, control.options);
  }
}

Values values_of(const FigurePage& page, const std::vector<std::string>& settings) {
  Values values = lessons::initial_values(page.content);
  for (const std::string& setting : settings)
    in_context("--set", [&] {
      set_control(page.content, values, setting);
      return 0;
    });
  return values;
}

Json figure_json(const FigurePage& page, const Values& values, const Figure& figure) {
  Json controls = Json::array(), readout = Json::array();
  for (std::size_t k = 0; k < page.content.controls.size(); k++) {
    const Control& c = page.content.controls[k];
    controls.push_back({{"name", c.parameter.name},
                        {"value", values[k]},
                        {"low", c.parameter.range.low},
                        {"high", c.parameter.range.high},
                        {"options", c.options},
                        {"meaning", c.parameter.meaning}});
  }
  for (const figures::Readout& r : figure.readout) readout.push_back({{"name", r.name}, {"value", r.value}});
  return {{"figure", page.number},
          {"title", figure.title},
          {"page", page.page},
          {"controls", controls},
          {"readout", readout}};
}

const FigurePage* chosen(const lessons::Lesson& lesson, const std::vector<FigurePage>& pages,
                         const std::string& number) {
  if (number.empty() && pages.size() == 1) return pages.data();
  return in_context("--figure", [&] {
    if (pages.empty()) throw InputError(fmt::format("the lesson {} has no figures", lesson.name));
    if (number.empty())
      throw InputError(
          fmt::format("which one? (accepted: 1 to {}; --figure alone lists them)", pages.size()));
    return &pages[std::size_t(parse_count(number, 1, i64(pages.size()))) - 1];
  });
}

void write_figure(const Figure& figure, const FigureOptions& options) {
  const std::string extension = std::filesystem::path(options.output).extension().string();
  const ThemeName theme = theme_of(options);
  if (extension == ".svg") return write_file(options.output, {figures::to_svg(figure, theme)});
  write_figure_picture(figure, theme, options.scale, options.output);
}

void check(const FigureOptions& options) {
  theme_of(options);
  if (!(options.scale >= kLeastScale && options.scale <= kMostScale))
    throw InputError(fmt::format("--scale: {} is not in {}..{}", options.scale, kLeastScale, kMostScale));
  if (options.output.empty()) return;
  const std::string extension = std::filesystem::path(options.output).extension().string();
  if (extension != ".svg" && extension != ".png")
    throw InputError(fmt::format("-o: '{}' is neither .svg nor .png", options.output));
  check_output(options.output);
}

}  // namespace

ThemeName theme_of(const FigureOptions& options) {
  if (options.theme.empty()) return options.light ? ThemeName::kLight : ThemeName::kDark;
  if (options.theme != "dark" && options.theme != "light")
    in_context("--theme", [&]() -> int {
      unknown_name("theme", options.theme, std::vector<std::string>{"dark", "light"});
    });
  const bool light = options.theme == "light";
  if (options.light && !light) throw InputError("--theme: give this or --light, not both");
  return light ? ThemeName::kLight : ThemeName::kDark;
}

Page made(const Page& page, const SeriesChoice& series, lessons::Lab& lab) {
  if (!page.series) return page;
  if (series.level >= int(page.series->levels.size()))
    throw InputError(fmt::format("--level: {} is not in 1..{} of '{}'", series.level + 1,
                                 page.series->levels.size(), page.title));
  return page.series->make(series.seed, series.level, lab);
}

std::vector<FigurePage> figure_pages(const lessons::Lesson& lesson, const SeriesChoice& series,
                                     lessons::Lab& lab) {
  std::vector<FigurePage> found;
  for (std::size_t p = 0; p < lesson.pages.size(); p++) {
    Page page = made(lesson.pages[p], series, lab);
    if (page.figure) found.push_back({int(found.size()) + 1, int(p) + 1, std::move(page)});
  }
  return found;
}

double typed_number(const std::string& text) {
  std::string plain = text;
  const std::string minus = "\u2212";
  for (std::size_t at; (at = plain.find(minus)) != std::string::npos;) plain.replace(at, minus.size(), "-");
  return parse_number(plain);
}

void set_control(const Page& page, Values& values, const std::string& setting) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos) throw InputError("'" + setting + "' is not name=value");
  const std::string name = setting.substr(0, equals);
  std::vector<std::string> names;
  Parameters parameters;
  for (const Control& control : page.controls) {
    names.push_back(control.parameter.name);
    parameters.push_back(control.parameter);
  }
  if (names.empty()) throw InputError("there is nothing to set here, so '" + name + "' is unknown");
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) unknown_name("control", name, names);
  const std::size_t k = std::size_t(found - names.begin());
  const double value =
      in_context(name, [&] { return value_of(page.controls[k], setting.substr(equals + 1)); });
  values[k] = resolve("'" + page.title + "'", parameters, {"", {{name, value}}})[k];
}

void tell_figures(const lessons::Lesson& lesson, const FigureOptions& options, bool as_json,
                  lessons::Lab& lab) {
  check(options);
  const std::vector<FigurePage> pages = figure_pages(lesson, options.series, lab);
  const bool one = !options.number.empty() || !options.output.empty() || !options.set.empty();
  std::vector<const FigurePage*> picked;
  if (one) picked.push_back(chosen(lesson, pages, options.number));
  for (std::size_t k = 0; !one && k < pages.size(); k++) picked.push_back(&pages[k]);

  const Reading reading = reading_here();
  Json json = Json::array();
  std::string text;
  for (const FigurePage* page : picked) {
    const Values values = values_of(*page, options.set);
    const Figure figure = page->content.figure({values, !options.before, lab});
    if (!options.output.empty()) return write_figure(figure, options);
    if (as_json) json.push_back(figure_json(*page, values, figure));
    if (one)
      text += fmt::format("Figure {} of {}, page {}\n", page->number, pages.size(), page->page) +
              readout(reading, figure) + controls(reading, page->content, values);
    else
      text += paragraph(reading, fmt::format("{} (page {})", figure.title, page->page), 4,
                        fmt::format("{:>2}", page->number)) +
              controls(reading, page->content, values);
  }
  if (picked.empty()) text = fmt::format("The lesson {} has no figures.\n", lesson.name);
  print(as_json ? to_text(json) : text);
}

}  // namespace thalweg::cli

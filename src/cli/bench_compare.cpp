// SPDX-License-Identifier: MIT
#include "cli/bench_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "study/compare_studies.h"
#include "study/results_json.h"
#include "study/spec_json.h"

namespace thalweg::cli {

namespace {

namespace fs = std::filesystem;
using study::EffectChange;
using study::SpecChange;
using study::StudyResults;

struct Options {
  std::string a, b;
  Speech speech;
};

StudyResults results_in(const std::string& place) {
  const fs::path file = fs::is_directory(place) ? fs::path(place) / "results.json" : fs::path(place);
  return study::read_results(file);
}

// The spec, with the version that ran it.
Json asked_of(const StudyResults& results) {
  Json spec = study::to_json(results.spec);
  spec["version"] = results.version;
  return spec;
}

std::string cost_text(const study::Estimate& e) {
  if (std::isinf(e.value)) return "never";
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", e.value, e.low, e.high);
}

// Left-aligned columns, two spaces apart.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); c++) widths[c] = std::max(widths[c], columns(row[c]));
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); c++)
      line += row[c] + std::string(widths[c] - columns(row[c]) + 2, ' ');
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string value_text(const Json& value) {
  constexpr std::size_t kLongest = 60;
  const std::string text = value.is_null() ? "nothing" : value.dump();
  return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

std::string report(const Options& options, const std::vector<SpecChange>& asked,
                   const std::vector<EffectChange>& found) {
  std::string text = fmt::format("A: {}\nB: {}\n\n", options.a, options.b);
  text += asked.empty() ? "The same study was run.\n\n" : "What was asked differently:\n";
  for (const SpecChange& change : asked)
    text += fmt::format("  {}: {} in A, {} in B\n", change.where, value_text(change.a), value_text(change.b));
  if (!asked.empty()) text += "\n";
  if (found.empty()) return text + "No method was on the same task, with the same target, in both.\n";
  std::vector<std::vector<std::string>> rows{
      {"method", "task", "target", "reached A", "reached B", "cost A", "cost B", "B / A", ""}};
  std::size_t same = 0;
  for (const EffectChange& c : found) {
    if (c.verdict == study::Verdict::same) {
      same++;
      continue;
    }
    rows.push_back({c.method, c.task, fmt::format("{:.1e}", c.target),
                    fmt::format("{:.0f}-{:.0f} %", 100 * c.a.success.low, 100 * c.a.success.high),
                    fmt::format("{:.0f}-{:.0f} %", 100 * c.b.success.low, 100 * c.b.success.high),
                    cost_text(c.a.running_time), cost_text(c.b.running_time),
                    std::isfinite(c.ratio) ? fmt::format("{:.3g}", c.ratio) : "-", name(c.verdict)});
  }
  if (rows.size() > 1) {
    text += "Expected cost to the target and shares that reach it, with 95 % intervals:\n" + table(rows);
    text += "Intervals that do not overlap differ beyond chance; those that do may differ all the same.\n";
  }
  return text +
         fmt::format("{} of {} pairs of method and task are the same to the last bit.\n", same, found.size());
}

Json estimate_json(const study::TargetResult& r) {
  return {{"reached", r.reached},
          {"success", {r.success.low, r.success.high}},
          {"running_time", {r.running_time.value, r.running_time.low, r.running_time.high}}};
}

Json report_json(const std::vector<SpecChange>& asked, const std::vector<EffectChange>& found) {
  Json spec = Json::array(), effects = Json::array();
  for (const SpecChange& c : asked) spec.push_back({{"where", c.where}, {"a", c.a}, {"b", c.b}});
  for (const EffectChange& c : found)
    effects.push_back({{"method", c.method},
                       {"task", c.task},
                       {"target", c.target},
                       {"a", estimate_json(c.a)},
                       {"b", estimate_json(c.b)},
                       {"ratio", c.ratio},
                       {"verdict", name(c.verdict)}});
  return {{"spec", spec}, {"effects", effects}};
}

int compare(const Options& options) {
  const StudyResults a = results_in(options.a), b = results_in(options.b);
  const std::vector<SpecChange> asked = study::spec_changes(asked_of(a), asked_of(b));
  const std::vector<EffectChange> found = study::effect_changes(a, b);
  print(options.speech.json ? to_text(report_json(asked, found)) : report(options, asked, found));
  return 0;
}

}  // namespace

Action declare_compare(Usage& command) {
  const auto options = std::make_shared<Options>();
  const auto add_study = [&](const char* name, std::string& to, const char* value, const char* meaning) {
    command.add({.names = name, .to = &to, .value = value, .meaning = meaning, .required = true});
  };
  add_study("a", options->a, "A", "a study's folder or its results.json");
  add_study("b", options->b, "B", "another one's");
  add_speech_options(command, options->speech, true);
  command.footer = [] { return "Example:\n  thalweg bench compare before after\n"; };
  return [options] { return compare(*options); };
}

}  // namespace thalweg::cli

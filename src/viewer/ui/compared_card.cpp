// SPDX-License-Identifier: MIT
// The methods side by side: how many particles of each reach the global minimum, how low and how fast the
// median one comes, and what a step costs.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/app/methods.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 52, kHead = 48, kIndent = 20;

std::string percent(double share) {
  return share > 0 && share < 0.0005 ? "<0.1 %" : decimal_label(100 * share, 1) + " %";
}

/// What rounding left of a zero is a zero.
std::string three_digits(double value) {
  if (!std::isfinite(value)) return "\u2013";
  if (std::abs(value) < 1e-12) return "0";
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2);
  return tick_label(std::round(value / unit) * unit);
}

/// Where the columns of numbers end, from the card's right edge at scale 1; the first one begins at the
/// names.
constexpr std::array<double, 3> kColumns{128, 58, 0};

struct Column {
  const char *title, *meaning;
};
constexpr Column kTitles[] = {
    {"loss", "loss of the median particle in the end"},
    {"steps",
     "until the median particle's loss above the lowest known one has come down to a thousandth of what it "
     "was "
     "at the starts, to 2 %; a dash: never"},
    {"evals", "how often one step of one particle asks for a value, a gradient or a Hessian"},
};

/// An invisible item that explains what is drawn there.
void explain(const Look& look, const char* id, ImVec2 at, ImVec2 size, const std::string& meaning) {
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton(id, size);
  tooltip(look, meaning);
}

void draw_head(const PanelInput& in) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, right = at.x + width;
  text_at(look.strong, at, look.ink(), "Compared");
  text_at(look.text, {right, at.y}, look.secondary(), "at the global minimum", true);
  explain(look, "share", {at.x + look.px(90), at.y}, {width - look.px(90), look.px(18)},
          "particles that end at a minimum as low as the lowest that is known or that any of the methods "
          "found, and "
          "the 95 % interval of that share (Wilson); best: its interval is above all others");
  for (std::size_t i = 0; i < kColumns.size(); i++) {
    const float end = right - look.px(kColumns[i]);
    const float place = i == 0 ? at.x + look.px(kIndent) : end;
    text_at(look.text, {place, at.y + look.px(20)}, look.secondary(), kTitles[i].title, i > 0);
    const float left = i == 0 ? place : end - look.px(48);
    explain(look, kTitles[i].title, {left, at.y + look.px(19)}, {look.px(48), look.px(18)},
            kTitles[i].meaning);
  }
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(kHead - 4)});
}

std::string cost(const Evaluations& e) {
  std::string text;
  const auto add = [&](i64 count, const char* what) {
    if (count > 0) text += (text.empty() ? "" : ", ") + grouped(count) + " " + what + (count > 1 ? "s" : "");
  };
  add(e.value, "value");
  add(e.gradient, "gradient");
  add(e.hessian, "Hessian");
  return text + " per step";
}

/// Track, interval and share between 0 and 1.
void draw_interval(const Look& look, const MethodResult& r, Srgb color, ImVec2 low, float right) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto x = [&](double share) { return low.x + float(share) * (right - low.x); };
  list.AddRectFilled(low, {right, low.y + look.px(4)}, look.line(), look.px(2));
  if (r.at_global > 0)
    list.AddRectFilled(low, {std::max(x(share(r)), low.x + look.px(4)), low.y + look.px(4)},
                       look.color(color), look.px(2));
  list.AddLine({x(r.interval.low), low.y + look.px(2)}, {x(r.interval.high), low.y + look.px(2)},
               look.ink(0.9), look.px(1.4));
  for (const double end : {r.interval.low, r.interval.high})
    list.AddLine({x(end), low.y - look.px(1)}, {x(end), low.y + look.px(5)}, look.ink(0.9), look.px(1.2));
}

void draw_row(const PanelInput& in, int method, const std::string& name, const MethodResult& r) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, right = at.x + width;
  const Srgb color = kOptimizerPalette[std::size_t(method)];
  const bool hidden = in.explorer.state().hidden[std::size_t(method)];
  const ImU32 ink = hidden ? look.secondary() : look.ink();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 chip{at.x + look.px(6), at.y + look.px(9)};
  if (hidden) list.AddCircle(chip, look.px(4.5), look.color(color), 0, look.px(1.4));
  if (!hidden) list.AddCircleFilled(chip, look.px(5), look.color(color));
  const Simulation* run = in.explorer.simulation(method);
  const std::string value = r.known ? percent(share(r))
                            : !run  ? "stays out"
                                    : decimal_label(100 * run->forerunner().progress(), 0) + " % ahead";
  text_at(look.number, {right, at.y + look.px(1)}, r.known ? ink : look.secondary(), value, true);
  float end = right - look.px(72);
  if (r.best) {
    text_at(look.strong, {end, at.y + look.px(1)}, look.color(kWell), "best", true);
    end -= look.px(36);
  }
  ImGui::PushClipRect(at, {end, at.y + look.px(20)}, true);
  text_at(look.text, {at.x + look.px(20), at.y + look.px(1)}, ink, name);
  ImGui::PopClipRect();
  if (r.known) {
    draw_interval(look, r, color, {at.x + look.px(kIndent), at.y + look.px(22)}, right);
    const float y = at.y + look.px(29);
    const std::string numbers[] = {three_digits(r.loss), r.steps ? grouped(*r.steps) : "\u2013",
                                   grouped(r.per_step.value + r.per_step.gradient + r.per_step.hessian)};
    for (std::size_t i = 0; i < kColumns.size(); i++)
      text_at(look.number, {i == 0 ? at.x + look.px(kIndent) : right - look.px(kColumns[i]), y},
              look.secondary(), numbers[i], i > 0);
    explain(look, "row", at, {width, look.px(kRow - 4)},
            name + "\n" + grouped(r.at_global) + " of " + grouped(r.particles) +
                " particles, 95 % interval " + decimal_label(100 * r.interval.low, 1) + " to " +
                percent(r.interval.high) + "\n" + cost(r.per_step));
  }
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(kRow)});
}

}  // namespace

void draw_compared_card(const PanelInput& in, Area& column) {
  const SessionState& state = in.explorer.state();
  if (state.rivals.empty()) return;
  const std::vector<std::string> names = method_names(state);
  const std::vector<MethodResult> results = compare(in.explorer.plan().landscape, in.explorer.method_runs());
  const std::size_t rows = std::min(names.size(), results.size());
  if (!begin_card(in, column, "compared", 14 + kHead + kRow * double(rows))) return;
  draw_head(in);
  for (std::size_t m = 0; m < rows; m++) {
    ImGui::PushID(int(m));
    draw_row(in, int(m), names[m], results[m]);
    ImGui::PopID();
  }
  end_card();
}

}  // namespace thalweg::viewer::ui

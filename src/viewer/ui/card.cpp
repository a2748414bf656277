// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include "viewer/app/outcome_colors.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr std::size_t kMostRows = 10;
constexpr double kRowHeight = 36;

std::string percent(double share) {
  return share > 0 && share < 0.0005 ? "<0.1 %" : decimal_label(100 * share, 1) + " %";
}

struct Row {
  Srgb color;
  std::string name, value;
  double share = 0;
  bool star = false;
};

/// Chip, name and share above, bar and value below.
void draw_row(const PanelInput& in, const Row& row) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, right = at.x + width;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 chip{at.x + look.px(6), at.y + look.px(9)};
  list.AddCircleFilled(chip, look.px(5), look.color(row.color));
  list.AddCircle(chip, look.px(5), look.ink(0.25));  // for pale colours on a pale panel
  text_at(look.number, {at.x + look.px(20), at.y + look.px(1)}, look.ink(), row.name);
  text_at(look.number, {right, at.y + look.px(1)}, look.ink(), percent(row.share), true);
  if (row.star) draw_star(list, {right - look.px(70), chip.y}, look.px(6), look.color(kGold));
  const float left = at.x + look.px(20), y = at.y + look.px(23), middle = right - look.px(92);
  list.AddRectFilled({left, y}, {middle, y + look.px(4)}, look.line(), look.px(2));
  if (row.share > 0)
    list.AddRectFilled({left, y},
                       {left + std::max(float(row.share) * (middle - left), look.px(4)), y + look.px(4)},
                       look.color(row.color), look.px(2));
  text_at(look.number, {right, y - look.px(6)}, look.secondary(), row.value, true);
  ImGui::Dummy({width, look.px(kRowHeight)});
}

void draw_minima(const PanelInput& in, const Destinations& found, std::size_t most) {
  const RunResult& r = found.result;
  const double particles = double(std::max<std::size_t>(found.label.size(), 1));
  const std::size_t rows = std::min(r.minima.size(), most);
  for (std::size_t i = 0; i < rows; i++) {
    const ReachedMinimum& m = r.minima[i];
    // What rounding left of a zero is a zero.
    const double value = std::abs(m.value) < 1e-12 ? 0 : m.value;
    draw_row(in, {label_color(kBasinPalette, found.minimum[i]),
                  point_text(m.at, weights(in.explorer.plan().landscape), 3), "loss " + tick_label(value),
                  double(m.count) / particles, m.global});
  }
  if (r.minima.size() > rows)
    label(in.look.text, in.look.secondary(),
          ("and " + std::to_string(r.minima.size() - rows) + " more minima").c_str());
}

/// Everything that is not at a minimum, one line each.
void draw_others(const PanelInput& in, const Destinations& found) {
  const Look& look = in.look;
  const double particles = double(std::max<std::size_t>(found.label.size(), 1));
  for (int i = 0; i < kOutcomes; i++) {
    const i64 count = found.result.outcomes[std::size_t(i)];
    if (count == 0 || Outcome(i) == Outcome::converged) continue;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    std::string text(name(Outcome(i)));
    std::replace(text.begin(), text.end(), '_', ' ');
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + look.px(6), at.y + look.px(9)}, look.px(4),
                                                look.color(kNeutral));
    text_at(look.text, {at.x + look.px(20), at.y + look.px(1)}, look.ink(), text);
    text_at(look.number, {at.x + width, at.y + look.px(1)}, look.secondary(),
            grouped(count) + "   " + percent(double(count) / particles), true);
    ImGui::Dummy({width, look.px(22)});
  }
}

/// Without rows of minima, at scale 1.
double least_height(const Destinations* found) {
  double height = 16 + 26 + 8;
  if (!found) return height + 22;
  for (int i = 0; i < kOutcomes; i++)
    if (Outcome(i) != Outcome::converged && found->result.outcomes[std::size_t(i)] > 0) height += 22;
  return height;
}

/// Colour, name, count and share of the outcomes that occur, as many as there is room for.
void draw_outcomes_card(const PanelInput& in, Area& column, const Destinations& found) {
  constexpr double kHead = 16 + 26 + 8;
  const std::vector<OutcomeCount> counts = count_outcomes(found.result);
  const double room = column.height / double(in.look.scale) - kHead;
  const auto rows = std::min(counts.size(), std::size_t(std::max(0.0, std::floor(room / kRowHeight))));
  if (rows == 0 || !begin_card(in, column, "outcomes", kHead + kRowHeight * double(rows))) return;
  label(in.look.strong, in.look.ink(), "How they end");
  ImGui::Dummy({0, in.look.px(8)});
  const double particles = double(std::max<std::size_t>(found.outcome.size(), 1));
  for (std::size_t i = 0; i < rows; i++) {
    const OutcomeCount& o = counts[i];
    draw_row(in, {kOutcomePalette[o.label], kOutcomeStyles[o.label].name, grouped(o.count),
                  double(o.count) / particles});
  }
  end_card();
}

}  // namespace

void text_at(ImFont* font, ImVec2 at, ImU32 color, const std::string& text, bool right) {
  if (right) at.x -= font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str()).x;
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::round(at.x), std::round(at.y)}, color,
                                      text.c_str());
}

bool begin_card(const PanelInput& in, Area& column, const char* name, double height) {
  constexpr double kLeast = 70, kGap = 12;
  height = std::min(std::round(height * double(in.look.scale)), column.height);
  if (column.width <= 0 || height < in.look.px(kLeast)) return false;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, in.look.px(8));
  begin_panel(name, {column.x, column.y, column.width, height}, 16, 12, in.look.scale);
  ImGui::PopStyleVar();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  const double used = height + in.look.px(kGap);
  column.y += used;
  column.height -= used;
  return true;
}

void end_card() {
  ImGui::PopStyleVar();
  ImGui::End();
}

void draw_ends_card(const PanelInput& in, Area& column) {
  const Destinations* found = in.explorer.destinations();
  if (found && coloring_of(in.explorer.state()) == Coloring::kOutcome)
    return draw_outcomes_card(in, column, *found);
  double height = least_height(found);
  std::size_t rows = 0;
  if (found) {
    const std::size_t all = found->result.minima.size();
    const double room = column.height / double(in.look.scale) - height;
    const auto fitting = [&](double free) {
      return std::size_t(std::max(0.0, std::floor(free / kRowHeight)));
    };
    rows = std::min({all, kMostRows, fitting(room)});
    if (rows < all) rows = std::min(rows, fitting(room - 22));
    height += kRowHeight * double(rows) + (rows < all ? 22 : 0);
  }
  const bool nothing_to_say = found && rows == 0 && !found->result.minima.empty();
  if (nothing_to_say || !begin_card(in, column, "ends", height)) return;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  label(in.look.strong, in.look.ink(), "Where they end");
  if (!in.explorer.state().rivals.empty())
    text_at(in.look.text, {corner.x + ImGui::GetContentRegionAvail().x, corner.y}, in.look.secondary(),
            find_optimizer(in.explorer.plan().spec.optimizer.name).info.title, true);
  ImGui::Dummy({0, in.look.px(8)});
  if (found) {
    draw_minima(in, *found, rows);
    draw_others(in, *found);
  } else {
    const double share = in.explorer.simulation().forerunner().progress();
    label(in.look.text, in.look.secondary(),
          ("looking ahead, " + decimal_label(100 * share, 0) + " %").c_str());
  }
  end_card();
}

void draw_cards(const PanelInput& in, Commands& commands) {
  Area column = in.layout.card;
  // The colour key has the lower end of the column.
  column.height -= in.look.px(kColorKeyHeight + 16);
  draw_point_card(in, column, commands);
  draw_explain_card(in, column, commands);
  // What was asked for comes before what is always there, which takes the rest.
  draw_tree_card(in, column, commands);
  draw_findings_card(in, column);
  draw_stability_card(in, column);
  draw_compared_card(in, column);
  draw_slice_card(in, column, commands);
  draw_ends_card(in, column);
}

}  // namespace thalweg::viewer::ui

// SPDX-License-Identifier: MIT
// One step of one particle: what the rule asks, what it remembers, and where that leads.
#include <string>

#include "core/axis.h"
#include "viewer/app/step_follower.h"
#include "viewer/app/step_text.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 18, kGap = 8, kHeading = 28;

float wrapped_height(ImFont* font, const std::string& text, float width) {
  return font->CalcTextSizeA(font->FontSize, 1e6f, width, text.c_str()).y;
}

void wrapped_text(ImFont* font, ImVec2 at, ImU32 color, const std::string& text, float width) {
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, color, text.c_str(), nullptr, width);
}

std::optional<Srgb> arrow_color(AccountSubject subject) {
  switch (subject) {
    case AccountSubject::gradient:
      return kGradientArrow;
    case AccountSubject::memory:
      return kMemoryArrow;
    case AccountSubject::step:
      return kStepArrow;
    case AccountSubject::plain:
    case AccountSubject::setting:
      break;
  }
  return {};
}

/// The arrow of the line as it lies on the surface, small.
void draw_chip(const Look& look, ImVec2 at, Srgb color) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = at.y + look.px(9), tip = at.x + look.px(14);
  const ImU32 edge = look.color(0x15181d, 0.55);
  for (const bool rim : {true, false}) {
    const float grow = rim ? look.px(1.2) : 0;
    const ImU32 ink = rim ? edge : look.color(color);
    list.AddLine({at.x - grow, y}, {tip - look.px(5), y}, ink, look.px(2.5) + 2 * grow);
    list.AddTriangleFilled({tip + 1.6f * grow, y}, {tip - look.px(6) - grow, y - look.px(4) - grow},
                           {tip - look.px(6) - grow, y + look.px(4) + grow}, ink);
  }
}

struct Rows {
  std::vector<std::string> now, before;  // before: empty where nothing changed
};

Rows rows_of(const AccountLine& line, int weights) {
  Rows rows{number_rows(line.shape, line.numbers, weights), {}};
  if (line.before.empty()) return rows;
  rows.before = number_rows(line.shape, line.before, weights);
  if (rows.before == rows.now) rows.before.clear();
  return rows;
}

float width_of(const Look& look, const std::string& text) {
  return look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, text.c_str()).x;
}

/// Symbol on the left, numbers on the right, below the symbol where both do not fit in one row.
void draw_line(const PanelInput& in, const AccountLine& line, int weights) {
  const Look& look = in.look;
  const float width = ImGui::GetContentRegionAvail().x;
  ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + width, top = at.y;
  const auto color = arrow_color(line.subject);
  float left = at.x;
  if (color) {
    draw_chip(look, at, *color);
    left += look.px(22);
  }
  const Rows rows = rows_of(line, weights);
  text_at(look.number, {left, at.y}, look.ink(), line.symbol);
  const float taken = left - at.x + width_of(look, line.symbol) + look.px(12);
  if (!rows.now.empty() && taken + width_of(look, rows.now.front()) > width) at.y += look.px(kRow);
  for (const std::string& row : rows.now) {
    text_at(look.number, {right, at.y}, look.ink(), row, true);
    at.y += look.px(kRow);
  }
  if (rows.now.empty()) at.y += look.px(kRow);
  for (std::size_t i = 0; i < rows.before.size(); i++) {
    text_at(look.number, {right, at.y}, look.secondary(), (i == 0 ? "was " : "") + rows.before[i], true);
    at.y += look.px(kRow);
  }
  wrapped_text(look.text, {at.x, at.y}, look.secondary(), line.meaning, width);
  at.y += wrapped_height(look.text, line.meaning, width) + look.px(kGap);
  ImGui::Dummy({width, at.y - top});
}

/// What stays the same in every step takes one row; its sentence is the tooltip's.
void draw_setting(const PanelInput& in, const AccountLine& line) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  text_at(look.number, at, look.ink(), line.symbol);
  text_at(look.number, {at.x + width, at.y}, look.ink(), tick_label(line.numbers.front()), true);
  ImGui::PushID(line.symbol.c_str());
  ImGui::InvisibleButton("setting", {width, look.px(kRow + 4)});
  tooltip(look, line.meaning);
  ImGui::PopID();
}

void draw_section(const Look& look, const std::string& text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::GetWindowDrawList()->AddLine({at.x, at.y + look.px(2)}, {at.x + width, at.y + look.px(2)},
                                      look.line());
  text_at(look.strong, {at.x, at.y + look.px(8)}, look.ink(), text);
  ImGui::Dummy({width, look.px(kHeading)});
}

/// The rule's assignments below each other.
std::string one_per_line(const std::string& rule) {
  std::string text;
  int depth = 0;
  for (const char c : rule) {
    depth += (c == '(') - (c == ')');
    if (depth == 0 && c == ' ' && text.ends_with(';')) {
      text.back() = '\n';
      continue;
    }
    text += c;
  }
  return text;
}

void draw_account(const PanelInput& in, const StepFollower& follower) {
  const Look& look = in.look;
  const std::string rule = one_per_line(in.explorer.plan().optimizer->info.rule);
  const float width = ImGui::GetContentRegionAvail().x;
  wrapped_text(look.number, ImGui::GetCursorScreenPos(), look.secondary(), rule, width);
  ImGui::Dummy({width, wrapped_height(look.number, rule, width) + look.px(kGap)});
  if (follower.strays()) {
    const std::string warning =
        "These numbers are made in double precision. The particle of the run has other roundings, which have "
        "grown until it is elsewhere.";
    wrapped_text(look.text, ImGui::GetCursorScreenPos(), look.color(kWarning), warning, width);
    ImGui::Dummy({width, wrapped_height(look.text, warning, width) + look.px(kGap)});
  }
  for (const AccountLine& line : follower.lines())
    if (!line.heading.empty())
      draw_section(look, line.heading);
    else if (line.subject == AccountSubject::setting)
      draw_setting(in, line);
    else
      draw_line(in, line, follower.account()->weights);
}

}  // namespace

void draw_explain_card(const PanelInput& in, Area& column, Commands& commands) {
  const Explorer& explorer = in.explorer;
  if (!explorer.state().options[Option::kExplain]) return;
  const Look& look = in.look;
  if (!begin_card(in, column, "step", column.height / double(look.scale))) return;
  const StepFollower& follower = explorer.follower();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const StepAccount* account = follower.account();
  text_at(look.strong, at, look.ink(), account ? "Step " + grouped(account->step + 1) : "One step");
  text_at(look.text, {at.x + width - look.px(26), at.y}, look.secondary(),
          "particle " + grouped(follower.particle()), true);
  ImGui::SetCursorScreenPos({at.x + width - look.px(18), at.y});
  if (cross_button(look, "close", 18, "close this card (I)"))
    commands.push_back(command::SetOption{Option::kExplain, false});
  if (account) {
    // What the step comes to, in sight wherever the rest has been scrolled.
    const ImVec2 sum{at.x, at.y + look.px(26)};
    draw_chip(look, sum, kStepArrow);
    text_at(look.number, {at.x + width, sum.y}, look.ink(),
            number_rows(TermShape::vector, account->move, account->weights).front(), true);
    text_at(look.text, {at.x, sum.y + look.px(kRow)}, look.secondary(), "loss");
    text_at(look.number, {at.x + width, sum.y + look.px(kRow)}, look.secondary(),
            tick_label(account->loss_before) + ", then " + tick_label(account->loss_after), true);
  }
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(account ? 70 : 28)});
  // The scrollbar has the margin.
  ImGui::BeginChild("rows", {width + look.px(12), 0}, false, ImGuiWindowFlags_NoNav);
  ImGui::BeginGroup();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (account)
    draw_account(in, follower);
  else
    label(look.text, look.secondary(), "retracing the particle's way");
  ImGui::PopStyleVar();
  ImGui::EndGroup();
  ImGui::EndChild();
  end_card();
}

}  // namespace thalweg::viewer::ui

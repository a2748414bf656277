// SPDX-License-Identifier: MIT
// What was found on the landscape: how many points of each kind, their symbols, and how sure that is.
#include <cmath>
#include <string>
#include <vector>

#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 20, kLine = 17;

/// A symbol with what it stands for.
struct Kind {
  MarkerKind marker;
  bool small;
  std::string words;
};

std::vector<Kind> kinds_of(const CriticalPoints& critical) {
  std::vector<Kind> kinds;
  const auto number = counts(critical.points);
  for (int k = 0; k < kPointKinds; k++) {
    const i64 count = number[std::size_t(k)];
    if (count == 0) continue;
    const PointKind kind = PointKind(k);
    const bool rim =
        kind == PointKind::edge_minimum || kind == PointKind::edge_pass || kind == PointKind::corner_minimum;
    const MarkerKind marker = kind == PointKind::saddle || kind == PointKind::edge_pass ? MarkerKind::kSaddle
                              : kind == PointKind::maximum                              ? MarkerKind::kMaximum
                              : kind == PointKind::degenerate ? MarkerKind::kDegenerate
                                                              : MarkerKind::kLocalMinimum;
    kinds.push_back({marker, rim, grouped(count) + " " + kind_word(kind, count)});
  }
  return kinds;
}

/// One sentence on how sure the counts are.
std::string certainty(const Findings& findings) {
  if (!findings.critical) return findings.refused;
  if (findings.critical->certain) return "Checked: the turns of the gradient add up.";
  return "Not certain: " + findings.critical->reason;
}

float text_height(const Look& look, const std::string& text, float width) {
  return look.text->CalcTextSizeA(look.text->FontSize, 1e6f, width, text.c_str()).y;
}

}  // namespace

void draw_findings_card(const PanelInput& in, Area& column) {
  const Explorer& explorer = in.explorer;
  if (!explorer.state().options[Option::kCritical]) return;
  const Look& look = in.look;
  const Findings* findings = explorer.findings();
  std::vector<Kind> kinds;
  if (findings && findings->critical) kinds = kinds_of(*findings->critical);
  const std::string words = findings ? certainty(*findings) : "searching";
  const float width = float(column.width) - look.px(32);
  const double lines = double(text_height(look, words, width) / look.scale);
  if (!begin_card(in, column, "findings", 24 + 28 + kRow * double(kinds.size()) + 4 + lines)) return;
  label(look.strong, look.ink(), "Critical points");
  ImGui::Dummy({0, look.px(8)});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const Kind& kind : kinds) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_symbol(look, list, kind.marker, {at.x + look.px(7), at.y + look.px(9)}, look.px(kind.small ? 4 : 6),
                look.ink());
    text_at(look.text, {at.x + look.px(22), at.y + look.px(1)}, look.ink(), kind.words);
    ImGui::Dummy({width, look.px(kRow)});
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool sure = findings && findings->critical && findings->critical->certain;
  list.AddText(look.text, look.text->FontSize, {at.x, at.y + look.px(4)},
               sure || !findings ? look.secondary() : look.color(kWarning), words.c_str(), nullptr, width);
  end_card();
}

}  // namespace thalweg::viewer::ui

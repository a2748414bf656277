// SPDX-License-Identifier: MIT
// The card of the selected point, and the label of the one below the pointer.
#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/stability.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 22;

std::string loss_text(const Explorer& explorer, double loss) {
  const HeightTransform& heights = explorer.surface()->transform;
  return value_label(loss, heights.vmax - heights.vmin);
}

std::string eigenvalue_text(const Curvatures& c, const char* between) {
  const double scale = std::max(std::abs(c.low), std::abs(c.high));
  return value_label(c.low, scale) + between + value_label(c.high, scale);
}

std::string persistence_text(double persistence) {
  return std::isinf(persistence) ? "the lowest" : tick_label(persistence);
}

struct Row {
  const char* name;
  std::string value;
  const char* meaning;
  bool warns = false;
};

/// The largest rates that steps are stable at along the steepest direction: of plain gradient descent, and of
/// the run's rule where that is linear and another one.
void add_rates(std::vector<Row>& rows, const Plan& plan, double sharpness) {
  const auto rule = linear_rule(plan);
  const bool plain = rule && rule->momentum == 0 && rule->gain == 1;
  const double limit = rule ? stable_below(*rule, sharpness) : 0;
  const bool above = rule && !(rule->lr < limit);
  const char* too_high = "the run's learning rate is above: particles cannot settle here";
  rows.push_back({"2 / \u03bbmax", tick_label(2 / sharpness),
                  plain && above ? too_high : "gradient descent overshoots ever farther at larger rates",
                  plain && above});
  if (rule && !plain)
    rows.push_back({"stable below lr", tick_label(limit),
                    above ? too_high : "the run's momentum overshoots ever farther at larger rates", above});
}

std::vector<Row> rows_of(const Explorer& explorer, const Feature& feature) {
  const Landscape& f = explorer.plan().landscape;
  std::vector<Row> rows{{"position", point_text(feature.at, weights(f), 4), "of the point"},
                        {"loss", loss_text(explorer, feature.value), "f there"}};
  if (const auto c = curvatures(f, feature.at)) {
    rows.push_back({"eigenvalues", eigenvalue_text(*c, "   "),
                    "of the Hessian: curvatures along the flattest and the steepest direction"});
    if (c->high > 0) add_rates(rows, explorer.plan(), c->high);
  }
  if (feature.persistence)
    rows.push_back({"persistence", persistence_text(*feature.persistence),
                    "how far the water would rise here before it runs over into a lower minimum"});
  const double all = double(explorer.plan().spec.particles);
  if (feature.ended)
    rows.push_back({"end here", decimal_label(100 * double(*feature.ended) / all, 1) + " %",
                    "of the particles of this run"});
  return rows;
}

ImU32 ring_color(const Look& look, const Feature& feature) {
  return look.color(feature.label ? label_color(kBasinPalette, *feature.label) : kNeutral);
}

}  // namespace

void draw_point_card(const PanelInput& in, Area& column, Commands& commands) {
  const Feature* feature = in.explorer.selected();
  if (!feature) return;
  const Look& look = in.look;
  const std::vector<Row> rows = rows_of(in.explorer, *feature);
  if (!begin_card(in, column, "point", 16 + 30 + kRow * double(rows.size()))) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_symbol(look, *ImGui::GetWindowDrawList(), marker_of(in.explorer.plan().landscape, *feature).kind,
              {at.x + look.px(7), at.y + look.px(9)}, look.px(6.5), ring_color(look, *feature));
  text_at(look.strong, {at.x + look.px(22), at.y}, look.ink(), feature_title(*feature));
  ImGui::SetCursorScreenPos({at.x + width - look.px(18), at.y});
  if (cross_button(look, "close", 18, "close this card")) commands.push_back(command::Select{});
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(30)});
  for (const Row& row : rows) {
    const ImVec2 y = ImGui::GetCursorScreenPos();
    const ImU32 color = row.warns ? look.color(kWarning) : look.ink();
    text_at(look.text, y, look.secondary(), row.name);
    text_at(look.number, {y.x + width, y.y}, color, row.value, true);
    ImGui::PushID(row.name);
    ImGui::InvisibleButton("row", {width, look.px(kRow)});
    tooltip(look, row.meaning);
    ImGui::PopID();
  }
  end_card();
}

void draw_feature_label(const PanelInput& in, const Feature& feature, glm::dvec2 pointer) {
  const Look& look = in.look;
  const Landscape& f = in.explorer.plan().landscape;
  std::string first = "loss " + loss_text(in.explorer, feature.value), second;
  if (const auto c = curvatures(f, feature.at)) second = "eigenvalues " + eigenvalue_text(*c, ", ");
  if (feature.persistence && !std::isinf(*feature.persistence))
    first += "   persistence " + persistence_text(*feature.persistence);
  const auto width_of = [](ImFont* font, const std::string& text) {
    return font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str()).x;
  };
  const std::string title = feature_title(feature);
  const float pad = look.px(10), line = look.px(19);
  const float width =
      std::max({width_of(look.strong, title), width_of(look.number, first), width_of(look.number, second)}) +
      2 * pad;
  const float height = (second.empty() ? 2 : 3) * line + look.px(12);
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float x = std::clamp(float(pointer.x) + look.px(16), 0.f, std::max(0.f, window.x - width));
  const float below = float(pointer.y) + look.px(16);
  const float y = below + height > window.y ? float(pointer.y) - height - look.px(12) : below;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled({x, y}, {x + width, y + height}, look.color(look.colors->panel, 0.96), look.px(6));
  list.AddRect({x, y}, {x + width, y + height}, look.line(), look.px(6));
  const auto text = [&](ImFont* font, ImU32 color, int row, const std::string& words) {
    list.AddText(font, font->FontSize, {std::round(x + pad), std::round(y + look.px(6) + float(row) * line)},
                 color, words.c_str());
  };
  text(look.strong, look.ink(), 0, title);
  text(look.number, look.ink(), 1, first);
  text(look.number, look.secondary(), 2, second);
}

}  // namespace thalweg::viewer::ui
